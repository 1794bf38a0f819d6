import { functionIds } from '../../condis/functions.ts';
import { frameFlags } from '../../trace/frames.ts';
import type { Pairing } from '../../trace/pairing.ts';
import type { EventFacts } from './event-facts.ts';

/** Words kept of a creation, behind the row of its VC. */
export const creationWords = { known: 1, context: 2, af: 4 } as const;
const stride = 6;

/** Bits of `known`: which values the enter of the creation showed. */
export const creationKnows = { context: 1, af: 2 } as const;

/** Calls of NdisCoCreateVc that are open, by frame slot: the row of the VC, once there is one, and what the caller gave. */
export class Creations {
  private readonly pairing: Pairing;
  private slots = new Int32Array(64 * stride);

  constructor(pairing: Pairing) {
    this.pairing = pairing;
  }

  /** A creation is entered. */
  begin(slot: number, facts: EventFacts): void {
    if ((slot + 1) * stride > this.slots.length) {
      const larger = new Int32Array((slot + 1) * stride * 2);
      larger.set(this.slots);
      this.slots = larger;
    }
    const { slots } = this;
    const at = slot * stride;
    slots[at] = -1;
    slots[at + 1] = (facts.context.seen ? creationKnows.context : 0) | (facts.af.seen ? creationKnows.af : 0);
    slots[at + 2] = facts.context.low;
    slots[at + 3] = facts.context.high;
    slots[at + 4] = facts.af.low;
    slots[at + 5] = facts.af.high;
  }

  /** Row of the VC that a creation has made, or -1. */
  rowOf(slot: number): number {
    return this.slots[slot * stride] as number;
  }

  /** The creation in `slot` makes the VC of a row. */
  bind(slot: number, row: number): void {
    this.slots[slot * stride] = row;
  }

  /** The open creation that is taken to have made the VC of a row; -1: none. */
  of(row: number): number {
    const { frames } = this.pairing;
    for (let open = this.pairing.newestOpen; open >= 0; open = frames.older[open] as number) {
      if (isCreation(frames.fn[open] as number) && this.rowOf(open) === row) return open;
    }
    return -1;
  }

  /** A word of a creation, see {@link creationWords}. */
  word(slot: number, at: number): number {
    return this.slots[slot * stride + at] as number;
  }

  /**
   * The creation that a handler belongs to: around it on its thread, else the latest that has no VC yet and may be on another thread
   * than one that was seen; -1: none.
   */
  around(slot: number): number {
    const { frames } = this.pairing;
    const nested = slot >= 0 && ((frames.flags[slot] as number) & frameFlags.nestingObserved) !== 0;
    for (let around = nested ? (frames.parent[slot] as number) : -1; around >= 0; around = frames.parent[around] as number) {
      if (isCreation(frames.fn[around] as number)) return around;
    }
    for (let open = this.pairing.newestOpen; open >= 0; open = frames.older[open] as number) {
      if (!isCreation(frames.fn[open] as number) || this.rowOf(open) !== -1) continue;
      const isElsewhere = nested && (frames.thread[open] as number) >= 0 && frames.port[open] === frames.port[slot];
      if (!isElsewhere) return open;
    }
    return -1;
  }
}

function isCreation(fn: number): boolean {
  return fn === functionIds.NdisCoCreateVc || fn === functionIds.NdisMCmCreateVc;
}
