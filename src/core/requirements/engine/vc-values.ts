import {
  callParametersChanged, comparison, compareCallParameters, findAddress, permanentVc, type Comparison,
} from '../../condis/call-parameters.ts';
import type { EventBatch } from '../../trace/event-batch.ts';
import { doubts, partyCounts, vcColumn } from './columns.ts';
import type { Evaluator } from './evaluator.ts';
import type { EventFacts } from './event-facts.ts';
import { eventBit, eventWords, factPlace, type FactPlace } from './facts.ts';
import { compareGuards, hasGuards } from './guard-timers.ts';
import { ParameterStore, type ParameterKind } from './parameter-store.ts';
import { compareSignal, connectionOf } from './signal-facts.ts';
import { symbolCount, symbolName, symbolOf } from './symbols.ts';

const s = {
  createVc: symbolOf('E NdisCoCreateVc'), cmCreated: symbolOf('R ProtocolCoCreateVc'), makeCall: symbolOf('E NdisClMakeCall'),
  cmMakeCall: symbolOf('E ProtocolCmMakeCall'), activate: symbolOf('E NdisCmActivateVc'),
    clientComplete: symbolOf('E ProtocolClMakeCallComplete'),
  send: symbolOf('E NdisCoSendNetBufferLists'), activateTold: symbolOf('E ProtocolCmActivateVcComplete'),
  deactivate: symbolOf('E NdisCmDeactivateVc'), deactivateTold: symbolOf('E ProtocolCmDeactivateVcComplete'),
  clientToldClose: symbolOf('E ProtocolClCloseCallComplete'),
  miniportActivate: symbolOf('E MiniportCoActivateVc'), created: symbolOf('R NdisCoCreateVc'),
  callOffered: symbolOf('E NdisCmDispatchIncomingCall'), callTold: symbolOf('E ProtocolClIncomingCall'),
  answerTold: symbolOf('E ProtocolCmIncomingCallComplete'),
  releaseSent: symbolOf('S RELEASE COMPLETE tx'), releaseReceived: symbolOf('S RELEASE COMPLETE rx'),
  miniportCreated: symbolOf('R MiniportCoCreateVc'), complete: symbolOf('E NdisCmMakeCallComplete'),
  modify: symbolOf('E NdisClModifyCallQoS'), cmModify: symbolOf('E ProtocolCmModifyCallQoS'),
  clientModified: symbolOf('E ProtocolClModifyCallQoSComplete'), offer: symbolOf('E NdisCmDispatchIncomingCallQoSChange'),
} as const;

/**
 * Bits of Flags that say nothing of what a VC was activated with: PERMANENT_VC is between client and call manager (rows PV-01, PV-04),
 * and no page wants it in the call manager's own buffer for the miniport.
 */
const notActivated = callParametersChanged | permanentVc;

/** NDIS_STATUS_PENDING. */
const pending = 0x103;

/** Symbols of events of which a value is kept. */
export const keptSymbols: ReadonlySet<number> = new Set([
  s.cmCreated, s.send, s.cmMakeCall, s.miniportCreated, s.complete, s.makeCall, s.activate, s.deactivate, s.modify, s.cmModify,
  s.callOffered, s.callTold, s.releaseSent, s.releaseReceived,
]);

/** Symbols of messages that the system under test sends. */
const transmitted = Uint8Array.from({ length: symbolCount }, (_, symbol) => (/^S .* tx$/.test(symbolName(symbol)) ? 1 : 0));

const f = {
  ofClient: factPlace('vc', 'ofClient'), ofCm: factPlace('vc', 'ofCm'), signalling: factPlace('vc', 'signalling'),
  incoming: factPlace('vc', 'incoming'),
  makePended: factPlace('vc', 'makePended'), activatePended: factPlace('vc', 'activatePended'),
  deactivatePended: factPlace('vc', 'deactivatePended'), dispatchPended: factPlace('vc', 'dispatchPended'),
  closePended: factPlace('vc', 'closePended'),
  modifyPended: factPlace('vc', 'modifyPended'), activateFailed: factPlace('vc', 'activateFailed'),
} as const;

/** By the symbol of a completion handler, the fact that its request was pended: then NDIS has run it. */
const pended: (FactPlace | undefined)[] = Array.from({ length: symbolCount }, () => undefined);
pended[s.activateTold] = f.activatePended;
pended[s.deactivateTold] = f.deactivatePended;
pended[s.clientComplete] = f.makePended;
pended[s.clientToldClose] = f.closePended;
pended[s.answerTold] = f.dispatchPended;
pended[s.clientModified] = f.modifyPended;

