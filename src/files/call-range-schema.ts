import { z } from 'zod';
import { readCallRange, type CallRange } from '../core/scenario/fault-use.ts';
import { patternHelp } from './quantities.ts';

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

/** The key `calls` of a fault. */
export const callRanges = z
  .union([callRange, z.array(callRange).min(1).max(rangesLimit)])
  .transform((given) => (isRange(given) ? [given] : given))
  .exactOptional()
  .meta({ description: 'In which calls, by their numbers or ranges of them (`7-9`); default all' });

function isRange(given: CallRange | readonly CallRange[]): given is CallRange {
  return typeof given[0] === 'number';
}
