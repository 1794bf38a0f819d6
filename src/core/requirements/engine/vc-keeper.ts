import { functionIds } from '../../condis/functions.ts';
import { roleIds } from '../../condis/roles.ts';
import type { EventBatch } from '../../trace/event-batch.ts';
import { fromIds, kindIds, objectKinds } from '../../trace/event-record.ts';
import { frameFlags } from '../../trace/frames.ts';
import type { TraceHeader } from '../../trace/header.ts';
import type { Pairing } from '../../trace/pairing.ts';
import { column, vcColumn } from './columns.ts';
import { Declarations } from './declarations.ts';
import type { Evaluator } from './evaluator.ts';
import type { EventFacts } from './event-facts.ts';
import { eventBit, type FactPlace, type Scope } from './facts.ts';
import { ObjectTable } from './object-table.ts';
import { readSignal } from './signal-facts.ts';
import { symbolOf } from './symbols.ts';
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
} as const;

const bit = { fromNdis: eventBit('fromNdis'), partyLive: eventBit('partyLive') } as const;

/** Handles of deleted VCs that are remembered, so that their use is recognised. */
const graves = 4096;

/** What the keeper reports. */
export interface VcListener {
  /** The life of a VC is over and will not be heard of again. */
  ended(life: number): void;
  /** A VC exists now. */
  created(row: number): void;
}

/** Finds the row of an event's VC, begins and ends the lives of VCs, and keeps the values that later events are compared with. */
export class VcKeeper {
  /** Bit of the event fact `partyLive`. */
  readonly partyLiveBit = bit.partyLive;
  private readonly vc: Evaluator;
  private readonly facts: EventFacts;
  private readonly pairing: Pairing;
  private readonly values: VcValues;
  private readonly listener: VcListener;
  private readonly begins: boolean;
  private readonly seesClient: boolean;
  private readonly declarations: Declarations;
  /** Row of no VC, or -1. */
  private nothing = -1;
  /** Whether something may have been lost. */
  private lossy = false;
  private lives = 0;
  /** By frame slot of an NdisCoCreateVc: row, what is known (bits), context, address family. */
  private creations = new Int32Array(64 * 6);
  private readonly buried = new Int32Array(graves * 2);
  private burials = 0;

