import { kindIds } from '../../trace/event-record.ts';
import type { Pairing } from '../../trace/pairing.ts';
import type { Suspicion } from './ledger.ts';
import { symbolOfEvent } from './symbols.ts';

/** Whether a call that was entered before, and has not returned, would have changed what a suspicion rests on. */
export function explainedByOpenCall(pairing: Pairing, suspicion: Suspicion): boolean {
  const { frames } = pairing;
  for (let slot = pairing.newestOpen; slot >= 0; slot = frames.older[slot] as number) {
    if ((frames.line[slot] as number) >= suspicion.line) continue;
    if (frames.vcLow[slot] !== suspicion.low || frames.vcHigh[slot] !== suspicion.high) continue;
    const symbol = symbolOfEvent(kindIds.return, frames.fn[slot] as number, 0);
    if (symbol >= 0 && ((suspicion.compiled.influences[symbol >> 5] as number) & (1 << (symbol & 31))) !== 0) return true;
  }
  return false;
}
