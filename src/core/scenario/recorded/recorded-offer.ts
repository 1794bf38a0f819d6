import { callParametersChanged } from '../../condis/call-parameters.ts';
import { statusCodes } from '../../condis/statuses.ts';
import type { Course } from '../course.ts';
import { pending, success, type CallEvents } from './call-events.ts';
import { causeOf } from './recorded-cause.ts';

/** How a call that comes in is offered to the client. */
export const offers = ['enter NdisCmDispatchIncomingCall', 'enter NdisMCmDispatchIncomingCall'] as const;
const connections = ['enter NdisCmDispatchCallConnected', 'enter NdisMCmDispatchCallConnected', 'enter ProtocolClCallConnected'];

/** The course that a call took which came in from the network. */
export function recordedOffer(events: CallEvents): Course {
  const returned = events.status('return ProtocolClIncomingCall');
  if (returned === 'NDIS_STATUS_NOT_SUPPORTED') return { name: 'incomingNotSupported' };
  if (returned !== undefined && returned !== success && returned !== pending) return { name: 'incomingRejected', ...rejection(returned) };
  const answer = events.status('enter NdisClIncomingCallComplete');
  if (answer !== undefined && answer !== success) return { name: 'incomingRejectedLater', ...rejection(answer) };
  const [answered] = events.every('enter NdisClIncomingCallComplete');
  const isChanged = (flagsOf(answered?.args?.['CallParameters']) & callParametersChanged) !== 0;
  if (!events.has(...connections)) return unconnected(events, isChanged, returned === pending && answer === undefined);
  if (isChanged) return { name: 'incomingParametersChanged' };
  const [released] = events.every('rx RELEASE');
  if (released !== undefined) return { name: 'incomingNetworkCloses', cause: causeOf(released) };
  return { name: returned === pending ? 'incomingPended' : 'incomingAccepted' };
}

/** What a scenario says of the status of a rejection: nothing of the usual one, nor of one that it cannot give. */
function rejection(status: string): Pick<Course, 'status'> {
  return status === 'NDIS_STATUS_FAILURE' || status === 'NDIS_STATUS_NOT_SUPPORTED' ? { status: statusCodes[status] } : {};
}

/** Never connected: the network or the call manager gave it up. `isOpen`: the client has not said whether it takes it. */
function unconnected(events: CallEvents, isChanged: boolean, isOpen: boolean): Course {
  const [released] = events.every('rx RELEASE');
  if (released !== undefined) return { name: isOpen ? 'incomingAbandoned' : 'incomingNotEstablished', cause: causeOf(released) };
  if (isChanged) return { name: 'incomingChangesRefused' };
  return { name: events.has('tx CONNECT') && !events.has('rx CONNECT ACKNOWLEDGE') ? 'incomingUnacknowledged' : 'incomingAccepted' };
}

function flagsOf(parameters: unknown): number {
  const flags = (parameters as { readonly Flags?: unknown } | null | undefined)?.Flags;
  return typeof flags === 'number' ? flags : 0;
}
