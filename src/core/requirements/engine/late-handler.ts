import { doubts } from './columns.ts';
import type { Evaluator } from './evaluator.ts';
import { symbolOf } from './symbols.ts';
import { vcFact as f } from './vc-facts.ts';

const miniportCreate = symbolOf('E MiniportCoCreateVc');

/**
 * Where the order of ports is open: whether a create handler of a VC that is gone already comes late, and so is the one that was
 * missed. One that comes a second time belongs to the next life of the handle, and the two may be mixed up from then on.
 */
export function isLateHandler(vc: Evaluator, row: number, symbol: number, byCm: boolean): boolean {
  const told = symbol === miniportCreate ? f.miniportTold : byCm ? f.cmTold : f.clientTold;
  if (vc.has(row, told.word, told.bit)) {
    vc.doubt(row, doubts.mixed);
    return false;
  }
  if (!vc.has(row, f.deleted.word, f.deleted.bit)) return false;
  vc.put(row, told.word, told.bit, true);
  return true;
}
