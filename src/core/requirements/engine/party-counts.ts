import type { TraceHeader } from '../../trace/header.ts';
import { doubts, vcColumn } from './columns.ts';
import type { Evaluator } from './evaluator.ts';
import type { EventFacts } from './event-facts.ts';
import { eventBit, factPlace } from './facts.ts';
import { symbolOf } from './symbols.ts';
import type { VcValues } from './vc-values.ts';

const s = {
  add: symbolOf('E NdisClAddParty'), cmAdd: symbolOf('E ProtocolCmAddParty'), added: symbolOf('R NdisClAddParty'),
  drop: symbolOf('E NdisClDropParty'), close: symbolOf('E NdisClCloseCall'), cmDrop: symbolOf('E ProtocolCmDropParty'),
  addSent: symbolOf('S ADD PARTY tx'), dropSent: symbolOf('S DROP PARTY tx'), dropAcknowledged: symbolOf('S DROP PARTY ACKNOWLEDGE tx'),
  dropHeard: symbolOf('S DROP PARTY rx'), dispatch: symbolOf('E NdisCmDispatchIncomingDropParty'),
  dispatchClose: symbolOf('E NdisCmDispatchIncomingCloseCall'), addTold: symbolOf('E ProtocolClAddPartyComplete'),
  dropTold: symbolOf('E ProtocolClDropPartyComplete'),
} as const;

const cmMakeCall = symbolOf('E ProtocolCmMakeCall');

/** NDIS_STATUS_PENDING. */
const pending = 0x103;

/** Symbols of events that say something of a call's parties though they need not name one. */
export const partySymbols: ReadonlySet<number> = new Set([...Object.values(s), symbolOf('E NdisCoSendNetBufferLists')]);

const countedSymbols: ReadonlySet<number> = new Set(Object.values(s));

const withStatus: ReadonlySet<number> = new Set([s.added, s.addTold, s.dropTold]);

const partyMessageSent = eventBit('partyMessageSent');
const partiesMatch = eventBit('partiesMatch');
const dropHeard = factPlace('vc', 'dropHeard');
const manyParties = factPlace('vc', 'manyParties');
const releaseReceived = factPlace('vc', 'releaseReceived');

/**
 * Counts on a VC what is done about the parties of its call, where an event need not say which party it is about. Its facts of events
 * are given only where every event of the call was seen, in its order: a count that missed something says nothing.
 */
export class PartyCounts {
  private readonly vc: Evaluator;
  private readonly facts: EventFacts;
  private readonly values: VcValues;
  private isExact: boolean;

  /** `values` knows whether a gap may hide events. */
  constructor(header: TraceHeader, vc: Evaluator, facts: EventFacts, values: VcValues) {
    this.vc = vc;
    this.facts = facts;
    this.values = values;
    const { sees, ports, uncertaintyNs } = header;
    const isOrdered = uncertaintyNs === 0 && ports.every((port) => (port.uncertaintyNs ?? 0) === 0);
    this.isExact = isOrdered && sees.includes('client') && (sees.includes('cm') || sees.includes('mcm'));
  }

  /** An event does not say which VC it is about: what it counts is missing on one of them. */
  unplaced(symbol: number): void {
    if (countedSymbols.has(symbol)) this.isExact = false;
    const { party } = this.facts;
    const isMade = symbol === cmMakeCall && !(party.seen && party.low === 0 && party.high === 0);
    if (symbol !== s.cmAdd && !isMade) return;
    const { table } = this.vc;
    for (let row = 0; row < table.size; row++) {
      if (table.isTaken(row)) this.vc.hide(row, manyParties.word, manyParties.bit, doubts.unnamed);
    }
  }

  /** An event does not say how a request ended. */
  inexact(): void {
    this.isExact = false;
  }

