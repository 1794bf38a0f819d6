import { functionIds, functionIdLimit } from '../condis/functions.ts';
import { roleIds } from '../condis/roles.ts';
import { statusCodes } from '../condis/statuses.ts';
import { argumentIds } from '../condis/argument-names.ts';
import type { Behaviour, Measurement } from '../judgement.ts';
import type { EventBatch } from '../trace/event-batch.ts';
import { kindIds, objectKinds, present, word } from '../trace/event-record.ts';
import { callReferenceAt } from '../trace/record-reader.ts';
import { frameFlags } from '../trace/frames.ts';
import type { TraceHeader } from '../trace/header.ts';
import type { Pairing } from '../trace/pairing.ts';
import { entryLength, entryType, findArgument, findEntry, tailTags, valueTypes } from '../trace/tail.ts';
import { BehaviourCounts } from './behaviour-counts.ts';
import type { CallRow } from './call-row.ts';
import { resultIds, vcFlags } from './call-table.ts';
import { CallTimes } from './call-times.ts';
import { intervalIndex } from './intervals.ts';
import { openMasks, points } from './open-intervals.ts';
import { ObjectTimes } from './object-times.ts';
import { PartyOwners } from './party-owners.ts';
import { enterSymbols, returnSymbols, signals, symbolLimit, symbols } from './symbols.ts';
import { TimeSource } from './time-source.ts';

const creation = intervalIndex('TI-01');
const makeCallTime = intervalIndex('TI-02');
const managerMakeCallTime = intervalIndex('TI-04');
const deletion = intervalIndex('TI-27');

/** Points that an enter passes and does nothing else, by symbol; -1: it does more, or passes none. */
const plainPoints = new Int8Array(symbolLimit).fill(-1);
plainPoints[symbols.miniportActivate] = points.miniportActivate;
plainPoints[symbols.miniportActivateComplete] = points.miniportActivateComplete;
plainPoints[symbols.deactivate] = points.deactivate;
plainPoints[symbols.deactivateComplete] = points.deactivationEnded;
plainPoints[symbols.closeCallComplete] = points.closeCallComplete;
plainPoints[symbols.clientCloseCallComplete] = points.clientCloseCallComplete;
plainPoints[symbols.modifyQos] = points.modifyQos;
plainPoints[symbols.modifyQosComplete] = points.modifyQosComplete;
plainPoints[symbols.addParty] = points.addParty;

/** Whether an enter may be the first that is heard of its VC, and is worth a slot: 1 by symbol. */
const createsVc = new Uint8Array(symbolLimit);
for (const symbol of [
  symbols.createHandler, symbols.makeCall, symbols.managerMakeCall, symbols.activate, symbols.activateByMcm, symbols.miniportActivate,
  symbols.miniportActivateComplete, symbols.closeCall, symbols.managerCloseCall, symbols.deactivate, symbols.dispatchIncomingCall,
  symbols.modifyQos, symbols.addParty,
]) createsVc[symbol] = 1;

/** A status that an event does not carry. */
const unseen = -1;

/**
 * Measures every interval that a trace shows, and counts what TI-35 asks for. One pass, integers and floats by slot, nothing
 * allocated for an event.
 *
 * Both ends of an interval must be the right ones: where a gap may hide an end, or an earlier first match, nothing is measured;
 * likewise in a call whose beginning was not seen (a call's single moments, not its repeated ones), where a status that decides
 * was not seen, and where two requests overlap that only order tells apart.
 */
export class Meter {
  private readonly pairing: Pairing;
  private readonly time: TimeSource;
  private readonly calls: CallTimes;
  private readonly sends: ObjectTimes;
  private readonly adds: ObjectTimes;
  private readonly drops: ObjectTimes;
  private readonly owners = new PartyOwners();
  private readonly counts = new BehaviourCounts();

  constructor(header: TraceHeader, pairing: Pairing, onCall?: (row: CallRow) => void) {
    this.pairing = pairing;
    this.time = new TimeSource(header);
    this.calls = new CallTimes(header, this.time, this.counts, onCall);
    this.sends = new ObjectTimes(this.time, this.calls, intervalIndex('TI-34'));
    this.adds = new ObjectTimes(this.time, this.calls, intervalIndex('TI-31'));
    this.drops = new ObjectTimes(this.time, this.calls, intervalIndex('TI-32'));
  }

