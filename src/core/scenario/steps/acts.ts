import type { Topology } from '../../condis/roles.ts';
import type { Pendable } from '../call-program.ts';
import { defaultRefusalStatus, defaultRejectionStatus, defaultReleaseCause, defaultSendOctets } from '../defaults.ts';
import type { StepRole } from './step.ts';

/** What can be said with an act. */
export type ActParameter = 'lists' | 'octets' | 'party' | 'peakCellRate' | 'cause' | 'status' | 'times';

/** Least and greatest value of what can be said with an act, both included. A status is besides neither success nor pending. */
export const parameterRanges: Readonly<Record<ActParameter, readonly [number, number]>> = {
  /** Net buffer lists. */
  lists: [1, 10_000],
  /** Octets in each of them. */
  octets: [1, 65_535],
  /** A party by its place among the scenario's parties, from 1; 0 is the initial one, which joins with the call. */
  party: [0, 30],
  /** CLP 0+1, forward, in cells a second. */
  peakCellRate: [1, 0xff_ffff],
  /** Cause of Q.2610. */
  cause: [1, 127],
  /** NDIS_STATUS. */
  status: [1, 0xffff_ffff],
  /** How often. */
  times: [1, 2],
};

/** What is meant where an act does not say. Of `party` something has to be said; without `peakCellRate` it is half of the call's own. */
export const parameterDefaults = {
  lists: 1, octets: defaultSendOctets, cause: defaultReleaseCause, status: defaultRefusalStatus, times: 1,
} as const satisfies Readonly<Partial<Record<ActParameter, number>>>;

/**
 * What holds for one call at a time. `clientVc`: the client has created a VC. `managerVc`: the call manager has created one, for a call
 * that came in. `call`: a call is connected on it. `spoilt`: a call on it has failed, and it can only be deleted (MK-16). `gone`: the
 * drivers or the adapter are gone. `familyClosed`: the client has closed its address family. `sapless`: its SAPs are not registered.
 */
export const callFacts = ['clientVc', 'managerVc', 'call', 'spoilt', 'gone', 'familyClosed', 'sapless'] as const;
export type CallFact = (typeof callFacts)[number];
/** What acts rest on. */
export const neededFacts = ['clientVc', 'call', 'familyClosed', 'sapless'] as const satisfies readonly CallFact[];
export type NeededFact = (typeof neededFacts)[number];

interface AnyTraits {
  readonly role: StepRole;
  /** One sentence: what happens. */
  readonly summary: string;
  /** Names of what can be said with it. */
  readonly takes?: readonly ActParameter[];
}

/** What is known beforehand of an act that its actor does of its own accord, when its turn comes. */
export interface RequestTraits extends AnyTraits {
  readonly kind: 'request';
  /** Its number in LOAD (docs/probe-protocol.md), 1 to 63. */
  readonly number: number;
  /** What has to hold when it begins, and what must not. */
  readonly needs: readonly NeededFact[];
  readonly lacks: readonly CallFact[];
  /** What holds once it has succeeded. */
  readonly brings: readonly CallFact[];
  /** What holds once it has failed. */
  readonly spoils?: readonly CallFact[];
  /** What no longer holds once it begins, however it ends. */
  readonly ends: readonly CallFact[];
  /** What it does to the party that it names. */
  readonly party?: 'joins' | 'leaves';
  /** The devices that can do it; absent: all. */
  readonly topology?: Topology;
  /** Given: a call in which it does not succeed has failed. */
  readonly decides?: true;
  /** Requests between drivers that it leads to and that can be answered at once or pended, as the step says. */
  readonly pends?: readonly Pendable[];
  /** Given: it concerns the client and whatever calls it has, so that no two calls can go on meanwhile. */
  readonly isClientWide?: true;
  /** Given: it is about the SAPs of the client, so that some are registered when the scenario begins. */
  readonly needsSaps?: true;
}

