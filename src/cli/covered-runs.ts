import type { JudgeRun } from '../bench/judge-run.ts';
import type { PlannedRun } from '../bench/run-plan.ts';
import type { CoveredRun } from '../core/coverage.ts';
import { isPlainStub } from '../core/device/device-spec.ts';
import { Fault } from '../core/fault.ts';
import type { Judge } from '../core/judge.ts';
import { programOf, fits } from '../core/scenario/program-of.ts';
import type { TraceHeader } from '../core/trace/header.ts';
import { CommandFailure, type CliContext } from './context.ts';
import { exitCodes } from './exit-codes.ts';
import { loadAll } from './load-all.ts';
import { readTrace, traceSource } from './trace-source.ts';

/**
 * Every scenario that a name can stand for on every emulated device that fits, `calls` calls each or fewer; a broken file keeps all
 * from running. Scenarios that name faults are left out: what a broken device does shows nothing of what a correct one exercises.
 */
export async function shippedRuns(calls: number, context: CliContext): Promise<PlannedRun[]> {
  const [scenarios, devices] = await Promise.all([loadAll('scenarios', context), loadAll('devices', context)]);
  const faults = [...scenarios.faults, ...devices.faults];
  if (faults.length > 0) throw new CommandFailure(faults);
  const emulated = devices.specs.filter(isPlainStub);
  return emulated.flatMap((device) =>
    scenarios.specs
      .filter((scenario) => scenario.faults.length === 0 && fits(scenario, device))
      .map((scenario) => {
        const program = programOf(scenario, device, { calls: Math.min(calls, scenario.calls) });
        return { scenario, device, program, faults: [] };
      }),
  );
}

/**
 * Carries runs out, devices side by side, and judges them. After an abort nothing further is begun, and what was is left out. A run
 * that is not whole ends all of it, as a failure of the bench.
 */
export async function judgeAll(planned: readonly PlannedRun[], judgeRun: JudgeRun, signal: AbortSignal): Promise<CoveredRun[]> {
  const broken = new AbortController();
  const ends = AbortSignal.any([signal, broken.signal]);
  const covered: (CoveredRun | undefined)[] = planned.map(() => undefined);
  const files = [...new Set(planned.map(({ device }) => device.file))];
  const devices = await Promise.allSettled(files.map(async (file) => {
    for (const [index, run] of planned.entries()) {
      if (run.device.file !== file || ends.aborted) continue;
      const { scenario, device } = run;
      try {
        const judgement = await judgeRun(run, ends);
        if (!ends.aborted) covered[index] = { scenario: scenario.name, device: device.name, topology: device.topology, judgement };
      } catch (error) {
        broken.abort();
        throw error instanceof Fault ? new CommandFailure([error], exitCodes.error) : error;
      }
    }
  }));
  for (const device of devices) if (device.status === 'rejected') throw device.reason;
  return covered.filter((run) => run !== undefined);
}

/** A recorded run: its folder, its capture or its trace file. */
export async function recordedRun(word: string, context: CliContext): Promise<CoveredRun> {
  const core = await import('../core/judge.ts');
  const source = await traceSource(word, context.cwd);
  let read: { readonly judge: Judge; readonly header: TraceHeader } | undefined;
  const ending = await readTrace(source, {
    header: (header) => {
      read = { judge: new core.Judge(header), header };
    },
    batch: (batch) => read?.judge.push(batch),
  });
  if (read === undefined || ending === undefined) throw new Error('a reader ended without a header');
  const { judge, header } = read;
  const { scenario, device, topology } = header;
  return { scenario: nameOf(scenario) ?? source.shown, device: nameOf(device) ?? 'unknown', topology, judgement: judge.finish(ending) };
}

/** A trace names its scenario and its device by a text, or by an object that may have a name. */
function nameOf(said: unknown): string | undefined {
  if (typeof said === 'string') return said;
  const name: unknown = typeof said === 'object' && said !== null ? (said as { name?: unknown }).name : undefined;
  return typeof name === 'string' ? name : undefined;
}
