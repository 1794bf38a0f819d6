import { statusCodes } from '../../condis/statuses.ts';
import type { AnsweredRequest } from './answered.ts';
import { eventName } from './possible-events.ts';
import type { ActStep, ExpectedEvent } from './step.ts';

/** What the steps above an expectation make impossible of it. */
export interface Contradiction {
  readonly by: ActStep;
  readonly why: string;
  readonly next: string;
}

/** The events by which a request is answered, where the way it is answered gives their outcome away: enters, or returns. */
const outcomeOf = /^((NdisCm|ProtocolCl)(MakeCall|AddParty)Complete|(NdisCl|ProtocolCm)(MakeCall|AddParty)|NdisCoCreateVc)$/;

/** Messages that carry the cause which the network was told to give. */
const withCause: Readonly<Record<string, readonly string[]>> = {
  'network: reject': ['RELEASE COMPLETE rx', 'ADD PARTY REJECT rx'], 'network: release instead': ['RELEASE rx'],
  'network: release': ['RELEASE rx'], 'network: give up': ['RELEASE rx'],
};

/** What is expected of an event although the request before it is answered otherwise, on a correct device; `undefined`: nothing. */
export function contradiction(event: ExpectedEvent, request: AnsweredRequest): Contradiction | undefined {
  const by = request.refusedBy ?? request.step;
  const name = eventName(event);
  if (event.kind === 'signal') {
    const isSame = event.cause === undefined || event.cause === request.cause;
    if (isSame || withCause[by.act]?.includes(name) !== true) return undefined;
    return { by, why: `cannot carry cause ${event.cause}`, next: `It gives cause ${request.cause}: write the same one in both places.` };
  }
  const status = event.status ?? event.args?.['Status'];
  const isRefused = !request.succeeds && !request.connects && request.closes !== true;
  if (status !== statusCodes.NDIS_STATUS_SUCCESS || !isRefused || !outcomeOf.test(name)) return undefined;
  return { by, why: 'cannot say NDIS_STATUS_SUCCESS', next: 'Expect another status, or take the answer out.' };
}
