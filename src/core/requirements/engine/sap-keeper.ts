import { functionIds } from '../../condis/functions.ts';
import { objectKinds } from '../../trace/event-record.ts';
import type { Pairing } from '../../trace/pairing.ts';
import { afColumn, column, doubts, sapColumn, vcColumn } from './columns.ts';
import type { Evaluator } from './evaluator.ts';
import type { EventFacts } from './event-facts.ts';
import { eventBit, objectBit } from './facts.ts';
import type { Losses } from './losses.ts';
import { roleBits, symbolOf } from './symbols.ts';
import type { Uncertainty } from './uncertainty.ts';
import type { VcKeeper } from './vc-keeper.ts';

const s = {
  register: symbolOf('E ProtocolCmRegisterSap'), registered: symbolOf('R NdisClRegisterSap'),
  deregister: symbolOf('E ProtocolCmDeregisterSap'),
  dispatch: symbolOf('E NdisCmDispatchIncomingCall'), sapClosed: symbolOf('SAP CLOSED'), sapEnd: symbolOf('SAP END'),
} as const;

const ofSap = new Set([
  'E ProtocolCmRegisterSap', 'R ProtocolCmRegisterSap', 'E NdisCmRegisterSapComplete', 'E ProtocolClRegisterSapComplete',
  'R NdisClRegisterSap', 'E NdisClDeregisterSap', 'R NdisClDeregisterSap', 'E ProtocolCmDeregisterSap', 'R ProtocolCmDeregisterSap',
  'E NdisCmDeregisterSapComplete', 'E ProtocolClDeregisterSapComplete', 'E NdisCmDispatchIncomingCall',
].map(symbolOf));

/** Whether a symbol is about a SAP. */
export function isOfSap(symbol: number): boolean {
  return ofSap.has(symbol);
}

const fact = {
  registered: objectBit('sap', 'registered'), refused: objectBit('sap', 'refused'), gone: objectBit('sap', 'gone'),
  inUse: objectBit('sap', 'inUse'), attached: objectBit('sap', 'attached'), afterGap: objectBit('sap', 'afterGap'),
} as const;
/** What decides whether a SAP is there. */
const counted = fact.registered | fact.refused | fact.gone;
const hasSaps = objectBit('af', 'hasSaps');
const sapRegistered = eventBit('sapRegistered');

/** What the keeper of SAPs needs. */
export interface SapHost {
  readonly saps: Evaluator;
  readonly families: Evaluator;
  readonly vc: Evaluator;
  readonly facts: EventFacts;
  readonly vcs: VcKeeper;
  readonly uncertainty: Uncertainty;
  readonly attached: boolean;
  readonly losses: Losses;
  readonly pairing: Pairing;
  begin(row: number): void;
}

/** Follows SAPs, how many each address family has, and which calls came in on them. */
export class SapKeeper {
  private readonly host: SapHost;

  constructor(host: SapHost) {
    this.host = host;
  }

  /** An event of a symbol that {@link isOfSap}; `vcRow` is the VC that it is about, or -1. */
  event(symbol: number, vcRow: number, line: number): void {
    const { facts, saps, families } = this.host;
    if (!facts.sap.seen) {
      // It is not known which SAP it is about.
      if (symbol === s.dispatch || symbol === s.registered) return;
      saps.hideAll(this.host.losses.ofSymbol('sap', symbol), doubts.unnamed);
      for (let row = 0; row < families.table.size; row++) families.hide(row, 0, hasSaps, doubts.unnamed);
      return;
    }
    const isNull = facts.sap.low === 0 && facts.sap.high === 0;
    let row = isNull ? -1 : saps.table.find(facts.sap.low, facts.sap.high);
    if (symbol === s.dispatch) return this.offered(row, isNull, vcRow);
    if (isNull) return;
    if (row >= 0 && symbol === s.register) this.end(row, line);
    if (row < 0 || symbol === s.register || (symbol === s.registered && saps.has(row, 0, fact.gone))) row = this.add(row, symbol);
    const before = this.isCounted(row);
    if (symbol === s.register) this.compare(row);
    saps.run(symbol, row, line);
    const after = this.isCounted(row);
    if (before !== after) this.count(row, after ? 1 : -1);
    const family = saps.knows(row, 0, counted) ? -1 : this.familyOf(row);
    if (family >= 0) families.hide(family, 0, hasSaps, saps.doubtOf(row));
    if (symbol === s.deregister) this.closing(line);
  }

