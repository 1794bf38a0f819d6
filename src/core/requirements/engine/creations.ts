import { functionIds } from '../../condis/functions.ts';
import { roleIds } from '../../condis/roles.ts';
import { frameFlags } from '../../trace/frames.ts';
import type { Pairing } from '../../trace/pairing.ts';
import type { EventFacts } from './event-facts.ts';

/** Words kept of a creation, behind the row of its VC. */
export const creationWords = { known: 1, context: 2, af: 4, unnamed: 6 } as const;
const stride = 7;

/** Bits of `known`: which values the enter of the creation showed, and whether it may be the enter of another creation that is open. */
export const creationKnows = { context: 1, af: 2, mixed: 4 } as const;

/** Calls of NdisCoCreateVc that are open, by frame slot: the row of the VC, once there is one, and what the caller gave. */
export class Creations {
  private readonly pairing: Pairing;
  /** Whether it may be open which of two ports was first. */
  private readonly several: boolean;
  private slots = new Int32Array(64 * stride);

  constructor(pairing: Pairing, several: boolean) {
    this.pairing = pairing;
    this.several = several;
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
    slots[at + creationWords.known] = (facts.context.seen ? creationKnows.context : 0) | (facts.af.seen ? creationKnows.af : 0);
    slots[at + creationWords.context] = facts.context.low;
    slots[at + creationWords.context + 1] = facts.context.high;
    slots[at + creationWords.af] = facts.af.low;
    slots[at + creationWords.af + 1] = facts.af.high;
    slots[at + creationWords.unnamed] = 0;
  }

  /**
   * The creation in `slot` returns. Where nothing but the order tells which of several has returned, it may be any of them, and what
   * is left may be the others.
   */
  end(slot: number): void {
    if (this.pairing.byHandles) {
      const { frames } = this.pairing;
      for (let open = this.pairing.newestOpen; open >= 0; open = frames.older[open] as number) {
        if (frames.fn[open] !== frames.fn[slot] || frames.port[open] !== frames.port[slot]) continue;
        this.note(open, creationWords.known, creationKnows.mixed);
        this.note(slot, creationWords.known, creationKnows.mixed);
      }
    }
  }

  /** The create handler in `slot` does not say which VC it was given, and so which creation it belongs to. `bit` stands for its symbol. */
  unnamed(slot: number, bit: number): void {
    const { frames } = this.pairing;
    const own = this.around(slot);
    if (own >= 0) return this.note(own, creationWords.unnamed, bit);
    for (let open = this.pairing.newestOpen; open >= 0; open = frames.older[open] as number) {
      if (isCreation(frames.fn[open] as number)) this.note(open, creationWords.unnamed, bit);
    }
  }

  private note(slot: number, at: number, bits: number): void {
    this.slots[slot * stride + at] = (this.slots[slot * stride + at] as number) | bits;
  }

  /** Row of the VC that a creation has made, or -1: none yet, or it may be another creation's. */
  rowOf(slot: number): number {
    return this.isMixed(slot) ? -1 : this.slots[slot * stride] as number;
  }

  /** Whether another creation may be meant. */
  isMixed(slot: number): boolean {
    return (this.word(slot, creationWords.known) & creationKnows.mixed) !== 0;
  }

  /** The creation in `slot` makes the VC of a row. */
  bind(slot: number, row: number): void {
    this.slots[slot * stride] = row;
  }

  /** Whether an open creation is known to have made the VC of a row. */
  hasMade(row: number): boolean {
    const { frames } = this.pairing;
    for (let open = this.pairing.newestOpen; open >= 0; open = frames.older[open] as number) {
      if (isCreation(frames.fn[open] as number) && this.rowOf(open) === row) return true;
    }
    return false;
  }

  /** A word of a creation, see {@link creationWords}. */
  word(slot: number, at: number): number {
    return this.slots[slot * stride + at] as number;
  }

  /**
   * The creation that a handler belongs to: around it on its thread, else the only one that has no VC yet, can have called it and may
   * be on another thread than one that was seen. -1: none, or it shows only when the creations return.
   */
  around(slot: number): number {
    const { frames } = this.pairing;
    const nested = slot >= 0 && ((frames.flags[slot] as number) & frameFlags.nestingObserved) !== 0;
    for (let around = nested ? (frames.parent[slot] as number) : -1; around >= 0; around = frames.parent[around] as number) {
      if (isCreation(frames.fn[around] as number)) return around;
    }
    let found = -1;
    for (let open = this.pairing.newestOpen; open >= 0; open = frames.older[open] as number) {
      if (!isCreation(frames.fn[open] as number) || this.rowOf(open) !== -1 || !this.canCall(open, slot)) continue;
      const isElsewhere = nested && (frames.thread[open] as number) >= 0 && frames.port[open] === frames.port[slot];
      if (isElsewhere) continue;
      if (found >= 0) return -1;
      found = open;
    }
    const isSure = found < 0 || (!this.isMixed(found) && !(this.several && frames.port[found] !== frames.port[slot]));
    return isSure ? found : -1;
  }

  get isAnyOpen(): boolean {
    return this.oldest(-1) >= 0;
  }

  /** Line of the oldest creation that is open, or `line` where none is. */
  oldest(line: number): number {
    const { frames } = this.pairing;
    let oldest = line;
    for (let open = this.pairing.newestOpen; open >= 0; open = frames.older[open] as number) {
      if (isCreation(frames.fn[open] as number)) oldest = frames.line[open] as number;
    }
    return oldest;
  }

  /** Whether NDIS may call the handler in `slot` for the creation in `open`: a client is told of VCs that are not its own. */
  private canCall(open: number, slot: number): boolean {
    const { by, fn } = this.pairing.frames;
    if (slot < 0 || fn[slot] !== functionIds.ProtocolCoCreateVc) return true;
    return (by[slot] === roleIds.client) !== (by[open] === roleIds.client);
  }
}

function isCreation(fn: number): boolean {
  return fn === functionIds.NdisCoCreateVc || fn === functionIds.NdisMCmCreateVc;
}
