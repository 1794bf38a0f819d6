import type { Pendable } from '../../src/core/scenario/call-program.ts';
import { traitsOf, type Course } from '../../src/core/scenario/course.ts';
import type { AddressFamily } from './address-family.ts';
import { Completion } from './completion.ts';
import type { Party } from './party.ts';
import type { Random } from './random.ts';
import type { Rates } from './rates.ts';
import type { Thread } from './thread.ts';
import type { TimerName } from './timers.ts';
import { Transfer } from './transfer.ts';

/** The threads that one of many calls at once runs on. Calls share none, so none waits for another. */
export interface Lane {
  /** From 1; 0 is that of the start. */
  readonly number: number;
  /** The client's own thread. */
  readonly client: Thread;
  /** Deferred procedure calls of the miniport: receive indications, completions of activation. */
  readonly receive: Thread;
  /** The same for completed sends. */
  readonly transmit: Thread;
  /** The call manager's work items. */
  readonly worker: Thread;
  /** Which requests of its calls are pended: as the program says, unless a step says otherwise while it lasts. */
  pended: Readonly<Record<Pendable, boolean>>;
}

/** A VC as NDIS and the drivers know it, with the contexts that its creation left with each. */
export interface Vc {
  readonly handle: number;
  readonly lane: Lane;
  /** Role of the driver that created it. */
  readonly creator: number;
  /** What the client keeps of it; 0 for the signalling VC. */
  clientContext: number;
  callManagerContext: number;
  miniportContext: number;
  /** Address of the call manager's CO_CALL_PARAMETERS while an activation is under way. */
  activationAddress: number;
  /** The call manager has no resources for it. */
  readonly isRefused: boolean;
  /** How many more activations the NIC refuses. */
  refusals: number;
  /** Whether it is active as far as the call manager knows, and whether the NIC carries data on it. */
  isUp: boolean;
  isActive: boolean;
  /** Of a client's VC: the address family that it was created on. */
  family: AddressFamily | undefined;
  /** The request to activate or deactivate it that is under way. */
  change: Completion;
}

/** One call. What the model knows of it lies here; what a driver may know of it, it was told through a call or a message. */
export class Call {
  readonly number: number;
  readonly lane: Lane;
  readonly random: Random;
  /** What each side does in it. */
  course: Course;
  /** The network makes it. */
  readonly isIncoming: boolean;
  #vc: Vc | undefined;
  #prepareVc: ((vc: Vc) => void) | undefined;
  /** Of an incoming call: its VC is one for the next call, too. */
  isVcKept = false;
  /** Of a multipoint call: the party that joins with the call itself. */
  initialParty: Party | undefined;
  /** Of a multipoint call: the party that it is closed with. */
  lastParty: Party | undefined;
  /** Address of the CO_CALL_PARAMETERS: the client's, of an incoming call the call manager's. */
  parametersAddress = 0;
  /** 0 where there is no call in the network: before SETUP, and once it is cleared. */
  callReference = 0;
  /** The network's own number of its connection; -1: none. */
  connection = -1;
  /** The rates in force, as the call manager knows them, and those that the client asked for last. */
  rates: Rates = 'all';
  wantedRates: Rates = 'all';
  /** The rates that the other side grants or asks for, in the message that is on its way. */
  signalledRates: Rates = 'all';
  /** The call manager has been asked to close it. */
  isClosing = false;
  /** Steps close or release it as soon as what is in flight is back: no further list is sent. */
  sendsNoMore = false;
  /** Of an incoming call: it was offered to the client, and the call manager has no answer yet. */
  isOfferOpen = false;
  /** RELEASE of the network was received, and not answered yet. */
  isReleased = false;
  /** The connection that the call is on, once it is known. */
  vpi = 0;
  vci = 0;
  /** The client asks for a permanent VC: the one that is configured for this call. */
  permanentVc: { readonly vpi: number; readonly vci: number } | undefined;
  /** Tick at which the last message was received, and that of CONNECT. */
  messageAtTicks = 0;
  connectedAtTicks = 0;
  /** CONNECT was received, or the attempt is over without it; then this ends in an error. */
  readonly connected = new Completion();
  /** RELEASE COMPLETE was received. */
  readonly released = new Completion();
  /** Of an incoming call: ProtocolClIncomingCall has returned; then this ends in what it returned. */
  readonly offered = new Completion();
  /** The client learnt the outcome of NdisClMakeCall, or that an incoming call is connected or will not be. */
  readonly setUp = new Completion();
  /** MODIFY ACKNOWLEDGE or MODIFY REJECT was received. */
  modifyAnswered = new Completion();
  /** The client learnt the outcome of NdisClModifyCallQoS. */
  modified = new Completion();
  /** The client was told that the other side has closed the call; then this ends in CloseStatus. */
  readonly remoteClosed = new Completion();
  /** CloseStatus of that; 0 as long as nobody but the client closes the call. */
  remoteStatus = 0;
  /** A change that the network asked for is settled, and the network knows. */
  changeSettled = new Completion();
  /** What the client made of such a change. */
  offer: 'none' | 'open' | 'accepted' | 'refused' = 'none';
  /** The network is asked for what was there before a change that could not be carried out. */
  isRestoring = false;
  /** The client learnt the outcome of NdisClCloseCall. */
  closed = new Completion();
  /** Of an incoming call: the call manager is through with it, and with its VC if that is not kept. */
  readonly ended = new Completion();
  /** Types of the messages that came in, of those that come once in a call. */
  readonly heard = new Set<number>();
  /** The network has asked for a change, and has no answer yet. */
  isChangeAsked = false;
  /** Cause of the RELEASE that was sent; `undefined`: normal clearing. */
  releaseCause: number | undefined;
  /** Timers that will expire, once for each time that they are named: what would stop them does not come in time. */
  readonly #expiring: TimerName[] = [];
  /** Parties that have joined and not left, as the call manager knows them. */
  parties = 0;
  readonly transfer = new Transfer();

  /** An incoming call has a lane, and gets its VC from the call manager, unless it is one that was kept. */
  constructor(number: number, place: Vc | Lane, random: Random, course: Course, initialParty?: Party) {
    this.number = number;
    this.#vc = 'handle' in place ? place : undefined;
    this.lane = 'handle' in place ? place.lane : place;
    this.random = random;
    this.course = course;
    this.isIncoming = traitsOf(course).direction === 'incoming';
    this.initialParty = initialParty;
    this.lastParty = initialParty;
  }

  /** A timer that is started next, or after that, expires so many times. */
  letExpire(timer: TimerName, times: number): void {
    for (let i = 0; i < times; i++) this.#expiring.push(timer);
  }

  /** Whether a timer that is started now expires; asked once for each start. */
  expires(timer: TimerName): boolean {
    const at = this.#expiring.indexOf(timer);
    if (at >= 0) this.#expiring.splice(at, 1);
    return at >= 0;
  }

  get vc(): Vc {
    if (this.#vc === undefined) throw new Error(`call ${this.number} has no VC yet`);
    return this.#vc;
  }

  get hasVc(): boolean {
    return this.#vc !== undefined;
  }

  /** The call manager has made a VC for it. */
  takeVc(vc: Vc): void {
    this.#vc = vc;
    this.#prepareVc?.(vc);
  }

  /** What is to be done once it has a VC, at once where it has one. */
  whenVcIsThere(prepare: (vc: Vc) => void): void {
    this.#prepareVc = prepare;
    if (this.#vc !== undefined) prepare(this.#vc);
  }
}
