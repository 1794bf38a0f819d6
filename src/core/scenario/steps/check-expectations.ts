import type { Fault } from '../../fault.ts';
import type { ScenarioSpec } from '../scenario-spec.ts';
import { acts, parameterDefaults, type ActName, type RequestName } from './acts.ts';
import { answered } from './answered.ts';
import { contradiction } from './contradicted.ts';
import { obstacleAfter } from './event-order.ts';
import { leastTimeNs } from './least-time.ts';
import { canFollow, eventText } from './possible-events.ts';
import { besideText, stepFault } from './step-fault.ts';
import type { ActStep, ExpectStep, ParallelStep, StepSpec } from './step.ts';

/** A request that may be the last one before a step, with its answers. */
interface Before {
  readonly step: ActStep;
  readonly answers: readonly ActStep[];
  /** What has been seen of it by then; `undefined` where other requests may have gone on at the same time. */
  readonly seen: readonly ExpectStep[] | undefined;
}

/**
 * What can never be met of the expectations among steps. `isForBoth`: they are for both kinds of call manager. Order and outcome are
 * compared with those of a correct device on a network that loses and repeats nothing; a scenario with faults of either may expect more.
 */
export function checkExpectations(
  steps: readonly StepSpec[], { delays, faults: given, networkFaults }: Pick<ScenarioSpec, 'delays' | 'faults' | 'networkFaults'>,
  isForBoth: boolean,
): Fault[] {
  const faults: Fault[] = [];
  visit(steps, [], { faults, delays, isForBoth, isFaulty: given.length > 0 || networkFaults !== undefined, isBeside: false });
  return faults;
}

interface Around {
  readonly faults: Fault[];
  readonly delays: ScenarioSpec['delays'];
  readonly isForBoth: boolean;
  /** The device is given faults, or the network has some. */
  readonly isFaulty: boolean;
  /** Other strands make requests at the same time. */
  readonly isBeside: boolean;
}

/** Gives what can be the last request when the steps are over. */
function visit(steps: readonly StepSpec[], from: readonly Before[], around: Around): readonly Before[] {
  let before = from;
  for (const step of steps) {
    switch (step.kind) {
      case 'act':
        if (acts[step.act].kind === 'request') before = [{ step, answers: [], seen: around.isBeside ? undefined : [] }];
        else before = before.map((one) => ({ ...one, answers: [...one.answers, step] }));
        break;
      case 'expect':
        before = expected(step, before, around);
        break;
      case 'wait':
        break;
      case 'repeat':
        before = repeated(step.steps, step.times, before, around);
        break;
      case 'parallel':
        before = strands(step, before, around);
        break;
      case 'branch':
        before = [visit(step.met, before, around), visit(step.otherwise, before, around)].flat();
        break;
    }
  }
  return before;
}

/** What is expected first thing each time belongs, from the second time on, to the last request of the time before. */
function repeated(steps: readonly StepSpec[], times: number, before: readonly Before[], around: Around): readonly Before[] {
  const known = around.faults.length;
  const once = visit(steps, before, around);
  const isAgain = times > 1 && around.faults.length === known && steps[0]?.kind === 'expect';
  return isAgain ? visit(steps, once, around) : once;
}

function strands({ strands: all }: ParallelStep, before: readonly Before[], around: Around): readonly Before[] {
  const isBeside = around.isBeside || all.filter(hasActs).length > 1;
  const unordered = (some: readonly Before[]): Before[] => some.map((one) => ({ ...one, seen: undefined }));
  return all.flatMap((strand) => {
    const others = all.some((other) => other !== strand && hasActs(other));
    return unordered(visit(strand, others ? unordered(before) : before, { ...around, isBeside }));
  });
}

function hasActs(steps: readonly StepSpec[]): boolean {
  return steps.some((step) => step.kind === 'act' || (step.kind === 'repeat' && hasActs(step.steps)) ||
    (step.kind === 'parallel' && step.strands.some(hasActs)) || (step.kind === 'branch' && (hasActs(step.met) || hasActs(step.otherwise))));
}

