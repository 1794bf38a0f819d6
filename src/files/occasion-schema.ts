import { z } from 'zod';
import { eventNamed } from '../core/scenario/event-name.ts';
import { callNotMade, callsOfPassLimit, occasionsLimit, readCallRange, type CallRange, type Occasion } from '../core/scenario/fault-use.ts';
import { patternHelp } from './quantities.ts';
import type { Refusal } from './refusal.ts';
import { whyNoEvent } from './steps/expected-event.ts';

const rangesLimit = 100;
const callsLimit = 1_000_000;

const rangePattern = /^[0-9]{1,7}-[0-9]{1,7}$/;
patternHelp.set(String(rangePattern), {
  expected: 'the number of a call, or a range of them such as `7-9`', next: 'Calls are counted from 1.', code: 'malformed-value',
});

const callRange = z
  .union([z.int().min(1).max(callsLimit), z.string().regex(rangePattern)])
  .transform((given, context): CallRange => {
    const range = readCallRange(String(given));
    if (range === undefined) {
      const next = 'The first comes first, from 1 on.';
      context.addIssue({ code: 'custom', message: `\`${given}\` is no range of calls`, params: { next } });
    }
    return range ?? [1, 1];
  });

const event = z
  .string()
  .min(1)
  .max(80)
  .transform((given, context): string => {
    const text = given.trim();
    if (eventNamed(text) === undefined) {
      const { code, message, next } = whyNoEvent(text);
      context.addIssue({ code: 'custom', message, params: { code, next } });
    }
    return text;
  });

/** Keys that say on which event of which call a fault begins. */
export const occasionKeys = {
  on: event.exactOptional().meta({
    description: 'The event that it begins with: a function or handler, one with `returns` behind it, or a message: `CONNECT received`',
  }),
  count: z.int().min(1).max(occasionsLimit).exactOptional().meta({ description: 'The how-manieth of these events it is; default 1' }),
  calls: z
    .union([callRange, z.array(callRange).min(1).max(rangesLimit)])
    .transform((given) => (isRange(given) ? [given] : given))
    .exactOptional()
    .meta({ description: 'In which calls, by their numbers or ranges of them (`7-9`); default all' }),
  callOfPass: z.int().min(1).max(callsOfPassLimit).exactOptional().meta({
    description: 'Of a scenario of steps: in which call of a pass through them, from 1; default all',
  }),
};

function isRange(given: CallRange | readonly CallRange[]): given is CallRange {
  return typeof given[0] === 'number';
}

/** What is said by {@link occasionKeys}. */
export interface OccasionFile {
  readonly on?: string;
  readonly count?: number;
  readonly calls?: readonly CallRange[];
  readonly callOfPass?: number;
}

/** The event that is meant; `undefined` where none is. */
export function occasionOf({ on, count = 1 }: OccasionFile): Occasion | undefined {
  return on === undefined ? undefined : { event: on, count };
}

/** The limits by call, without the keys that are not given. */
export function callLimitsOf({ calls, callOfPass }: OccasionFile) {
  return { ...(calls !== undefined && { calls }), ...(callOfPass !== undefined && { callOfPass }) };
}

/** What of a list of faults is for calls that a scenario of so many calls does not make. */
export function callsNotMade(given: readonly (Pick<OccasionFile, 'calls'> | undefined)[], calls: number): Refusal[] {
  return given.flatMap((use, i): Refusal[] => {
    const beyond = use === undefined ? undefined : callNotMade(use, calls);
    return beyond === undefined ? [] : [[[i, 'calls'], `there is no call ${beyond}: the scenario makes ${calls}`, 'Raise `calls`.']];
  });
}