/** Symbols of events that are compared with what is kept though they carry no value; messages are, too. */
export const comparedSymbols: ReadonlySet<number> = new Set([
  ...[...pended.keys()].filter((symbol) => pended[symbol] !== undefined || hasGuards(symbol)), s.created, s.miniportActivate,
]);

const bit = {
  contextRight: eventBit('contextRight'), partyRight: eventBit('partyRight'), sameAsMade: eventBit('sameAsMade'),
  sameAsActivated: eventBit('sameAsActivated'), sameBuffer: eventBit('sameBuffer'), fromNdis: eventBit('fromNdis'),
  sameAsBefore: eventBit('sameAsBefore'), sameAsAsked: eventBit('sameAsAsked'),
  sameAsCompleted: eventBit('sameAsCompleted'), miniportStatusHidden: eventBit('miniportStatusHidden'),
  deadContext: eventBit('deadContext'), parametersNull: eventBit('parametersNull'),
  permanentFlag: eventBit('permanentFlag'),
  sendPaid: eventBit('sendPaid'), onSignallingVc: eventBit('onSignallingVc'), byClient: eventBit('byClient'), byCm: eventBit('byCm'),
} as const;

/** Keeps the values of events that later ones are compared with, and turns the comparisons into facts of the event. */
export class VcValues {
  /** Gaps so far. After one a send may have been missed, so that a message without one proves nothing. */
  gaps = 0;
  private readonly vc: Evaluator;
  private readonly facts: EventFacts;
  private readonly asked: Int32Array;
  private readonly parameters = new ParameterStore();
  /** Sends of a call manager that no message has been seen for yet. */
  private sendCredits = 0;

  constructor(vc: Evaluator, facts: EventFacts, asked: Int32Array) {
    this.vc = vc;
    this.facts = facts;
    this.asked = asked;
  }

  get lossy(): boolean {
    return this.gaps > 0;
  }

  /** Events may be missing: among them another activation of any VC, or the beginning of another call on it. */
  gap(): void {
    this.gaps++;
    this.parameters.gap();
    const { rows, stride, size } = this.vc.table;
    for (let base = 0; base < size * stride; base += stride) {
      rows[base + vcColumn.connection] = 0;
      rows[base + vcColumn.callReference] = 0;
    }
  }

  /** A row begins anew: nothing is kept of what had its place. */
  clear(row: number): void {
    this.clearCall(row);
    this.parameters.forget(row, 1);
  }

  /** A call begins on a VC. */
  clearCall(row: number): void {
    const base = row * this.vc.table.stride;
    const { rows } = this.vc.table;
    // What is signalled of a call of the network comes before its VC is there, or before it is offered on one that is kept.
    if (!this.has(row, f.incoming)) this.clearSignalled(row);
    rows[base + vcColumn.setupAt] = 0;
    rows[base + vcColumn.proceedingAt] = 0;
    rows[base + vcColumn.partyMadeKnown] = 0;
    rows[base + vcColumn.bufferKnown] = 0;
    rows[base + vcColumn.deadContextKnown] = 0;
    for (let at = base + partyCounts[0]; at <= base + partyCounts[1]; at++) rows[at] = 0;
    this.parameters.clearCall(row);
  }

  /** The call that the messages are about is over, or another begins. */
  private clearSignalled(row: number): void {
    const base = row * this.vc.table.stride;
    this.vc.table.rows[base + vcColumn.connection] = 0;
    this.vc.table.rows[base + vcColumn.callReference] = 0;
  }

  private has(row: number, place: FactPlace): boolean {
    return this.vc.has(row, place.word, place.bit);
  }

  /** Facts of an event that has nothing to compare. */
  placeOn(row: number): void {
    this.facts.flagSecond(bit.onSignallingVc, this.has(row, f.signalling));
  }

  /** An event that does not say which VC it is about: whichever it is, a message may follow from a send. Gives whether it is one. */
  unplaced(symbol: number): boolean {
    const isSend = symbol === s.send && (this.facts.first & bit.byCm) !== 0;
    if (isSend) this.sendCredits++;
    return isSend;
  }

