import { writeSync } from 'node:fs';
import { Fault } from '../../src/core/fault.ts';

interface Waiting {
  readonly octets: Uint8Array;
  written: number;
  readonly resolve: () => void;
  readonly reject: (fault: Fault) => void;
}

/** Most octets that may wait at once, in bytes. A caller that awaits its writes never meets it. */
const roomOctets = 16 * 1024 * 1024;
/** Most octets handed over before the event loop gets its turn again. */
const turnOctets = 256 * 1024;
/** How often a reader that has stalled is tried again. */
const stalledRetryMs = 16;

/**
 * Octets on their way into a descriptor that never blocks. A libuv stream on a pseudo-terminal's master writes with blocking calls
 * and would freeze the whole process when the reader stalls; here a full kernel buffer only means to try again a little later.
 */
export class WriteQueue {
  readonly #fd: number;
  readonly #untilWritable: (fd: number) => Promise<void>;
  readonly #waiting: Waiting[] = [];
  #queuedOctets = 0;
  /** Whether the kernel took anything since it last had no room. */
  #progress = true;
  #timer: NodeJS.Timeout | undefined;
  #turn: NodeJS.Immediate | undefined;
  /** Grows when all that waited is given up, so that a wait begun before comes to nothing. */
  #era = 0;

  constructor(fd: number, untilWritable: (fd: number) => Promise<void>) {
    this.#fd = fd;
    this.#untilWritable = untilWritable;
  }

  /** Resolves when the kernel has the octets, or after `discard`. They must not change before. */
  push(octets: Uint8Array): Promise<void> {
    if (this.#queuedOctets + octets.length > roomOctets) {
      return Promise.reject(
        new Fault('pty-queue-full', `more than ${roomOctets} octets wait to be written to the pseudo-terminal`, {
          next: 'Await a write before the next one.',
        }),
      );
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ octets, written: 0, resolve, reject });
      this.#queuedOctets += octets.length;
      if (this.#waiting.length === 1) this.#write();
    });
  }

  /** Gives up what still waits, because nobody is there to hear it, and returns how many octets that were. */
  discard(): number {
    const lost = this.#queuedOctets;
    this.#stop();
    for (const one of this.#take()) one.resolve();
    return lost;
  }

  /** Rejects what still waits. */
  fail(fault: Fault): void {
    this.#stop();
    for (const one of this.#take()) one.reject(fault);
  }

  #take(): Waiting[] {
    this.#queuedOctets = 0;
    return this.#waiting.splice(0);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#turn);
    this.#progress = true;
    this.#era++;
  }

  #write(): void {
    let turn = 0;
    for (let one = this.#waiting[0]; one !== undefined; one = this.#waiting[0]) {
      while (one.written < one.octets.length) {
        if (turn >= turnOctets) {
          this.#turn = setImmediate(() => this.#write());
          return;
        }
        try {
          const taken = writeSync(this.#fd, one.octets, one.written, Math.min(one.octets.length - one.written, turnOctets - turn));
          one.written += taken;
          turn += taken;
          this.#queuedOctets -= taken;
          this.#progress = true;
        } catch (error) {
          this.#refused(error as NodeJS.ErrnoException);
          return;
        }
      }
      this.#waiting.shift();
      one.resolve();
    }
  }

  #refused(error: NodeJS.ErrnoException): void {
    if (error.code === 'EAGAIN' || error.code === 'EINTR') {
      this.#waitForRoom();
    } else {
      this.fail(new Fault('pty-failed', `writing to the pseudo-terminal failed: ${error.message}`, { cause: error }));
    }
  }

  /** A reader that reads is waited for on another thread; one that has stalled would hold that thread, so it is asked by the clock. */
  #waitForRoom(): void {
    if (!this.#progress) {
      this.#timer = setTimeout(() => this.#write(), stalledRetryMs);
      return;
    }
    this.#progress = false;
    const era = this.#era;
    void this.#untilWritable(this.#fd).then(() => {
      if (era === this.#era) this.#write();
    });
  }
}
