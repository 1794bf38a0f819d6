import { placeText, type Fault } from '../../fault.ts';
import { acts, requestTraits, type ActName, type RequestName } from '../steps/acts.ts';
import { clientWideActs } from '../steps/client-wide.ts';
import { eventText } from '../steps/possible-events.ts';
import { stepFault } from '../steps/step-fault.ts';
import { everyStep } from '../steps/step-parameters.ts';
import type { ActStep, ExpectStep, StepSpec } from '../steps/step.ts';
import { watchLimits, watchTextLimit, type WatchPlan, type WatchRow } from './watch-plan.ts';

/** Answers after which a call that was connected does not stand. */
const undoing: ReadonlySet<ActName> = new Set<ActName>(['client: refuse rates', 'network: refuse']);

/**
 * What is watched of the steps of a scenario; `undefined` where nothing is expected, measured or kept. `isForBoth`: the steps are for both
 * kinds of call manager; `isAlone`: no two passes go on at the same time; `passes`: how many there are in all.
 */
export function watchPlanOf(steps: readonly StepSpec[], isForBoth: boolean, isAlone = false, passes = 1): WatchPlan | undefined {
  const isWatched = [...everyStep(steps)].some((step) => step.kind === 'expect' || (step.starts ?? []).length > 0);
  if (!isWatched) return undefined;
  const layout = new Layout(isForBoth);
  layout.steps(steps);
  layout.rows.push({ op: 'end' });
  return {
    rows: layout.rows, timers: layout.timers, columns: layout.columns, ...(isAlone && { isAlone }),
    ...(clientWideActs(steps).length > 0 && { passes }),
  };
}

/** What is too much of a plan for a run to carry. */
export function watchFaults(steps: readonly StepSpec[], isForBoth: boolean): Fault[] {
  const plan = watchPlanOf(steps, isForBoth, true);
  const [first] = steps;
  if (plan === undefined || first === undefined) return [];
  const { rows, timers, columns } = plan;
  const groups = new Map<number, number>();
  for (const row of rows) if (row.op === 'expect' && row.group !== undefined) groups.set(row.group, (groups.get(row.group) ?? 0) + 1);
  const measures: [count: number, limit: number, what: string][] = [
    [timers.length, watchLimits.timers, 'timers'], [columns.length, watchLimits.columns, 'columns of kept values'],
    [Math.max(0, ...groups.values()), watchLimits.group, 'expectations in any order'], [rows.length, watchLimits.rows, 'steps to watch'],
    [JSON.stringify(plan).length, watchTextLimit, 'characters of what is to be watched'],
  ];
  return measures.filter(([count, limit]) => count > limit).map(([count, limit, what]) => {
    return stepFault(first, 'too-much-to-watch', `${count} ${what}, allowed are ${limit}`, 'Use `repeat`, or several scenarios.');
  });
}

class Layout {
  readonly rows: WatchRow[] = [];
  readonly timers: string[] = [];
  readonly columns: string[] = [];
  private readonly isForBoth: boolean;
  private counters = 0;

  constructor(isForBoth: boolean) {
    this.isForBoth = isForBoth;
  }

  steps(steps: readonly StepSpec[]): void {
    for (const [i, step] of steps.entries()) this.step(step, steps.slice(i + 1));
  }

  private step(step: StepSpec, after: readonly StepSpec[]): void {
    const { rows } = this;
    switch (step.kind) {
      case 'act':
        if (acts[step.act].kind === 'request') rows.push(this.act(step, after));
        break;
      case 'expect':
        rows.push(this.expectation(step));
        break;
      case 'wait':
        break;
      case 'repeat': {
        const to = rows.length;
        this.steps(step.steps);
        rows.push({ op: 'again', to, times: step.times, counter: this.counters++ });
        break;
      }
      case 'parallel': {
        const fork = rows.push({ op: 'end' }) - 1;
        const strands = step.strands.map((strand) => {
          const first = rows.length;
          this.steps(strand);
          rows.push({ op: 'end' });
          return first;
        });
        rows[fork] = { op: 'fork', strands, join: rows.push({ op: 'join' }) - 1 };
        break;
      }
      case 'branch': {
        const branch = rows.push({ op: 'end' }) - 1;
        this.steps(step.met);
        const jump = rows.push({ op: 'end' }) - 1;
        rows[branch] = { op: 'branch', condition: step.condition, otherwise: rows.length };
        this.steps(step.otherwise);
        rows[jump] = { op: 'jump', to: rows.length };
        break;
      }
    }
  }

  private act(step: ActStep, after: readonly StepSpec[]): WatchRow {
    const answers: ActName[] = [];
    for (const next of after) {
      if (next.kind !== 'act' || acts[next.act].kind !== 'answer') break;
      answers.push(next.act);
    }
    const isCall = step.act === 'client: make call';
    return {
      op: 'act', act: requestTraits(step.act as RequestName).number,
      ...(isCall && answers.some((answer) => undoing.has(answer)) && { fails: true as const }),
      ...(step.parameters.lists !== undefined && { lists: step.parameters.lists }),
      ...this.timed(step),
    };
  }

  private expectation(step: ExpectStep): WatchRow {
    const { event, withinNs, isOptional, anyOrder, keeps, written: { place } } = step;
    return {
      op: 'expect', event, text: eventText(event, this.isForBoth),
      writtenAt: placeText({ file: place.file, ...(place.line !== undefined && { line: place.line }) }),
      ...(withinNs !== undefined && { withinNs }),
      ...(isOptional && { optional: true as const }),
      ...(anyOrder !== undefined && { group: anyOrder }),
      ...(keeps !== undefined && { keeps: Object.entries(keeps).map(([column, name]) => [numberOf(this.columns, column), name] as const) }),
      ...this.timed(step),
    };
  }

  private timed({ starts, stops }: StepSpec) {
    return {
      ...(starts !== undefined && { starts: starts.map((name) => numberOf(this.timers, name)) }),
      ...(stops !== undefined && { stops: stops.map((name) => numberOf(this.timers, name)) }),
    };
  }
}

function numberOf(names: string[], name: string): number {
  const at = names.indexOf(name);
  return at >= 0 ? at : names.push(name) - 1;
}
