import { statusCodes } from '../condis/statuses.ts';
import type { Declaration } from '../trace/tail.ts';

/** How the attempt to make a call ends: connected and closed later, not connected, or not even asked for. */
export type CourseOutcome = 'connected' | 'failed' | 'not made';

/** What is known of a course beforehand. */
export interface CourseTraits {
  /** Its number in LOAD (docs/probe-protocol.md). */
  readonly number: number;
  /** One sentence: who does what. */
  readonly summary: string;
  readonly outcome: CourseOutcome;
  /** The network makes the call, for a SAP that the client has registered; default outgoing. */
  readonly direction?: 'incoming';
  /** A connected call ends by another than the client. */
  readonly closedBy?: 'network' | 'callManager';
  /** What no event shows of such a call; the call agent declares it when it has the VC. */
  readonly declares?: Readonly<Partial<Record<Declaration, boolean>>>;
  /** The network gives a cause (Q.2610). */
  readonly givesCause?: true;
  /** The call manager gives a status. */
  readonly givesStatus?: true;
  /** The client may give a status; without one it is NDIS_STATUS_RESOURCES. */
  readonly mayGiveStatus?: true;
}

/** The courses that a call can take, by name. */
export const courses = {
  connects: { number: 0, outcome: 'connected', summary: 'The network connects the call; the client uses and closes it' },
  refusedAtOnce: {
    number: 1, outcome: 'failed', givesStatus: true,
    summary: 'ProtocolCmMakeCall returns an error status; nothing is signalled',
  },
  refusedAfterPending: {
    number: 2, outcome: 'failed', givesStatus: true,
    summary: 'ProtocolCmMakeCall pends, and the call is completed with an error status; nothing is signalled',
  },
  invalidParameters: {
    number: 3, outcome: 'failed', declares: { inputValid: false },
    summary: 'The client passes call parameters without a called address; the call manager refuses them',
  },
  networkRejects: { number: 4, outcome: 'failed', givesCause: true, summary: 'The network answers SETUP with RELEASE COMPLETE' },
  networkReleases: { number: 5, outcome: 'failed', givesCause: true, summary: 'The network sends RELEASE after CALL PROCEEDING' },
  noAnswer: { number: 6, outcome: 'failed', summary: 'Nothing answers SETUP: T303 expires, SETUP is sent again, T303 expires again' },
  noConnect: { number: 7, outcome: 'failed', summary: 'Nothing follows CALL PROCEEDING: T310 expires and the call is released' },
  activationRetried: {
    number: 8, outcome: 'connected',
    summary: 'The first activation of the VC fails; the call manager lowers the rates and activates it again',
  },
  activationFails: { number: 9, outcome: 'failed', summary: 'Both activations of the VC fail; the call manager releases the call' },
  failsWhenActive: {
    number: 10, outcome: 'failed',
    summary: 'The call manager gives the call up when its VC is active already: it releases the call and deactivates the VC',
  },
  parametersAccepted: {
    number: 11, outcome: 'connected', declares: { returnedParametersAcceptable: true },
    summary: 'The network grants half of the rates asked for; the client accepts them',
  },
  parametersRenegotiated: {
    number: 12, outcome: 'connected', declares: { returnedParametersAcceptable: false, renegotiationAllowed: true },
    summary: 'The network grants half of the rates asked for; the client asks for all of them with NdisClModifyCallQoS',
  },
  parametersUnacceptable: {
    number: 13, outcome: 'connected', declares: { returnedParametersAcceptable: false, renegotiationAllowed: false },
    summary: 'The network grants half of the rates asked for; the client closes the call in ProtocolClMakeCallComplete',
  },
  renegotiationRefused: {
    number: 14, outcome: 'connected', declares: { returnedParametersAcceptable: false, renegotiationAllowed: true },
    summary: 'The network grants half of the rates asked for and refuses NdisClModifyCallQoS; the client closes the call',
  },
  creationFails: {
    number: 15, outcome: 'not made',
    summary: 'The call manager has no resources for the VC: NdisCoCreateVc fails, and the client makes no call',
  },
  incomingAccepted: {
    number: 16, outcome: 'connected', direction: 'incoming',
    summary: 'A call comes in; the client takes it in ProtocolClIncomingCall, uses and closes it',
  },
  incomingPended: {
    number: 17, outcome: 'connected', direction: 'incoming',
    summary: 'A call comes in; the client pends it and takes it with NdisClIncomingCallComplete, uses and closes it',
  },
  incomingRejected: {
    number: 18, outcome: 'failed', direction: 'incoming', mayGiveStatus: true,
    summary: 'A call comes in; ProtocolClIncomingCall returns an error status, and the caller is told',
  },
  incomingRejectedLater: {
    number: 19, outcome: 'failed', direction: 'incoming', mayGiveStatus: true,
    summary: 'A call comes in; the client pends it and rejects it with NdisClIncomingCallComplete',
  },
  incomingNotSupported: {
    number: 20, outcome: 'failed', direction: 'incoming', declares: { takesIncomingCalls: false },
    summary: 'A call comes in for a client that takes none: ProtocolClIncomingCall returns NDIS_STATUS_NOT_SUPPORTED',
  },
  incomingNotEstablished: {
    number: 21, outcome: 'failed', direction: 'incoming', givesCause: true,
    summary: 'A call comes in and the client takes it; the network answers CONNECT with RELEASE, and the client closes the call',
  },
  incomingParametersChanged: {
    number: 22, outcome: 'connected', direction: 'incoming',
    summary: 'A call comes in; the client takes it at half of the rates, for which the call manager activates the VC again',
  },
  incomingChangesRefused: {
    number: 23, outcome: 'failed', direction: 'incoming',
    summary: 'A call comes in; the client takes it at half of the rates, and the call manager tears the offer down',
  },
  incomingNetworkCloses: {
    number: 24, outcome: 'connected', direction: 'incoming', closedBy: 'network', givesCause: true,
    summary: 'A call comes in; the client takes and uses it, the network releases it, and the client closes it',
  },
  networkCloses: {
    number: 25, outcome: 'connected', closedBy: 'network', givesCause: true,
    summary: 'The network connects the call and releases it after its use; the client closes it',
  },
  networkClosesWithError: {
    number: 26, outcome: 'connected', closedBy: 'callManager',
    summary: 'The call manager loses a connected call and indicates that with an error; the client closes the call and deletes its VC',
  },
  incomingUnacknowledged: {
    number: 27, outcome: 'failed', direction: 'incoming',
    summary: 'A call comes in, the client takes it, and nothing answers CONNECT: T313 expires, the call is released, the client closes it',
  },
  incomingAbandoned: {
    number: 28, outcome: 'failed', direction: 'incoming', givesCause: true,
    summary: 'A call comes in, the client pends it, and the caller gives up before the answer; the client is told, and closes the call',
  },
  clientModifies: {
    number: 32, outcome: 'connected',
    summary: 'In mid-call the client asks for half of the rates with NdisClModifyCallQoS; the network grants them',
  },
  clientModifyGrantedInPart: {
    number: 33, outcome: 'connected',
    summary: 'In mid-call the client asks for half of the rates; the network leaves it three quarters, and the client accepts them',
  },
  clientModifyRefused: {
    number: 34, outcome: 'connected',
    summary: 'In mid-call the client asks for half of the rates; the network refuses, and the call goes on as before',
  },
  clientModifyRefusedByMiniport: {
    number: 35, outcome: 'connected',
    summary: 'In mid-call the client asks for half of the rates; the network agrees, the VC cannot be activated so, and all is restored',
  },
  networkModifies: {
    number: 36, outcome: 'connected',
    summary: 'In mid-call the network asks for half of the rates; the VC is activated with them, and the client accepts',
  },
  networkModifyRenegotiated: {
    number: 37, outcome: 'connected',
    summary: 'In mid-call the network asks for half of the rates; the client refuses with NdisClModifyCallQoS, and all is restored',
  },
  networkModifyUnacceptable: {
    number: 38, outcome: 'connected',
    summary: 'In mid-call the network asks for half of the rates; the client closes the call in ProtocolClIncomingCallQoSChange',
  },
  networkModifyRefusedByMiniport: {
    number: 39, outcome: 'connected',
    summary: 'In mid-call the network asks for half of the rates; the VC cannot be activated with them, and the client hears nothing of it',
  },
  releaseUnanswered: {
    number: 40, outcome: 'connected',
    summary: 'The client closes the call and nothing answers RELEASE: T308 expires, RELEASE is sent again, T308 expires again',
  },
  noPermanentVc: {
    number: 41, outcome: 'failed', declares: { permanentVc: true },
    summary: 'The client asks for a permanent VC to the called address, and there is none: the call ends with NDIS_STATUS_FAILURE',
  },
} as const satisfies Readonly<Record<string, CourseTraits>>;