/** What is known of an act that says how its actor answers the request before it. Without one, the answer lets the call go on. */
export interface AnswerTraits extends AnyTraits {
  readonly kind: 'answer';
  /** The requests that it can answer. */
  readonly answers: readonly RequestName[];
  /** What happens, for the requests to which it is told more exactly. */
  readonly told?: Readonly<Partial<Record<RequestName, string>>>;
}

export type ActTraits = RequestTraits | AnswerTraits;

const ofCallEnd = ['closeCall', 'deactivateVc'] as const;
const ofChange = ['makeCall', 'activateVc', ...ofCallEnd] as const;
const onCall = { kind: 'request', needs: ['call'], lacks: [], brings: [], ends: [] } as const;
const ofClient = { role: 'client', kind: 'request', brings: [], ends: [], isClientWide: true } as const;
const teardown = {
  kind: 'request', needs: [], lacks: ['familyClosed'], brings: ['gone'], spoils: ['gone'],
  ends: ['call', 'managerVc', 'clientVc', 'spoilt'],
} as const;

/** What the actors of a scenario can be told to do, by role and by the words that a scenario file uses. */
export const requests = {
  'client: create VC': {
    number: 1, role: 'client', kind: 'request', needs: [], lacks: ['clientVc', 'managerVc', 'familyClosed'],
    brings: ['clientVc'], ends: [], decides: true,
    summary: 'The client creates a VC',
  },
  'client: make call': {
    number: 2, role: 'client', kind: 'request', needs: ['clientVc'], lacks: ['call', 'spoilt'], brings: ['call'], ends: [],
    spoils: ['spoilt'], decides: true, pends: ofChange, summary: 'The client makes a call on its VC and waits for the outcome',
  },
  'client: send': {
    ...onCall, number: 3, role: 'client', takes: ['lists', 'octets'],
    summary: 'The client sends net buffer lists and waits until they are completed',
  },
  'client: add party': {
    ...onCall, number: 4, role: 'client', takes: ['party'], party: 'joins', pends: ['addParty'],
    summary: 'The client adds a party to its call and waits for the outcome',
  },
  'client: drop party': {
    ...onCall, number: 5, role: 'client', takes: ['party'], party: 'leaves', pends: ['dropParty'],
    summary: 'The client drops a party and waits for the outcome',
  },
  'client: modify QoS': {
    ...onCall, number: 6, role: 'client', takes: ['peakCellRate'], pends: ['makeCall', 'activateVc'],
    summary: 'The client asks for other call parameters and waits for the outcome',
  },
  'client: close call': {
    ...onCall, number: 7, role: 'client', ends: ['call', 'managerVc'], decides: true, pends: ofCallEnd,
    summary: 'The client closes its call and waits for the outcome',
  },
  'client: delete VC': {
    number: 8, role: 'client', kind: 'request', needs: ['clientVc'], lacks: ['call'], brings: [], ends: ['clientVc', 'spoilt'],
    summary: 'The client deletes its VC',
  },
  'client: open address family': {
    ...ofClient, number: 9, needs: ['familyClosed'], lacks: [], spoils: ['familyClosed'], ends: ['familyClosed'],
    pends: ['openAddressFamily'], summary: 'The client is notified of the address family anew, opens it and waits for the outcome',
  },
  'client: close address family': {
    ...ofClient, number: 10, needs: [], lacks: ['call', 'clientVc', 'managerVc', 'familyClosed'], brings: ['familyClosed', 'sapless'],
    pends: ['deregisterSap', 'closeAddressFamily'],
    summary: 'The client deregisters the SAPs that it has, closes its address family and waits for the outcome',
  },
  'client: register SAP': {
    ...ofClient, number: 11, needs: ['sapless'], lacks: ['familyClosed'], spoils: ['sapless'], ends: ['sapless'], needsSaps: true,
    pends: ['registerSap'],
    summary: 'The client registers its SAPs, one after another, and waits for the outcome',
  },
  'client: deregister SAP': {
    ...ofClient, number: 12, needs: [], lacks: ['sapless'], brings: ['sapless'], needsSaps: true, pends: ['deregisterSap'],
    summary: 'The client deregisters its SAPs, one after another; calls that came in on them go on',
  },
  'network: call': {
    number: 16, role: 'network', kind: 'request', needs: [], lacks: ['clientVc', 'managerVc', 'familyClosed', 'sapless'],
    brings: ['managerVc', 'call'], ends: [], decides: true, needsSaps: true, pends: ['activateVc', ...ofCallEnd],
    summary: 'A call comes in for the SAP that the client has registered',
  },
  'network: release': {
    ...onCall, number: 17, role: 'network', takes: ['cause'], ends: ['call', 'managerVc'], decides: true, pends: ofCallEnd,
    summary: 'The network releases the call; the client closes it when it is told',
  },
  'network: drop party': {
    ...onCall, number: 18, role: 'network', takes: ['party'], party: 'leaves', pends: ['dropParty'],
    summary: 'A party leaves the call by itself; the client drops it when it is told',
  },
  'network: modify': {
    ...onCall, number: 19, role: 'network', takes: ['peakCellRate'], pends: ofChange, summary: 'The network asks for other call parameters',
  },
  'network: send': { ...onCall, number: 20, role: 'network', takes: ['lists'], summary: 'Data comes in on the call' },
  'callManager: unbind': {
    ...teardown, number: 24, role: 'callManager', topology: 'cm',
    summary: 'The call manager is unbound from the adapter: no call is begun any more, and the client closes whatever is open',
  },
  'miniport: halt': {
    ...teardown, number: 25, role: 'miniport', topology: 'mcm',
    summary: 'The adapter is halted: no call is begun any more, and the client closes whatever is open',
  },
} as const satisfies Readonly<Record<string, RequestTraits>>;

