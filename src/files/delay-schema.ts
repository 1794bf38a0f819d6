import { z } from 'zod';
import type { Delay } from '../core/scenario/call-program.ts';
import { durationNs } from './quantities.ts';

const sigmaOfLogarithm = z.number().min(0).max(5).meta({ description: 'Standard deviation of the natural logarithm; a plain number' });

/** A duration, or a distribution from which the device draws one each time. */
export const delay = z.union([
  durationNs.transform((ns): Delay => ({ kind: 'fixed', ns })),
  z
    .strictObject({ uniform: z.tuple([durationNs, durationNs]) })
    .refine(({ uniform: [min, max] }) => min <= max, {
      path: ['uniform'],
      error: 'the lower bound is above the upper one',
      params: { next: 'Write the smaller duration first.' },
    })
    .transform(({ uniform: [minNs, maxNs] }): Delay => ({ kind: 'uniform', minNs, maxNs })),
  z
    .strictObject({ normal: z.strictObject({ mean: durationNs, sigma: durationNs }) })
    .transform(({ normal: { mean, sigma } }): Delay => ({ kind: 'normal', meanNs: mean, sigmaNs: sigma })),
  z
    .strictObject({ 'log-normal': z.strictObject({ median: durationNs, sigma: sigmaOfLogarithm }) })
    .transform(({ 'log-normal': { median, sigma } }): Delay => ({ kind: 'log-normal', medianNs: median, sigma })),
]).meta({ id: 'delay' });