export type CourseName = keyof typeof courses;

export const courseNames = Object.keys(courses) as CourseName[];

/** How one call goes. */
export interface Course {
  readonly name: CourseName;
  /** With `givesCause`: the cause that the network gives, 1 to 127. */
  readonly cause?: number;
  /** With `givesStatus`: the NDIS_STATUS that the call manager gives; with `mayGiveStatus` the client's, where it is another than usual. */
  readonly status?: number;
}

/** The course of a program that names none. */
export const plainCourses: readonly Course[] = [{ name: 'connects' }];

/** What is known of a course beforehand. */
export function traitsOf({ name }: Course): CourseTraits {
  return courses[name];
}

/** Whether a course comes with the details that belong to it, 0 for none, and no others. */
export function isWhole(name: CourseName, cause: number, status: number): boolean {
  const { givesCause, givesStatus, mayGiveStatus } = traitsOf({ name });
  const hasCause = givesCause === true ? cause >= 1 && cause <= 127 : cause === 0;
  const hasStatus = mayGiveStatus === true || (givesStatus === true) === (status !== 0);
  return hasCause && hasStatus && status !== statusCodes.NDIS_STATUS_PENDING;
}

/** The course of a call, counted from 1: calls take the courses of a program in turn. */
export function courseOfCall(inTurn: readonly Course[], call: number): Course {
  return inTurn[(call - 1) % inTurn.length] as Course;
}

/** How many of the first `calls` calls end in an outcome. */
export function callsEnding(inTurn: readonly Course[], calls: number, outcome: CourseOutcome): number {
  const ending = (some: readonly Course[]): number => some.filter((course) => traitsOf(course).outcome === outcome).length;
  return Math.floor(calls / inTurn.length) * ending(inTurn) + ending(inTurn.slice(0, calls % inTurn.length));
}
