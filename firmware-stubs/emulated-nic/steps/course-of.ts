import { courseNames, courses, type Course } from '../../../src/core/scenario/course.ts';
import type { StepRow } from '../../../src/core/scenario/steps/step-program.ts';

/** The course that says how the request of a row is answered. */
export function courseOf({ y, z, b }: StepRow): Course {
  const name = courseNames.find((one) => courses[one].number === y) ?? 'connects';
  return { name, ...(z !== 0 && { cause: z }), ...(b !== 0 && { status: b }) };
}