  /** Takes event `i`, after the pairing has. */
  event(batch: EventBatch, i: number): void {
    const { words } = batch;
    const frame = this.pairing.slot;
    const start = batch.starts[i] as number;
    const kind = ((words[start] as number) >>> 16) & 0xff;
    if (kind === kindIds.enter) {
      const fn = (this.pairing.frames.fn[frame] as number);
      const symbol = fn < functionIdLimit ? (enterSymbols[fn] as number) : symbols.none;
      if (symbol === symbols.none) return;
      this.time.now(batch, i, start);
      this.enter(symbol, batch, i, start, frame);
    } else if (kind === kindIds.return) {
      if (frame < 0) return;
      const fn = (this.pairing.frames.fn[frame] as number);
      const seen = ((words[start + word.presence] as number) & present.status) !== 0;
      const status = seen ? (words[start + word.status] as number) >>> 0 : unseen;
      if (status !== unseen) this.counts.returned(fn, status);
      const symbol = fn < functionIdLimit ? (returnSymbols[fn] as number) : symbols.none;
      if (symbol === symbols.none) return;
      this.time.now(batch, i, start);
      this.return(symbol, words, start, frame, status);
    } else if (kind === kindIds.signal) {
      this.time.now(batch, i, start);
      this.signal(words, start, batch.ends[i] as number);
    } else if (kind === kindIds.gap) {
      this.time.gap(batch.port[i] as number, batch.firstLine + i);
      this.calls.gap(batch.port[i] as number);
    }
  }

  /** Ends the trace: gives out the rows of calls that are left, and every interval that had a value, in table order. */
  finish(): Measurement[] {
    this.calls.finish();
    return this.time.measurements();
  }

  /** Starts of sends and of party requests that were left out because too many were open at once. */
  get notMeasured(): number {
    return this.sends.dropped + this.adds.dropped + this.drops.dropped;
  }

  /** TI-35; complete after {@link finish}. */
  behaviour(): Behaviour {
    return this.counts.behaviour();
  }

  private enter(symbol: number, batch: EventBatch, i: number, start: number, frame: number): void {
    const { words } = batch;
    const { calls } = this;
    const end = batch.ends[i] as number;
    let low = words[start + word.vc] as number;
    let high = words[start + word.vc + 1] as number;
    const role = (words[start] as number) >>> 24;
    const party = ((words[start + word.presence] as number) & present.party) === 0 ? -1 : findEntry(words, start, end, tailTags.party) + 1;
    if (party > 0) {
      const partyLow = words[party] as number;
      const partyHigh = words[party + 1] as number;
      const owner = this.owners.find(partyLow, partyHigh);
      if ((low | high) !== 0) this.owners.learn(partyLow, partyHigh, low, high);
      else if (owner >= 0) {
        low = this.owners.low(owner);
        high = this.owners.high(owner);
      }
      if (symbol === symbols.dropPartyComplete || symbol === symbols.clientCloseCallComplete) this.owners.forget(partyLow, partyHigh);
    }
    switch (symbol) {
      case symbols.send:
        this.eachList(words, start, end, role, true);
        if (role === roleIds.client) calls.passKnown(low, high, points.data);
        else this.setupSend(frame);
        return;
      case symbols.sendComplete: this.eachList(words, start, end, role, false); return;
      case symbols.receive: calls.passKnown(low, high, points.data); return;
      case symbols.managerAddParty: this.managerAddParty(words, party, low, high); return;
      case symbols.addPartyComplete:
        if (party > 0 && this.adds.end(words[party] as number, words[party + 1] as number)) return;
        calls.passKnown(low, high, points.addPartyComplete);
        return;
      case symbols.dropParty:
        if (party > 0) this.drops.begin(words[party] as number, words[party + 1] as number, roleIds.client, low, high);
        return;
      case symbols.dropPartyComplete:
        if (party > 0) this.drops.end(words[party] as number, words[party + 1] as number);
        return;
      default:
    }
    const vc = calls.find(low, high, createsVc[symbol] === 1);
    if (vc < 0) return;
    const point = plainPoints[symbol] as number;
    if (point >= 0) {
      calls.pass(vc, point);
      return;
    }
    switch (symbol) {
      case symbols.createHandler: calls.created(vc); break;
      case symbols.makeCall:
        // Of two ports the order may be open: the manager's handler can stand before the client's call.
        if (!calls.has(vc, vcFlags.managerMakeCall) || calls.has(vc, vcFlags.makeCall | vcFlags.setUp)) calls.beginCall(vc);
        calls.set(vc, vcFlags.makeCall);
        calls.pass(vc, points.makeCall);
        break;
      case symbols.managerMakeCall:
        if (!calls.has(vc, vcFlags.call) || calls.has(vc, vcFlags.managerMakeCall)) calls.beginCall(vc);
        calls.set(vc, vcFlags.managerMakeCall);
        calls.pass(vc, points.managerMakeCall);
        break;
      case symbols.activate:
      case symbols.activateByMcm: calls.activate(vc, symbol === symbols.activate ? points.activate : points.activateByMcm); break;
      case symbols.activateComplete:
        calls.pass(vc, points.activateComplete);
        calls.activationEnded(vc, statusArgument(words, start, end));
        break;
      case symbols.makeCallComplete: {
        const status = statusArgument(words, start, end);
        calls.pass(vc, points.makeCallComplete);
        if (status > 0) calls.pass(vc, points.makeCallFailed);
        calls.setUp(vc, status);
        break;
      }
      case symbols.clientMakeCallComplete:
        calls.pass(vc, points.clientMakeCallComplete);
        calls.setUp(vc, statusArgument(words, start, end));
        break;
      case symbols.closeCall:
        calls.beginClose(vc);
        calls.pass(vc, points.closeCall);
        break;
      case symbols.managerCloseCall:
        if (!calls.has(vc, vcFlags.closing)) calls.beginClose(vc);
        calls.pass(vc, points.managerCloseCall);
        break;
      case symbols.deleteVc: calls.set(vc, vcFlags.deleting); break;
      case symbols.deleteHandler:
        if (role !== roleIds.client) calls.pass(vc, points.managerDeleteVc);
        break;
      case symbols.dispatchIncomingCall: calls.offered(vc); break;
      case symbols.incomingCallComplete: calls.answered(vc, statusArgument(words, start, end)); break;
      case symbols.dispatchConnected:
        calls.pass(vc, points.dispatchConnected);
        calls.result(vc, resultIds.connected);
        break;
      case symbols.clientConnected: calls.result(vc, resultIds.connected); break;
      case symbols.dispatchIncomingClose: calls.closedByNetwork(vc); break;
      default:
    }
  }

