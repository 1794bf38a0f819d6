import type { Belongings } from './belongings.ts';
import { doubts, vcColumn } from './columns.ts';
import type { Evaluator } from './evaluator.ts';
import type { EventFacts } from './event-facts.ts';
import { factPlace, objectBit, type Scope } from './facts.ts';
import type { Losses } from './losses.ts';
import type { Outstanding } from './outstanding.ts';
import { route } from './routes.ts';
import { roleBits, symbolOf } from './symbols.ts';
import type { Uncertainty } from './uncertainty.ts';

const created = symbolOf('R NdisCoCreateVc');
/** Events that show a party for the first time. */
const beginsParty: ReadonlySet<number> = new Set(['E ProtocolCmMakeCall', 'E ProtocolCmAddParty'].map(symbolOf));
const pointToPoint = factPlace('vc', 'pointToPoint');
const joinedOrGone = objectBit('party', 'joined') | objectBit('party', 'gone');

/** What an event touches that does not say what it is about. */
export interface UnnamedHost {
  readonly facts: EventFacts;
  readonly losses: Losses;
  readonly uncertainty: Uncertainty;
  readonly scopes: Readonly<Record<Scope, Evaluator>>;
  readonly belongings: Belongings;
  readonly outstanding: Outstanding;
}

/** Whether an event of this route may change something though it does not say what it is about. `row` is its VC, or -1. */
export function isUnnamed({ vc, list, party }: EventFacts, bits: number, row: number): boolean {
  return (row < 0 && !vc.seen && (bits & route.losesVc) !== 0) || (!list.seen && (bits & route.losesList) !== 0) ||
    (!party.seen && (bits & route.losesParty) !== 0);
}

/** An event does not say which VC, list or party it is about: it may have been any. `row` is its VC, or -1. */
export function hideUnnamed(host: UnnamedHost, symbol: number, row: number, line: number): void {
  const { facts, losses, uncertainty, scopes: { vc, list } } = host;
  if (row < 0 && !facts.vc.seen && vc.concerns(symbol)) {
    // A creation that failed has no handle; of one that succeeded the handle is not known.
    if (symbol !== created) vc.hideAll(losses.ofSymbol('vc', symbol), doubts.unnamed);
    else if (facts.isSuccess) uncertainty.hide(roleBits.client | roleBits.cm, line);
  }
  if (!facts.party.seen) hideParties(host, symbol, row);
  if (facts.list.seen || !list.concerns(symbol)) return;
  list.hideAll(losses.ofSymbol('list', symbol), doubts.unnamed);
  if (row >= 0) vc.hideLost(row, losses.ofSymbol('vc', symbol), doubts.unnamed);
}

/** Of a call made with a party, that may have been any; one that begins with the event will not be known. */
function hideParties({ losses, scopes: { vc, party }, belongings, outstanding }: UnnamedHost, symbol: number, row: number): void {
  if (row >= 0 && beginsParty.has(symbol) && !vc.has(row, pointToPoint.word, pointToPoint.bit)) {
    outstanding.hide(row, vcColumn.parties, doubts.unnamed);
  }
  if (party.table.count === 0 || !party.concerns(symbol)) return;
  const loss = losses.ofSymbol('party', symbol);
  for (let one = 0; one < party.table.size; one++) {
    if (!party.table.isTaken(one)) continue;
    const owner = belongings.ownerOf(party, one);
    if (row >= 0 && owner !== row) continue;
    party.hideLost(one, loss, doubts.unnamed);
    if (!party.knows(one, 0, joinedOrGone)) outstanding.hide(owner, vcColumn.parties, doubts.unnamed);
  }
}
