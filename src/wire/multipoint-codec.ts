import {
  lastParties, partyAnswers, partyDroppers, type MultipointProgram, type PartyProgram,
} from '../core/scenario/call-program.ts';
import { utf8Octets, utf8Text } from '../core/octets.ts';
import type { PayloadReader, PayloadWriter } from './payload.ts';

/** The parties of a multipoint call, as LOAD carries them: choices are numbered from 1 in the order of their lists. */
export function putMultipoint(out: PayloadWriter, { parties, lastParty }: MultipointProgram): void {
  out.u8(lastParties.indexOf(lastParty) + 1);
  for (const { called, answer, droppedBy } of parties) {
    out.u8(partyAnswers.indexOf(answer) + 1);
    out.u8(partyDroppers.indexOf(droppedBy) + 1);
    const octets = utf8Octets(called);
    if (octets.length > 0xff) throw new RangeError(`the number of a party takes ${octets.length} octets, more than 255`);
    out.u8(octets.length);
    out.raw(octets);
  }
}

/** What {@link putMultipoint} wrote, to the end of the value; `undefined` where it makes no sense. */
export function readMultipoint(from: PayloadReader): MultipointProgram | undefined {
  const lastParty = lastParties[from.u8() - 1];
  const parties: PartyProgram[] = [];
  while (from.left > 0) {
    const answer = partyAnswers[from.u8() - 1];
    const droppedBy = partyDroppers[from.u8() - 1];
    const called = utf8Text(from.raw(from.u8()));
    if (answer === undefined || droppedBy === undefined || from.short) return undefined;
    parties.push({ called, answer, droppedBy });
  }
  return lastParty === undefined ? undefined : { parties, lastParty };
}
