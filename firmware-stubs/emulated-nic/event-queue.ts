import type { Act } from './act.ts';
import type { Random } from './random.ts';

/** What the scheduler knows of a thread. */
export interface Runner {
  /** The call that it works for; 0 for none. */
  readonly call: number;
  /** Begins a job, or resumes the one that runs, and goes on until it has to wait. */
  goOn(job: Job | undefined): void;
}

/** Something that becomes due: a thread that goes on, or one that is given a new act. */
export interface DueEntry {
  readonly dueTicks: number;
  /** Tells entries of one tick apart: first in, first out. */
  readonly order: number;
  readonly thread: Runner;
  readonly job: Job | undefined;
}

/** An act and the stream that its delays are drawn from. */
export interface Job {
  readonly act: Act<unknown>;
  readonly random: Random;
}

/** A priority queue (binary heap) by due tick, then by order of entry. */
export class EventQueue {
  readonly #heap: DueEntry[] = [];
  #entered = 0;

  /** Due tick of the next entry; `Infinity` when nothing is due. */
  get nextTicks(): number {
    return this.#heap[0]?.dueTicks ?? Infinity;
  }

  push(dueTicks: number, thread: Runner, job: Job | undefined): void {
    const heap = this.#heap;
    const entry = { dueTicks, order: this.#entered++, thread, job };
    let at = heap.length;
    heap.push(entry);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as DueEntry;
      if (isBefore(above, entry)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = entry;
  }

  pop(): DueEntry | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (heap.length > 0) this.#sink(last as DueEntry);
    return first;
  }

  #sink(entry: DueEntry): void {
    const heap = this.#heap;
    const length = heap.length;
    let at = 0;
    for (let child = 1; child < length; child = 2 * at + 1) {
      const right = child + 1;
      if (right < length && isBefore(heap[right] as DueEntry, heap[child] as DueEntry)) child = right;
      const below = heap[child] as DueEntry;
      if (isBefore(entry, below)) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = entry;
  }
}

function isBefore(a: DueEntry, b: DueEntry): boolean {
  return a.dueTicks < b.dueTicks || (a.dueTicks === b.dueTicks && a.order < b.order);
}
