import { partyColumn, vcColumn } from './columns.ts';
import type { Evaluator } from './evaluator.ts';
import type { EventFacts } from './event-facts.ts';
import { eventBit, objectBit } from './facts.ts';
import { symbolOf } from './symbols.ts';

const s = {
  cmMakeCall: symbolOf('E ProtocolCmMakeCall'), cmAddParty: symbolOf('E ProtocolCmAddParty'), partyEnd: symbolOf('PARTY END'),
} as const;
const joined = objectBit('party', 'joined');
const gone = objectBit('party', 'gone');
const dead = objectBit('party', 'dead');
const partyLive = eventBit('partyLive');
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

  constructor(parties: Evaluator, facts: EventFacts, host: PartyHost) {
    this.parties = parties;
    this.facts = facts;
    this.host = host;
  }

  /** An event that may be about a party. */
  event(symbol: number, vcRow: number, line: number): void {
    const { facts, parties, host } = this;
    if (!facts.party.seen || (facts.party.low === 0 && facts.party.high === 0)) return;
    let row = parties.table.find(facts.party.low, facts.party.high);
    const begins = symbol === s.cmMakeCall || symbol === s.cmAddParty;
    if (row >= 0 && begins && this.isIssuedAgain(row, vcRow)) {
      this.finish(row, line);
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
    parties.run(symbol, row, line);
    if (this.isLive(row) !== before) host.outstanding(host.ownerOf(row), vcColumn.parties, before ? -1 : 1);
    if (!this.isKnown(row)) host.uncounted(host.ownerOf(row), vcColumn.parties, parties.doubtOf(row));
  }

  /** The parties of a VC that is gone are gone. */
  endAll(vcRow: number, line: number): void {
    this.each(vcRow, (row) => this.finish(row, line));
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
    host.end(row);
  }

  /** Whether the handle of a party that is gone, or of another call's, is issued to a new one. */
  private isIssuedAgain(row: number, vcRow: number): boolean {
    return this.parties.has(row, 0, gone) || this.parties.has(row, 0, dead) || (vcRow >= 0 && !this.host.isOfCall(row, vcRow));
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
