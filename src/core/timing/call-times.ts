import { handleText } from '../octets.ts';
import type { Frames } from '../trace/frames.ts';
import { frameFlags } from '../trace/frames.ts';
import type { TraceHeader } from '../trace/header.ts';
import { roleIds } from '../condis/roles.ts';
import type { BehaviourCounts } from './behaviour-counts.ts';
import { callResults, type CallResult, type CallRow } from './call-row.ts';
import { CallTable, resultIds, vcFlags } from './call-table.ts';
import { intervalIndex, intervals } from './intervals.ts';
import type { ObjectTimes } from './object-times.ts';
import {
  doneWith, dropsAt, endsAt, hiddenBy, intervalOfBit, negativeBit, onceInClose, onceMask, openIntervalCount, openMasks, points, releaseMask,
  startsAt,
} from './open-intervals.ts';
import type { TimeSource } from './time-source.ts';

const creation = intervalIndex('TI-01');
const incomingProcessing = intervalIndex('TI-28');

/** The calls of every VC: what is open in each, their rows, and what ends them. */
export class CallTimes {
  private readonly header: TraceHeader;
  private readonly time: TimeSource;
  private readonly counts: BehaviourCounts;
  private readonly onCall: ((row: CallRow) => void) | undefined;
  private readonly table: CallTable;
  private readonly hidden: ReturnType<typeof hiddenBy>;
  private calls = 0;
  /** SETUP messages received that no VC claims yet, and the stamp of the last. */
  private unclaimed = 0;
  private unclaimedAt = 0;
  private unclaimedTickLow = 0;
  private unclaimedTickHigh = 0;
  private unclaimedPort = 0;
  private unclaimedReference = -1;
  /** Which SETUP an offered call answers is not known while several are unclaimed, nor ever after a gap that may hide some. */
  private unclaimedAmbiguous = false;
  private unclaimedHidden = false;

  constructor(header: TraceHeader, time: TimeSource, counts: BehaviourCounts, onCall?: (row: CallRow) => void) {
    this.header = header;
    this.time = time;
    this.counts = counts;
    this.onCall = onCall;
    this.table = new CallTable(onCall === undefined ? 0 : 2 * intervals.length);
    this.hidden = hiddenBy(header.topology);
  }

  /** The slot of a VC, or -1; NULL and what was not seen have none. A new one is made where `create` says so. */
  find(low: number, high: number, create: boolean): number {
    if ((low | high) === 0) return -1;
    const slot = this.table.handles.find(low, high);
    return slot >= 0 || !create ? slot : this.take(low, high);
  }

  has(vc: number, flag: number): boolean {
    return ((this.table.flags[vc] as number) & flag) !== 0;
  }

  set(vc: number, flag: number): void {
    this.table.flags[vc] = (this.table.flags[vc] as number) | flag;
  }

  unset(vc: number, flag: number): void {
    this.table.flags[vc] = (this.table.flags[vc] as number) & ~flag;
  }

  /** A VC passes a point: ends what it ends, gives up what it drops, starts what it starts. */
  pass(vc: number, point: number): void {
    const { table } = this;
    const ends = (endsAt[point] as number) & ((table.open[vc] as number) | (table.ambiguous[vc] as number));
    if (ends !== 0) this.end(vc, ends);
    const drops = dropsAt[point] as number;
    if (drops !== 0) {
      table.open[vc] = (table.open[vc] as number) & ~drops;
      table.done[vc] = (table.done[vc] as number) | drops;
    }
    const starts = (startsAt[point] as number) & ~(table.done[vc] as number);
    if (starts !== 0) this.start(vc, starts);
    if (point !== points.setupReceived) table.flags[vc] = (table.flags[vc] as number) & ~vcFlags.fresh;
  }

  /** {@link pass} for a VC that is known; others have nothing open. */
  passKnown(low: number, high: number, point: number): void {
    const vc = this.find(low, high, false);
    if (vc >= 0) this.pass(vc, point);
  }