  /** Facts of the event that compare it with what is kept of its VC. */
  compare(batch: EventBatch, symbol: number, row: number, atNs: number): void {
    const { facts } = this;
    const { rows } = this.vc.table;
    const base = row * this.vc.table.stride;
    if (facts.context.seen && symbol !== s.createVc) {
      const byCreator = this.has(row, f.ofClient) ? (facts.first & bit.byClient) !== 0 : this.has(row, f.ofCm) &&
        (facts.first & bit.byCm) !== 0;
      const at = base + (byCreator ? vcColumn.creatorContext : vcColumn.handlerContext);
      const known = rows[base + (byCreator ? vcColumn.creatorContextKnown : vcColumn.handlerContextKnown)] === 1;
      const right = rows[at] === facts.context.low && rows[at + 1] === facts.context.high;
      // Where the order of ports is open, what is kept may be of another VC.
      if (known && (right || (this.vc.doubtOf(row) & (doubts.order | doubts.mixed)) === 0)) facts.flag(bit.contextRight, right);
    }
    if (facts.party.seen && rows[base + vcColumn.partyMadeKnown] === 1) {
      const at = base + vcColumn.partyMade;
      facts.flag(bit.partyRight, rows[at] === facts.party.low && rows[at + 1] === facts.party.high);
    }
    if ((facts.seenFirst & bit.fromNdis) === 0) {
      const request = pended[symbol];
      if (request !== undefined && this.has(row, request)) facts.flag(bit.fromNdis, true);
    }
    if (symbol === s.created && facts.statusSeen) {
      const status = rows[base + vcColumn.createStatus] as number;
      facts.flagSecond(bit.miniportStatusHidden, status !== 0 && status !== facts.status);
    }
    if (facts.cmPartyContext.seen && rows[base + vcColumn.deadContextKnown] === 1) {
      const at = base + vcColumn.deadContext;
      facts.flagSecond(bit.deadContext, rows[at] === facts.cmPartyContext.low && rows[at + 1] === facts.cmPartyContext.high);
    }
    this.placeOn(row);
    if (transmitted[symbol] === 1) {
      if (!this.lossy) facts.flagSecond(bit.sendPaid, this.sendCredits > 0);
      if (this.sendCredits > 0) this.sendCredits--;
    }
    if (hasGuards(symbol)) compareGuards(facts, symbol, atNs, rows, base);
    if (facts.parametersEnd > 0) this.compareParameters(batch, symbol, row, base);
    else this.compareNull(symbol, row);
    if (facts.connection >= 0 && symbol !== s.activate) rows[base + vcColumn.connection] = facts.connection + 1;
    compareSignal(facts, batch, symbol, rows, base, this.has(row, f.signalling));
  }

  private compareParameters(batch: EventBatch, symbol: number, row: number, base: number): void {
    const { facts } = this;
    const wanted = this.asked[symbol * eventWords] as number;
    const { words } = batch;
    if ((wanted & bit.sameAsMade) !== 0) {
      const result = this.compareWith(words, row, 0);
      if (result !== comparison.unknown) facts.flag(bit.sameAsMade, result === comparison.equal);
    }
    if ((wanted & bit.sameAsActivated) !== 0) {
      const result = this.compareWith(words, row, 1, symbol === s.complete || symbol === s.offer ? notActivated : callParametersChanged);
      if (result !== comparison.unknown) facts.flag(bit.sameAsActivated, result === comparison.equal);
    }
    if (((this.asked[symbol * eventWords + 1] as number) & bit.sameAsCompleted) !== 0) {
      const result = this.compareWith(words, row, 2);
      if (result !== comparison.unknown) facts.flagSecond(bit.sameAsCompleted, result === comparison.equal);
    }
    const third = this.asked[symbol * eventWords + 2] as number;
    if ((third & bit.sameAsBefore) !== 0) {
      const result = this.compareWith(words, row, 3, notActivated);
      if (result !== comparison.unknown) facts.flagThird(bit.sameAsBefore, result === comparison.equal);
    }
    if ((third & bit.sameAsAsked) !== 0) {
      const result = this.compareWith(words, row, 4);
      if (result !== comparison.unknown) facts.flagThird(bit.sameAsAsked, result === comparison.equal);
    }
    const { rows } = this.vc.table;
    if ((wanted & bit.sameBuffer) !== 0 && rows[base + vcColumn.bufferKnown] === 1) {
      const at = findAddress(words, facts.parametersAt, facts.parametersEnd);
      if (at >= 0) facts.flag(bit.sameBuffer, rows[base + vcColumn.buffer] === words[at] &&
        rows[base + vcColumn.buffer + 1] === words[at + 1]);
    }
  }

