import type { TraceHeader } from '../../trace/header.ts';
import { partyColumn, vcColumn } from './columns.ts';
import type { Evaluator } from './evaluator.ts';
import type { EventFacts } from './event-facts.ts';
import { eventBit, objectBit, type Scope } from './facts.ts';
import { PartyCounts } from './party-counts.ts';
import { symbolOf } from './symbols.ts';
import type { VcValues } from './vc-values.ts';

const s = {
  cmMakeCall: symbolOf('E ProtocolCmMakeCall'), cmAddParty: symbolOf('E ProtocolCmAddParty'), partyEnd: symbolOf('PARTY END'),
  addReturned: symbolOf('R ProtocolCmAddParty'), addCompleted: symbolOf('E NdisCmAddPartyComplete'),
  dropReturned: symbolOf('R ProtocolCmDropParty'), dropCompleted: symbolOf('E NdisCmDropPartyComplete'),
  send: symbolOf('E NdisCoSendNetBufferLists'), addTold: symbolOf('E ProtocolClAddPartyComplete'),
} as const;

/** Events that settle a request of the call manager. */
const settling = new Set<number>([s.addReturned, s.addCompleted, s.dropReturned, s.dropCompleted]);

/** NDIS_STATUS_PENDING. */
const pending = 0x103;
const joined = objectBit('party', 'joined');
const gone = objectBit('party', 'gone');
const dead = objectBit('party', 'dead');
const clientToldAdd = objectBit('party', 'clientToldAdd');
const addAsked = objectBit('party', 'addAsked');
const dropAsked = objectBit('party', 'dropAsked');
const partyLive = eventBit('partyLive');
const vcIsParty = eventBit('vcIsParty');
const cmPartyContextRight = eventBit('cmPartyContextRight');

/** What the keeper of parties asks of the monitor. */
export interface PartyHost {
  begin(row: number, vcRow: number): void;
  end(row: number): void;
  outstanding(vcRow: number, at: number, change: number): void;
  /** A count can no longer be relied on. */
  uncounted(vcRow: number, at: number, why: number): void;
  ownerOf(row: number): number;
  /** Whether an object belongs to the present call of a VC. */
  isOfCall(row: number, vcRow: number): boolean;
  /** An object is named whose beginning has not been seen. */
  stranger(low: number, high: number): void;
}

/** Follows the parties of multipoint calls. */
export class PartyKeeper {
  private readonly parties: Evaluator;
  private readonly facts: EventFacts;
  private readonly host: PartyHost;
  private readonly counts: PartyCounts;
  private readonly values: VcValues;
  /** Whether events of two ports may be out of order. */
  private readonly outOfOrder: boolean;
  /** Gaps that are reckoned with. */
  private gaps = 0;

  constructor(header: TraceHeader, scopes: Readonly<Record<Scope, Evaluator>>, facts: EventFacts, values: VcValues, host: PartyHost) {
    this.parties = scopes.party;
    this.facts = facts;
    this.host = host;
    this.values = values;
    this.outOfOrder = header.uncertaintyNs > 0 || header.ports.some((port) => (port.uncertaintyNs ?? 0) > 0);
    this.counts = new PartyCounts(header, scopes.vc, facts, values);
  }

  /** An event that may be about a party. */
  event(symbol: number, vcRow: number, line: number): void {
    const { facts, parties, host } = this;
    if (vcRow >= 0) this.counts.event(symbol, vcRow);
    else if (!facts.vc.seen) this.counts.unplaced(symbol);
    if (symbol === s.send && parties.table.count > 0) this.nameSend();
    if (this.gaps !== this.values.gaps) this.afterGap(line);
    if (!facts.party.seen) return;
    if (facts.party.low === 0 && facts.party.high === 0) {
      if (symbol === s.addTold) this.toldOfFailure(vcRow);
      return;
    }
    let row = parties.table.find(facts.party.low, facts.party.high);
    const begins = symbol === s.cmMakeCall || symbol === s.cmAddParty;
    if (row >= 0 && begins && this.isIssuedAgain(row, vcRow)) {
      this.finish(row, line);
      host.end(row);
      row = -1;
    }
    if (row < 0) {
      if (!begins || vcRow < 0) {
        host.stranger(facts.party.low, facts.party.high);
        return;
      }
      row = parties.table.add(facts.party.low, facts.party.high);
      host.begin(row, vcRow);
    }
    const before = this.isLive(row);
    if (this.isKnown(row)) facts.flagSecond(partyLive, before);
    this.compareContext(row);
    this.count(symbol, row);
    parties.run(symbol, row, line);
    if (this.isLive(row) !== before) host.outstanding(host.ownerOf(row), vcColumn.parties, before ? -1 : 1);
    if (!this.isKnown(row)) host.uncounted(host.ownerOf(row), vcColumn.parties, parties.doubtOf(row));
  }

