import { z } from 'zod';
import type { FaultUse } from '../core/scenario/fault-use.ts';
import { callLimitsOf, occasionKeys, occasionOf } from './occasion-schema.ts';
import { durationNs } from './quantities.ts';

const faultsLimit = 20;

const name = z.string().min(1).max(64);

/** The key `faults` of a scenario file. */
export const faults = z
  .array(z.union([
    name.transform((given): FaultUse => ({ name: given })),
    z
      .strictObject({
        name,
        ...occasionKeys,
        after: durationNs.exactOptional().meta({ description: 'From when on, in the time of the device; default from the start' }),
      })
      .superRefine((file, context) => {
        if (file.count === undefined || file.on !== undefined) return;
        const params = { next: 'Add `on:`, the event that is counted.' };
        context.addIssue({ code: 'custom', path: ['count'], message: 'nothing is counted', params });
      })
      .transform((file): FaultUse => {
        const on = occasionOf(file);
        const { after } = file;
        return { name: file.name, ...callLimitsOf(file), ...(after !== undefined && { afterNs: after }), ...(on !== undefined && { on }) };
      }),
  ]))
  .min(1)
  .max(faultsLimit)
  .meta({ description: 'Faults that the emulated device is given: `condis-bench faults` lists them. No other device can run it' });
