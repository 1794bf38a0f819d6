import { isOfAdapter } from './adapter-keeper.ts';
import { driverCalls } from './driver-calls.ts';
import type { Evaluator } from './evaluator.ts';
import { factWords, type Scope } from './facts.ts';
import { isOfFamily } from './family-keeper.ts';
import type { ListKeeper } from './list-keeper.ts';
import type { Losses } from './losses.ts';
import { memorySymbols } from './memory-facts.ts';
import { partySymbols } from './party-counts.ts';
import { isOfSap } from './sap-keeper.ts';
import { symbolCount, symbolName, symbolOf } from './symbols.ts';
import { vcFact } from './vc-facts.ts';
import { comparedSymbols, keptSymbols } from './vc-values.ts';

/** What an event of a symbol may have to do with, as bits of its route. */
export const route = {
  /** No rule asks for it and it leaves all state as it is, so that the monitor need not look at it. */
  idle: 0x001,
  /** A rule or transition of that scope is about it. */
  vc: 0x002,
  list: 0x004,
  af: 0x008,
  /** It can begin a call. */
  beginsCall: 0x010,
  driverCall: 0x020,
  closesCall: 0x040,
  /** A VC may be gone after it. */
  endsVc: 0x080,
  /** It may change something though it does not say what it is about. */
  losesVc: 0x100,
  losesList: 0x200,
  losesParty: 0x400,
  /** It may be about the parties of a call though it names none. */
  parties: 0x800,
  /** It may be what tells that a call is closed. */
  settlesClose: 0x1000,
  /** It happens to the adapter itself. */
  adapter: 0x2000,
  losesAf: 0x4000,
  /** It is compared with what is kept of its VC, or a value of it is kept. */
  compares: 0x8000,
  keeps: 0x1_0000,
  /** It names memory. */
  memory: 0x2_0000,
  /** It is about a SAP. */
  sap: 0x4_0000,
} as const;

const beginning = new Set(
  ['E NdisClMakeCall', 'E ProtocolCmMakeCall', 'E NdisCmDispatchIncomingCall', 'E ProtocolClIncomingCall'].map(symbolOf),
);
const closing = symbolOf('E NdisClCloseCall');
const closed = new Set(['R NdisClCloseCall', 'E ProtocolClCloseCallComplete'].map(symbolOf));
const created = symbolOf('R NdisCoCreateVc');
/** Events that name a party if they are about one: messages need not, and what issues a handle has it only when it succeeds. */
const namesParty = /^(E |R (?!NdisClAddParty$))/;

/** The route of each symbol in one trace. `isIdle` says which events can be passed over when no scope is concerned. */
export function routesOf(
  scopes: Readonly<Record<Scope, Evaluator>>, lists: ListKeeper, losses: Losses, isIdle: (symbol: number) => boolean,
): Int32Array {
  return Int32Array.from({ length: symbolCount }, (_, symbol) => {
    let bits = isIdle(symbol) ? route.idle : 0;
    if (scopes.vc.concerns(symbol)) bits |= route.vc;
    if (lists.concerns(symbol)) bits |= route.list;
    if (scopes.af.concerns(symbol)) bits |= route.af;
    if (isOfSap(symbol)) bits |= route.sap;
    if (isOfAdapter(symbol)) bits |= route.adapter;
    if (beginning.has(symbol)) bits |= route.beginsCall;
    if (driverCalls[symbol] === 1) bits |= route.driverCall;
    if (symbol === closing) bits |= route.closesCall;
    if (closed.has(symbol)) bits |= route.settlesClose;
    if (partySymbols.has(symbol)) bits |= route.parties;
    if (comparedSymbols.has(symbol) || symbolName(symbol).startsWith('S ')) bits |= route.compares;
    if (keptSymbols.has(symbol)) bits |= route.keeps;
    if (memorySymbols.has(symbol)) bits |= route.memory;
    if (namesParty.test(symbolName(symbol)) && changes(losses, 'party', symbol)) bits |= route.losesParty;
    if (isOfFamily(symbol)) bits |= route.losesAf;
    const { deleted } = vcFact;
    if (symbol === created || ((losses.ofSymbol('vc', symbol).settable[deleted.word] as number) & deleted.bit) !== 0) bits |= route.endsVc;
    if (changes(losses, 'vc', symbol) || symbol === created) bits |= route.losesVc;
    if (scopes.list.concerns(symbol) && (changes(losses, 'list', symbol) || changes(losses, 'vc', symbol))) bits |= route.losesList;
    return bits;
  });
}

function changes(losses: Losses, scope: Scope, symbol: number): boolean {
  const { settable, clearable } = losses.ofSymbol(scope, symbol);
  for (let word = 0; word < factWords; word++) if (((settable[word] as number) | (clearable[word] as number)) !== 0) return true;
  return false;
}