  /** A handler is told of a new VC: what its handle stood for before is over. */
  created(vc: number): void {
    if (this.has(vc, vcFlags.fresh)) return;
    this.endCall(vc);
    this.reset(vc);
  }

  /** A call begins. Whatever its VC passes first from here on is a first match. */
  beginCall(vc: number): void {
    const { table, time } = this;
    const first = !this.has(vc, vcFlags.call);
    this.endCall(vc);
    this.clearRow(vc, first);
    table.flags[vc] = vcFlags.call;
    table.open[vc] = (table.open[vc] as number) & ~onceMask;
    table.done[vc] = onceInClose & ~releaseMask;
    table.result[vc] = resultIds.unfinished;
    table.call[vc] = ++this.calls;
    table.startedAt[vc] = time.at;
    table.port[vc] = time.port;
    table.activations[vc] = 0;
    table.setups[vc] = 0;
  }

  /** The call's closing begins. */
  beginClose(vc: number): void {
    const { table } = this;
    this.set(vc, vcFlags.closing);
    table.open[vc] = (table.open[vc] as number) & ~onceInClose;
    table.done[vc] = (table.done[vc] as number) & ~onceInClose;
  }

  /** An activation is asked for. */
  activate(vc: number, point: number): void {
    const { table } = this;
    if (this.has(vc, vcFlags.call)) table.activations[vc] = (table.activations[vc] as number) + 1;
    if (this.has(vc, vcFlags.activationFailed)) this.counts.activationRetried();
    this.unset(vc, vcFlags.activationFailed);
    this.pass(vc, point);
  }

  /** An activation ended, or its requester tells itself again that it did; `status` is -1 where it was not seen. */
  activationEnded(vc: number, status: number): void {
    const { table } = this;
    const wasOpen = ((table.open[vc] as number) & openMasks.activation) !== 0;
    this.pass(vc, points.activationEnded);
    if (status === 0) {
      // Of several activations the last one is what the completion waited for.
      if (wasOpen) this.forget(vc, openMasks.finishing);
      this.pass(vc, points.activationSucceeded);
    } else if (status > 0 && this.has(vc, vcFlags.call)) {
      this.set(vc, vcFlags.activationFailed);
    }
  }

  /** The set-up of the call is over with a status, -1 where it was not seen. */
  setUp(vc: number, status: number): void {
    this.set(vc, vcFlags.setUp);
    if (status >= 0) this.result(vc, status === 0 ? resultIds.connected : resultIds.failed);
  }

  /** The first result of a call stays. */
  result(vc: number, result: number): void {
    if (this.table.result[vc] === resultIds.unfinished) this.table.result[vc] = result;
  }

  /** The client is told that the network closes the call. One that stands is connected already; one that does not will not be. */
  closedByNetwork(vc: number): void {
    if (!this.has(vc, vcFlags.hidden)) this.result(vc, resultIds.failed);
  }

  /** SETUP leaves for a call; further ones are retransmissions. */
  setupSent(vc: number): void {
    this.table.setups[vc] = (this.table.setups[vc] as number) + 1;
    this.pass(vc, points.setupSent);
  }

  /** A SETUP arrives that names no VC. One with the call reference of the last (-1: not known) is the same, that has come again. */
  unclaimedSetup(reference: number): void {
    const { time } = this;
    if (this.unclaimed > 0 && reference >= 0 && reference === this.unclaimedReference && time.stampPort() === this.unclaimedPort) return;
    this.unclaimedReference = reference;
    this.unclaimed++;
    if (this.unclaimed > 1) this.unclaimedAmbiguous = true;
    this.unclaimedAt = time.at;
    this.unclaimedTickLow = time.tickLow;
    this.unclaimedTickHigh = time.tickHigh;
    this.unclaimedPort = time.stampPort();
  }

