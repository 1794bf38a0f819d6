import type { Fault } from '../core/fault.ts';
import { callListener } from './listener-call.ts';
import { monotonicClock } from './monotonic-clock.ts';
import { portClosed, portLost, portNotOpen, portOpenedOnce } from './port-faults.ts';
import type { Port, PortListener, PortState } from './port.ts';

/** Octets that may lie between the two ends in one direction: what a kernel's line buffer holds. */
const roomOctets = 64 * 1024;

/**
 * Two ends of a line inside one process. What one writes the other receives, in a later turn of the event loop; closing one is a lost
 * line to the other, which first receives what was on its way.
 */
export function memoryPortPair(names: readonly [string, string] = ['memory-a', 'memory-b']): readonly [Port, Port] {
  return MemoryPort.pair(names);
}

class MemoryPort implements Port {
  readonly name: string;
  readonly controlLines = undefined;
  #peer: MemoryPort = this;
  #state: PortState = 'new';
  #listener: PortListener | undefined;
  #over: Fault | undefined;
  #paused = false;
  #lastWrite: Promise<void> = Promise.resolve();
  /** What lies on the line toward this end. */
  readonly #arriving: Uint8Array[] = [];
  #arrivingOctets = 0;
  #turn: NodeJS.Immediate | undefined;
  /** The other end's write that waits for room here. */
  #roomMade: (() => void) | undefined;

  private constructor(name: string) {
    this.name = name;
  }

  static pair(names: readonly [string, string]): readonly [Port, Port] {
    const [a, b] = [new MemoryPort(names[0]), new MemoryPort(names[1])];
    a.#peer = b;
    b.#peer = a;
    return [a, b];
  }

  get state(): PortState {
    return this.#state;
  }

  async open(listener: PortListener): Promise<void> {
    if (this.#state !== 'new') throw portOpenedOnce(this.name);
    this.#state = 'open';
    this.#listener = listener;
    this.#schedule();
  }

  write(octets: Uint8Array): Promise<void> {
    if (this.#over !== undefined) return Promise.reject(this.#over);
    if (this.#state !== 'open') return Promise.reject(portNotOpen(this.name));
    const written = this.#lastWrite.then(() => this.#hand(octets));
    this.#lastWrite = written.catch(() => {});
    return written;
  }

  async #hand(octets: Uint8Array): Promise<void> {
    const peer = this.#peer;
    for (let at = 0; at < octets.length; ) {
      if (this.#over !== undefined) throw this.#over;
      if (peer.#over !== undefined) throw otherEndClosed(this.name);
      const taken = peer.#take(octets.subarray(at));
      at += taken;
      if (taken === 0) await new Promise<void>((resolve) => { peer.#roomMade = resolve; });
    }
  }

  /** Takes as many of the octets as there is room for and says how many. */
  #take(octets: Uint8Array): number {
    const taken = octets.slice(0, roomOctets - this.#arrivingOctets);
    if (taken.length > 0) this.#arriving.push(taken);
    this.#arrivingOctets += taken.length;
    this.#schedule();
    return taken.length;
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#schedule();
  }

  async close(): Promise<void> {
    if (this.#state === 'closed' || this.#state === 'lost') return;
    const wasOpen = this.#state === 'open';
    this.#end('closed', portClosed(this.name));
    if (wasOpen) callListener(() => this.#listener?.ended());
  }

  /** Octets arrive in a turn of their own, one batch a turn, as they do from a kernel. */
  #schedule(): void {
    const something = this.#arriving.length > 0 || this.#peer.#over !== undefined;
    if (this.#state === 'open' && !this.#paused && something) this.#turn ??= setImmediate(() => this.#deliver());
  }

  #deliver(): void {
    this.#turn = undefined;
    if (this.#state !== 'open' || this.#paused) return;
    const octets = this.#arriving.shift();
    if (octets !== undefined) {
      this.#arrivingOctets -= octets.length;
      this.#makeRoom();
      callListener(() => this.#listener?.received({ octets, arrivedNs: monotonicClock.nowNs() }));
      this.#schedule();
    } else if (this.#peer.#over !== undefined) {
      const reason = otherEndClosed(this.name);
      this.#end('lost', reason);
      callListener(() => this.#listener?.ended(reason));
    }
  }

  #makeRoom(): void {
    const made = this.#roomMade;
    this.#roomMade = undefined;
    made?.();
  }

  #end(state: 'closed' | 'lost', reason: Fault): void {
    this.#state = state;
    this.#over = reason;
    clearImmediate(this.#turn);
    this.#arriving.length = 0;
    // A write that waits for room, here or there, now learns that there will be none.
    this.#makeRoom();
    this.#peer.#makeRoom();
    this.#peer.#schedule();
  }
}

function otherEndClosed(name: string): Fault {
  return portLost(name, 'the other end was closed');
}
