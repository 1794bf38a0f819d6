import { doubts } from './columns.ts';
import type { Evaluator } from './evaluator.ts';
import type { EventFacts } from './event-facts.ts';
import type { Losses } from './losses.ts';
import { route } from './routes.ts';
import { roleBits, symbolOf } from './symbols.ts';
import type { Uncertainty } from './uncertainty.ts';

const created = symbolOf('R NdisCoCreateVc');

/** What an event touches that does not say what it is about. */
export interface UnnamedHost {
  readonly facts: EventFacts;
  readonly losses: Losses;
  readonly uncertainty: Uncertainty;
  readonly vc: Evaluator;
  readonly list: Evaluator;
  readonly party: Evaluator;
  readonly af: Evaluator;
}

/** Whether an event of this route may change something though it does not say what it is about. `row` is its VC, or -1. */
export function isUnnamed({ vc, list, party, af }: EventFacts, bits: number, row: number): boolean {
  return (row < 0 && !vc.seen && (bits & route.losesVc) !== 0) || (!list.seen && (bits & route.losesList) !== 0) ||
    (!party.seen && (bits & route.losesParty) !== 0) || (!af.seen && (bits & route.losesAf) !== 0);
}

/** An event does not say which VC, list, party or address family it is about: it may have been any. `row` is its VC, or -1. */
export function hideUnnamed(host: UnnamedHost, symbol: number, row: number, line: number): void {
  const { facts, losses, uncertainty, vc, list, party, af } = host;
  if (!facts.af.seen) af.hideAll(losses.ofSymbol('af', symbol), doubts.unnamed);
  if (row < 0 && !facts.vc.seen && vc.concerns(symbol)) {
    // A creation that failed has no handle; of one that succeeded the handle is not known.
    if (symbol !== created) vc.hideAll(losses.ofSymbol('vc', symbol), doubts.unnamed);
    else if (facts.isSuccess) uncertainty.hide(roleBits.client | roleBits.cm, line);
  }
  if (!facts.party.seen && party.table.count > 0 && party.concerns(symbol)) party.hideAll(losses.ofSymbol('party', symbol), doubts.unnamed);
  if (facts.list.seen || !list.concerns(symbol)) return;
  list.hideAll(losses.ofSymbol('list', symbol), doubts.unnamed);
  if (row >= 0) vc.hideLost(row, losses.ofSymbol('vc', symbol), doubts.unnamed);
}
