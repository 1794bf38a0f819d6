import { functionIds, mcmTwin } from '../condis/functions.ts';
import { roleIds } from '../condis/roles.ts';
import { statusCodes } from '../condis/statuses.ts';
import { messageTypes } from '../signalling/message-types.ts';
import { directionIds, functionOf, kindIds, kindOf, present, roleOf, word } from '../trace/event-record.ts';
import { callReferenceAt } from '../trace/record-reader.ts';

/** How the calls of a run are counted. */
export interface CallCounting {
  /** Calls that each pass through the steps of the scenario makes, from 1; absent: it has no steps. */
  readonly callsInPass?: number;
}

/** A call that has begun, or that a VC is made for. */
interface OrderedCall {
  readonly number: number;
  /** It has been asked for; what was before made its VC. */
  isMade: boolean;
  /** It has come in and is offered to the client. */
  isOffered: boolean;
}

/**
 * Tells which call the events of one port belong to, by what the events say and nothing else. A call begins with the creation of a VC
 * for it, with `NdisClMakeCall` on a VC that is there, or with a SETUP that comes in, and is counted then, from 1. What follows on its
 * VC belongs to it, until the VC is used for the next one. A SETUP that comes again, with a call reference that is in use, begins none.
 */
export class CallOrder {
  /** Of the event at hand: the call that it belongs to, of a scenario of steps the pass through them; 0: none. */
  call = 0;
  /** Of the event at hand: which call of its pass it belongs to, from 1. */
  callOfPass = 1;
  private readonly callsInPass: number | undefined;
  private begun = 0;
  /** Numbers of calls of steps for which no VC could be made: the next creation is for the same call. */
  private freed: number[] = [];
  private readonly onVc = new Map<string, OrderedCall>();
  /** By thread: the call whose VC is being created. */
  private readonly creating = new Map<number, OrderedCall>();
  /** Calls that have come in and have no VC yet, the oldest first. */
  private readonly arrived: OrderedCall[] = [];
  /** Calls that have come in and are not cleared, by their call references. */
  private readonly referred = new Map<number, OrderedCall>();

  constructor({ callsInPass }: CallCounting) {
    this.callsInPass = callsInPass;
  }

  /** Takes the next event, whose record stands in `words[start] … words[end - 1]`. */
  take(words: Int32Array, start: number, end: number): void {
    const number = this.callOf(words, start, end)?.number ?? 0;
    const { callsInPass = 1 } = this;
    this.call = Math.ceil(number / callsInPass);
    this.callOfPass = number === 0 ? 1 : ((number - 1) % callsInPass) + 1;
  }

  private callOf(words: Int32Array, start: number, end: number): OrderedCall | undefined {
    const identity = words[start + word.identity] as number;
    const presence = words[start + word.presence] as number;
    const low = words[start + word.vc] as number;
    const high = words[start + word.vc + 1] as number;
    const vc = (presence & present.vc) !== 0 && (low | high) !== 0 ? `${high} ${low}` : undefined;
    const thread = (presence & present.thread) !== 0 ? (words[start + word.thread] as number) : -1;
    const kind = kindOf(identity);
    if (kind === kindIds.signal) return this.ofSignal(functionOf(identity), presence >>> 24, vc, callReferenceAt(words, start, end));
    const known = (vc === undefined ? undefined : this.onVc.get(vc)) ?? this.creating.get(thread);
    const fn = mcmTwin(functionOf(identity));
    if (kind === kindIds.enter) return this.ofEnter(fn, roleOf(identity) === roleIds.client, vc, thread, known);
    if (kind !== kindIds.return) return known;
    const isSuccess = (presence & present.status) === 0 || words[start + word.status] === statusCodes.NDIS_STATUS_SUCCESS;
    return this.ofReturn(fn, isSuccess ? vc : undefined, thread, known);
  }

  private ofSignal(message: number, direction: number, vc: string | undefined, reference: number): OrderedCall | undefined {
    // Of a call that has come in: whoever chose the reference sends it as it is, the other side with its flag set.
    const ofNetwork = direction === directionIds.tx ? reference ^ referenceFlag : reference;
    const known = (vc === undefined ? undefined : this.onVc.get(vc)) ?? this.referred.get(ofNetwork);
    if (message === messageTypes['RELEASE COMPLETE']) this.referred.delete(ofNetwork);
    if (message !== messageTypes.SETUP || direction !== directionIds.rx) return known;
    const repeated = this.referred.get(reference);
    if (repeated !== undefined) return repeated;
    const call = this.next(true);
    if (reference >= 0) this.referred.set(reference, call);
    if (vc === undefined) this.arrived.push(call);
    else this.onVc.set(vc, call);
    return call;
  }

  private ofEnter(
    fn: number, isClient: boolean, vc: string | undefined, thread: number, known: OrderedCall | undefined,
  ): OrderedCall | undefined {
    switch (fn) {
      case functionIds.NdisCoCreateVc:
      case functionIds.NdisMCmCreateVc: {
        const call = isClient ? this.next(false) : this.arrived.shift();
        if (call !== undefined) this.creating.set(thread, call);
        return call;
      }
      case functionIds.NdisClMakeCall: {
        const call = known === undefined || known.isMade ? this.next(true) : known;
        call.isMade = true;
        if (vc !== undefined) this.onVc.set(vc, call);
        return call;
      }
      case mcmTwin(functionIds.NdisCmDispatchIncomingCall): {
        const call = known === undefined || known.isOffered ? (this.arrived.shift() ?? this.next(true)) : known;
        call.isOffered = true;
        if (vc !== undefined) this.onVc.set(vc, call);
        return call;
      }
      default:
        return known;
    }
  }

  private ofReturn(fn: number, vc: string | undefined, thread: number, known: OrderedCall | undefined): OrderedCall | undefined {
    if (fn === functionIds.NdisCoCreateVc || fn === functionIds.NdisMCmCreateVc) {
      const call = this.creating.get(thread);
      this.creating.delete(thread);
      if (call === undefined) return known;
      if (vc !== undefined) this.onVc.set(vc, call);
      else if (this.callsInPass !== undefined && !call.isMade) this.freed.push(call.number);
      return call;
    }
    const isGone = fn === functionIds.NdisCoDeleteVc || fn === functionIds.NdisMCmDeleteVc;
    if (isGone && vc !== undefined) {
      this.onVc.delete(vc);
      for (const [reference, call] of this.referred) if (call === known) this.referred.delete(reference);
    }
    return known;
  }

  private next(isMade: boolean): OrderedCall {
    const number = this.freed.length === 0 ? ++this.begun : Math.min(...this.freed);
    this.freed = this.freed.filter((each) => each !== number);
    return { number, isMade, isOffered: false };
  }
}

const referenceFlag = 0x80_0000;
