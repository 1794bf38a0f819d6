import { expectedCalls, type ExpectedCalls } from './expectation.ts';
import type { ScenarioSpec } from './scenario-spec.ts';
import { compileSteps } from './steps/compile.ts';

/**
 * How many calls a scenario makes that end in success, and how many that do not, when it is gone through `times` times; `undefined`
 * where its steps do not say it.
 */
export function expectedCallsOf(
  { courses, steps, stepParties }: Pick<ScenarioSpec, 'courses' | 'steps' | 'stepParties'>, times: number,
): ExpectedCalls | undefined {
  if (steps === undefined) return expectedCalls({ courses, calls: times });
  const { calls } = compileSteps(steps, stepParties);
  return calls === undefined ? undefined : { connected: calls.connected * times, failed: calls.failed * times };
}