  /** Whether a SAP is registered, or being registered or deregistered. */
  get isAnyLeft(): boolean {
    const { table } = this.host.saps;
    for (let row = 0; row < table.size; row++) if (table.isTaken(row) && this.isCounted(row)) return true;
    return false;
  }

  /** The trace is over. */
  finish(line: number): void {
    const { saps } = this.host;
    for (let row = 0; row < saps.table.size; row++) if (saps.table.isTaken(row)) saps.run(s.sapEnd, row, line);
  }

  /** Whether the handle is one that a client has registered, or is registering, is a fact of the event; and the call is one of it. */
  private offered(row: number, isNull: boolean, vcRow: number): void {
    const { facts, vc } = this.host;
    const isKnown = row >= 0 && this.isCounted(row);
    if (isKnown || isNull || !this.isHidden) facts.flagThird(sapRegistered, isKnown);
    if (vcRow < 0) return;
    const at = vcRow * vc.table.stride + vcColumn.sap;
    vc.table.rows[at] = facts.sap.low;
    vc.table.rows[at + 1] = facts.sap.high;
  }

  /** Whether the registration of a SAP may not have been seen. */
  private get isHidden(): boolean {
    return this.host.attached || this.host.uncertainty.lastGapOf(roleBits.client | roleBits.cm) > 0;
  }

  private isCounted(row: number): boolean {
    const { saps } = this.host;
    return saps.has(row, 0, fact.registered) && !saps.has(row, 0, fact.refused) && !saps.has(row, 0, fact.gone);
  }

  /** A handle is issued, or was before it was first seen. */
  private add(known: number, symbol: number): number {
    const { facts, saps, attached } = this.host;
    const row = known >= 0 ? known : saps.table.add(facts.sap.low, facts.sap.high);
    this.host.begin(row);
    const isIssued = symbol === s.register || symbol === s.registered;
    if (isIssued || !this.isHidden) return row;
    saps.put(row, 0, attached ? fact.attached : fact.afterGap, true);
    saps.put(row, 0, fact.registered, true);
    saps.table.rows[row * saps.table.stride + column.created] = 0;
    return row;
  }

  private end(row: number, line: number): void {
    const { saps } = this.host;
    if (this.isCounted(row)) this.count(row, -1);
    saps.run(s.sapEnd, row, line);
  }

  /** Which address family a SAP belongs to, and whether another that is registered is the same. */
  private compare(row: number): void {
    const { facts, saps, pairing: { frames, newestOpen } } = this.host;
    const { rows, stride } = saps.table;
    const base = row * stride;
    rows[base + sapColumn.hash] = facts.sapHash;
    for (let slot = newestOpen; slot >= 0; slot = frames.older[slot] as number) {
      if (frames.fn[slot] !== functionIds.NdisClRegisterSap || frames.objectKind[slot] !== objectKinds.af) continue;
      rows[base + sapColumn.af] = frames.objectLow[slot] as number;
      rows[base + sapColumn.af + 1] = frames.objectHigh[slot] as number;
      break;
    }
    if (facts.sapHash === 0) return;
    for (let other = 0; other < saps.table.size; other++) {
      if (other === row || !saps.table.isTaken(other) || !this.isCounted(other)) continue;
      if (rows[other * stride + sapColumn.hash] === facts.sapHash) saps.put(row, 0, fact.inUse, true);
    }
  }

  /** Row of the address family of a SAP, or -1. */
  private familyOf(row: number): number {
    const { families, saps } = this.host;
    const at = row * saps.table.stride + sapColumn.af;
    return families.table.find(saps.table.rows[at] as number, saps.table.rows[at + 1] as number);
  }

  private count(row: number, change: number): void {
    const { families } = this.host;
    const family = this.familyOf(row);
    if (family < 0) return;
    const counter = family * families.table.stride + afColumn.saps;
    const count = Math.max(0, (families.table.rows[counter] as number) + change);
    families.table.rows[counter] = count;
    families.put(family, 0, hasSaps, count > 0);
  }

  /** Tells the VCs of calls that came in on a SAP that it is being deregistered. */
  private closing(line: number): void {
    const { facts, vc, vcs } = this.host;
    const { table } = vc;
    for (let row = 0; row < table.size; row++) {
      if (!table.isTaken(row) || vcs.isDeleted(row)) continue;
      const at = row * table.stride + vcColumn.sap;
      if (table.rows[at] === facts.sap.low && table.rows[at + 1] === facts.sap.high) vc.run(s.sapClosed, row, line);
    }
  }
}