  /** What was lost may have been the issue of a handle to another party than the one that had it and is over. */
  private afterGap(line: number): void {
    this.gaps = this.values.gaps;
    const { table } = this.parties;
    for (let row = 0; row < table.size; row++) {
      if (!table.isTaken(row) || !this.isOver(row)) continue;
      this.finish(row, line);
      this.host.end(row);
    }
  }

  /** The parties of a VC that is gone are gone. What is suspected of any of them is known before the first is forgotten. */
  endAll(vcRow: number, line: number): void {
    this.each(vcRow, (row) => this.finish(row, line));
    this.each(vcRow, (row) => this.host.end(row));
  }

  /** A handler that tells of a failure need not name the party: it may be about any that was not added. */
  private toldOfFailure(vcRow: number): void {
    const { parties, host } = this;
    for (let row = 0; row < parties.table.size; row++) {
      if (!parties.table.isTaken(row) || (vcRow >= 0 && host.ownerOf(row) !== vcRow)) continue;
      if (parties.has(row, 0, dead)) parties.put(row, 0, clientToldAdd, true);
      else if (!parties.knows(row, 0, dead)) parties.hide(row, 0, clientToldAdd, parties.doubtOf(row));
    }
  }

  /** The call of a VC is closed, and with it the party that was left. */
  closed(vcRow: number): void {
    this.each(vcRow, (row) => {
      if (this.isLive(row)) this.host.outstanding(vcRow, vcColumn.parties, -1);
      this.parties.put(row, 0, gone, true);
    });
  }

  private each(vcRow: number, act: (row: number) => void): void {
    const { table } = this.parties;
    if (table.count === 0) return;
    for (let row = 0; row < table.size; row++) if (table.isTaken(row) && this.host.ownerOf(row) === vcRow) act(row);
  }

  private finish(row: number, line: number): void {
    const { parties, host } = this;
    if (this.isLive(row)) host.outstanding(host.ownerOf(row), vcColumn.parties, -1);
    parties.run(s.partyEnd, row, line);
  }

  /** Whether the handle of a party that is gone, or of another call's, is issued to a new one. */
  private isIssuedAgain(row: number, vcRow: number): boolean {
    return this.isOver(row) || !this.parties.knows(row, 0, gone | dead) || (vcRow >= 0 && !this.host.isOfCall(row, vcRow));
  }

  /** The party is gone, or was never added. */
  private isOver(row: number): boolean {
    const is = (fact: number): boolean => this.parties.has(row, 0, fact);
    // The client was told that the party is not added, though its call manager never said so.
    const isRefused = is(clientToldAdd) && !is(joined) && !this.outOfOrder;
    return is(gone) || is(dead) || isRefused;
  }

  /** The first sign of what became of a request counts. */
  private count(symbol: number, row: number): void {
    const { facts, parties, counts } = this;
    const owner = this.host.ownerOf(row);
    if (!facts.statusSeen && settling.has(symbol)) counts.inexact();
    if (!facts.statusSeen || facts.status === pending || owner < 0) return;
    const is = (fact: number): boolean => parties.has(row, 0, fact);
    if ((symbol === s.addReturned || symbol === s.addCompleted) && is(addAsked) && !is(joined) && !is(dead)) {
      counts.added(owner, facts.isSuccess);
    } else if ((symbol === s.dropReturned || symbol === s.dropCompleted) && is(dropAsked) && !is(gone)) {
      counts.dropped(owner, facts.isSuccess);
    }
  }

  /** Whether the handle that data is sent on is a party's. */
  private nameSend(): void {
    const { vc } = this.facts;
    if (vc.seen) this.facts.flagSecond(vcIsParty, this.parties.table.find(vc.low, vc.high) >= 0);
  }

  private isLive(row: number): boolean {
    return this.parties.has(row, 0, joined) && !this.parties.has(row, 0, gone);
  }

  private isKnown(row: number): boolean {
    return this.parties.knows(row, 0, joined | gone);
  }

  /** The call manager names its context of a party, with a status, or is given it back. */
  private compareContext(row: number): void {
    const { facts } = this;
    if (!facts.cmPartyContext.seen) return;
    const { rows, stride } = this.parties.table;
    const at = row * stride + partyColumn.context;
    const known = row * stride + partyColumn.contextKnown;
    const { low, high } = facts.cmPartyContext;
    if (facts.statusSeen) {
      rows[at] = low;
      rows[at + 1] = high;
      rows[known] = low !== 0 || high !== 0 ? 1 : 0;
    } else if (rows[known] === 1) facts.flagSecond(cmPartyContextRight, rows[at] === low && rows[at + 1] === high);
  }
}
