import { statusCodes } from '../../condis/statuses.ts';
import type { Delay, DelayName } from '../call-program.ts';
import { leastNs } from '../delay-bounds.ts';
import { uniTimersNs } from '../uni-timers.ts';
import type { ActName, RequestName } from './acts.ts';
import { forerunnersOf } from './event-order.ts';
import { eventName } from './possible-events.ts';
import { eventsOf, type RequestEvents } from './request-events.ts';
import type { ExpectedEvent } from './step.ts';

type Delays = Readonly<Record<DelayName, Delay>>;

/** Timers that expire before a call that nobody answers is given up. */
const waitedOut: Partial<Record<ActName, number>> = {
  'network: not answer': 2 * uniTimersNs.T303, 'network: not connect': uniTimersNs.T310,
};
const givenUp = /^(NdisCm|ProtocolCl)MakeCallComplete$/;

/** The time that passes at least between the beginning of a request and an event, in nanoseconds; 0 where nothing forces any. */
export function leastTimeNs(event: ExpectedEvent, request: RequestName, answers: readonly ActName[], delays: Delays): number {
  const name = eventName(event);
  const [answer] = answers;
  if (answer !== undefined) return event.kind === 'enter' && givenUp.test(name) ? (waitedOut[answer] ?? 0) : 0;
  if (event.kind === 'enter' && event.status !== undefined && event.status !== statusCodes.NDIS_STATUS_SUCCESS) return 0;
  const brought = eventsOf(request);
  return brought === 'anything' ? 0 : passedNs(name, brought, delays);
}

function passedNs(name: string, brought: RequestEvents, delays: Delays): number {
  const delay = brought.delays?.[name];
  const before = forerunnersOf(name, brought).map((each) => passedNs(each, brought, delays));
  return Math.max(0, ...before) + (delay === undefined ? 0 : leastNs(delays[delay]));
}