  private return(symbol: number, words: Int32Array, start: number, frame: number, status: number): void {
    const { calls } = this;
    const { frames } = this.pairing;
    const presence = words[start + word.presence] as number;
    const own = (presence & present.vc) !== 0;
    const low = own ? (words[start + word.vc] as number) : (frames.vcLow[frame] as number);
    const high = own ? (words[start + word.vc + 1] as number) : (frames.vcHigh[frame] as number);
    const known = own || ((frames.flags[frame] as number) & frameFlags.vc) !== 0;
    const create = symbol === symbols.createReturned || symbol === symbols.mcmCreateReturned;
    const vc = known ? calls.find(low, high, create && status === statusCodes.NDIS_STATUS_SUCCESS) : -1;
    switch (symbol) {
      case symbols.createReturned: calls.frameTime(vc, creation, frames, frame); return;
      case symbols.makeCallReturned: calls.frameTime(vc, makeCallTime, frames, frame); break;
      case symbols.managerMakeCallReturned: calls.frameTime(vc, managerMakeCallTime, frames, frame); break;
      case symbols.deleteReturned: calls.frameTime(vc, deletion, frames, frame); break;
      default:
    }
    if (vc < 0) return;
    const pending = status === statusCodes.NDIS_STATUS_PENDING;
    switch (symbol) {
      case symbols.makeCallReturned:
      case symbols.managerMakeCallReturned:
        if (!pending && status !== unseen) calls.setUp(vc, status);
        break;
      case symbols.activateReturned:
        if (status === unseen) calls.forget(vc, openMasks.activation);
        else if (!pending) calls.activationEnded(vc, status);
        break;
      case symbols.miniportActivateReturned:
        if (status === unseen) calls.forget(vc, openMasks.miniportActivation);
        else if (!pending) calls.pass(vc, points.miniportActivateReturned);
        break;
      case symbols.deactivateReturned:
        if (status === unseen) calls.forget(vc, openMasks.deactivation);
        else if (!pending) calls.pass(vc, points.deactivationEnded);
        break;
      case symbols.incomingCallReturned:
        if (!pending && status !== unseen) calls.answered(vc, status);
        break;
      case symbols.deleteReturned:
      case symbols.mcmDeleteReturned:
        if (status === unseen || status === statusCodes.NDIS_STATUS_SUCCESS) calls.deleted(vc);
        else calls.unset(vc, vcFlags.deleting);
        break;
      case symbols.deleteHandlerReturned:
        if (status === statusCodes.NDIS_STATUS_SUCCESS && !calls.has(vc, vcFlags.deleting)) calls.deleted(vc);
        break;
      default:
    }
  }

