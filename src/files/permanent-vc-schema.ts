import { z } from 'zod';
import type { PermanentVcProgram } from '../core/scenario/call-program.ts';
import { defaultPermanentVc } from '../core/scenario/defaults.ts';
import type { Course, CourseName } from '../core/scenario/course.ts';
import type { Refusal } from './refusal.ts';

/** VPIs of a UNI have eight bits; VCIs below 32 are reserved (ITU-T I.361). */
const mostVpi = 255;
const leastVci = 32;
const mostVci = 65_535;

/** `0/100`: VPI and VCI. */
export const connection = z
  .string()
  .regex(/^\d{1,3}\/\d{1,5}$/, 'is not VPI/VCI, such as 0/100')
  .transform((text) => {
    const [vpi, vci] = text.split('/').map(Number) as [number, number];
    return { vpi, vci };
  })
  .refine(({ vpi, vci }) => vpi <= mostVpi && vci >= leastVci && vci <= mostVci, {
    error: `is no VPI (0 to ${mostVpi}) and VCI (${leastVci} to ${mostVci})`,
  })
  .meta({ description: 'VPI/VCI of the permanent VC that the client names in its media parameters; of calls at once the first' });

/** What a scenario file says of permanent VCs, under `call`. */
export interface PermanentFile {
  readonly permanent?: boolean | undefined;
  readonly connection?: { readonly vpi: number; readonly vci: number } | undefined;
}

/** The inner form; `undefined`: the calls are signalled. */
export function permanentVcOf({ permanent, connection: named }: PermanentFile = {}): PermanentVcProgram | undefined {
  if (permanent !== true) return undefined;
  return { ...(named ?? defaultPermanentVc), isNamed: named !== undefined };
}

/** Courses in which nothing is signalled even of a switched VC, or that mean as much on a permanent one. */
const ofPermanentVcs: ReadonlySet<CourseName> = new Set<CourseName>([
  'connects', 'refusedAtOnce', 'refusedAfterPending', 'invalidParameters', 'activationFails', 'creationFails', 'clientModifyRefused',
  'noPermanentVc',
]);

/** What contradicts the key `permanent`, or needs it. */
export function permanentRefusals(
  file: PermanentFile | undefined, inTurn: readonly Course[], others: { readonly multipoint: boolean; readonly concurrency: number },
): Refusal[] {
  const vc = permanentVcOf(file);
  if (vc === undefined) {
    if (file?.connection === undefined) return [];
    return [[['call', 'connection'], 'the network chooses the connection of a switched VC', 'Add `permanent: true` under `call`.']];
  }
  const refusals: Refusal[] = [];
  const signalled = inTurn.find(({ name }) => !ofPermanentVcs.has(name));
  if (signalled !== undefined) {
    const next = `A call on a permanent VC takes ${[...ofPermanentVcs].map((name) => `\`${name}\``).join(', ')}.`;
    refusals.push([['course'], `course \`${signalled.name}\` is signalled, and a call on a permanent VC is not`, next]);
  }
  if (others.multipoint) {
    refusals.push([['multipoint'], 'parties are added by signalling, and a call on a permanent VC has none', 'Take out `permanent`.']);
  }
  // A VCI that is too high by itself is told of by itself.
  if (vc.vci <= mostVci && vc.vci + others.concurrency - 1 > mostVci) {
    refusals.push([['call', 'connection'], `${others.concurrency} calls at once need as many VCIs from it on`, 'Begin with a lower VCI.']);
  }
  if (vc.isNamed && inTurn.some(({ name }) => name === 'noPermanentVc')) {
    const next = 'Take out `connection`: the call manager then looks for a permanent VC to the called address.';
    refusals.push([['call', 'connection'], 'names the permanent VC that course `noPermanentVc` says is missing', next]);
  }
  return refusals;
}