  /** An incoming call is offered to the client. */
  offered(vc: number): void {
    this.beginCall(vc);
    const named = ((this.table.open[vc] as number) & (endsAt[points.dispatchIncomingCall] as number)) !== 0;
    if (!named && this.unclaimed > 0) {
      this.unclaimed--;
      if (!this.unclaimedAmbiguous && !this.unclaimedHidden) {
        const value = this.time.since(this.unclaimedPort, this.unclaimedAt, this.unclaimedTickLow, this.unclaimedTickHigh);
        this.time.record(incomingProcessing, value);
        this.keep(vc, incomingProcessing, value, this.unclaimedPort);
      }
      if (this.unclaimed === 0) this.unclaimedAmbiguous = false;
    }
    this.pass(vc, points.dispatchIncomingCall);
  }

  /** The client answers an incoming call. */
  answered(vc: number, status: number): void {
    this.pass(vc, points.incomingAnswered);
    if (status === 0) this.pass(vc, points.incomingAccepted);
    else if (status > 0) this.result(vc, resultIds.refused);
  }

  /** Gives intervals up, as if they had not started. */
  forget(vc: number, mask: number): void {
    const { table } = this;
    table.open[vc] = (table.open[vc] as number) & ~mask;
    table.ambiguous[vc] = (table.ambiguous[vc] as number) & ~mask;
  }

  /** Moves the start of an open interval to the object that has now got a handle. */
  handOver(vc: number, mask: number, objects: ObjectTimes, low: number, high: number): void {
    const { table } = this;
    if (((table.open[vc] as number) & mask) !== 0) {
      const stamp = vc * openIntervalCount + (31 - Math.clz32(mask));
      objects.beginAt(
        low, high, roleIds.client, table.handles.low[vc] as number, table.handles.high[vc] as number, table.stampPort[stamp] as number,
        table.stampAt[stamp] as number, table.stampTick[2 * stamp] as number, table.stampTick[2 * stamp + 1] as number,
      );
    }
    this.forget(vc, mask);
  }

  /** Measures from a frame's enter to the present event, its return; `vc` is -1 where it is not known. */
  frameTime(vc: number, interval: number, frames: Frames, frame: number): void {
    const { time } = this;
    const port = frames.port[frame] as number;
    if (time.gapSince(port, frames.line[frame] as number)) return;
    const stampPort = ((frames.flags[frame] as number) & frameFlags.tick) !== 0 ? port : ~port;
    const value = time.since(stampPort, frames.at[frame] as number, frames.tickLow[frame] as number, frames.tickHigh[frame] as number);
    time.record(interval, value);
    this.keep(vc, interval, value, stampPort);
  }

  /** Puts a value into a call's row, if it is the first of its interval. */
  keep(vc: number, interval: number, value: number, stampPort: number): void {
    if (this.onCall === undefined || vc < 0) return;
    const { rows } = this.table;
    const at = this.rowAt(vc) + interval;
    if (!Number.isNaN(rows[at])) return;
    rows[at] = value;
    rows[at + intervals.length] = this.time.uncertaintyNs(stampPort);
  }

  /** The VC is gone. */
  deleted(vc: number): void {
    this.endCall(vc);
    this.table.handles.remove(vc);
    this.table.flags[vc] = 0;
    this.table.open[vc] = 0;
  }

  /** Events of a port may be missing: what they would have ended is given up, and what they may have started first. */
  gap(port: number): void {
    const { table } = this;
    let ends = 0;
    let starts = 0;
    for (const role of this.time.rolesBehind(port)) {
      ends |= this.hidden.ends[role] as number;
      starts |= this.hidden.starts[role] as number;
    }
    for (let vc = 0; vc < table.handles.size; vc++) {
      table.open[vc] = (table.open[vc] as number) & ~ends;
      table.ambiguous[vc] = (table.ambiguous[vc] as number) & ~ends;
      const late = (ends | (starts & ~(table.open[vc] as number))) & onceMask;
      table.done[vc] = (table.done[vc] as number) | late;
      if (this.has(vc, vcFlags.call)) this.set(vc, vcFlags.hidden);
    }
    if ((ends & (endsAt[points.dispatchIncomingCall] as number)) !== 0) this.unclaimedHidden = true;
  }

