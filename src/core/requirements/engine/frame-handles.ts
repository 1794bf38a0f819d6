import { objectKinds } from '../../trace/event-record.ts';
import { frameFlags, type Frames } from '../../trace/frames.ts';
import type { EventFacts } from './event-facts.ts';

/** The handles of a return that stand only on its enter, in the frame at `slot`. */
export function completeHandles(facts: EventFacts, frames: Frames, slot: number): void {
  const flags = frames.flags[slot] as number;
  const kind = frames.objectKind[slot];
  if (!facts.vc.seen && (flags & frameFlags.vc) !== 0) assign(facts.vc, frames.vcLow, frames.vcHigh, slot);
  if (!facts.party.seen && (flags & frameFlags.party) !== 0) assign(facts.party, frames.partyLow, frames.partyHigh, slot);
  if (!facts.af.seen && kind === objectKinds.af) assign(facts.af, frames.objectLow, frames.objectHigh, slot);
  if (!facts.sap.seen && kind === objectKinds.sap) assign(facts.sap, frames.objectLow, frames.objectHigh, slot);
}

function assign(to: { seen: boolean; low: number; high: number }, low: Int32Array, high: Int32Array, slot: number): void {
  to.seen = true;
  to.low = low[slot] as number;
  to.high = high[slot] as number;
}
