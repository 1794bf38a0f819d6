import type { Topology } from '../../condis/roles.ts';
import type { Delay, DelayName, PartyAnswer, PartyDropper, Pendable } from '../call-program.ts';
import type { Course } from '../course.ts';
import { passesIn } from '../course-stages.ts';
import { defaultDelays } from '../defaults.ts';
import type { NetworkFault } from '../network-fault.ts';
import { CallEvents, pending, statusOf, success, type RecordedEvent } from './call-events.ts';
import { recordedCourse } from './recorded-course.ts';
import { recordedDelays } from './recorded-delays.ts';
import { recordedNetwork } from './recorded-network.ts';
import { offers } from './recorded-offer.ts';
import { recordedSetup, type RecordedSetup } from './recorded-setup.ts';

/** What a recorded call was made of: what a scenario has to say for it to be made again. */
export interface RecordedCall {
  readonly topology: Topology;
  readonly course: Course;
  readonly setup: RecordedSetup;
  /** Net buffer lists that the client sent. */
  readonly sends: number;
  /** Requests that the call shows, and whether each was pended. */
  readonly pended: Readonly<Partial<Record<Pendable, boolean>>>;
  /** Nanoseconds. */
  readonly delays: Readonly<Partial<Record<DelayName, number>>>;
  /** Parties that were added; `undefined` for a point-to-point call. */
  readonly parties: readonly RecordedParty[] | undefined;
  readonly networkFaults: readonly NetworkFault[];
}

/** A party that was added to a recorded call. */
export interface RecordedParty {
  readonly called: string | undefined;
  readonly answer: PartyAnswer;
  readonly droppedBy: PartyDropper;
}

/** By which event it is seen whether a request was pended. */
const answers: Readonly<Partial<Record<Pendable, readonly string[]>>> = {
  makeCall: ['return ProtocolCmMakeCall', 'return NdisClMakeCall'],
  activateVc: ['return MiniportCoActivateVc'],
  closeCall: ['return ProtocolCmCloseCall', 'return NdisClCloseCall'],
  deactivateVc: ['return MiniportCoDeactivateVc'],
  addParty: ['return ProtocolCmAddParty', 'return NdisClAddParty'],
  dropParty: ['return ProtocolCmDropParty', 'return NdisClDropParty'],
};

/** What the events of one call, in the order of the trace, say about it; what they do not show is left to defaults. */
export function recordedCall(recorded: readonly RecordedEvent[], topology: Topology): RecordedCall {
  const events = new CallEvents(recorded);
  const pended = Object.entries(answers).flatMap(([request, names]) => {
    const status = events.status(...names);
    return status === undefined ? [] : [[request, status === pending]];
  });
  const [made] = events.every('enter NdisClMakeCall');
  const [offered] = events.every(...offers);
  const [signalled] = events.every('tx SETUP', 'rx SETUP');
  const setup = recordedSetup((made ?? offered)?.args?.['CallParameters'], signalled);
  const course = recordedCourse(events, setup.isPermanent);
  const delays = Object.entries(recordedDelays(events)).filter(([name]) => passesIn(course, name as DelayName));
  const parties = isMultipoint(made) ? recordedParties(events) : undefined;
  const spent = delays.map(([name, ns]): [string, Delay] => [name, { kind: 'fixed', ns }]);
  const multipoint = parties && { parties: parties.map((one) => ({ ...one, called: one.called ?? '' })), lastParty: 'initial' } as const;
  return {
    topology,
    course,
    setup,
    sends: listsSent(events),
    pended: Object.fromEntries(pended) as Partial<Record<Pendable, boolean>>,
    delays: Object.fromEntries(delays),
    parties,
    networkFaults: recordedNetwork(events, course, {
      delays: { ...defaultDelays, ...Object.fromEntries(spent) }, ...(multipoint !== undefined && { multipoint }),
    }),
  };
}

/** Point-to-multipoint calls are made with a context of the initial party. */
function isMultipoint(made: RecordedEvent | undefined): boolean {
  const context = made?.args?.['ProtocolPartyContext'];
  return context !== undefined && context !== null;
}

function listsSent(events: CallEvents): number {
  const calls = events.every('enter NdisCoSendNetBufferLists').filter(({ by }) => by === 'client');
  return calls.reduce((sum, { nbl }) => sum + (Array.isArray(nbl) ? nbl.length : 1), 0);
}

function recordedParties(events: CallEvents): RecordedParty[] {
  const left = new Set(events.every('enter ProtocolClIncomingDropParty').map(({ party }) => party));
  const outcomes = events.every('enter ProtocolClAddPartyComplete');
  return events.every('enter NdisClAddParty').map(({ args }, i) => {
    const outcome = outcomes[i];
    const isRejected = outcome !== undefined && statusOf(outcome) !== success;
    return {
      called: recordedSetup(args?.['CallParameters']).called,
      answer: isRejected ? 'rejected' : 'accepted',
      droppedBy: outcome?.party !== undefined && left.has(outcome.party) ? 'network' : 'client',
    };
  });
}