  /** An event of a VC, before it is judged. */
  event(symbol: number, row: number): void {
    if (!this.facts.statusSeen && withStatus.has(symbol)) this.isExact = false;
    switch (symbol) {
      case s.add:
        this.change(row, vcColumn.partyAddsOpen, 1);
        this.change(row, vcColumn.partyAddsDue, 1);
        this.change(row, vcColumn.partiesAdded, 1);
        return;
      case s.cmAdd:
        this.change(row, vcColumn.partyAddsDue, -1);
        return;
      case s.added:
        this.change(row, vcColumn.partyAddsOpen, -1);
        if (this.hasFailed()) this.refused(row);
        // Calls of other threads may still be on their way.
        this.tell(partiesMatch, this.at(row, vcColumn.partyAddsDue) <= this.at(row, vcColumn.partyAddsOpen));
        return;
      case s.addTold:
        if (this.hasFailed()) this.failed(row);
        return;
      case s.drop:
        this.change(row, vcColumn.partiesAdded, -1);
        return;
      case s.dropTold:
        if (this.hasFailed()) this.change(row, vcColumn.partiesAdded, 1);
        return;
      case s.close:
        this.tell(partiesMatch, this.at(row, vcColumn.partiesAdded) === 0);
        return;
      case s.addSent:
        this.change(row, vcColumn.partyAddMessages, 1);
        return;
      case s.dropSent:
      case s.dropAcknowledged:
        this.change(row, vcColumn.partyDropMessages, 1);
        return;
      case s.dropHeard:
        this.heard(row);
        return;
      case s.dispatch:
      // The client drops a party of its own accord: if it is the one that has left, it need not be told.
      case s.cmDrop:
        if (this.at(row, vcColumn.partyDropsHeard) > 0) this.change(row, vcColumn.partyDropsHeard, -1);
        this.keepHeard(row);
        return;
      case s.dispatchClose:
        this.vc.table.rows[row * this.vc.table.stride + vcColumn.partyDropsHeard] = 0;
        this.keepHeard(row);
        return;
      default:
    }
  }

  /** A request to add a party is settled. */
  added(row: number, isSuccess: boolean): void {
    this.done(row, vcColumn.partyAddMessages, isSuccess);
  }

  /** A request to drop a party is settled. Once the network has released the call, it has no party that could be dropped. */
  dropped(row: number, isSuccess: boolean): void {
    this.done(row, vcColumn.partyDropMessages, isSuccess, this.vc.has(row, releaseReceived.word, releaseReceived.bit));
  }

  /** A party is not added, as the return of the request tells the client. */
  private refused(row: number): void {
    this.change(row, vcColumn.partiesAdded, -1);
    this.change(row, vcColumn.partyAddsRefused, 1);
  }

  /** A handler tells that a party is not added, be it for the second time. */
  private failed(row: number): void {
    const isKnown = this.at(row, vcColumn.partyAddsRefused) > 0;
    this.change(row, isKnown ? vcColumn.partyAddsRefused : vcColumn.partiesAdded, -1);
  }

  /** Whether the event tells of a failure. */
  private hasFailed(): boolean {
    return this.facts.statusSeen && !this.facts.isSuccess && this.facts.status !== pending;
  }

  private done(row: number, column: number, isSuccess: boolean, isNeedless = false): void {
    const sent = this.at(row, column) > 0;
    if (isSuccess) this.tell(partyMessageSent, sent || isNeedless);
    if (sent) this.change(row, column, -1);
  }

  /** While the client itself drops a party, the two may have crossed: then there is nothing to report. */
  private heard(row: number): void {
    if (!this.vc.has(row, manyParties.word, manyParties.bit) || this.at(row, vcColumn.partyDropMessages) > 0) return;
    this.change(row, vcColumn.partyDropsHeard, 1);
    this.keepHeard(row);
  }

  private keepHeard(row: number): void {
    this.vc.put(row, dropHeard.word, dropHeard.bit, this.at(row, vcColumn.partyDropsHeard) > 0);
  }

  private tell(fact: number, holds: boolean): void {
    if (this.isExact && !this.values.lossy) this.facts.flagSecond(fact, holds);
  }

  private at(row: number, column: number): number {
    return this.vc.table.rows[row * this.vc.table.stride + column] as number;
  }

  private change(row: number, column: number, by: number): void {
    const { rows, stride } = this.vc.table;
    rows[row * stride + column] = (rows[row * stride + column] as number) + by;
  }
}
