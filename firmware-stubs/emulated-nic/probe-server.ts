import { setImmediate as turn } from 'node:timers/promises';
import { tickHz } from './delays.ts';
import type { ProbePort } from './probe-port.ts';

/** Where the frames go. Resolves when there is room for more; rejects when the line is gone. */
export type LineWrite = (octets: Uint8Array) => Promise<void>;

/** `free`: as fast as the line takes it. `real`: a second of the model takes a second of the host. */
export type Pace = 'free' | 'real';

/** Octets that are made before they are written. */
const writeOctets = 64 * 1024;

/** A paced line carries a STATE at least once a second while a program runs; a free one does after so many events. */
const heartbeatMs = 900;

const ticksPerMs = tickHz / 1000;

/** Serves one line: octets in, frames out. The model runs only while the line takes what it says. */
export class ProbeServer {
  readonly #port: ProbePort;
  readonly #write: LineWrite;
  readonly #pace: Pace;
  #serving: Promise<void> | undefined;
  /** Host time at tick 0 of a paced run. */
  #beganMs: number | undefined;
  /** Host time of the last STATE that a paced run sent unasked. */
  #statedMs = 0;
  /** Ends a rest early. */
  #wake = (): void => {};

  constructor(port: ProbePort, pace: Pace, write: LineWrite) {
    this.#port = port;
    this.#pace = pace;
    this.#write = write;
  }

  /** Octets from the other side. */
  received(octets: Uint8Array): void {
    this.#port.push(octets);
    this.#wake();
    this.#serving ??= this.#serve().finally(() => {
      this.#serving = undefined;
    });
  }

  /** The other side went away: the next one finds a device that was just switched on. */
  hungUp(): void {
    this.#port.restart();
    this.#beganMs = undefined;
    this.#wake();
  }

  /** Resolves when nothing waits to be written and the model does nothing unasked. */
  async idle(): Promise<void> {
    await this.#serving;
  }

  async #serve(): Promise<void> {
    while (this.#port.pending > 0 || this.#port.nextTicks < Infinity) {
      const waitMs = this.#fill();
      const octets = this.#port.take();
      try {
        if (octets.length > 0) await this.#write(octets);
      } catch {
        this.hungUp();
      }
      // Commands come in between two writes, also when the line takes everything at once.
      if (waitMs === 0 || this.#port.pending > 0) await turn();
      else await this.#rest(waitMs);
      this.#beat();
    }
  }

  #beat(): void {
    if (this.#pace === 'free' || this.#port.nextTicks === Infinity || performance.now() - this.#statedMs < heartbeatMs) return;
    this.#statedMs = performance.now();
    this.#port.sendState();
  }

  /** Runs the model until there is enough to write, or until it is ahead of the host; then by how many milliseconds. */
  #fill(): number {
    while (this.#port.pending < writeOctets && this.#port.nextTicks < Infinity) {
      const aheadMs = this.#aheadMs();
      if (aheadMs > 0) return aheadMs;
      this.#port.step();
    }
    return 0;
  }

  #aheadMs(): number {
    if (this.#pace === 'free') return 0;
    const nowMs = performance.now();
    this.#beganMs ??= nowMs;
    return Math.max(0, this.#port.nextTicks / ticksPerMs - (nowMs - this.#beganMs));
  }

  /** Waits until the model may go on, a STATE is due or something comes in. */
  #rest(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(waitMs, heartbeatMs));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