  /** NULL is not what was given: a handler of NDIS's was not passed the parameters on. */
  private compareNull(symbol: number, row: number): void {
    const { facts, parameters } = this;
    if ((facts.first & facts.seenFirst & bit.parametersNull) === 0) return;
    if (symbol === s.miniportActivate && parameters.has(row, 1)) facts.flag(bit.sameAsActivated, false);
    if (symbol === s.clientComplete && parameters.has(row, 2)) facts.flagSecond(bit.sameAsCompleted, false);
  }

  private compareWith(words: Int32Array, row: number, which: ParameterKind, ignored: number = callParametersChanged): Comparison {
    const { facts, parameters } = this;
    if (!parameters.has(row, which)) return comparison.unknown;
    return compareCallParameters(parameters.words(row, which), 0, parameters.length(row, which), words, facts.parametersAt,
      facts.parametersEnd, ignored);
  }

  /** Keeps the values of an event that later ones are compared with. */
  keep(batch: EventBatch, symbol: number, row: number): void {
    const { facts } = this;
    const { rows } = this.vc.table;
    const base = row * this.vc.table.stride;
    const parametersHere = facts.parametersEnd > 0;
    if (symbol === s.cmCreated && facts.contextOut.seen && (facts.contextOut.low !== 0 || facts.contextOut.high !== 0)) {
      rows[base + vcColumn.handlerContext] = facts.contextOut.low;
      rows[base + vcColumn.handlerContext + 1] = facts.contextOut.high;
      rows[base + vcColumn.handlerContextKnown] = 1;
    } else if (symbol === s.send && (facts.first & bit.byCm) !== 0) {
      this.sendCredits++;
    } else if ((symbol === s.releaseSent || symbol === s.releaseReceived) && this.has(row, f.incoming)) {
      this.clearSignalled(row);
    } else if (symbol === s.cmMakeCall && facts.party.seen) {
      rows[base + vcColumn.partyMade] = facts.party.low;
      rows[base + vcColumn.partyMade + 1] = facts.party.high;
      rows[base + vcColumn.partyMadeKnown] = 1;
    } else if (symbol === s.miniportCreated) {
      rows[base + vcColumn.createStatus] = facts.statusSeen && facts.status !== pending ? facts.status : 0;
    } else if (symbol === s.complete && facts.statusSeen && facts.status !== 0 && facts.status !== pending && facts.cmPartyContext.seen) {
      rows[base + vcColumn.deadContext] = facts.cmPartyContext.low;
      rows[base + vcColumn.deadContext + 1] = facts.cmPartyContext.high;
      rows[base + vcColumn.deadContextKnown] = facts.cmPartyContext.low !== 0 || facts.cmPartyContext.high !== 0 ? 1 : 0;
    }
    if (symbol === s.makeCall || symbol === s.activate || symbol === s.deactivate) this.parameters.forget(row, 1);
    if (symbol === s.modify || symbol === s.cmModify) this.keepBefore(symbol, row);
    if (!parametersHere) return;
    if ((symbol === s.makeCall || symbol === s.cmMakeCall) && (facts.first & facts.seenFirst & bit.permanentFlag) !== 0) {
      rows[base + vcColumn.connection] = connectionOf(facts, batch);
    }
    const isOffered = symbol === s.callOffered || symbol === s.callTold;
    if (isOffered || symbol === s.makeCall || (symbol === s.cmMakeCall && !this.parameters.has(row, 0))) {
      this.parameters.keep(row, 0, batch.words, facts.parametersAt, facts.parametersEnd);
      const at = findAddress(batch.words, facts.parametersAt, facts.parametersEnd);
      if (at >= 0 && symbol !== s.cmMakeCall) {
        rows[base + vcColumn.buffer] = batch.words[at] as number;
        rows[base + vcColumn.buffer + 1] = batch.words[at + 1] as number;
        rows[base + vcColumn.bufferKnown] = 1;
      }
    } else if (symbol === s.modify || (symbol === s.cmModify && !this.parameters.has(row, 4))) {
      this.parameters.keep(row, 4, batch.words, facts.parametersAt, facts.parametersEnd);
    } else if (symbol === s.activate) this.parameters.keep(row, 1, batch.words, facts.parametersAt, facts.parametersEnd);
    else if (symbol === s.complete) this.parameters.keep(row, 2, batch.words, facts.parametersAt, facts.parametersEnd);
  }

  /** A change is asked for: what is in force is what was activated last, unless that failed. */
  private keepBefore(symbol: number, row: number): void {
    if (symbol === s.modify) this.parameters.forget(row, 4);
    else if (this.has(row, f.activateFailed)) this.parameters.forget(row, 3);
    else this.parameters.copy(row, 1, 3);
  }
}
