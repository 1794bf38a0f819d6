import { asciiText } from '../octets.ts';
import { escapedText, isDigit } from './json-text.ts';

/** Kinds of JSON value on a tape. A text with an escape or an octet above 0x7e has a kind of its own: its octets are not its characters. */
export const jsonKinds = { null: 1, true: 2, false: 3, number: 4, plainText: 5, text: 6, array: 7, object: 8 } as const;

const cacheSize = 4096;
/** Longer texts are not kept. */
const cachedLength = 48;

/**
 * A JSON text laid out as a row of nodes, in the order of the text, without an object for any of them: a trace of a gigabyte
 * makes no garbage. Node 0 is the whole text. The members of an object are a key node and its value's node by turns; the key's
 * `nexts` leads to the next key. Octet offsets stay with every node, so that a refusal can name the column.
 */
export class JsonTape {
  octets: Uint8Array = new Uint8Array(0);
  kinds = new Uint8Array(256);
  /** Offset of the first octet of the value; of a text, of the octet after the quotation mark. */
  starts: Int32Array = new Int32Array(256);
  /** Offset after the last octet; of a text, of the closing quotation mark. */
  ends: Int32Array = new Int32Array(256);
  /** The node after this one and all inside it. */
  nexts: Int32Array = new Int32Array(256);
  /** Of a text: a hash of its characters. Of an array or object: how many elements or members it has. */
  hashes: Int32Array = new Int32Array(256);
  count = 0;
  private readonly cache = new Array<string>(cacheSize).fill('');

  /** Forgets the nodes; the next ones are about other octets. */
  clear(octets: Uint8Array): void {
    this.octets = octets;
    this.count = 0;
  }

  /** Adds a node whose value begins at an offset; {@link close} completes it. */
  open(kind: number, start: number): number {
    const node = this.count++;
    if (node === this.kinds.length) this.grow();
    this.kinds[node] = kind;
    this.starts[node] = start;
    return node;
  }

  close(node: number, end: number): void {
    this.ends[node] = end;
    this.nexts[node] = this.count;
  }

  /** How many elements or members an array or object has. */
  sizeOf(node: number): number {
    return this.hashes[node] as number;
  }

  /** The characters of a text. The names and handles of a trace come again and again: most are found in a small cache. */
  textOf(node: number): string {
    const start = this.starts[node] as number;
    const end = this.ends[node] as number;
    if (this.kinds[node] !== jsonKinds.plainText) return escapedText(this.octets, start, end);
    if (end - start > cachedLength) return asciiText(this.octets.subarray(start, end));
    const slot = (this.hashes[node] as number) & (cacheSize - 1);
    const cached = this.cache[slot] as string;
    if (cached.length === end - start && this.equals(start, cached)) return cached;
    return (this.cache[slot] = asciiText(this.octets.subarray(start, end)));
  }

  numberOf(node: number): number {
    const start = this.starts[node] as number;
    const end = this.ends[node] as number;
    let value = 0;
    for (let at = start; at < end; at++) {
      const octet = this.octets[at] as number;
      if (!isDigit(octet) || at - start > 14) return Number(asciiText(this.octets.subarray(start, end)));
      value = value * 10 + (octet - 0x30);
    }
    return value;
  }

  /** The value as JSON.parse would give it. */
  valueOf(node: number): unknown {
    switch (this.kinds[node]) {
      case jsonKinds.null:
        return null;
      case jsonKinds.true:
        return true;
      case jsonKinds.false:
        return false;
      case jsonKinds.number:
        return this.numberOf(node);
      case jsonKinds.array:
        return this.elementsOf(node).map((element) => this.valueOf(element));
      case jsonKinds.object:
        return this.objectOf(node);
      default:
        return this.textOf(node);
    }
  }

  /** The nodes of an array's elements. */
  elementsOf(array: number): number[] {
    const elements: number[] = [];
    for (let node = array + 1; node < (this.nexts[array] as number); node = this.nexts[node] as number) elements.push(node);
    return elements;
  }

  private objectOf(object: number): Record<string, unknown> {
    const value: Record<string, unknown> = {};
    for (let key = object + 1; key < (this.nexts[object] as number); key = this.nexts[key] as number) {
      const name = this.textOf(key);
      const member = this.valueOf(key + 1);
      // An assignment to this one name would set the prototype.
      if (name === '__proto__') Object.defineProperty(value, name, { value: member, enumerable: true, configurable: true, writable: true });
      else value[name] = member;
    }
    return value;
  }

  private equals(start: number, text: string): boolean {
    for (let i = 0; i < text.length; i++) if (this.octets[start + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  private grow(): void {
    const size = this.kinds.length * 2;
    const enlarge = (old: Int32Array): Int32Array => {
      const larger = new Int32Array(size);
      larger.set(old);
      return larger;
    };
    const kinds = new Uint8Array(size);
    kinds.set(this.kinds);
    this.kinds = kinds;
    this.starts = enlarge(this.starts);
    this.ends = enlarge(this.ends);
    this.nexts = enlarge(this.nexts);
    this.hashes = enlarge(this.hashes);
  }
}
