import { z } from 'zod';
import { callNotMade, readCallRange, type CallRange, type FaultUse } from '../core/scenario/fault-use.ts';
import { patternHelp, durationNs } from './quantities.ts';
import type { Refusal } from './refusal.ts';

const faultsLimit = 20;
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

const name = z.string().min(1).max(64);

/** The key `faults` of a scenario file. */
export const faults = z
  .array(z.union([
    name.transform((given): FaultUse => ({ name: given })),
    z.strictObject({
      name,
      calls: z
        .union([callRange, z.array(callRange).min(1).max(rangesLimit)])
        .transform((given) => (isRange(given) ? [given] : given))
        .exactOptional()
        .meta({ description: 'In which calls, by their numbers or ranges of them (`7-9`); default all' }),
      after: durationNs.exactOptional().meta({ description: 'From when on, in the time of the device; default from the start' }),
    }).transform(({ name: given, calls, after }): FaultUse => {
      return { name: given, ...(calls !== undefined && { calls }), ...(after !== undefined && { afterNs: after }) };
    }),
  ]))
  .min(1)
  .max(faultsLimit)
  .meta({ description: 'Faults that the emulated device is given: `condis-bench faults` lists them. No other device can run it' });

function isRange(given: CallRange | readonly CallRange[]): given is CallRange {
  return typeof given[0] === 'number';
}

/** What in `faults` can never happen. */
export function faultRefusals(given: readonly FaultUse[], calls: number): Refusal[] {
  return given.flatMap((use, i): Refusal[] => {
    const beyond = callNotMade(use, calls);
    return beyond === undefined ? [] : [[[i, 'calls'], `there is no call ${beyond}: the scenario makes ${calls}`, 'Raise `calls`.']];
  });
}
