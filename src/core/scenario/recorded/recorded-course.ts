import { statusCodes } from '../../condis/statuses.ts';
import type { Course } from '../course.ts';
import { pending, statusOf, success, type CallEvents, type RecordedEvent } from './call-events.ts';
import { causeOf } from './recorded-cause.ts';
import { offers, recordedOffer } from './recorded-offer.ts';
import { recordedSetup } from './recorded-setup.ts';

const activationEnds = ['return NdisCmActivateVc', 'enter ProtocolCmActivateVcComplete', 'return NdisMCmActivateVc'];
const closes = ['enter NdisClCloseCall'];
const remoteCloses = ['enter NdisCmDispatchIncomingCloseCall', 'enter NdisMCmDispatchIncomingCloseCall'];
const modified = 'enter ProtocolClModifyCallQoSComplete';
const networkModified = 'enter ProtocolClIncomingCallQoSChange';

/**
 * The course that a call took. What the drivers did wrong is no course: a call whose messages and statuses fit none of the
 * failures is one that connects.
 */
export function recordedCourse(events: CallEvents, isPermanent: boolean): Course {
  if (events.has(...offers)) return recordedOffer(events);
  if (!events.has('enter NdisClMakeCall')) return { name: 'creationFails' };
  if (isPermanent) return { name: isMade(events) ? 'connects' : 'noPermanentVc' };
  if (!events.has('tx SETUP')) return unsignalled(events);
  if (!events.has('rx CONNECT')) return unconnected(events);
  return connected(events);
}

/** Whether the client was told that the call is made. */
function isMade(events: CallEvents): boolean {
  return events.status('enter ProtocolClMakeCallComplete') === success;
}

/** Nothing went out: the call manager refused. */
function unsignalled(events: CallEvents): Course {
  if (events.every('declare ').some((event) => 'inputValid' in event)) return { name: 'invalidParameters' };
  const atOnce = events.status('return ProtocolCmMakeCall', 'return NdisClMakeCall');
  const isAtOnce = atOnce !== undefined && atOnce !== pending;
  const status = isAtOnce ? atOnce : events.status('enter NdisCmMakeCallComplete', 'enter NdisMCmMakeCallComplete');
  if (status === undefined || status === success) return { name: 'connects' };
  return { name: isAtOnce ? 'refusedAtOnce' : 'refusedAfterPending', status: refusal(status) };
}

/** Only two results of a refusal are documented (MK-06). */
function refusal(status: string): number {
  return status === 'NDIS_STATUS_RESOURCES' ? statusCodes.NDIS_STATUS_RESOURCES : statusCodes.NDIS_STATUS_NOT_SUPPORTED;
}

/** SETUP went out and no CONNECT came in. */
function unconnected(events: CallEvents): Course {
  const [rejected] = events.every('rx RELEASE COMPLETE');
  const [released] = events.every('rx RELEASE');
  if (released !== undefined) return { name: 'networkReleases', cause: causeOf(released) };
  if (events.has('rx CALL PROCEEDING')) return { name: 'noConnect' };
  return rejected === undefined ? { name: 'noAnswer' } : { name: 'networkRejects', cause: causeOf(rejected) };
}

function connected(events: CallEvents): Course {
  const made = events.find(['enter ProtocolClMakeCallComplete']);
  const outcomes = events.every(...activationEnds)
    .filter(({ at }) => made < 0 || at <= events.atNs(made))
    .map(statusOf)
    .filter((status) => status !== undefined && status !== pending);
  const failures = outcomes.filter((status) => status !== success).length;
  const isMade = made >= 0 && statusOf(events.all[made] as RecordedEvent) === success;
  if (failures > 0) return { name: isMade ? 'activationRetried' : 'activationFails' };
  if (made >= 0 && !isMade) return { name: outcomes.includes(success) ? 'failsWhenActive' : 'activationFails' };
  return isMade ? negotiated(events, made) : { name: 'connects' };
}

/** What the client made of the parameters that it got back. */
function negotiated(events: CallEvents, made: number): Course {
  const isDeclared = events.every('declare ').some((event) => 'returnedParametersAcceptable' in event);
  const asksAgain = events.find('enter NdisClModifyCallQoS', made);
  if (!isDeclared) return inUse(events, events.find('return ProtocolClMakeCallComplete', made));
  if (asksAgain >= 0) {
    const answered = events.all[events.find('enter ProtocolClModifyCallQoSComplete', asksAgain)];
    return { name: answered !== undefined && statusOf(answered) !== success ? 'renegotiationRefused' : 'parametersRenegotiated' };
  }
  const over = events.find('return ProtocolClMakeCallComplete', made);
  const closed = events.find(closes, made);
  return { name: closed >= 0 && closed < over ? 'parametersUnacceptable' : 'parametersAccepted' };
}

/** What happened to a call that was in use: who changed its parameters, or who closed it. `made` is where the client had got it. */
function inUse(events: CallEvents, made: number): Course {
  const asked = events.find('rx MODIFY REQUEST', made);
  if (asked >= 0) return changedByNetwork(events, asked);
  if (events.find('enter NdisClModifyCallQoS', made) >= 0) return changedByClient(events, made);
  const released = events.all[events.find('rx RELEASE', made)];
  if (released !== undefined) return { name: 'networkCloses', cause: causeOf(released) };
  if (events.find(remoteCloses, made) >= 0) return { name: 'networkClosesWithError' };
  const isUnanswered = events.count('tx RELEASE') > 1 && !events.has('rx RELEASE COMPLETE');
  return { name: isUnanswered ? 'releaseUnanswered' : 'connects' };
}

function changedByNetwork(events: CallEvents, asked: number): Course {
  const told = events.find(networkModified, asked);
  if (told < 0) return { name: 'networkModifyRefusedByMiniport' };
  const over = events.find('return ProtocolClIncomingCallQoSChange', told);
  const within = (names: readonly string[]): boolean => {
    const place = events.find(names, told);
    return place >= 0 && place < over;
  };
  if (within(closes)) return { name: 'networkModifyUnacceptable' };
  return { name: within(['enter NdisClModifyCallQoS']) ? 'networkModifyRenegotiated' : 'networkModifies' };
}

function changedByClient(events: CallEvents, made: number): Course {
  const outcome = events.all[events.find(modified, made)];
  const isGranted = outcome === undefined || statusOf(outcome) === success;
  const isAgreed = events.find('rx MODIFY ACKNOWLEDGE', made) >= 0;
  if (!isGranted) return { name: isAgreed ? 'clientModifyRefusedByMiniport' : 'clientModifyRefused' };
  const rates = [outcome, events.all[events.find('enter NdisClModifyCallQoS', made)]]
    .map((event) => recordedSetup(event?.args?.['CallParameters']).peakCellRate);
  return { name: rates[0]?.[0] === rates[1]?.[0] ? 'clientModifies' : 'clientModifyGrantedInPart' };
}
