import { traitsOf } from '../core/scenario/course.ts';
import type { ScenarioSpec } from '../core/scenario/scenario-spec.ts';
import { everyStep } from '../core/scenario/steps/step-parameters.ts';

/** Where the calls of a scenario come from: the client makes them, they come in, or there are both. */
export function whoCalls({ courses, steps }: ScenarioSpec): 'client' | 'network' | 'both' {
  const comeIn = steps === undefined ? courses.map((course) => traitsOf(course).direction === 'incoming')
    : [...everyStep(steps)].flatMap((step) => {
      const act = step.kind === 'act' ? step.act : undefined;
      return act === 'client: make call' || act === 'network: call' ? [act === 'network: call'] : [];
    });
  if (!comeIn.includes(true)) return 'client';
  return comeIn.includes(false) ? 'both' : 'network';
}