  /** Gives out the rows of calls whose end did not come, in the order of their beginnings. */
  finish(): void {
    const { table } = this;
    const left: number[] = [];
    for (let vc = 0; vc < table.handles.size; vc++) if (this.has(vc, vcFlags.call)) left.push(vc);
    left.sort((a, b) => (table.call[a] as number) - (table.call[b] as number));
    for (const vc of left) this.endCall(vc);
  }

  private take(low: number, high: number): number {
    const vc = this.table.take(low, high);
    this.reset(vc);
    return vc;
  }

  private reset(vc: number): void {
    const { table } = this;
    table.open[vc] = 0;
    table.ambiguous[vc] = 0;
    table.done[vc] = onceMask;
    table.flags[vc] = vcFlags.fresh;
    this.clearRow(vc, false);
  }

  private start(vc: number, wanted: number): void {
    const { table, time } = this;
    const open = table.open[vc] as number;
    // A first match stays; of repeated requests nobody could say which one an end belongs to.
    const overlapping = wanted & open & ~onceMask;
    const starts = wanted & ~open & ~(table.ambiguous[vc] as number);
    table.ambiguous[vc] = (table.ambiguous[vc] as number) | overlapping;
    table.open[vc] = (open & ~overlapping) | starts;
    for (let left = starts; left !== 0; left &= left - 1) {
      const stamp = vc * openIntervalCount + (31 - Math.clz32(left & -left));
      table.stampAt[stamp] = time.at;
      table.stampTick[2 * stamp] = time.tickLow;
      table.stampTick[2 * stamp + 1] = time.tickHigh;
      table.stampPort[stamp] = time.stampPort();
    }
  }

  private end(vc: number, ends: number): void {
    const { table, time } = this;
    const open = table.open[vc] as number;
    table.ambiguous[vc] = (table.ambiguous[vc] as number) & ~ends;
    for (let left = ends & open; left !== 0; left &= left - 1) {
      const bit = 31 - Math.clz32(left & -left);
      const stamp = vc * openIntervalCount + bit;
      const port = table.stampPort[stamp] as number;
      const tick = 2 * stamp;
      const passed = time.since(port, table.stampAt[stamp] as number, table.stampTick[tick] as number, table.stampTick[tick + 1] as number);
      const value = bit === negativeBit ? 0 - passed : passed;
      const interval = intervalOfBit[bit] as number;
      time.record(interval, value);
      this.keep(vc, interval, value, port);
      table.done[vc] = (table.done[vc] as number) | (doneWith(bit) & onceMask);
    }
    table.open[vc] = open & ~ends;
  }

  /** Counts a call that is over and gives out its row. */
  private endCall(vc: number): void {
    if (!this.has(vc, vcFlags.call)) return;
    const { table } = this;
    this.counts.callEnded(table.activations[vc] as number, table.setups[vc] as number);
    if (this.onCall === undefined) return;
    const base = this.rowAt(vc);
    this.onCall({
      call: table.call[vc] as number,
      port: this.header.ports[table.port[vc] as number]?.name ?? 'main',
      vc: handleText(table.handles.low[vc] as number, table.handles.high[vc] as number),
      topology: this.header.topology,
      result: callResults[table.result[vc] as number] as CallResult,
      startedNs: table.startedAt[vc] as number,
      valuesNs: table.rows.slice(base, base + intervals.length),
      uncertaintiesNs: table.rows.slice(base + intervals.length, base + 2 * intervals.length),
    });
  }

  private rowAt(vc: number): number {
    return this.onCall === undefined ? 0 : vc * 2 * intervals.length;
  }

  private clearRow(vc: number, keepCreation: boolean): void {
    if (this.onCall === undefined) return;
    const { rows } = this.table;
    const base = this.rowAt(vc);
    const value = rows[base + creation] as number;
    const uncertainty = rows[base + intervals.length + creation] as number;
    rows.fill(NaN, base, base + 2 * intervals.length);
    if (!keepCreation) return;
    rows[base + creation] = value;
    rows[base + intervals.length + creation] = uncertainty;
  }
}
