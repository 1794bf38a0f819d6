import type { StoryEvent } from './story-event.ts';

/**
 * Numbers of the parties of one multipoint call, by line of the events that say which party they are about: 1 is the initial one, the
 * others follow in the order in which the call manager was asked to add them. A handle that comes again stands for another party. A
 * party whose beginning is not among the events has no number.
 */
export function partyNumbers(events: readonly StoryEvent[]): Map<number, number> {
  const byLine = new Map<number, number>();
  const byHandle = new Map<string, number>();
  let last = 1;
  for (const { kind, line, name, party } of events) {
    if (kind === 'enter' && name === 'ProtocolCmAddParty') last++;
    if (party === undefined) continue;
    if (kind === 'enter' && name === 'ProtocolCmMakeCall') byHandle.set(party, 1);
    else if (kind === 'enter' && name === 'ProtocolCmAddParty') byHandle.set(party, last);
    const number = byHandle.get(party);
    if (number !== undefined) byLine.set(line, number);
  }
  return byLine;
}
