import type { ActName, RequestName } from './acts.ts';
import { eventName } from './possible-events.ts';
import { eventsOf, eventsOfAnswer, type RequestEvents } from './request-events.ts';
import type { ExpectedEvent } from './step.ts';

/** A request as it is answered, and how many net buffer lists belong to it. */
export interface Answered {
  readonly request: RequestName;
  readonly answers: readonly ActName[];
  readonly lists: number;
}

/**
 * Why an event cannot be seen after another of the same request, on a correct device and in every course that the request can take: it
 * is over `before` that one, or it is that one, and comes `once`. `undefined` where it can, or where their order is not certain.
 */
export function obstacleAfter(
  event: ExpectedEvent, seen: ExpectedEvent, { request, answers, lists }: Answered,
): 'before' | 'once' | undefined {
  const brought = eventsOf(request);
  // Of several lists one may be over while another begins.
  if (brought === 'anything' || lists > 1) return undefined;
  const again = new Set(answers.flatMap((answer) => eventsOfAnswer(answer).again ?? []));
  const [name, seenName] = [eventName(event), eventName(seen)];
  if (name === seenName) {
    const isOnce = brought.chains.flat(2).includes(name) && !again.has(name) && brought.repeated?.includes(name) !== true;
    if (!isOnce || (event.kind === 'return' && seen.kind === 'enter')) return undefined;
    return event.kind === seen.kind ? 'once' : 'before';
  }
  // When a call returns is not known: others can be made meanwhile.
  return event.kind !== 'return' && precedes(name, seenName, brought, again) ? 'before' : undefined;
}

/** Whether all events of one name come before all of another; those that come again come before none. */
function precedes(
  name: string, other: string, brought: RequestEvents, again: ReadonlySet<string>, passed: readonly string[] = [],
): boolean {
  if (again.has(name)) return false;
  return followersOf(name, brought).some((next) => {
    return next === other || (!passed.includes(next) && precedes(next, other, brought, again, [...passed, name]));
  });
}

function followersOf(name: string, brought: RequestEvents): string[] {
  return placesOf(name, brought).flatMap(([chain, at]) => chain.slice(at + 1).flat());
}

/** What lies directly before an event, in every chain that has it. */
export function forerunnersOf(name: string, brought: RequestEvents): string[] {
  return placesOf(name, brought).flatMap(([chain, at]) => chain.slice(Math.max(0, at - 1), at).flat());
}

type Chain = RequestEvents['chains'][number];

function placesOf(name: string, { chains }: RequestEvents): (readonly [Chain, number])[] {
  return chains.flatMap((chain) => {
    const at = chain.findIndex((place) => [place].flat().includes(name));
    return at < 0 ? [] : [[chain, at] as const];
  });
}
