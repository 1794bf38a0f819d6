import type { Fault } from '../../fault.ts';
import { acts } from './acts.ts';
import { stepFault } from './step-fault.ts';
import type { StepSpec } from './step.ts';

/** A timer as it began. */
interface Start {
  readonly name: string;
  readonly step: StepSpec;
}

type TimerKey = 'starts' | 'stops';

/** Timers that may run, by name. */
type Running = ReadonlyMap<string, readonly Start[]>;

/** Says which named timers can never measure anything: begun and not ended on any way through the steps, or ended and not begun. */
export function timerFaults(steps: readonly StepSpec[]): Fault[] {
  const timers = new Timers();
  timers.walk(steps, new Map());
  return timers.finish();
}

class Timers {
  private readonly faults: Fault[] = [];
  private readonly starts: Start[] = [];
  private readonly measured = new Set<Start>();

  walk(steps: readonly StepSpec[], before: Running): Running {
    return steps.reduce((running, step) => this.take(step, running), before);
  }

  finish(): Fault[] {
    const stopped = new Set([...this.measured].map(({ name }) => name));
    for (const start of this.starts) {
      if (this.measured.has(start)) continue;
      const where = stopped.has(start.name) ? 'never stopped after it is started here' : 'never stopped';
      const next = `Write \`stops: ${start.name}\` at a later step, or leave it out.`;
      this.say(start.step, 'starts', 'timer-never-stopped', start.name, where, next);
    }
    return this.faults;
  }

  private take(step: StepSpec, before: Running): Running {
    let running = this.ended(step, before);
    if (step.kind === 'repeat') running = union([running, this.walk(step.steps, running)]);
    else if (step.kind === 'branch') running = union([this.walk(step.met, running), this.walk(step.otherwise, running)]);
    else if (step.kind === 'parallel') running = this.strands(step.strands, running);
    return this.begun(step, running);
  }

  /** Strands run side by side: what one begins, another may end. */
  private strands(strands: readonly (readonly StepSpec[])[], before: Running): Running {
    const known = this.faults.length;
    const first = union(strands.map((strand) => this.walk(strand, before)));
    this.faults.length = known;
    return union(strands.map((strand) => this.walk(strand, first)));
  }

  private ended(step: StepSpec, before: Running): Running {
    const running = new Map(before);
    for (const name of step.stops ?? []) {
      const starts = running.get(name);
      if (!this.isWatched(step, 'stops', name)) continue;
      const next = `Write \`starts: ${name}\` at an earlier step.`;
      if (starts === undefined) this.say(step, 'stops', 'timer-not-started', name, 'not started before', next);
      for (const start of starts ?? []) this.measured.add(start);
      running.delete(name);
    }
    return running;
  }

  private begun(step: StepSpec, before: Running): Running {
    const running = new Map(before);
    for (const name of step.starts ?? []) {
      if (!this.isWatched(step, 'starts', name)) continue;
      const known = this.starts.find((start) => start.step === step && start.name === name);
      const start = known ?? { name, step };
      if (known === undefined) this.starts.push(start);
      running.set(name, [start]);
    }
    return running;
  }

  /** A timer begins and ends with an event; that of an act is the first one of it. */
  private isWatched(step: StepSpec, key: TimerKey, name: string): boolean {
    const has = step.kind === 'expect' || (step.kind === 'act' && acts[step.act].kind === 'request');
    if (has) return true;
    const next = 'Bind it to a request or an expectation.';
    this.say(step, key, 'timer-without-event', name, 'bound to a step that has no event of its own', next);
    return false;
  }

  private say(step: StepSpec, key: TimerKey, code: string, name: string, what: string, next: string): void {
    const written = step.timersWritten?.[key]?.[step[key]?.indexOf(name) ?? 0];
    this.faults.push(stepFault(step, code, `the timer \`${name}\` is ${what}`, next, written));
  }
}

function union(all: readonly Running[]): Running {
  const together = new Map<string, readonly Start[]>();
  for (const running of all) {
    for (const [name, starts] of running) together.set(name, [...new Set([...(together.get(name) ?? []), ...starts])]);
  }
  return together;
}
