import type { EventBatch } from '../../trace/event-batch.ts';
import { fromIds, kindIds } from '../../trace/event-record.ts';
import type { TraceHeader } from '../../trace/header.ts';
import type { Pairing } from '../../trace/pairing.ts';
import { column, doubts, vcColumn } from './columns.ts';
import { CreationLinks } from './creation-links.ts';
import { Creations } from './creations.ts';
import { Declarations } from './declarations.ts';
import type { Evaluator } from './evaluator.ts';
import type { EventFacts } from './event-facts.ts';
import { eventBit, type FactPlace, type Scope } from './facts.ts';
import { completeHandles } from './frame-handles.ts';
import { Graves } from './graves.ts';
import { isLateHandler } from './late-handler.ts';
import { LateReturns } from './late-returns.ts';
import { ObjectTable } from './object-table.ts';
import { readSignal } from './signal-facts.ts';
import { roleBits, symbolOf } from './symbols.ts';
import type { Uncertainty } from './uncertainty.ts';
import { vcFact as f } from './vc-facts.ts';
import type { VcValues } from './vc-values.ts';

const s = {
  createVc: symbolOf('E NdisCoCreateVc'), created: symbolOf('R NdisCoCreateVc'), deleted: symbolOf('R NdisCoDeleteVc'),
  cmCreate: symbolOf('E ProtocolCoCreateVc'), miniportCreate: symbolOf('E MiniportCoCreateVc'), makeCall: symbolOf('E NdisClMakeCall'),
  cmMakeCall: symbolOf('E ProtocolCmMakeCall'), complete: symbolOf('E NdisCmMakeCallComplete'),
  clientComplete: symbolOf('E ProtocolClMakeCallComplete'), send: symbolOf('E NdisCoSendNetBufferLists'),
  closeCall: symbolOf('E NdisClCloseCall'), indicate: symbolOf('E NdisMCoIndicateReceiveNetBufferLists'),
  receive: symbolOf('E ProtocolCoReceiveNetBufferLists'), cmCloseCall: symbolOf('E ProtocolCmCloseCall'),
  closeComplete: symbolOf('E NdisCmCloseCallComplete'), deactivate: symbolOf('E NdisCmDeactivateVc'),
  untold: symbolOf('E ProtocolCoDeleteVc'),
  incoming: symbolOf('E NdisCmDispatchIncomingCall'), incomingTold: symbolOf('E ProtocolClIncomingCall'),
} as const;

const bit = { fromNdis: eventBit('fromNdis') } as const;

/** Facts of a call that is open. */
const openStates = [f.calling, f.connected, f.modifying, f.remote, f.closing, f.offering, f.accepted] as const;

/** Facts of a call that a client has asked for. */
const requested = [f.calling, f.clientMade] as const;

/** What the keeper reports. */
export interface VcListener {
  /** The life of a VC is over and will not be heard of again. */
  ended(row: number): void;
  /** The handle of a VC is issued again though nobody has deleted it: it is gone all the same. */
  lost(row: number): void;
  /** The handle of a VC that is gone is issued again. Gives whether events of both may be mixed up. */
  reissued(row: number): boolean;
  /** A VC exists now. */
  created(row: number): void;
}

/** Finds the row of an event's VC, begins and ends the lives of VCs, and keeps the values that later events are compared with. */
export class VcKeeper {
  private readonly vc: Evaluator;
  private readonly facts: EventFacts;
  private readonly pairing: Pairing;
  private readonly values: VcValues;
  private readonly uncertainty: Uncertainty;
  private readonly listener: VcListener;
  private readonly begins: boolean;
  /** Whether events of two ports may be out of order. */
  private readonly outOfOrder: boolean;
  private readonly seesClient: boolean;
  readonly declarations: Declarations;
  readonly lateReturns: LateReturns;
  /** Whether the next life may get events of the handle's former one. */
  private mixed = false;
  /** Whether a client may have asked for the call that begins, in a request that does not say on which VC. */
  private mayBeAsked = false;
  /** Row of no VC, or -1. */
  private nothing = -1;
  /** Line of the last gap, 0: none. */
  private gapLine = 0;
  private lives = 0;
  private readonly creations: Creations;
  private readonly links: CreationLinks;
  private readonly graves: Graves;

  constructor(
    header: TraceHeader, vc: Evaluator, facts: EventFacts, pairing: Pairing, values: VcValues, uncertainty: Uncertainty,
    listener: VcListener,
  ) {
    this.uncertainty = uncertainty;
    this.vc = vc;
    this.lateReturns = new LateReturns(vc);
    this.graves = new Graves(vc, this.lateReturns);
    this.facts = facts;
    this.pairing = pairing;
    this.creations = new Creations(pairing, uncertainty.several);
    this.links = new CreationLinks(pairing, this.creations, vc, header.begins === 'attached');
    this.values = values;
    this.listener = listener;
    this.begins = header.begins === 'attached';
    this.outOfOrder = header.uncertaintyNs > 0 || header.ports.some((port) => (port.uncertaintyNs ?? 0) > 0);
    this.seesClient = header.sees.includes('client');
    this.declarations = new Declarations(header, vc);
  }

