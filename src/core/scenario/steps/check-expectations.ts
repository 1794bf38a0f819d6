import type { Fault } from '../../fault.ts';
import type { ScenarioSpec } from '../scenario-spec.ts';
import { acts, type ActName, type RequestName } from './acts.ts';
import { leastTimeNs } from './least-time.ts';
import { canFollow, eventText } from './possible-events.ts';
import { besideText, stepFault } from './step-fault.ts';
import type { ActStep, ExpectStep, StepSpec } from './step.ts';

/** A request that may be the last one before a step, with its answers. */
interface Before {
  readonly step: ActStep;
  readonly answers: readonly ActName[];
}

/** What can never be met of the expectations among steps. `isForBoth`: they are for both kinds of call manager. */
export function checkExpectations(steps: readonly StepSpec[], delays: ScenarioSpec['delays'], isForBoth: boolean): Fault[] {
  const faults: Fault[] = [];
  visit(steps, [], { faults, delays, isForBoth });
  return faults;
}

interface Around {
  readonly faults: Fault[];
  readonly delays: ScenarioSpec['delays'];
  readonly isForBoth: boolean;
}

/** Gives what can be the last request when the steps are over. */
function visit(steps: readonly StepSpec[], from: readonly Before[], around: Around): readonly Before[] {
  let before = from;
  for (const step of steps) {
    switch (step.kind) {
      case 'act':
        if (acts[step.act].kind === 'request') before = [{ step, answers: [] }];
        else before = before.map((one) => ({ ...one, answers: [...one.answers, step.act] }));
        break;
      case 'expect':
        checkExpectation(step, before, around);
        break;
      case 'wait':
        break;
      case 'repeat':
        before = visit(step.steps, before, around);
        break;
      case 'parallel':
        before = step.strands.flatMap((strand) => visit(strand, before, around));
        break;
      case 'branch':
        before = [visit(step.met, before, around), visit(step.otherwise, before, around)].flat();
        break;
    }
  }
  return before;
}

function checkExpectation(step: ExpectStep, before: readonly Before[], { faults, delays, isForBoth }: Around): void {
  const { event, withinNs } = step;
  const what = eventText(event, isForBoth);
  if (before.length === 0) {
    const next = 'Write the act that brings it about before it.';
    faults.push(stepFault(step, 'expect-without-act', `nobody has done anything that could bring \`${what}\` about`, next));
    return;
  }
  const fitting = before.filter((one) => canFollow(event, one.step.act as RequestName, one.answers));
  const [first] = before;
  if (fitting.length === 0 && first !== undefined) {
    const message = `\`${what}\` cannot follow \`${first.step.act}\`${besideText(first.step, step)}`;
    const next = 'An expectation belongs to the act before it: move it behind the act that brings it about.';
    faults.push(stepFault(step, 'never-matches', message, next));
    return;
  }
  if (withinNs === undefined) return;
  const least = Math.min(...fitting.map((one) => leastTimeNs(event, one.step.act as RequestName, one.answers, delays)));
  if (withinNs >= least) return;
  const next = `Raise \`within\`, or shorten the delays; ${what} comes ${least / 1e6} ms after the act before it at the earliest.`;
  faults.push(stepFault(step, 'never-matches', `\`within\` is shorter than what the delays of the scenario take`, next));
}