  private signal(words: Int32Array, start: number, end: number): void {
    const presence = words[start + word.presence] as number;
    const message = ((presence >>> 24) << 8) | ((words[start] as number) & 0xffff);
    const low = words[start + word.vc] as number;
    const high = words[start + word.vc + 1] as number;
    const { calls } = this;
    if (message === signals.setupReceived) {
      const vc = calls.find(low, high, true);
      if (vc >= 0) calls.pass(vc, points.setupReceived);
      else calls.unclaimedSetup(callReferenceAt(words, start, end));
      return;
    }
    const vc = calls.find(low, high, false);
    if (vc < 0) return;
    switch (message) {
      case signals.setupSent: calls.setupSent(vc); break;
      case signals.proceedingReceived: calls.pass(vc, points.proceedingReceived); break;
      case signals.alertingReceived: calls.pass(vc, points.alertingReceived); break;
      case signals.connectReceived: calls.pass(vc, points.connectReceived); break;
      case signals.connectAcknowledged: calls.pass(vc, points.connectAcknowledged); break;
      case signals.releaseSent: calls.pass(vc, points.releaseSent); break;
      case signals.releaseReceived: calls.pass(vc, points.releaseReceived); break;
      case signals.releaseCompleteReceived:
        calls.pass(vc, points.releaseCompleteReceived);
        if (calls.has(vc, vcFlags.call) && !calls.has(vc, vcFlags.setUp)) calls.pass(vc, points.rejected);
        break;
      default:
    }
  }

  /** A send by a call manager inside ProtocolCmMakeCall carries that call's first signalling. */
  private setupSend(frame: number): void {
    const { frames } = this.pairing;
    for (let around = (frames.parent[frame] as number); around >= 0; around = (frames.parent[around] as number)) {
      if ((frames.fn[around] as number) !== functionIds.ProtocolCmMakeCall) continue;
      this.calls.passKnown((frames.vcLow[around] as number), (frames.vcHigh[around] as number), points.setupSendBegun);
      return;
    }
  }

  /** Starts or ends the time of every net buffer list of a call. */
  private eachList(words: Int32Array, start: number, end: number, role: number, begins: boolean): void {
    const at = findEntry(words, start, end, tailTags.nbl);
    if (at >= 0 && entryType(words[at] as number) === valueTypes.handles) {
      const last = at + 1 + (entryLength(words[at] as number) >> 2);
      for (let list = at + 1; list < last; list += 2) this.list(words, start, list, role, begins);
    } else if (((words[start + word.presence] as number) & present.objectKind) === objectKinds.nbl) {
      this.list(words, start, start + word.object, role, begins);
    }
  }

  private list(words: Int32Array, start: number, list: number, role: number, begins: boolean): void {
    const low = words[list] as number;
    const high = words[list + 1] as number;
    if (begins) this.sends.begin(low, high, role, words[start + word.vc] as number, words[start + word.vc + 1] as number);
    else this.sends.end(low, high);
  }

  /** The call manager's handler is the first to name the new party: from here on its handle tells the request apart. */
  private managerAddParty(words: Int32Array, party: number, low: number, high: number): void {
    const vc = this.calls.find(low, high, false);
    if (vc >= 0 && party > 0) this.calls.handOver(vc, openMasks.addParty, this.adds, words[party] as number, words[party + 1] as number);
  }
}

/** `args.Status` of an enter, 0 to 2^32 - 1, or {@link unseen}. */
function statusArgument(words: Int32Array, start: number, end: number): number {
  const at = findArgument(words, start, end, tailTags.argument, argumentIds.Status);
  return at >= 0 && entryType(words[at] as number) === valueTypes.status ? (words[at + 2] as number) >>> 0 : unseen;
}
