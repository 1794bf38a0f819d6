import { functionId, functionName, mcmTwin } from '../../condis/functions.ts';
import { messageName } from '../../signalling/message-types.ts';
import { type ActName, type RequestName, requests, requestTraits } from './acts.ts';
import { eventsOf, eventsOfAnswer } from './request-events.ts';
import type { ExpectedEvent } from './step.ts';

/** Messages that any call can carry at any time. */
const atAnyTime = /^(STATUS|STATUS ENQUIRY|NOTIFY|INFORMATION) /;

/** An event by its name in the tables of what requests bring about. */
export function eventName(event: ExpectedEvent): string {
  if (event.kind === 'signal') return `${messageName(event.message) ?? ''} ${event.dir}`;
  const name = functionName(event.fn) ?? '';
  const standAlone = name.replace(/^NdisMCm/, 'NdisCm');
  return functionId(standAlone) === undefined ? name : standAlone;
}

/** Requests that bring an event about on their VC; none: it belongs to no call, or nobody knows what it follows. */
export function requestsBringing(event: ExpectedEvent): RequestName[] {
  const names = Object.keys(requests) as RequestName[];
  const isOfCall = (name: RequestName): boolean => eventsOf(name) !== 'anything' && requestTraits(name).isClientWide !== true;
  return names.filter((name) => isOfCall(name) && canFollow(event, name, []));
}

/** Whether an event can follow a request that is answered so, on a VC of a correct device or of a faulty one of this kind. */
export function canFollow(event: ExpectedEvent, request: RequestName, answers: readonly ActName[]): boolean {
  const brought = eventsOf(request);
  if (brought === 'anything') return true;
  const name = eventName(event);
  const besides = [...(brought.besides ?? []), ...answers.flatMap((answer) => eventsOfAnswer(answer).besides ?? [])];
  return besides.includes(name) || brought.chains.flat(2).includes(name) || (event.kind === 'signal' && atAnyTime.test(name));
}

/** An event in the words of a scenario file; for both kinds of call manager, calls that they name differently have the name for both. */
export function eventText(event: ExpectedEvent, isForBoth: boolean): string {
  if (event.kind === 'signal') return `${messageName(event.message) ?? event.message} ${event.dir === 'tx' ? 'sent' : 'received'}`;
  const name = functionName(event.fn) ?? String(event.fn);
  const shown = isForBoth && mcmTwin(event.fn) !== event.fn ? name.replace('NdisCm', 'Ndis[M]Cm') : name;
  return event.kind === 'return' ? `${shown} returns` : shown;
}