/** Says why an expectation cannot be met, and gives what can be the last request after it. */
function expected(step: ExpectStep, before: readonly Before[], around: Around): readonly Before[] {
  const fault = obstacleTo(step, before, around);
  if (fault !== undefined) {
    around.faults.push(fault);
    return before;
  }
  if (step.isOptional) return before;
  return before.map((one) => (one.seen === undefined ? one : { ...one, seen: [...one.seen, step] }));
}

function obstacleTo(step: ExpectStep, before: readonly Before[], around: Around): Fault | undefined {
  const { delays, isForBoth, isFaulty } = around;
  const what = eventText(step.event, isForBoth);
  const [first] = before;
  if (first === undefined) {
    const next = 'Write the act that brings it about before it.';
    return stepFault(step, 'expect-without-act', `nobody has done anything that could bring \`${what}\` about`, next);
  }
  const fitting = before.filter((one) => canFollow(step.event, requestOf(one), answersOf(one)));
  if (fitting.length === 0) {
    const message = `\`${what}\` cannot follow \`${first.step.act}\`${besideText(first.step, step)}`;
    const next = 'An expectation belongs to the act before it: move it behind the act that brings it about.';
    return stepFault(step, 'never-matches', message, next);
  }
  const late = isFaulty ? [] : fitting.map((one) => outOfOrder(step, one, isForBoth));
  const contrary = isFaulty ? [] : fitting.map((one) => contrariety(step, one, what));
  for (const faults of [late, contrary]) if (faults.length > 0 && faults.every((fault) => fault !== undefined)) return faults[0];
  return tooEarly(step, fitting, delays, what);
}

function outOfOrder(step: ExpectStep, one: Before, isForBoth: boolean): Fault | undefined {
  const lists = one.step.parameters.lists ?? parameterDefaults.lists;
  for (const seen of one.seen ?? []) {
    // What may be met in any order stands in one group.
    const isGrouped = step.anyOrder !== undefined && seen.anyOrder === step.anyOrder;
    const why = obstacleAfter(step.event, seen.event, { request: requestOf(one), answers: answersOf(one), lists });
    if (why === undefined || (isGrouped && why === 'before')) continue;
    const [what, above] = [step, seen].map(({ event }) => `\`${eventText(event, isForBoth)}\``);
    const where = besideText(seen, step);
    const act = `\`${one.step.act}\`${besideText(one.step, step)}`;
    if (why === 'once') {
      const earlier = seen === step ? 'each time that these steps are repeated' : `above${where} already`;
      const next = seen === step ? 'Move it out of the repetition.' : 'Take one of the two out, or write what both say into one.';
      return stepFault(step, 'never-matches', `${what} comes once after ${act}, and is expected ${earlier}`, next);
    }
    const message = `${what} comes before ${above}${where}, which is expected above it`;
    return stepFault(step, 'never-matches', message, 'Put it above that one, or both under `in any order`.');
  }
  return undefined;
}

function contrariety(step: ExpectStep, one: Before, what: string): Fault | undefined {
  const found = contradiction(step.event, answered(one.step, one.answers, []));
  if (found === undefined) return undefined;
  const { by, why, next } = found;
  return stepFault(step, 'never-matches', `\`${what}\` ${why}: \`${by.act}\`${besideText(by, step)} says otherwise`, next);
}

function tooEarly(step: ExpectStep, fitting: readonly Before[], delays: ScenarioSpec['delays'], what: string): Fault | undefined {
  const { event, withinNs } = step;
  if (withinNs === undefined) return undefined;
  const least = Math.min(...fitting.map((one) => leastTimeNs(event, requestOf(one), answersOf(one), delays)));
  if (withinNs >= least) return undefined;
  const next = `Raise \`within\`, or shorten the delays; ${what} comes ${least / 1e6} ms after the act before it at the earliest.`;
  return stepFault(step, 'never-matches', `\`within\` is shorter than what the delays of the scenario take`, next);
}

function requestOf({ step }: Before): RequestName {
  return step.act as RequestName;
}

function answersOf({ answers }: Before): ActName[] {
  return answers.map(({ act }) => act);
}