  constructor(header: TraceHeader, vc: Evaluator, facts: EventFacts, pairing: Pairing, values: VcValues, listener: VcListener) {
    this.vc = vc;
    this.facts = facts;
    this.pairing = pairing;
    this.values = values;
    this.listener = listener;
    this.begins = header.begins === 'attached';
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

  isAttached(scope: Scope, row: number): boolean {
    return scope === 'vc' ? this.has(row, f.attached) : this.begins;
  }

  isAfterGap(scope: Scope, row: number): boolean {
    return scope === 'vc' ? this.has(row, f.afterGap) : !this.begins;
  }

  hasFailed(row: number): boolean {
    return this.has(row, f.createFailed);
  }

  /** A gap: what was lost may belong to any call that is open. */
  gap(): void {
    this.lossy = true;
    this.values.lossy = true;
    const { table } = this.vc;
    for (let row = 0; row < table.size; row++) {
      const open = table.isTaken(row) && [f.calling, f.connected, f.modifying, f.remote, f.closing].some((at) => this.has(row, at));
      if (open) this.put(row, f.gapInCall);
    }
  }

  /** The trace is over: a call manager needs its signalling VCs as long as a client's VC is left. */
  holdUp(): void {
    const { table } = this.vc;
    const alive = (row: number): boolean => table.isTaken(row) && row !== this.nothing && !this.has(row, f.deleted) && !this.has(row,
      f.createFailed);
    let left = false;
    for (let row = 0; row < table.size; row++) left ||= alive(row) && !this.has(row, f.signalling);
    for (let row = 0; row < table.size; row++) if (left && alive(row) && this.has(row, f.signalling)) this.put(row, f.heldUp);
  }

  /** A row that stands for no VC. */
  blank(line: number): number {
    if (this.nothing < 0) this.nothing = this.add(0, 0, line);
    this.vc.table.rows[this.nothing * this.vc.table.stride + column.created] = line;
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
    const { facts } = this;
    const { frames } = this.pairing;
    if (kind === kindIds.signal) {
      readSignal(facts, batch);
    } else if (kind === kindIds.return && slot >= 0) {
      const flags = frames.flags[slot] as number;
      if (!facts.vc.seen && (flags & frameFlags.vc) !== 0) assign(facts.vc, frames.vcLow[slot] as number, frames.vcHigh[slot] as number);
      if (!facts.party.seen && (flags & frameFlags.party) !== 0) {
        assign(facts.party, frames.partyLow[slot] as number, frames.partyHigh[slot] as number);
      }
      if (!facts.af.seen && frames.objectKind[slot] === objectKinds.af) {
        assign(facts.af, frames.objectLow[slot] as number, frames.objectHigh[slot] as number);
      }
    } else if (kind === kindIds.enter && slot >= 0) {
      const from = frames.from[slot] as number;
      if (from !== fromIds.absent) facts.flag(bit.fromNdis, from === fromIds.ndis);
      if (symbol === s.createVc) this.beginCreation(slot);
    }
  }

  /** The innermost open call of a function, on any thread; -1: none. */
  openFrame(fn: number): number {
    const { frames } = this.pairing;
    for (let slot = this.pairing.newestOpen; slot >= 0; slot = frames.older[slot] as number) if (frames.fn[slot] === fn) return slot;
    return -1;
  }

  /** The row of the event's VC; -1: none. `gapLine`: the last gap that may have hidden a creation. */
  rowOf(kind: number, symbol: number, slot: number, line: number, gapLine: number): number {
    const { facts } = this;
    if (symbol === s.created) return this.endCreation(slot, line);
    if (!facts.vc.seen || (facts.vc.low === 0 && facts.vc.high === 0)) return -1;
    const handler = symbol === s.cmCreate || symbol === s.miniportCreate;
    const row = this.vc.table.find(facts.vc.low, facts.vc.high);
    if (row >= 0) {
      const reissued = this.has(row, f.deleted) || this.has(row, f.createFailed) || (this.has(row, f.exists) &&
        gapLine > (this.vc.table.rows[row * this.vc.table.stride + column.created] as number));
      if (!handler || !reissued) return row;
      this.forget(row);
    }
    if (handler) return this.meetHandler(slot, line, gapLine);
    if (kind !== kindIds.enter) return -1;
    return this.meet(symbol, line, gapLine);
  }

  /** Whether this symbol begins a call on the VC. */
  beginsCall(symbol: number, row: number): boolean {
    return symbol === s.makeCall || (symbol === s.cmMakeCall && (this.has(row, f.cmAsked) || !this.has(row, f.clientMade)));
  }

  /** Numbers the call and applies what is declared of it. */
  beginCall(row: number): void {
    const base = row * this.vc.table.stride;
    const { rows } = this.vc.table;
    rows[base + column.call] = (rows[base + column.call] as number) + 1;
    this.values.clear(row);
    this.declarations.apply(row);
  }

  /** Counts something outstanding on a VC (-1: none is known) and keeps the fact that says whether there is any. */
  outstanding(row: number, at: number, change: number): void {
    if (row < 0) return;
    const index = row * this.vc.table.stride + at;
    const { rows } = this.vc.table;
    const count = Math.max(0, (rows[index] as number) + change);
    rows[index] = count;
    if (at === vcColumn.sendsOut) this.put(row, f.sendsOut, count > 0);
    else if (at === vcColumn.receivesOut) this.put(row, f.receivesOut, count > 0);
    else this.put(row, f.manyParties, count > 1);
  }

  /** A VC has been deleted: its handle is remembered for a while. */
  bury(row: number): void {
    const life = this.vc.life(row);
    this.listener.ended(life);
    const at = (this.burials++ % graves) * 2;
    const oldest = this.buried[at] as number;
    if (this.burials > graves && this.vc.table.isTaken(oldest) &&
      this.vc.life(oldest) === this.buried[at + 1]) this.vc.table.remove(oldest);
    this.buried[at] = row;
    this.buried[at + 1] = life;
  }

  /** Ends a life that nobody saw end, or a handle's former one. */
  private forget(row: number): void {
    this.listener.ended(this.vc.life(row));
    this.vc.table.remove(row);
  }

  private add(low: number, high: number, created: number): number {
    const row = this.vc.table.add(low, high);
    const base = row * this.vc.table.stride;
    this.vc.table.rows[base + column.life] = this.newLife();
    this.vc.table.rows[base + column.created] = created;
    this.values.clear(row);
    return row;
  }

  private beginCreation(slot: number): void {
    if ((slot + 1) * 6 > this.creations.length) {
      const larger = new Int32Array((slot + 1) * 12);
      larger.set(this.creations);
      this.creations = larger;
    }
    const { facts, creations } = this;
    const at = slot * 6;
    creations[at] = -1;
    creations[at + 1] = (facts.context.seen ? 1 : 0) | (facts.af.seen ? 2 : 0);
    creations[at + 2] = facts.context.low;
    creations[at + 3] = facts.context.high;
    creations[at + 4] = facts.af.low;
    creations[at + 5] = facts.af.high;
  }

  /** A handler of a creation is entered: the first that is heard of a VC. */
  private meetHandler(slot: number, line: number, gapLine: number): number {
    const { facts } = this;
    const creation = this.creationAround(slot);
    const linked = creation < 0 ? -1 : (this.creations[creation * 6] as number);
    if (linked >= 0) {
      this.put(linked, f.handleDiffers);
      return linked;
    }
    const row = this.add(facts.vc.low, facts.vc.high, creation < 0 ? line : (this.pairing.frames.line[creation] as number));
    this.put(row, f.creating);
    if (creation < 0 && (this.begins || (gapLine > 0 && this.seesClient))) this.unseen(row);
    if (creation >= 0) this.link(row, creation);
    else if ((facts.first & byCm) !== 0) this.put(row, f.ofClient);
    else if ((facts.first & byClient) !== 0) this.put(row, f.ofCm);
    return row;
  }

  /** The creation that a handler belongs to: around it on its thread, else the latest that has no VC yet. */
  private creationAround(slot: number): number {
    const { frames } = this.pairing;
    const nested = slot >= 0 && ((frames.flags[slot] as number) & frameFlags.nestingObserved) !== 0;
    for (let around = nested ? (frames.parent[slot] as number) : -1; around >= 0; around = frames.parent[around] as number) {
      if (isCreation(frames.fn[around] as number)) return around;
    }
    for (let open = this.pairing.newestOpen; open >= 0; open = frames.older[open] as number) {
      if (isCreation(frames.fn[open] as number) && this.creations[open * 6] === -1) return open;
    }
    return -1;
  }

  private link(row: number, slot: number): void {
    const { creations } = this;
    const { frames } = this.pairing;
    const { rows, stride } = this.vc.table;
    const at = slot * 6;
    const base = row * stride;
    creations[at] = row;
    const known = creations[at + 1] as number;
    const byCallManager = frames.by[slot] === roleIds.cm || frames.by[slot] === roleIds.mcm;
    this.put(row, f.createSeen);
    this.put(row, byCallManager ? f.ofCm : f.ofClient);
    this.put(row, byCallManager ? f.ofClient : f.ofCm, false);
    if ((known & 1) !== 0) {
      rows[base + vcColumn.creatorContext] = creations[at + 2] as number;
      rows[base + vcColumn.creatorContext + 1] = creations[at + 3] as number;
      rows[base + vcColumn.creatorContextKnown] = 1;
    }
    if ((known & 2) !== 0) {
      const none = creations[at + 4] === 0 && creations[at + 5] === 0;
      if (byCallManager) this.put(row, none ? f.signalling : f.incoming);
      if (!none) {
        rows[base + vcColumn.af] = creations[at + 4] as number;
        rows[base + vcColumn.af + 1] = creations[at + 5] as number;
        rows[base + vcColumn.afKnown] = 1;
      }
    }
    for (let around = frames.parent[slot] as number; around >= 0; around = frames.parent[around] as number) {
      if (frames.fn[around] === functionIds.ProtocolBindAdapterEx) this.put(row, f.createdInBind);
    }
  }

  private endCreation(slot: number, line: number): number {
    const { facts } = this;
    let row = slot >= 0 ? (this.creations[slot * 6] as number) : -1;
    if (facts.vc.seen && (facts.vc.low !== 0 || facts.vc.high !== 0)) {
      let own = this.vc.table.find(facts.vc.low, facts.vc.high);
      if (own >= 0 && this.has(own, f.deleted)) {
        this.forget(own);
        own = -1;
      }
      if (own < 0 || own !== row) {
        const differs = row >= 0;
        if (own < 0) {
          own = this.add(facts.vc.low, facts.vc.high, slot < 0 ? line : (this.pairing.frames.line[slot] as number));
          if (slot < 0 && (this.begins || this.lossy)) this.unseen(own);
        }
        if (slot >= 0) this.link(own, slot);
        if (differs) this.put(own, f.handleDiffers);
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

function isCreation(fn: number): boolean {
  return fn === functionIds.NdisCoCreateVc || fn === functionIds.NdisMCmCreateVc;
}

function assign(to: { seen: boolean; low: number; high: number }, low: number, high: number): void {
  to.seen = true;
  to.low = low;
  to.high = high;
}
