import { utf8Text } from '../octets.ts';
import { entryLength } from './tail.ts';

/**
 * Threads of a trace, numbered from 0 as they are met, each with the innermost open call on it. A thread is a 32-bit number or
 * a name, and belongs to one port: equal names on two ports are two threads.
 */
export class ThreadTable {
  /** Innermost open frame of a thread, or -1. */
  top = new Int32Array(64).fill(-1);
  private count = 0;
  private keys = new Int32Array(256).fill(-1);
  private numbers = new Int32Array(64);
  private ports = new Uint8Array(64);
  private readonly names = new Map<string, number>();

  /** The thread that a 32-bit number stands for. */
  numbered(port: number, thread: number): number {
    const mask = this.keys.length - 1;
    let at = hash(thread, port) & mask;
    for (;;) {
      const found = this.keys[at] as number;
      if (found < 0) break;
      if (this.numbers[found] === thread && this.ports[found] === port) return found;
      at = (at + 1) & mask;
    }
    const number = this.add(thread, port);
    this.keys[at] = number;
    if (this.count * 2 > this.keys.length) this.rehash();
    return number;
  }

  /** The thread whose name stands in the tail entry at word `at`. */
  named(port: number, words: Int32Array, at: number): number {
    const octets = new Uint8Array(words.buffer, words.byteOffset + (at + 1) * 4, entryLength(words[at] as number));
    const name = `${port}/${utf8Text(octets)}`;
    let number = this.names.get(name);
    if (number === undefined) {
      number = this.add(0, 255);
      this.names.set(name, number);
    }
    return number;
  }

  private add(thread: number, port: number): number {
    if (this.count === this.top.length) {
      const size = this.count * 2;
      const top = new Int32Array(size).fill(-1);
      top.set(this.top);
      this.top = top;
      const numbers = new Int32Array(size);
      numbers.set(this.numbers);
      this.numbers = numbers;
      const ports = new Uint8Array(size);
      ports.set(this.ports);
      this.ports = ports;
    }
    this.numbers[this.count] = thread;
    this.ports[this.count] = port;
    return this.count++;
  }

  private rehash(): void {
    const old = this.keys;
    this.keys = new Int32Array(old.length * 2).fill(-1);
    const mask = this.keys.length - 1;
    for (const number of old) {
      if (number < 0) continue;
      let at = hash(this.numbers[number] as number, this.ports[number] as number) & mask;
      while ((this.keys[at] as number) >= 0) at = (at + 1) & mask;
      this.keys[at] = number;
    }
  }
}

function hash(thread: number, port: number): number {
  const mixed = Math.imul(thread ^ (port << 24), 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
