import { functionName } from '../../condis/functions.ts';
import { statusCodes } from '../../condis/statuses.ts';
import { messageName } from '../../signalling/message-types.ts';
import type { Delay, DelayName } from '../call-program.ts';
import { leastNs } from '../delay-bounds.ts';
import { uniTimersNs } from '../uni-timers.ts';
import type { ActName, RequestName } from './acts.ts';
import type { ExpectedEvent } from './step.ts';

/** Events of a request in their order, each with the delay that passes before it, after all those above it. */
type Milestones = readonly (readonly [event: RegExp, DelayName])[];

const milestones: Readonly<Partial<Record<RequestName, Milestones>>> = {
  'client: make call': [
    [/^SETUP tx$/, 'callManagerSetup'], [/^CALL PROCEEDING rx$/, 'networkProceeding'], [/^CONNECT rx$/, 'networkConnect'],
    [/^enter NdisM?CmActivateVc$/, 'callManagerActivation'], [/^enter (NdisMCo|ProtocolCm)ActivateVcComplete$/, 'miniportActivation'],
    [/^enter (NdisM?Cm|ProtocolCl)MakeCallComplete$/, 'callManagerCompletion'],
  ],
  'client: add party': [
    [/^ADD PARTY tx$/, 'callManagerSetup'],
    [/^ADD PARTY (ACKNOWLEDGE|REJECT) rx$|^enter (NdisM?Cm|ProtocolCl)AddPartyComplete$/, 'networkConnect'],
  ],
  'client: drop party': [[/^DROP PARTY ACKNOWLEDGE rx$/, 'networkRelease']],
  'client: close call': [[/^RELEASE COMPLETE rx$/, 'networkRelease']],
  'client: send': [[/^enter \w+SendNetBufferListsComplete$/, 'transmission']],
};

/** Timers that expire before a call that nobody answers is given up. */
const waitedOut: Partial<Record<ActName, number>> = {
  'network: not answer': 2 * uniTimersNs.T303, 'network: not connect': uniTimersNs.T310,
};
const givenUp = /^enter (NdisM?Cm|ProtocolCl)MakeCallComplete$/;

/** The time that passes at least between the beginning of a request and an event, in nanoseconds; 0 where nothing forces any. */
export function leastTimeNs(
  event: ExpectedEvent, request: RequestName, answers: readonly ActName[], delays: Readonly<Record<DelayName, Delay>>,
): number {
  const text = textOf(event);
  const [answer] = answers;
  if (answer !== undefined) return givenUp.test(text) ? (waitedOut[answer] ?? 0) : 0;
  if (event.kind === 'enter' && event.status !== undefined && event.status !== statusCodes.NDIS_STATUS_SUCCESS) return 0;
  const passed = milestones[request] ?? [];
  const at = passed.findIndex(([pattern]) => pattern.test(text));
  return passed.slice(0, at + 1).reduce((sum, [, name]) => sum + leastNs(delays[name]), 0);
}

function textOf(event: ExpectedEvent): string {
  if (event.kind === 'signal') return `${messageName(event.message) ?? ''} ${event.dir}`;
  return `${event.kind} ${functionName(event.fn) ?? ''}`;
}
