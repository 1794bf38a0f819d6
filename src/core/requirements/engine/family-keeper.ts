import { functionIds } from '../../condis/functions.ts';
import type { Pairing } from '../../trace/pairing.ts';
import { AdapterKeeper, isOfAdapter } from './adapter-keeper.ts';
import { afColumn, column, doubts, vcColumn } from './columns.ts';
import type { Evaluator } from './evaluator.ts';
import type { EventFacts } from './event-facts.ts';
import { factPlace, objectBit } from './facts.ts';
import type { Losses } from './losses.ts';
import { roleBits, symbolOf } from './symbols.ts';
import type { Uncertainty } from './uncertainty.ts';
import { vcFact } from './vc-facts.ts';
import type { VcKeeper } from './vc-keeper.ts';

const s = {
  cmOpenAf: symbolOf('E ProtocolCmOpenAf'), openedAf: symbolOf('R NdisClOpenAddressFamilyEx'),
  closeAf: symbolOf('E NdisClCloseAddressFamily'), afClosed: symbolOf('AF CLOSED'),
  familyEnd: symbolOf('VC END'),
} as const;

const callsAtClose = factPlace('af', 'callsAtClose');
/** A call in any of these is open. */
const openCalls = [vcFact.calling, vcFact.connected, vcFact.modifying, vcFact.remote, vcFact.closing];

const ofFamily = new Set(['ProtocolCmOpenAf', 'NdisCmOpenAddressFamilyComplete', 'ProtocolClOpenAfCompleteEx', 'NdisClCloseAddressFamily',
  'ProtocolCmCloseAf', 'NdisCmCloseAddressFamilyComplete', 'ProtocolClCloseAfComplete', 'NdisCmNotifyCloseAddressFamily',
  'ProtocolClNotifyCloseAf', 'NdisClNotifyCloseAddressFamilyComplete'].flatMap((fn) => [symbolOf(`E ${fn}`), symbolOf(`R ${fn}`)]));

/** Whether a symbol is about one address family. */
export function isOfFamily(symbol: number): boolean {
  return ofFamily.has(symbol);
}

const stops = new Set(['E ProtocolUnbindAdapterEx', 'R ProtocolUnbindAdapterEx', 'E MiniportHaltEx', 'R MiniportHaltEx'].map(symbolOf));

const af = {
  attached: objectBit('af', 'attached'), afterGap: objectBit('af', 'afterGap'), openAsked: objectBit('af', 'openAsked'),
  hasVcs: objectBit('af', 'hasVcs'), closing: objectBit('af', 'closing'), gone: objectBit('af', 'gone'),
} as const;

/** What the keeper of address families needs. */
export interface FamilyHost {
  readonly families: Evaluator;
  readonly vc: Evaluator;
  readonly facts: EventFacts;
  readonly vcs: VcKeeper;
  readonly uncertainty: Uncertainty;
  readonly losses: Losses;
  readonly attached: boolean;
  readonly pairing: Pairing;
  begin(row: number): void;
}

/** Follows address families, and how many VCs each has. */
export class FamilyKeeper {
  private readonly host: FamilyHost;
  private readonly adapter: AdapterKeeper;
  /** Whether an address family was opened, and not which. */
  private isMissed = false;

  constructor(host: FamilyHost) {
    this.host = host;
    this.adapter = new AdapterKeeper(host);
  }

