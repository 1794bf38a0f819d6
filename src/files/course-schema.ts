import { z } from 'zod';
import { statusCodes } from '../core/condis/statuses.ts';
import { courseNames, courses, traitsOf, type Course, type CourseName } from '../core/scenario/course.ts';
import { defaultRefusalStatus, defaultReleaseCause } from '../core/scenario/defaults.ts';
import { causeValues } from '../core/signalling/elements/cause-values.ts';
import { strictKeys } from './shared-schema.ts';

/** Results that ProtocolCmMakeCall has for a refusal (catalogue, MK-06). */
export const refusals = ['NDIS_STATUS_NOT_SUPPORTED', 'NDIS_STATUS_RESOURCES'] as const;

/** Results that a client may have for a call that it does not take. */
export const rejections = ['NDIS_STATUS_RESOURCES', 'NDIS_STATUS_FAILURE', 'NDIS_STATUS_NOT_SUPPORTED'] as const;

type CauseName = keyof typeof causeValues;

const cause = z
  .union([z.enum(Object.keys(causeValues) as [CauseName]), z.int().min(1).max(127)])
  .transform((given) => (typeof given === 'number' ? given : causeValues[given]))
  .exactOptional()
  .meta({ description: `Cause by its name in Q.2610 or its number; default call rejected (${defaultReleaseCause})` });

const status = z
  .enum(refusals)
  .transform((name) => statusCodes[name])
  .exactOptional()
  .meta({ description: 'What the call manager answers; default NDIS_STATUS_NOT_SUPPORTED' });

const rejection = z
  .enum(rejections)
  .transform((name) => statusCodes[name])
  .exactOptional()
  .meta({ description: 'What the client answers; default NDIS_STATUS_RESOURCES' });

const detailed = courseNames.filter((name) => {
  const { givesCause, givesStatus, mayGiveStatus } = traitsOf({ name });
  return givesCause === true || givesStatus === true || mayGiveStatus === true;
});

function details(name: CourseName) {
  const { givesCause, mayGiveStatus, summary } = traitsOf({ name });
  const given = givesCause === true ? z.strictObject({ cause }) : z.strictObject({ status: mayGiveStatus === true ? rejection : status });
  return given.transform((detail): Course => ({ name, ...detail })).meta({ description: summary });
}

const one = z.union([
  z.enum(courseNames as [CourseName]).transform((name): Course => ({ name })),
  strictKeys(detailed, details)
    .refine((given) => Object.keys(given).length === 1, {
      error: 'a call takes one course',
      params: { next: 'Write a list, `[connects, noAnswer]`, for calls that take several in turn.' },
    })
    .transform((given) => Object.values(given)[0] as Course),
]);

/** The course that the calls take, or the courses that they take in turn. */
export const course = z
  .union([one.transform((only) => [only]), z.array(one).min(1).max(1000)])
  .transform((inTurn): readonly Course[] => inTurn.map(withDefaults))
  .meta({
    description: `How each call goes, or a list that the calls take in turn; default connects. ${
      courseNames.map((name) => `${name}: ${courses[name].summary}`).join('. ')}`,
  });

function withDefaults(given: Course): Course {
  const { givesCause, givesStatus } = traitsOf(given);
  return {
    ...given,
    ...(givesCause === true && { cause: given.cause ?? defaultReleaseCause }),
    ...(givesStatus === true && { status: given.status ?? defaultRefusalStatus }),
  };
}
