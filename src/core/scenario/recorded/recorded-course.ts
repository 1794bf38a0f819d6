import { statusCodes } from '../../condis/statuses.ts';
import { hexOctets } from '../../octets.ts';
import { decodeMessage } from '../../signalling/decode-message.ts';
import { elementIds } from '../../signalling/element-ids.ts';
import type { Course } from '../course.ts';
import { statusOf, type CallEvents, type RecordedEvent } from './call-events.ts';

const pending = 'NDIS_STATUS_PENDING';
const success = 'NDIS_STATUS_SUCCESS';
const activationEnds = ['return NdisCmActivateVc', 'enter ProtocolCmActivateVcComplete', 'return NdisMCmActivateVc'];
const closes = ['enter NdisClCloseCall'];
/** Cause given where a message carries none that can be read: Q.2931, normal, unspecified. */
const unspecified = 31;

/**
 * The course that an outgoing call took. What the drivers did wrong is no course: a call whose messages and statuses fit none of the
 * failures is one that connects.
 */
export function recordedCourse(events: CallEvents): Course {
  if (!events.has('enter NdisClMakeCall')) return { name: 'creationFails' };
  if (!events.has('tx SETUP')) return unsignalled(events);
  if (!events.has('rx CONNECT')) return unconnected(events);
  return connected(events);
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

function causeOf({ bytes }: RecordedEvent): number {
  const octets = bytes === undefined ? undefined : hexOctets(bytes);
  const element = octets === undefined ? undefined : decodeMessage(octets).elements.find(({ id }) => id === elementIds.cause);
  const cause = element?.fields['cause'];
  return typeof cause === 'number' && cause >= 1 && cause <= 127 ? cause : unspecified;
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
  if (asksAgain >= 0) {
    const answered = events.all[events.find('enter ProtocolClModifyCallQoSComplete', asksAgain)];
    return { name: answered !== undefined && statusOf(answered) !== success ? 'renegotiationRefused' : 'parametersRenegotiated' };
  }
  const over = events.find('return ProtocolClMakeCallComplete', made);
  const closed = events.find(closes, made);
  if (!isDeclared) return { name: 'connects' };
  return { name: closed >= 0 && closed < over ? 'parametersUnacceptable' : 'parametersAccepted' };
}