  newLife(): number {
    return ++this.lives;
  }

  has(row: number, at: FactPlace): boolean {
    return this.vc.has(row, at.word, at.bit);
  }

  private put(row: number, at: FactPlace, value = true): void {
    this.vc.put(row, at.word, at.bit, value);
  }

  isDeleted(row: number): boolean {
    return this.has(row, f.deleted);
  }

  /** Whether it is known if a VC has been deleted. */
  knowsDeleted(row: number): boolean {
    return this.vc.knows(row, f.deleted.word, f.deleted.bit);
  }

  isAttached(scope: Scope, row: number): boolean {
    return scope === 'vc' ? this.has(row, f.attached) : this.begins;
  }

  isAfterGap(scope: Scope, row: number): boolean {
    return scope === 'vc' ? this.has(row, f.afterGap) : !this.begins;
  }

  /** Whether transfers are outstanding on a VC. */
  hasTransfers(row: number): boolean {
    return this.has(row, f.sendsOut) || this.has(row, f.receivesOut);
  }

  /** Whether its last call was closed with success. */
  isClosed(row: number): boolean {
    return this.has(row, f.closedOk);
  }

  /** Whether lists that were sent on a VC are not back yet. */
  hasListsAway(row: number): boolean {
    return (this.vc.table.rows[row * this.vc.table.stride + vcColumn.sendsAway] as number) > 0;
  }

  hasFailed(row: number): boolean {
    return this.has(row, f.createFailed);
  }

  /** A gap: what was lost may belong to any call that is open. */
  gap(line: number): void {
    this.gapLine = line;
    this.values.gap();
    if (!this.outOfOrder) this.graves.freeAll(line);
    const { table } = this.vc;
    for (let row = 0; row < table.size; row++) {
      const open = table.isTaken(row) && openStates.some((at) => this.has(row, at));
      if (open) this.put(row, f.gapInCall);
    }
  }

  /** The trace is over: a call manager needs its signalling VCs as long as a client's VC is left, or a SAP (`isSapLeft`). */
  holdUp(isSapLeft: boolean): void {
    const { table } = this.vc;
    const isOver = (row: number): boolean => row === this.nothing || this.has(row, f.deleted) || this.has(row, f.createFailed);
    // Of a creation that has failed the handlers may be all that names a VC.
    const isAnyOpen = this.creations.isAnyOpen || this.gapLine > 0;
    const isLeftOver = (row: number): boolean => !isAnyOpen && table.isTaken(row) && this.has(row, f.creating);
    for (let row = 0; row < table.size; row++) if (isLeftOver(row)) this.put(row, f.createFailed);
    const alive = (row: number): boolean => table.isTaken(row) && !isOver(row);
    let left = isSapLeft;
    for (let row = 0; row < table.size; row++) left ||= alive(row) && !this.has(row, f.signalling);
    for (let row = 0; row < table.size; row++) if (left && alive(row) && this.has(row, f.signalling)) this.put(row, f.heldUp);
  }

  /** A row that stands for no VC. */
  blank(line: number): number {
    if (this.nothing < 0) this.nothing = this.add(0, 0, line);
    this.vc.table.rows[this.nothing * this.vc.table.stride + column.created] = line;
    this.put(this.nothing, f.deleted, false);
    return this.nothing;
  }

  /** Makes the row of no VC blank again. */
  wipe(row: number): void {
    const base = row * this.vc.table.stride;
    this.vc.table.rows.fill(0, base + ObjectTable.facts, base + this.vc.table.stride);
    this.vc.table.rows[base + column.life] = this.newLife();
    this.put(row, f.deleted);
  }

  /** Whether the VC exists, as far as the trace shows: nothing is odd about a call on it. */
  plain(row: number): boolean {
    return this.has(row, f.exists) && !this.has(row, f.deleting);
  }

  /** After a call on something that was never issued: from now on it is taken as existing, so that the mistake is told once. */
  assume(row: number): void {
    if (this.has(row, f.deleted) || (this.has(row, f.creating) && this.has(row, f.createSeen))) return;
    this.put(row, f.exists);
    this.put(row, f.assumed);
    this.put(row, f.creating, false);
  }

