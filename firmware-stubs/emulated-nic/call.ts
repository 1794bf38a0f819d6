import type { Course } from '../../src/core/scenario/course.ts';
import type { AddressFamily } from './address-family.ts';
import { Completion } from './completion.ts';
import type { Party } from './party.ts';
import type { Random } from './random.ts';
import type { Rates } from './rates.ts';
import type { Thread } from './thread.ts';
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
}

/** A VC as NDIS and the drivers know it, with the contexts that its creation left with each. */
export interface Vc {
  readonly handle: number;
  readonly lane: Lane;
  /** Whether it leads from a stand-alone call manager to the switch. */
  readonly isSignalling: boolean;
  /** Context of the creator: the client, or for the signalling VC the call manager. */
  readonly creatorContext: number;
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
  readonly vc: Vc;
  readonly random: Random;
  /** What each side does in it. */
  course: Course;
  /** Of a multipoint call: the party that joins with the call itself. */
  initialParty: Party | undefined;
  /** Of a multipoint call: the party that it is closed with. */
  lastParty: Party | undefined;
  /** Address of the client's CO_CALL_PARAMETERS. */
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
  /** The client learnt the outcome of NdisClMakeCall. */
  readonly setUp = new Completion();
  /** MODIFY ACKNOWLEDGE or MODIFY REJECT was received. */
  modifyAnswered = new Completion();
  /** The client learnt the outcome of NdisClModifyCallQoS. */
  modified = new Completion();
  /** A change that the network asked for is settled, and the network knows. */
  changeSettled = new Completion();
  /** What the client made of such a change. */
  offer: 'none' | 'open' | 'accepted' | 'refused' = 'none';
  /** The network is asked for what was there before a change that could not be carried out. */
  isRestoring = false;
  /** The client learnt the outcome of NdisClCloseCall. */
  closed = new Completion();
  /** Parties that have joined and not left, as the call manager knows them. */
  parties = 0;
  readonly transfer = new Transfer();

  constructor(number: number, vc: Vc, random: Random, course: Course, initialParty?: Party) {
    this.number = number;
    this.vc = vc;
    this.random = random;
    this.course = course;
    this.initialParty = initialParty;
    this.lastParty = initialParty;
  }
}