export type RequestName = keyof typeof requests;

const toMakeCall = { kind: 'answer', answers: ['client: make call'] } as const;
const toCall = { role: 'client', kind: 'answer', answers: ['network: call'] } as const;

/** How the actors answer, by role and by the words that a scenario file uses. */
export const answers = {
  'callManager: refuse': {
    role: 'callManager', kind: 'answer', answers: ['client: create VC', 'client: make call'], takes: ['status'],
    summary: 'The call manager refuses what is asked of it',
    told: {
      'client: create VC': 'The call manager has no resources for the VC, and NdisCoCreateVc fails',
      'client: make call': 'ProtocolCmMakeCall returns an error status',
    },
  },
  'callManager: refuse later': {
    ...toMakeCall, role: 'callManager', takes: ['status'],
    summary: 'ProtocolCmMakeCall pends, and the call manager completes the call with an error status',
  },
  'callManager: refuse parameters': {
    ...toMakeCall, role: 'callManager',
    summary: 'The client passes call parameters without a called address, and the call manager refuses them',
  },
  'callManager: give up': {
    role: 'callManager', kind: 'answer', answers: ['client: make call', 'network: call'],
    summary: 'The call manager gives the call up when its VC is active already',
    told: { 'network: call': 'The call manager does not go along with the lower rates, and tears the offer down' },
  },
  'miniport: refuse activation': {
    role: 'miniport', kind: 'answer', answers: ['client: make call', 'client: modify QoS', 'network: modify'], takes: ['times'],
    summary: 'The NIC refuses to activate the VC',
    told: {
      'client: make call': 'The NIC refuses to activate the VC: once, and lower rates are tried, or twice, and the call is released',
      'client: modify QoS': 'The NIC refuses to activate the VC with the new parameters, and all is restored',
      'network: modify': 'The NIC refuses to activate the VC with the new parameters, and the client hears nothing of it',
    },
  },
  'network: reject': {
    role: 'network', kind: 'answer', answers: ['client: make call', 'client: add party'], takes: ['cause'],
    summary: 'The network rejects what it is asked for',
    told: {
      'client: make call': 'The network answers SETUP with RELEASE COMPLETE',
      'client: add party': 'The network answers ADD PARTY with ADD PARTY REJECT',
    },
  },
  'network: release instead': {
    role: 'network', kind: 'answer', answers: ['client: make call', 'network: call'], takes: ['cause'],
    summary: 'The network sends RELEASE in place of CONNECT',
    told: { 'network: call': 'The network answers CONNECT with RELEASE, and the client closes the call' },
  },
  'network: not answer': {
    role: 'network', kind: 'answer',
    answers: ['client: make call', 'client: add party', 'client: drop party', 'client: close call', 'network: call'],
    summary: 'The network leaves a message without an answer, and a timer of signalling expires',
    told: {
      'client: make call': 'Nothing answers SETUP, and T303 expires twice',
      'client: add party': 'Nothing answers ADD PARTY, and T399 expires',
      'client: drop party': 'Nothing answers DROP PARTY, and T398 expires',
      'client: close call': 'Nothing answers RELEASE, and T308 expires twice',
      'network: call': 'Nothing answers CONNECT, T313 expires, and the call is released',
    },
  },
  'network: give up': {
    role: 'network', kind: 'answer', answers: ['network: call'], takes: ['cause'],
    summary: 'The client pends the call, and the caller gives up before the answer: the client is told, and closes the call',
  },
  'network: not connect': { ...toMakeCall, role: 'network', summary: 'Nothing follows CALL PROCEEDING, and T310 expires' },
  'network: lower rates': { ...toMakeCall, role: 'network', summary: 'The network grants half of the rates asked for' },
  'network: refuse': {
    role: 'network', kind: 'answer', answers: ['client: make call', 'client: modify QoS'],
    summary: 'The network answers MODIFY REQUEST with MODIFY REJECT',
  },
  'network: grant in part': {
    role: 'network', kind: 'answer', answers: ['client: modify QoS'],
    summary: 'The network leaves the call three quarters of its rates, and the client accepts them',
  },
  'client: accept later': {
    ...toCall, summary: 'The client pends the call and takes it with NdisClIncomingCallComplete',
  },
  'client: reject': { ...toCall, takes: ['status'], summary: 'ProtocolClIncomingCall returns an error status, and the caller is told' },
  'client: reject later': {
    ...toCall, takes: ['status'], summary: 'The client pends the call and rejects it with NdisClIncomingCallComplete',
  },
  'client: take no calls': { ...toCall, summary: 'ProtocolClIncomingCall returns NDIS_STATUS_NOT_SUPPORTED' },
  'client: lower rates': { ...toCall, summary: 'The client takes the call at half of the rates' },
  'client: accept rates': { ...toMakeCall, role: 'client', summary: 'The client accepts the lower rates' },
  'client: renegotiate': {
    role: 'client', kind: 'answer', answers: ['client: make call', 'network: modify'],
    summary: 'The client asks for the rates that it had wanted, with NdisClModifyCallQoS',
  },
  'client: refuse rates': {
    role: 'client', kind: 'answer', answers: ['client: make call', 'network: modify'],
    summary: 'The client closes the call because of the rates, in the handler that tells of them',
  },
} as const satisfies Readonly<Record<string, AnswerTraits>>;

export type AnswerName = keyof typeof answers;
export type ActName = RequestName | AnswerName;

/** Every act, requests first. */
export const acts: Readonly<Record<ActName, ActTraits>> = { ...requests, ...answers };

/** Their names, requests first. */
export const actNames = Object.keys(acts) as readonly ActName[];

/** What is known of a request beforehand. */
export function requestTraits(name: RequestName): RequestTraits {
  return requests[name];
}

/** The status that is meant where an act takes one and none is said. */
export function defaultStatusOf(name: ActName): number {
  return acts[name].role === 'client' ? defaultRejectionStatus : parameterDefaults.status;
}

export function isRequest(name: ActName): name is RequestName {
  return name in requests;
}

/** What happens, in one sentence without its full stop; of an answer, where `request` is what it answers. */
export function actSummary(name: ActName, request: RequestName | undefined): string {
  const traits = acts[name];
  const told = traits.kind === 'answer' && request !== undefined ? traits.told?.[request] : undefined;
  return told ?? traits.summary;
}
