import { Fault } from '../../fault.ts';
import { requestTraits } from './acts.ts';
import { layOut } from './row-layout.ts';
import { stepFault } from './step-fault.ts';
import { flowOf } from './step-flow.ts';
import { parameterFaults } from './step-parameters.ts';
import type { StepProgram } from './step-program.ts';
import { timerFaults } from './step-timers.ts';
import { requestsOf, treeOf } from './step-tree.ts';
import type { ActStep, StepSpec } from './step.ts';

/** What the steps of a scenario come to. */
export interface CompiledSteps {
  /** What is wrong with them, in the order of the checks; none: the program can be used. */
  readonly faults: readonly Fault[];
  readonly program: StepProgram;
  /** Calls come in, or it is about SAPs, so some have to be registered. */
  readonly needsSaps: boolean;
  /** Given: after a pass something is closed that another would need; the step that closed it. */
  readonly leavesClosed?: ActStep;
  /** Calls that one pass through the steps connects, and that it lets fail; absent where other calls decide that, too. */
  readonly calls?: { readonly connected: number; readonly failed: number };
}

/**
 * Checks the steps of a scenario and makes the program of them that a device carries out for each call. `parties` are the numbers of
 * the parties that steps can add, `undefined` for point-to-point calls.
 */
export function compileSteps(steps: readonly StepSpec[], parties?: readonly string[]): CompiledSteps {
  const faults: Fault[] = [...parameterFaults(steps), ...timerFaults(steps)];
  const tree = treeOf(steps, faults);
  const flow = flowOf(tree, parties?.length);
  faults.push(...flow.faults);
  if (requestsOf(tree).next().done === true) faults.push(noRequest(steps));
  const layout = layOut(tree, faults);
  return {
    faults,
    program: { ...layout, ...(parties !== undefined && { parties }) },
    needsSaps: [...requestsOf(tree)].some(({ request }) => requestTraits(request).needsSaps === true),
    ...(flow.leavesClosed !== undefined && { leavesClosed: flow.leavesClosed }),
    ...(flow.isDecidable && { calls: { connected: flow.connected, failed: flow.failed } }),
  };
}

function noRequest([first]: readonly StepSpec[]): Fault {
  const message = 'nobody does anything in these steps';
  const next = 'Begin with `client: create VC`.';
  return first === undefined ? new Fault('no-request', message, { next }) : stepFault(first, 'no-request', message, next);
}
