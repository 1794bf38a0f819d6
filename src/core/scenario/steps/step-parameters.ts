import { statusCodes } from '../../condis/statuses.ts';
import type { Fault } from '../../fault.ts';
import { acts, parameterRanges, type ActParameter } from './acts.ts';
import { stepFault } from './step-fault.ts';
import type { ActStep, StepSpec } from './step.ts';

/** Every step of some steps, those inside others too, in the order in which they are written. */
export function* everyStep(steps: readonly StepSpec[]): Generator<StepSpec> {
  for (const step of steps) {
    yield step;
    if (step.kind === 'repeat') yield* everyStep(step.steps);
    else if (step.kind === 'parallel') for (const strand of step.strands) yield* everyStep(strand);
    else if (step.kind === 'branch') yield* everyStep([...step.met, ...step.otherwise]);
  }
}

/** What is said with acts and has no meaning there. */
export function parameterFaults(steps: readonly StepSpec[]): Fault[] {
  return [...everyStep(steps)].flatMap((step) => (step.kind === 'act' ? faultsOf(step) : []));
}

function faultsOf(step: ActStep): Fault[] {
  const takes = acts[step.act].takes ?? [];
  const given = Object.entries(step.parameters) as [ActParameter, number][];
  return given.flatMap(([name, value]) => {
    if (!takes.includes(name)) {
      const next = takes.length === 0 ? 'It takes nothing.' : `It takes ${takes.join(', ')}.`;
      return [stepFault(step, 'unknown-key', `\`${step.act}\` does not take \`${name}\``, next)];
    }
    const [least, greatest] = parameterRanges[name];
    const isNone = name === 'status' && value === statusCodes.NDIS_STATUS_PENDING;
    if (Number.isSafeInteger(value) && value >= least && value <= greatest && !isNone) return [];
    const next = isNone ? 'NDIS_STATUS_PENDING is no outcome.' : `It is a whole number from ${least} to ${greatest}.`;
    return [stepFault(step, 'out-of-range', `\`${name}\` of \`${step.act}\` is ${value}`, next)];
  });
}
