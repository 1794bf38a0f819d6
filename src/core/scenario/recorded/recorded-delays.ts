import type { DelayName } from '../call-program.ts';
import type { CallEvents } from './call-events.ts';

type Names = string | readonly string[];

const setup = 'tx SETUP';
const release = 'tx RELEASE';
const activate = ['enter NdisCmActivateVc', 'enter NdisMCmActivateVc'];
const completeMakeCall = ['enter NdisCmMakeCallComplete', 'enter NdisMCmMakeCallComplete'];
const activated = ['enter NdisMCoActivateVcComplete', 'return MiniportCoActivateVc'];
const deactivated = ['enter NdisMCoDeactivateVcComplete', 'return MiniportCoDeactivateVc'];
const close = 'enter NdisClCloseCall';
const transfers = [
  'enter ProtocolCoSendNetBufferListsComplete', 'enter ProtocolCoReceiveNetBufferLists', 'enter NdisReturnNetBufferLists',
];

/** Between which events each delay of a call passes (docs/scenarios.md, "delays"); where a call shows neither, none is recorded. */
const spans: Readonly<Partial<Record<DelayName, readonly [from: Names, to: Names]>>> = {
  callManagerSetup: ['enter ProtocolCmMakeCall', 'tx SETUP'],
  networkProceeding: [setup, ['rx CALL PROCEEDING', 'rx RELEASE COMPLETE']],
  networkConnect: ['rx CALL PROCEEDING', ['rx CONNECT', 'rx RELEASE']],
  callManagerActivation: ['rx CONNECT', activate],
  networkRelease: [release, 'rx RELEASE COMPLETE'],
};
/** Requests that are sent again where nothing answers them: what counts is the last time. */
const repeated: ReadonlySet<Names> = new Set([setup, release]);

/** How long each part of a call took, in nanoseconds, as far as its events show it. */
export function recordedDelays(events: CallEvents): Partial<Record<DelayName, number>> {
  const measured = Object.entries(spans).map(([name, [from, to]]) => {
    const ns = repeated.has(from) ? events.lastSpan(from, to) : events.span(from, to);
    return [name, ns];
  });
  const found = Object.fromEntries(measured.filter(([, ns]) => ns !== undefined)) as Partial<Record<DelayName, number>>;
  const miniportActivation = events.span('enter MiniportCoActivateVc', finalOf(events, activated));
  const miniportDeactivation = events.span('enter MiniportCoDeactivateVc', finalOf(events, deactivated));
  const active = events.findLast(activated, Math.max(0, events.find(completeMakeCall)));
  const completed = events.find(completeMakeCall);
  const transmission = events.span('enter MiniportCoSendNetBufferLists', 'enter NdisMCoSendNetBufferListsComplete');
  return {
    ...found,
    ...answeredByConnect(events),
    ...(miniportActivation === undefined ? {} : { miniportActivation }),
    ...(active < 0 || completed < 0 ? {} : { callManagerCompletion: events.atNs(completed) - events.atNs(active) }),
    ...clientTimes(events),
    ...(transmission === undefined ? {} : { transmission }),
    ...(miniportDeactivation === undefined ? {} : { miniportDeactivation }),
  };
}

/** Where no CALL PROCEEDING came, all of the time passes before CONNECT. */
function answeredByConnect(events: CallEvents): Partial<Record<DelayName, number>> {
  const networkConnect = events.has('rx CALL PROCEEDING') ? undefined : events.lastSpan(setup, 'rx CONNECT');
  return networkConnect === undefined ? {} : { networkProceeding: 0, networkConnect };
}

/** A pended request is over with its completion, any other with its return. */
function finalOf(events: CallEvents, [completion, returned]: readonly string[]): string {
  return (events.has(completion as string) ? completion : returned) as string;
}

/** What the client waited before its first send and before it closed the call. */
function clientTimes(events: CallEvents): Partial<Record<DelayName, number>> {
  const made = events.find('enter ProtocolClMakeCallComplete');
  const closed = events.find(close);
  if (made < 0 || closed < made) return {};
  const first = events.find('enter NdisCoSendNetBufferLists', made);
  const last = Math.max(made, events.findLast(transfers, closed));
  return {
    ...(first < 0 ? {} : { clientReaction: events.atNs(first) - events.atNs(made) }),
    hold: events.atNs(closed) - events.atNs(last),
  };
}
