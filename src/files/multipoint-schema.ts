import { z } from 'zod';
import { lastParties, partyAnswers, partyDroppers, type MultipointProgram } from '../core/scenario/call-program.ts';
import { defaultParty } from '../core/scenario/defaults.ts';
import { atmAddress } from './quantities.ts';
import type { Refusal } from './refusal.ts';

/** Parties that a call may be given beside the initial one. */
const partiesLimit = 100;

const party = z.strictObject({
  called: atmAddress.optional().meta({ description: 'Its address; default one of its own' }),
  answer: z
    .enum(partyAnswers)
    .optional()
    .meta({ description: 'What the network answers to ADD PARTY; none: T399 expires; default accepted' }),
  droppedBy: z
    .enum(partyDroppers)
    .optional()
    .meta({ description: 'Who makes it leave before the call is closed; unanswered: the client, and T398 expires; default client' }),
});

/** The key `multipoint` of a scenario file. */
export const multipoint = z.strictObject({
  parties: z
    .union([z.int().min(0).max(partiesLimit), z.array(party).max(partiesLimit)])
    .optional()
    .meta({ description: 'Parties added once the call is connected, in this order: their number, or a list of them; default none' }),
  lastParty: z
    .enum(lastParties)
    .optional()
    .meta({ description: 'The party that the call is closed with: the initial one, the default, or the last one added' }),
});
export type MultipointFile = z.output<typeof multipoint>;

/** The inner form. */
export function multipointOf(file: MultipointFile): MultipointProgram {
  const given = typeof file.parties === 'number' ? Array.from({ length: file.parties }, () => ({})) : (file.parties ?? []);
  const parties = given.map((one: z.output<typeof party>, i) => ({
    called: (one.called ?? defaultParty(i + 1)).digits,
    answer: one.answer ?? 'accepted',
    droppedBy: one.droppedBy ?? 'client',
  }));
  return { parties, lastParty: file.lastParty ?? 'initial' };
}

/** What contradicts itself in the key, with its place below it. */
export function multipointRefusals(file: MultipointFile): Refusal[] {
  const refusals: Refusal[] = [];
  const listed = typeof file.parties === 'object' ? file.parties : [];
  for (const [i, { answer, droppedBy }] of listed.entries()) {
    if (droppedBy === undefined || (answer ?? 'accepted') === 'accepted') continue;
    const next = 'Take out `droppedBy` or `answer`.';
    const why = answer === 'rejected' ? 'rejected' : 'not answered for';
    refusals.push([['parties', i, 'droppedBy'], `a party that is ${why} never joins, so nobody drops it`, next]);
  }
  if (file.lastParty !== 'added') return refusals;
  const last = multipointOf(file).parties.findLastIndex((one) => one.answer === 'accepted');
  if (last < 0) {
    const next = 'Add `parties: 1`, or leave the initial party as the last.';
    refusals.push([['lastParty'], 'no party is added with which the call could be closed', next]);
  } else if (listed[last]?.droppedBy !== undefined) {
    const next = 'Take out `droppedBy`: this party stays until the call is closed.';
    refusals.push([['parties', last, 'droppedBy'], 'the call is closed with this party, so nobody drops it', next]);
  }
  return refusals;
}
