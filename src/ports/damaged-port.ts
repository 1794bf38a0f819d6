import type { LineDamage, LinePiece } from '../core/scenario/line-fault.ts';
import type { Fault } from '../core/fault.ts';
import { monotonicClock } from './monotonic-clock.ts';
import type { Port, PortListener } from './port.ts';

/** What waits to be handed on, in its order. */
type Waiting = LinePiece | 'end';

/**
 * A port whose line damages what the device sends: octets are dropped, changed or held back as line faults say. What the bench sends
 * goes through as it is. Octets that are held back arrive, and are stamped, when they are handed on.
 */
export class DamagedPort implements Port {
  readonly #port: Port;
  readonly #damage: LineDamage;
  readonly #waiting: Waiting[] = [];
  #listener: PortListener | undefined;
  #reason: Fault | undefined;
  #timer: NodeJS.Timeout | undefined;
  #paused = false;
  #isClosing = false;

  constructor(port: Port, damage: LineDamage) {
    this.#port = port;
    this.#damage = damage;
  }

  get name(): string {
    return this.#port.name;
  }

  get state(): Port['state'] {
    return this.#port.state;
  }

  get controlLines(): Port['controlLines'] {
    return this.#port.controlLines;
  }

  open(listener: PortListener): Promise<void> {
    this.#listener = listener;
    return this.#port.open({
      received: ({ octets, arrivedNs }) => {
        this.#waiting.push(...this.#damage.apply(octets));
        this.#handOn(arrivedNs);
      },
      ended: (reason) => {
        this.#reason = reason;
        this.#waiting.push(...this.#damage.finish(), 'end');
        this.#handOn(monotonicClock.nowNs());
      },
    });
  }

  write(octets: Uint8Array): Promise<void> {
    return this.#port.write(octets);
  }

  pause(): void {
    this.#paused = true;
    this.#port.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#port.resume();
    this.#handOn(monotonicClock.nowNs());
  }

  /** What is still held back is lost with the line. */
  async close(): Promise<void> {
    this.#isClosing = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const isOver = this.#waiting.includes('end');
    this.#waiting.length = 0;
    if (isOver) this.#waiting.push('end');
    this.#handOn(monotonicClock.nowNs());
    await this.#port.close();
  }

  /** Hands on what waits, up to the next piece that is held back. */
  #handOn(arrivedNs: number): void {
    while ((!this.#paused || this.#isClosing) && this.#timer === undefined) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      if (next === 'end') this.#listener?.ended(...(this.#reason === undefined ? [] : [this.#reason]));
      else if (next.holdNs === 0 || this.#isClosing) this.#receive(next.octets, arrivedNs);
      else this.#hold(next);
    }
  }

  #hold({ octets, holdNs }: LinePiece): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#waiting.unshift({ octets, holdNs: 0 });
      this.#handOn(monotonicClock.nowNs());
    }, Math.ceil(holdNs / 1e6));
  }

  #receive(octets: Uint8Array, arrivedNs: number): void {
    if (octets.length > 0) this.#listener?.received({ octets, arrivedNs });
  }
}