  /** An event of a symbol that is about the adapter, or about an address family if it names one. */
  event(symbol: number, slot: number, line: number): void {
    if (isOfAdapter(symbol)) this.adapter.event(symbol, slot, line);
    if (stops.has(symbol)) this.stopping(symbol, line);
    const { facts, families, losses } = this.host;
    if (!facts.af.seen && isOfFamily(symbol)) {
      families.hideAll(losses.ofSymbol('af', symbol), doubts.unnamed);
      this.isMissed ||= symbol === s.cmOpenAf;
    }
    if (!facts.af.seen || (facts.af.low === 0 && facts.af.high === 0)) return;
    let row = families.table.find(facts.af.low, facts.af.high);
    if (row < 0) {
      row = families.table.add(facts.af.low, facts.af.high);
      this.begin(row, symbol, slot);
    }
    if (this.isReissued(row, symbol)) {
      families.run(s.familyEnd, row, line);
      this.begin(row, symbol, slot);
    }
    // Across ports the client's call may stand behind the handler that it led to.
    const asked = symbol === s.cmOpenAf &&
      (this.host.uncertainty.several || this.host.vcs.openFrame(functionIds.NdisClOpenAddressFamilyEx) >= 0);
    if (asked) families.put(row, 0, af.openAsked, true);
    families.run(symbol, row, line);
    if (symbol !== s.closeAf) return;
    const hasCalls = families.has(row, 0, af.hasVcs) && this.closing(facts.af.low, facts.af.high, line);
    families.put(row, callsAtClose.word, callsAtClose.bit, hasCalls);
  }

  /** A family begins. What was lost since the client asked for it may be about it; of any other event its beginning may have been lost. */
  private begin(row: number, symbol: number, slot: number): void {
    const { families, attached, pairing, uncertainty } = this.host;
    this.host.begin(row);
    if (symbol === s.cmOpenAf) return;
    const created = row * families.table.stride + column.created;
    const isAsked = symbol === s.openedAf && slot >= 0;
    if (isAsked) families.table.rows[created] = pairing.frames.line[slot] as number;
    else if (attached || this.isMissed || uncertainty.lastGapOf(roleBits.client | roleBits.cm) > 0) {
      families.put(row, 0, attached ? af.attached : af.afterGap, true);
      families.table.rows[created] = 0;
    }
  }

  /** Whether the handle of a family that was closed is that of one that is opened now. */
  private isReissued(row: number, symbol: number): boolean {
    const { families } = this.host;
    if (symbol === s.openedAf) return families.has(row, 0, af.gone);
    return symbol === s.cmOpenAf && (families.has(row, 0, af.gone) || families.has(row, 0, af.closing));
  }

  /** Its call manager goes, or is gone: that concerns every address family. */
  private stopping(symbol: number, line: number): void {
    const { families } = this.host;
    const adapter = families.table.find(0, 0);
    for (let row = 0; row < families.table.size; row++) if (families.table.isTaken(row) && row !== adapter) families.run(symbol, row, line);
  }

  /** Tells the VCs of an address family that it is being closed. Gives whether a call on one of them is open. */
  private closing(low: number, high: number, line: number): boolean {
    const { vc, vcs } = this.host;
    const { table } = vc;
    let hasCalls = false;
    for (let row = 0; row < table.size; row++) {
      const base = row * table.stride;
      if (!table.isTaken(row) || vcs.isDeleted(row) || table.rows[base + vcColumn.afKnown] !== 1) continue;
      if (table.rows[base + vcColumn.af] !== low || table.rows[base + vcColumn.af + 1] !== high) continue;
      hasCalls ||= vc.doubtOf(row) === 0 && openCalls.some((at) => vcs.has(row, at));
      vc.run(s.afClosed, row, line);
    }
    return hasCalls;
  }

  /** It is not known whether a VC has gone. */
  uncounted(row: number): void {
    const family = this.familyOf(row);
    if (family >= 0) this.host.families.hide(family, 0, af.hasVcs, doubts.unseen);
  }

  /** Row of the address family of a VC, or -1. */
  private familyOf(row: number): number {
    const { vc: { table: { rows, stride } }, families } = this.host;
    const base = row * stride;
    if (rows[base + vcColumn.afKnown] !== 1) return -1;
    return families.table.find(rows[base + vcColumn.af] as number, rows[base + vcColumn.af + 1] as number);
  }

  /** A VC of an address family comes (1) or goes (-1). */
  countVc(row: number, change: number): void {
    const { families } = this.host;
    const family = this.familyOf(row);
    if (family < 0) return;
    const at = family * families.table.stride + afColumn.vcs;
    const count = Math.max(0, (families.table.rows[at] as number) + change);
    families.table.rows[at] = count;
    families.put(family, 0, af.hasVcs, count > 0);
  }
}