  /** What is left to be known of an event before its VC is looked up: the handles of a return, who ran a handler. */
  complete(kind: number, symbol: number, slot: number, batch: EventBatch): void {
    const { facts, pairing: { frames } } = this;
    if (kind === kindIds.signal) {
      readSignal(facts, batch);
    } else if (kind === kindIds.return && slot >= 0) {
      completeHandles(facts, frames, slot);
    } else if (kind === kindIds.enter && slot >= 0) {
      const from = frames.from[slot] as number;
      if (from !== fromIds.absent) facts.flag(bit.fromNdis, from === fromIds.ndis);
      if (symbol === s.createVc) this.creations.begin(slot, facts);
    }
  }

  /** The innermost open call of a function, on any thread; -1: none. */
  openFrame(fn: number): number {
    const { frames } = this.pairing;
    for (let slot = this.pairing.newestOpen; slot >= 0; slot = frames.older[slot] as number) if (frames.fn[slot] === fn) return slot;
    return -1;
  }

  /** The row of the event's VC; -1: none. */
  rowOf(kind: number, symbol: number, slot: number, line: number): number {
    const { facts } = this;
    if (symbol === s.created) return this.endCreation(slot, line);
    const handler = symbol === s.cmCreate || symbol === s.miniportCreate;
    if (handler && !facts.vc.seen) this.creations.unnamed(slot, symbol === s.cmCreate ? 1 : 2);
    if (!facts.vc.seen || (facts.vc.low === 0 && facts.vc.high === 0)) return -1;
    const row = this.vc.table.find(facts.vc.low, facts.vc.high);
    if (row >= 0 && !handler) return row;
    // The last gap that may have hidden a creation.
    const gapLine = this.uncertainty.lastGapOf(roleBits.client | roleBits.cm);
    if (row >= 0) {
      const reissued = this.has(row, f.deleted) || this.has(row, f.createFailed) || (this.has(row, f.exists) &&
        gapLine > (this.vc.table.rows[row * this.vc.table.stride + column.created] as number));
      if (!reissued && this.isFailed(row, symbol)) {
        this.forget(row, line);
        this.mixed = true;
        return this.meetHandler(slot, line, gapLine);
      }
      // Long after its end, nothing is heard of a VC any more.
      const isLater = this.has(row, f.deleted) && !(this.outOfOrder && this.listener.reissued(row));
      if (this.outOfOrder && !isLater && isLateHandler(this.vc, row, symbol, (facts.first & byCm) !== 0)) return row;
      const lost = !reissued && this.isIssuedAgain(row, slot);
      if (!reissued && !lost) return row;
      if (lost) this.listener.lost(row);
      this.forget(row, line);
    }
    if (handler) return this.meetHandler(slot, line, gapLine);
    if (kind !== kindIds.enter) return -1;
    return this.meet(symbol, line, gapLine);
  }

  /** Whether a create handler belongs to another creation than that of the VC which has its handle. */
  private isIssuedAgain(row: number, slot: number): boolean {
    if (this.outOfOrder || !this.has(row, f.createdOk)) return false;
    const creation = this.creations.around(slot);
    return creation >= 0 && this.creations.rowOf(creation) === -1;
  }

  /** Whether a VC was told of by a creation that has failed, as is known now that its handle is told of again. */
  private isFailed(row: number, symbol: number): boolean {
    const told = symbol === s.miniportCreate ? f.miniportTold : (this.facts.first & byCm) !== 0 ? f.cmTold : f.clientTold;
    return this.has(row, f.creating) && this.has(row, told) && !this.creations.hasMade(row);
  }

  /** An event of a VC that was deleted: the return of a request, or where the order of ports is open a handler of the deletion. */
  late(symbol: number, row: number, line: number): void {
    if (this.outOfOrder && symbol === s.untold && (this.facts.first & byClient) !== 0) this.put(row, f.clientUntold);
    this.lateReturns.event(symbol, row, line);
  }

  /** Whether this symbol begins a call on the VC. */
  beginsCall(symbol: number, row: number): boolean {
    if (symbol === s.makeCall || symbol === s.incoming) return true;
    // Where the call manager is not seen, the client's handler is the first to show the call.
    if (symbol === s.incomingTold) return !this.has(row, f.offered) || this.has(row, f.incomingTold);
    if (symbol !== s.cmMakeCall) return false;
    this.mayBeAsked = !this.vc.knows(row, f.clientMade.word, f.clientMade.bit) && (this.vc.doubtOf(row) & doubts.unnamed) !== 0;
    // The second of one request is a fault of NDIS (MC-11), unless the client's next request may be missing.
    return !this.has(row, f.clientMade) || (this.has(row, f.cmAsked) && !this.vc.knows(row, f.cmAsked.word, f.cmAsked.bit));
  }

  /** Numbers the call and applies what is declared of it. */
  beginCall(row: number): void {
    const base = row * this.vc.table.stride;
    const { rows } = this.vc.table;
    rows[base + column.call] = (rows[base + column.call] as number) + 1;
    this.values.clearCall(row);
    this.declarations.apply(row);
    if (this.mayBeAsked) for (const at of requested) this.vc.hide(row, at.word, at.bit, doubts.unnamed);
    this.mayBeAsked = false;
  }

