import type { EventBatch } from '../../trace/event-batch.ts';
import { column, vcColumn } from './columns.ts';
import type { Evaluator } from './evaluator.ts';
import type { EventFacts } from './event-facts.ts';
import { objectBit } from './facts.ts';
import { ObjectTable } from './object-table.ts';
import { symbolOf } from './symbols.ts';

const s = {
  listEnd: symbolOf('LIST END'), send: symbolOf('E NdisCoSendNetBufferLists'),
    sendComplete: symbolOf('E NdisMCoSendNetBufferListsComplete'),
  sendBack: symbolOf('E ProtocolCoSendNetBufferListsComplete'), indicate: symbolOf('E NdisMCoIndicateReceiveNetBufferLists'),
  received: symbolOf('R ProtocolCoReceiveNetBufferLists'), indicated: symbolOf('R NdisMCoIndicateReceiveNetBufferLists'),
  return: symbolOf('E NdisReturnNetBufferLists'), miniportReturn: symbolOf('E MiniportReturnNetBufferLists'),
} as const;

const bits = {
  sent: objectBit('list', 'sent'), sendCompleted: objectBit('list', 'sendCompleted'), sendBack: objectBit('list', 'sendBack'),
  indicated: objectBit('list', 'indicated'), returned: objectBit('list', 'returned'), delivered: objectBit('list', 'delivered'),
  keep: objectBit('list', 'keep'), closedUnder: objectBit('list', 'closedUnder'), reclaimed: objectBit('list', 'reclaimed'),
} as const;

const sentAndBack = bits.sent | bits.sendCompleted | bits.sendBack;

/** What the keeper of lists asks of the monitor. */
export interface ListHost {
  begin(row: number, vcRow: number): void;
  end(row: number): void;
  /** Counts a transfer outstanding on a VC; `at` is its column. */
  outstanding(vcRow: number, at: number, change: number): void;
  ownerOf(row: number): number;
  /** The event is about a list that nobody has handed over. */
  stranger(low: number, high: number): void;
}

/** Follows net buffer lists from hand to hand. Counts of what is outstanding are facts of the VC. */
export class ListKeeper {
  private readonly lists: Evaluator;
  private readonly facts: EventFacts;
  private readonly host: ListHost;
  private entered = -1;

  constructor(lists: Evaluator, facts: EventFacts, host: ListHost) {
    this.lists = lists;
    this.facts = facts;
    this.host = host;
  }

  /** Whether a symbol can change what is known of a list. */
  concerns(symbol: number): boolean {
    return this.lists.concerns(symbol) || symbol === s.miniportReturn || symbol === s.indicated;
  }

  /**
   * An event of a symbol that {@link concerns} a list. `entered` is the line at which the call began that is entered or returns; -1
   * where it is not known.
   */
  event(batch: EventBatch, symbol: number, vcRow: number, line: number, entered: number): void {
    const { facts } = this;
    this.entered = entered;
    if (facts.listsEnd === 0) {
      this.one(symbol, vcRow, facts.list.low, facts.list.high, line);
      return;
    }
    for (let at = facts.listsAt; at < facts.listsEnd; at += 2) {
      this.one(symbol, vcRow, batch.words[at] as number, batch.words[at + 1] as number, line);
    }
  }

  /** The client closes the call on a VC that has lists away: those that only have to come back are marked. */
  closing(vcRow: number): void {
    const { lists, host } = this;
    for (let row = 0; row < lists.table.size; row++) {
      if (!lists.table.isTaken(row) || !lists.has(row, 0, bits.sent) || lists.has(row, 0, bits.sendBack)) continue;
      if (lists.has(row, 0, bits.sendCompleted) && host.ownerOf(row) === vcRow) lists.put(row, 0, bits.closedUnder, true);
    }
  }

  private one(symbol: number, vcRow: number, low: number, high: number, line: number): void {
    const { lists, host } = this;
    let row = lists.table.find(low, high);
    if (row >= 0 && this.isOlderThan(row)) return;
    if (row < 0) {
      if (symbol !== s.send && symbol !== s.indicate) {
        host.stranger(low, high);
        return;
      }
      row = lists.table.add(low, high);
      host.begin(row, vcRow);
    }
    const before = this.factsOf(row);
    const isAway = (before & (bits.sent | bits.sendBack)) === bits.sent;
    const isOutgoing = isAway && (before & bits.sendCompleted) === 0;
    const isIndicated = (before & (bits.indicated | bits.returned)) === bits.indicated;
    const isReissued = symbol === s.send ? isIndicated || (before & bits.sent) !== 0 :
      symbol === s.indicate && isIndicated && (before & bits.sent) === 0;
    if (isReissued) this.reissue(row, vcRow, line);
    lists.run(symbol, row, line);
    const isIncoming = isIndicated && !isReissued;
    if (isAway && symbol === s.sendBack) host.outstanding(host.ownerOf(row), vcColumn.sendsAway, -1);
    if (symbol === s.send) {
      host.outstanding(vcRow, vcColumn.sendsOut, 1);
      host.outstanding(vcRow, vcColumn.sendsAway, 1);
    } else if (symbol === s.indicate) {
      if (!isIncoming) host.outstanding(vcRow, vcColumn.receivesOut, 1);
    } else if (isOutgoing && (symbol === s.sendComplete || symbol === s.sendBack)) {
      host.outstanding(host.ownerOf(row), vcColumn.sendsOut, -1);
    }
    const after = this.factsOf(row);
    const isDone = (symbol === s.received && (after & bits.keep) === 0) || (symbol === s.indicated && (after & bits.delivered) === 0);
    const isBack = isDone || symbol === s.return || symbol === s.miniportReturn;
    if (isBack && isIncoming && (after & bits.reclaimed) === 0) host.outstanding(host.ownerOf(row), vcColumn.receivesOut, -1);
    if (symbol === s.miniportReturn) lists.put(row, 0, bits.reclaimed, true);
    if (isDone || symbol === s.return || (after & sentAndBack) === sentAndBack) host.end(row);
  }

  /** The list is handed over anew: whatever it was before is over. */
  private reissue(row: number, vcRow: number, line: number): void {
    const { lists, host } = this;
    const before = this.factsOf(row);
    lists.run(s.listEnd, row, line);
    const owner = host.ownerOf(row);
    if ((before & (bits.sent | bits.sendBack)) === bits.sent) {
      host.outstanding(owner, vcColumn.sendsAway, -1);
      if ((before & bits.sendCompleted) === 0) host.outstanding(owner, vcColumn.sendsOut, -1);
    }
    const isIncoming = (before & (bits.indicated | bits.returned)) === bits.indicated;
    if (isIncoming && (this.factsOf(row) & bits.reclaimed) === 0) host.outstanding(owner, vcColumn.receivesOut, -1);
    host.begin(row, vcRow);
  }

  /** The word of facts of a list. */
  private factsOf(row: number): number {
    const { rows, stride } = this.lists.table;
    return rows[row * stride + ObjectTable.facts] as number;
  }

  /** Whether the call that returns began before this list did: its handle was reissued in between, and the call is not about it. */
  private isOlderThan(row: number): boolean {
    const { rows, stride } = this.lists.table;
    return this.entered >= 0 && this.entered < (rows[row * stride + column.created] as number);
  }
}
