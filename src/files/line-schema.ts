import { z } from 'zod';
import type { LineFault } from '../core/scenario/line-fault.ts';
import { durationNs, lineOctets } from './quantities.ts';

const faultsLimit = 20;
/** Longer than a device's silence is waited for, a held line is a lost one. */
const longestHoldNs = 60_000_000_000;

const lineFault = z
  .strictObject({
    drop: lineOctets.optional().meta({ description: 'So many octets do not arrive' }),
    flip: lineOctets.optional().meta({ description: 'In each of so many octets a bit is changed' }),
    delay: durationNs.optional().meta({ description: 'What follows is held back for so long, in the time of the host' }),
    after: lineOctets.optional().meta({ description: 'Once so many octets of the device have arrived; default those of `every`' }),
    every: lineOctets.optional().meta({ description: 'Again after so many octets each; default once' }),
  })
  .superRefine((file, context) => {
    const refuse = (message: string, next: string, path: string[] = []): void => {
      context.addIssue({ code: 'custom', path, message, params: { next } });
    };
    const kinds = (['drop', 'flip', 'delay'] as const).filter((kind) => file[kind] !== undefined);
    if (kinds.length !== 1) refuse('a line fault is one of `drop`, `flip` and `delay`', 'Give exactly one of them.');
    if (file.after === undefined && file.every === undefined) {
      refuse('nothing says when it happens', 'Add `after: 4096 octets`, or `every:`.');
    }
    const octets = file.drop ?? file.flip ?? 0;
    if (file.every !== undefined && octets >= file.every) refuse('it would never end', 'Raise `every`.', ['every']);
    if ((file.delay ?? 0) > longestHoldNs) refuse('longer than a device is waited for', 'Allowed: up to 60 s.', ['delay']);
  })
  .transform(({ drop, flip, delay, after, every }): LineFault => ({
    kind: drop === undefined ? (flip === undefined ? 'delay' : 'flip') : 'drop',
    octets: drop ?? flip ?? 0,
    holdNs: delay ?? 0,
    afterOctets: after ?? every ?? 0,
    ...(every !== undefined && { everyOctets: every }),
  }));

/** The key `line` of a scenario file. */
export const line = z
  .array(lineFault)
  .min(1)
  .max(faultsLimit)
  .meta({ description: 'What happens on the line to the octets that the device sends' });
