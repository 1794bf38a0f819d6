import { functionIds } from '../../condis/functions.ts';
import { roleIds } from '../../condis/roles.ts';
import { frameFlags } from '../../trace/frames.ts';
import type { Pairing } from '../../trace/pairing.ts';
import { doubts, vcColumn } from './columns.ts';
import { creationKnows, creationWords, type Creations } from './creations.ts';
import type { Evaluator } from './evaluator.ts';
import type { FactPlace } from './facts.ts';
import { vcFact as f } from './vc-facts.ts';

/** Facts of a VC that follow from which creation made it. */
const ofCreation = [f.signalling, f.incoming] as const;
/** By bit of `creationWords.unnamed`: what a create handler that names no VC may have told. */
const told = [[f.cmTold, f.clientTold, f.issued], [f.miniportTold, f.issued]] as const;

/** Gives a VC what is known of the creation that made it. */
export class CreationLinks {
  private readonly pairing: Pairing;
  private readonly creations: Creations;
  private readonly vc: Evaluator;
  private readonly attached: boolean;

  /** `attached`: the trace began when VCs existed already. */
  constructor(pairing: Pairing, creations: Creations, vc: Evaluator, attached: boolean) {
    this.pairing = pairing;
    this.creations = creations;
    this.vc = vc;
    this.attached = attached;
  }

  /** The creation in `slot` has made the VC of a row; `gapLine` is the line of the last gap, 0: none. */
  link(row: number, slot: number, gapLine: number): void {
    const { creations, pairing: { frames }, vc } = this;
    creations.bind(slot, row);
    // Begun before a gap, it may be another's that is open still.
    if ((frames.line[slot] as number) < gapLine) vc.doubt(row, doubts.mixed);
    const byCallManager = frames.by[slot] === roleIds.cm || frames.by[slot] === roleIds.mcm;
    this.put(row, f.createSeen, true);
    this.put(row, byCallManager ? f.ofCm : f.ofClient, true);
    this.put(row, byCallManager ? f.ofClient : f.ofCm, false);
    const unnamed = creations.word(slot, creationWords.unnamed);
    for (const [bit, facts] of told.entries()) {
      if ((unnamed & (1 << bit)) === 0) continue;
      for (const at of facts) if (!vc.has(row, at.word, at.bit)) vc.hide(row, at.word, at.bit, doubts.unnamed);
    }
    if (creations.isMixed(slot)) {
      if (byCallManager) for (const at of ofCreation) vc.hide(row, at.word, at.bit, doubts.unnamed);
    } else this.give(row, slot, byCallManager);
    this.place(row, slot, gapLine);
  }

  /** The values that the caller gave. */
  private give(row: number, slot: number, byCallManager: boolean): void {
    const { creations, vc: { table: { rows, stride } } } = this;
    const base = row * stride;
    const known = creations.word(slot, creationWords.known);
    if ((known & creationKnows.context) !== 0) {
      rows[base + vcColumn.creatorContext] = creations.word(slot, creationWords.context);
      rows[base + vcColumn.creatorContext + 1] = creations.word(slot, creationWords.context + 1);
      rows[base + vcColumn.creatorContextKnown] = 1;
    }
    if ((known & creationKnows.af) === 0) return;
    const low = creations.word(slot, creationWords.af);
    const high = creations.word(slot, creationWords.af + 1);
    const none = low === 0 && high === 0;
    if (byCallManager) this.put(row, none ? f.signalling : f.incoming, true);
    if (none) return;
    rows[base + vcColumn.af] = low;
    rows[base + vcColumn.af + 1] = high;
    rows[base + vcColumn.afKnown] = 1;
  }

  /** Whether it is created in the call manager's ProtocolBindAdapterEx. */
  private place(row: number, slot: number, gapLine: number): void {
    const { frames } = this.pairing;
    for (let around = frames.parent[slot] as number; around >= 0; around = frames.parent[around] as number) {
      if (frames.fn[around] === functionIds.ProtocolBindAdapterEx) return this.put(row, f.createdInBind, true);
    }
    if (!this.attached && gapLine === 0 && this.isNested(slot) && !this.mayBeInBind()) this.put(row, f.createdOutside, true);
  }

  /** Whether a ProtocolBindAdapterEx is open of which it is not known what it calls. */
  private mayBeInBind(): boolean {
    const { frames } = this.pairing;
    for (let open = this.pairing.newestOpen; open >= 0; open = frames.older[open] as number) {
      if (frames.fn[open] === functionIds.ProtocolBindAdapterEx && !this.isNested(open)) return true;
    }
    return false;
  }

  private isNested(slot: number): boolean {
    return ((this.pairing.frames.flags[slot] as number) & frameFlags.nestingObserved) !== 0;
  }

  private put(row: number, at: FactPlace, value: boolean): void {
    this.vc.put(row, at.word, at.bit, value);
  }
}
