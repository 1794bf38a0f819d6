import type { StoryEvent } from './story-event.ts';

/** Events of a call that are shown before and after each that decided a finding. */
const before = 5;
const after = 4;

/** Of a call's events, those that decided a finding and some around them. */
export function eventsAround(events: readonly StoryEvent[], deciding: ReadonlySet<number>): StoryEvent[] {
  const places = events.flatMap(({ line }, i) => (deciding.has(line) ? [i] : []));
  return events.filter((_, i) => places.some((place) => i >= place - before && i <= place + after));
}
