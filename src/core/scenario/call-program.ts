import type { CallParameters } from '../condis/call-parameters.ts';
import type { Topology } from '../condis/roles.ts';
import type { Course } from './course.ts';
import type { NetworkFault } from './network-fault.ts';
import type { StepProgram } from './steps/step-program.ts';

/** A duration that a device draws anew each time it is used, in nanoseconds of the device's clock, never below zero. */
export type Delay =
  | { readonly kind: 'fixed'; readonly ns: number }
  | { readonly kind: 'uniform'; readonly minNs: number; readonly maxNs: number }
  | { readonly kind: 'normal'; readonly meanNs: number; readonly sigmaNs: number }
  /** `sigma` is the standard deviation of the natural logarithm; the median is `medianNs`. */
  | { readonly kind: 'log-normal'; readonly medianNs: number; readonly sigma: number };

/** Where in a call's life time passes. */
export const delayNames = [
  /** Between two calls of one client thread. */
  'betweenCalls',
  /**
   * ProtocolCmMakeCall entered to SETUP sent; ProtocolCmAddParty entered to ADD PARTY sent;
   * SETUP received to the VC of its call created.
   */
  'callManagerSetup',
  /** SETUP sent to CALL PROCEEDING received; CONNECT sent to CONNECT ACKNOWLEDGE received. */
  'networkProceeding',
  /** CALL PROCEEDING received to CONNECT received; ADD PARTY sent to its answer received. */
  'networkConnect',
  /** CONNECT received, or a VC created for a call that comes in, to NdisCmActivateVc; on an MCM the programming of its NIC. */
  'callManagerActivation',
  /** MiniportCoActivateVc entered to the end of activation. */
  'miniportActivation',
  /** Activation done to Ndis[M]CmMakeCallComplete. */
  'callManagerCompletion',
  /** ProtocolClMakeCallComplete or ProtocolClCallConnected to the first send; ProtocolClIncomingCall to NdisClIncomingCallComplete. */
  'clientReaction',
  /** A send's entry to its completion. */
  'transmission',
  /** Last transfer to NdisClCloseCall. */
  'hold',
  /** RELEASE sent to RELEASE COMPLETE received; DROP PARTY sent to DROP PARTY ACKNOWLEDGE received. */
  'networkRelease',
  /** MiniportCoDeactivateVc entered to the end of deactivation. */
  'miniportDeactivation',
  /** One step inside a driver or NDIS: call, dispatch, return. */
  'dispatch',
] as const;
export type DelayName = (typeof delayNames)[number];

/** Requests that a driver may answer at once or pend. */
export const pendableNames = [
  'openAddressFamily', 'makeCall', 'activateVc', 'closeCall', 'deactivateVc', 'closeAddressFamily', 'addParty', 'dropParty',
  'registerSap', 'deregisterSap',
] as const;
export type Pendable = (typeof pendableNames)[number];

/** What the call agent of a device is told to do: the contents of LOAD. */
export interface CallProgram {
  readonly topology: Topology;
  /** Calls in all, 1 or more. */
  readonly calls: number;
  /** Calls in flight at once, each on a VC of its own. */
  readonly concurrency: number;
  /** Calls made one after another on a VC before it is deleted, 1 or more. */
  readonly callsPerVc: number;
  /** 0 to 2^32 - 1. Everything random in the device's behaviour follows from it. */
  readonly seed: number;
  /** Net buffer lists that the client sends on each call. */
  readonly sends: number;
  /** Octets in each list. */
  readonly sendOctets: number;
  readonly pended: Readonly<Record<Pendable, boolean>>;
  readonly delays: Readonly<Record<DelayName, Delay>>;
  /** What the client passes to NdisClMakeCall; the device gives it an address. */
  readonly callParameters: CallParameters;
  /** What becomes of the calls, in turn; at least one. */
  readonly courses: readonly Course[];
  /** Of a call that the network makes, `called` is the client. */
  readonly addresses: { readonly called: string; readonly calling?: string };
  /** Given: every call is a point-to-multipoint call. */
  readonly multipoint?: MultipointProgram;
  /** Given: every call uses a permanent VC, and nothing is signalled. */
  readonly permanentVc?: PermanentVcProgram;
  /** Given: once so many calls have come into use, the call manager is unbound, or the adapter of an MCM halted, whatever is open. */
  readonly endingAfter?: number;
  /** Numbers of the SAPs that the client registers once its address family is open; calls of the network are for `called`. */
  readonly saps?: readonly string[];
  /** Given: what becomes of each call, in place of `courses`, `multipoint`, `sends` and `callsPerVc`. */
  readonly steps?: StepProgram;
  /** What happens to messages of some calls on the network; absent: nothing. */
  readonly networkFaults?: readonly NetworkFault[];
}

/** The permanent VCs that the operator has configured to the called address. */
export interface PermanentVcProgram {
  /** Of the first of the calls in flight at once; the others take the following VCIs. 0 to 65,535. */
  readonly vpi: number;
  readonly vci: number;
  /** The client names the VC in its media parameters; else it gives none, and the call manager looks for it by the called address. */
  readonly isNamed: boolean;
}

/** Numbers of the parties that can be added to the calls of a program; `undefined` for point-to-point calls. */
export function addableParties({ multipoint, steps }: Pick<CallProgram, 'multipoint' | 'steps'>): readonly string[] | undefined {
  return steps === undefined ? multipoint?.parties.map(({ called }) => called) : steps.parties;
}

/** What becomes of the parties of a call. The called address is that of the initial party, which joins with the call itself. */
export interface MultipointProgram {
  /** Further parties: added in this order once the call is connected, and gone in this order before it is closed. */
  readonly parties: readonly PartyProgram[];
  /** The party that the call is closed with: the initial one, or the one added last that the network accepted. */
  readonly lastParty: LastParty;
}

export const lastParties = ['initial', 'added'] as const;
export type LastParty = (typeof lastParties)[number];

/** What the network answers to ADD PARTY; nothing: T399 expires. */
export const partyAnswers = ['accepted', 'rejected', 'none'] as const;
export type PartyAnswer = (typeof partyAnswers)[number];

/**
 * Who makes a party leave: the client with NdisClDropParty, or the party itself, with a DROP PARTY from the network. `unanswered`: the
 * client, and the network does not answer its DROP PARTY, so that T398 expires.
 */
export const partyDroppers = ['client', 'network', 'unanswered'] as const;
export type PartyDropper = (typeof partyDroppers)[number];

/** A party that is added to a call. */
export interface PartyProgram {
  /** Its number: digits of E.164, or 40 hex digits of an ATM end system address. */
  readonly called: string;
  readonly answer: PartyAnswer;
  /** Of the party that the call is closed with, and of one that was rejected, of no meaning. */
  readonly droppedBy: PartyDropper;
}