  /** A VC has been deleted: its handle is remembered for a while. */
  bury(row: number, line: number): void {
    this.listener.ended(row);
    this.graves.bury(row, line);
  }

  /** Ends a life that nobody saw end, or a handle's former one. The next row is that of the handle's next life. */
  private forget(row: number, line: number): void {
    this.mixed = this.outOfOrder && this.listener.reissued(row);
    this.listener.ended(row);
    this.lateReturns.lost(row, line);
    this.vc.table.remove(row);
  }

  private add(low: number, high: number, created: number): number {
    const row = this.vc.table.add(low, high);
    const base = row * this.vc.table.stride;
    this.vc.table.rows[base + column.life] = this.newLife();
    this.vc.table.rows[base + column.created] = created;
    this.values.clear(row);
    if (this.mixed) this.vc.doubt(row, doubts.mixed);
    this.mixed = false;
    return row;
  }

  /** A handler of a creation is entered: the first that is heard of a VC. */
  private meetHandler(slot: number, line: number, gapLine: number): number {
    const { facts, creations } = this;
    const creation = creations.around(slot);
    const linked = creation < 0 ? -1 : creations.rowOf(creation);
    if (linked >= 0) {
      if (!this.outOfOrder) this.put(linked, f.handleDiffers);
      this.mixed = false;
      return linked;
    }
    const begun = creation < 0 ? creations.oldest(line) : (this.pairing.frames.line[creation] as number);
    const row = this.add(facts.vc.low, facts.vc.high, begun);
    this.put(row, f.creating);
    if (creation < 0 && (this.begins || (gapLine > 0 && this.seesClient))) this.unseen(row);
    if (creation >= 0) this.links.link(row, creation, this.gapLine);
    else if ((facts.first & byCm) !== 0) this.put(row, f.ofClient);
    else if ((facts.first & byClient) !== 0) this.put(row, f.ofCm);
    return row;
  }

  private endCreation(slot: number, line: number): number {
    const { facts } = this;
    if (slot >= 0) this.creations.end(slot);
    let row = slot >= 0 ? this.creations.rowOf(slot) : -1;
    if (facts.vc.seen && (facts.vc.low !== 0 || facts.vc.high !== 0)) {
      let own = this.vc.table.find(facts.vc.low, facts.vc.high);
      if (own >= 0 && this.has(own, f.deleted)) {
        this.forget(own, line);
        own = -1;
      }
      if (own < 0 || own !== row) {
        const differs = row >= 0;
        if (own < 0) {
          own = this.add(facts.vc.low, facts.vc.high, slot < 0 ? line : (this.pairing.frames.line[slot] as number));
          if (slot < 0 && (this.begins || this.gapLine > 0)) this.unseen(own);
        }
        // A handle in use is issued again, and no handler ran: those of its first creation do not count.
        else if (!differs && !this.outOfOrder && this.has(own, f.exists)) {
          for (const at of [f.cmTold, f.clientTold, f.miniportTold]) this.put(own, at, false);
        }
        if (slot >= 0) this.links.link(own, slot, this.gapLine);
        if (differs && !this.outOfOrder) this.put(own, f.handleDiffers);
        row = own;
      }
    }
    if (row >= 0 && (facts.first & success) !== 0) this.listener.created(row);
    return row;
  }

  /** How a VC came to be was not seen, for a reason. */
  private unseen(row: number): void {
    this.put(row, this.begins ? f.attached : f.afterGap);
    this.vc.table.rows[row * this.vc.table.stride + column.created] = 0;
  }

  /** A VC that was never seen coming: it existed before the trace, or its creation was lost, or it was never issued. */
  private meet(symbol: number, line: number, gapLine: number): number {
    const { facts } = this;
    const unseen = this.begins || gapLine > 0;
    const row = this.add(facts.vc.low, facts.vc.high, unseen ? 0 : line);
    if (!unseen) return row;
    this.unseen(row);
    this.put(row, f.exists);
    this.put(row, f.issued);
    const closing = symbol === s.closeCall || symbol === s.cmCloseCall || symbol === s.closeComplete || symbol === s.deactivate;
    const data = symbol === s.send || symbol === s.indicate || symbol === s.receive;
    if (closing || data) for (const at of [f.active, f.up, f.everActive, f.connected, f.connectedOnce]) this.put(row, at);
    if (symbol === s.complete || symbol === s.clientComplete) for (const at of [f.calling, f.active, f.up]) this.put(row, at);
    return row;
  }
}

const byClient = eventBit('byClient');
const byCm = eventBit('byCm');
const success = eventBit('success');
