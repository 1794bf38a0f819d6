import { z } from 'zod';
import type { Pendable } from '../../core/scenario/call-program.ts';
import {
  actNames, acts, isRequest, parameterRanges, requestTraits, type ActName, type ActParameter,
} from '../../core/scenario/steps/acts.ts';
import { branchConditions } from '../../core/scenario/steps/step.ts';
import { causeValues } from '../../core/signalling/elements/cause-values.ts';
import type { AtmAddress } from '../../core/scenario/scenario-spec.ts';
import { refusals, rejections } from '../course-schema.ts';
import { delay } from '../delay-schema.ts';
import { atmAddress, cellsPerSecond, durationNs, patternHelp, sduOctets } from '../quantities.ts';

const plainNamePattern = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,31}$/u;
patternHelp.set(String(plainNamePattern), {
  expected: 'a name', next: 'Use up to 32 letters, digits, spaces, `.`, `_` and `-`, a letter or digit first.', code: 'malformed-name',
});
const plainName = z.string().regex(plainNamePattern);
const timers = z.union([plainName.transform((name) => [name]), z.array(plainName).min(1).max(16)]).meta({ id: 'timers' });
const timed = {
  starts: timers.exactOptional().meta({ description: 'Timers that begin with it' }),
  stops: timers.exactOptional().meta({ description: 'Timers that end with it' }),
};

const cause = z
  .union([z.enum(Object.keys(causeValues) as [keyof typeof causeValues]), z.int().min(1).max(127)])
  .meta({ id: 'cause', description: 'Cause by its name in Q.2610 or its number' });

/** What can be said with an act, as it is written. */
const parameterForms = {
  lists: z.int().min(parameterRanges.lists[0]).max(parameterRanges.lists[1]).meta({ description: 'Net buffer lists; default 1' }),
  octets: sduOctets.meta({ description: 'Octets in each list; default 1500 octets, or the SDU if that is less' }),
  party: plainName.meta({ description: 'The party, by a name of your choice; `initial` is the one that was called with the call itself' }),
  peakCellRate: cellsPerSecond.meta({ description: 'For CLP 0+1, forward; default that of the call' }),
  cause,
  status: z.enum(refusals).meta({ description: 'What the call manager answers; default NDIS_STATUS_NOT_SUPPORTED' }),
  times: z.int().min(parameterRanges.times[0]).max(parameterRanges.times[1]).meta({ description: 'How many times; default 1' }),
} as const satisfies Record<ActParameter, z.ZodType>;

/** Parameters without which an act means nothing. */
const needed: ReadonlySet<ActParameter> = new Set<ActParameter>(['party']);

const rejected = {
  status: z.enum(rejections).exactOptional().meta({ description: 'What the client answers; default NDIS_STATUS_RESOURCES' }),
};

/** What an act can be given that does not travel with it, or takes in another form than others. */
const besideForms: Partial<Record<ActName, z.ZodRawShape>> = {
  'client: reject': rejected,
  'client: reject later': rejected,
  'client: add party': { called: atmAddress.exactOptional().meta({ description: 'Address of the party; default one of its own' }) },
};

/** An act as it is written. */
export interface ActFile {
  readonly lists?: number;
  readonly octets?: number;
  readonly party?: string;
  readonly called?: AtmAddress;
  readonly peakCellRate?: number;
  readonly cause?: string | number;
  readonly status?: (typeof refusals | typeof rejections)[number];
  readonly times?: number;
  readonly requests?: Readonly<Partial<Record<Pendable, 'pended' | 'synchronous'>>>;
  readonly starts?: readonly string[];
  readonly stops?: readonly string[];
}

/** The words of an act after its role: `make call`. */
export function wordsOf(name: ActName): string {
  return name.slice(name.indexOf(':') + 2);
}

/** What a request says of how drivers answer what it leads to. */
function pendedForm(pends: readonly Pendable[] | undefined): z.ZodRawShape {
  if (pends === undefined) return {};
  const answers = Object.fromEntries(pends.map((name) => [name, z.exactOptional(z.enum(['pended', 'synchronous']))]));
  return {
    requests: z.strictObject(answers).exactOptional()
      .meta({ description: 'How these are answered while it lasts; default as `requests` of the scenario says' }),
  };
}

/** An act as a step, by its name. */
export const actForms: ReadonlyMap<ActName, z.ZodType<ActFile>> = new Map(actNames.map((name) => {
  const { role, takes = [], summary } = acts[name];
  const given = takes.map((parameter): [string, z.ZodType] => {
    const form: z.ZodType = parameterForms[parameter];
    return [parameter, needed.has(parameter) ? form : z.exactOptional(form)];
  });
  const shape: Record<string, z.ZodType> = {
    [role]: z.literal(wordsOf(name)).meta({ description: summary }), ...Object.fromEntries(given), ...besideForms[name],
    ...(isRequest(name) ? pendedForm(requestTraits(name).pends) : {}), ...timed,
  };
  return [name, z.strictObject(shape)];
}));

/** Steps inside a step: they are read one by one, with places of their own. */
export const innerSteps = z.array(z.unknown()).min(1).max(1000).meta({ id: 'steps' });

const expectForm = z.strictObject({
  expect: z.string().min(1).max(80).meta({ description: 'A function or handler, `… returns`, or a message `… sent` or `… received`' }),
  status: z.union([z.string(), z.int().min(0).max(0xffffffff)]).exactOptional()
    .meta({ description: 'The status with which it is entered or returns' }),
  cause: cause.exactOptional(),
  arguments: z.record(z.string(), z.union([z.int().min(0).max(0xffffffff), z.string()])).exactOptional()
    .meta({ description: 'Further arguments by their documented names' }),
  within: durationNs
    .refine((ns) => ns > 0, {
      message: 'nothing comes about in no time', params: { code: 'never-matches', next: 'Write a time above 0 ns, or take it out.' },
    })
    .exactOptional().meta({ description: 'Device time from the beginning of the act before, at most' }),
  optional: z.boolean().exactOptional().meta({ description: 'true: it may also not be seen' }),
  keep: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,31}$/), z.string()).exactOptional()
    .meta({ description: 'Values to keep in the row of the call: column, and name of the argument' }),
  ...timed,
});
export type ExpectFile = z.output<typeof expectForm>;

const condition = z.enum(branchConditions).meta({ description: 'How the last request ended' });

/** Every step that is no act, by the key with which it begins. */
export const stepForms = {
  expect: expectForm,
  wait: z.strictObject({ wait: delay }),
  repeat: z.strictObject({ repeat: z.int().min(1).max(65_535).meta({ description: 'How many times' }), steps: innerSteps }),
  parallel: z.strictObject({ parallel: z.array(innerSteps).min(2).max(8).meta({ description: 'Strands of steps at the same time' }) }),
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the language; what is made of it has no `then`
  if: z.strictObject({ if: condition, then: innerSteps, else: innerSteps.exactOptional() }),
  'in any order': z.strictObject({ 'in any order': innerSteps }),
  use: z.strictObject({
    use: z.string().min(1).max(200).meta({ description: 'A fragment: `name`, `file.yaml` or `file.yaml#name`' }),
    with: z.record(z.string(), z.unknown()).exactOptional().meta({ description: 'What stands for the `${names}` in it' }),
  }),
} as const;
export type StepKey = keyof typeof stepForms;
