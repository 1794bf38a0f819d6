import { z } from 'zod';
import type { LineFault, LineMoment } from '../core/scenario/line-fault.ts';
import { callLimitsOf, occasionKeys, occasionOf } from './occasion-schema.ts';
import { durationNs, lineOctets } from './quantities.ts';

const faultsLimit = 20;
/** Longer than a device's silence is waited for, a held line is a lost one. */
const longestHoldNs = 60_000_000_000;

/** Keys that say when a line fault happens; at most one of them, but for `after` and `every`. */
const times = ['after', 'every', 'at', 'on'] as const;

const lineFault = z
  .strictObject({
    drop: lineOctets.optional().meta({ description: 'So many octets do not arrive' }),
    flip: lineOctets.optional().meta({ description: 'In each of so many octets a bit is changed' }),
    delay: durationNs.optional().meta({ description: 'What follows is held back for so long, in the time of the host' }),
    after: lineOctets.optional().meta({ description: 'Once so many octets of the device have arrived; default those of `every`' }),
    every: lineOctets.optional().meta({ description: 'Again after so many octets each; default once' }),
    at: durationNs.exactOptional().meta({ description: 'With the first event from this time on, in the time of the device' }),
    ...occasionKeys,
  })
  .superRefine((file, context) => {
    const refuse = (message: string, next: string, path: string[] = []): void => {
      context.addIssue({ code: 'custom', path, message, params: { next } });
    };
    const kinds = (['drop', 'flip', 'delay'] as const).filter((kind) => file[kind] !== undefined);
    if (kinds.length !== 1) refuse('a line fault is one of `drop`, `flip` and `delay`', 'Give exactly one of them.');
    const [first, second] = times.filter((key) => file[key] !== undefined);
    if (first === undefined) refuse('nothing says when it happens', 'Add `after: 4096 octets`, `every:`, `at:` or `on:`.');
    if (second !== undefined && !(first === 'after' && second === 'every')) {
      refuse(`\`${first}\` and \`${second}\` both say when it happens`, 'Keep one of the two.', [second]);
    }
    for (const key of ['count', 'calls', 'callOfPass'] as const) {
      if (file[key] === undefined || file.on !== undefined) continue;
      refuse('says of which event, and there is none', 'Add `on:`, the event that it begins with.', [key]);
    }
    const octets = file.drop ?? file.flip ?? 0;
    if (file.every !== undefined && octets >= file.every) refuse('it would never end', 'Raise `every`.', ['every']);
    if ((file.delay ?? 0) > longestHoldNs) refuse('longer than a device is waited for', 'Allowed: up to 60 s.', ['delay']);
  })
  .transform((file): LineFault => {
    const { drop, flip, delay, after, every, at } = file;
    const on = occasionOf(file);
    const moment: LineMoment | undefined = at !== undefined ? { atNs: at } : on !== undefined ? { on, ...callLimitsOf(file) } : undefined;
    return {
      kind: drop === undefined ? (flip === undefined ? 'delay' : 'flip') : 'drop',
      octets: drop ?? flip ?? 0,
      holdNs: delay ?? 0,
      ...(moment === undefined ? { afterOctets: after ?? every ?? 0 } : { moment }),
      ...(every !== undefined && { everyOctets: every }),
    };
  });

/** The key `line` of a scenario file. */
export const line = z
  .array(lineFault)
  .min(1)
  .max(faultsLimit)
  .meta({ description: 'What happens on the line to the octets that the device sends' });
