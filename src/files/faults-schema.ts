import { z } from 'zod';
import { callNotMade, type FaultUse } from '../core/scenario/fault-use.ts';
import { callRanges } from './call-range-schema.ts';
import { durationNs } from './quantities.ts';
import type { Refusal } from './refusal.ts';

const faultsLimit = 20;
const name = z.string().min(1).max(64);

/** The key `faults` of a scenario file. */
export const faults = z
  .array(z.union([
    name.transform((given): FaultUse => ({ name: given })),
    z.strictObject({
      name,
      calls: callRanges,
      after: durationNs.exactOptional().meta({ description: 'From when on, in the time of the device; default from the start' }),
    }).transform(({ name: given, calls, after }): FaultUse => {
      return { name: given, ...(calls !== undefined && { calls }), ...(after !== undefined && { afterNs: after }) };
    }),
  ]))
  .min(1)
  .max(faultsLimit)
  .meta({ description: 'Faults that the emulated device is given: `condis-bench faults` lists them. No other device can run it' });

/** What in `faults` can never happen. */
export function faultRefusals(given: readonly FaultUse[], calls: number): Refusal[] {
  return given.flatMap((use, i): Refusal[] => {
    const beyond = callNotMade(use, calls);
    return beyond === undefined ? [] : [[[i, 'calls'], `there is no call ${beyond}: the scenario makes ${calls}`, 'Raise `calls`.']];
  });
}
