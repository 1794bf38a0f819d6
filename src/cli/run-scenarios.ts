import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { RunOutcome, RunPlan } from '../bench/run-plan.ts';
import { isPlainStub, type DeviceSpec } from '../core/device/device-spec.ts';
import { Fault } from '../core/fault.ts';
import { fits } from '../core/scenario/program-of.ts';
import { rowsOf } from '../core/scenario/scenario-spec.ts';
import { safeText } from '../core/safe-text.ts';
import { worst, type Verdict } from '../core/verdict.ts';
import { plural } from '../report/plural.ts';
import { CommandFailure, type CliContext } from './context.ts';
import type { Evidence } from './evidence.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import type { TextSink } from './text-sink.ts';

/** What the options of a command that runs scenarios say. */
export interface RunOptions {
  readonly device?: string[];
  readonly fault?: string[];
  readonly seed?: number;
  readonly calls?: number;
  readonly out?: string;
  readonly json?: true;
}

/** What came of running scenarios. */
export interface Ran {
  readonly outcomes: readonly RunOutcome[];
  readonly verdict: Verdict;
  /** Some run was stopped, or not begun any more. */
  readonly interrupted: boolean;
}

/**
 * Runs the scenarios that words stand for as the options say, and tells people what came of it.
 * @throws CommandFailure with everything that is wrong with the words, the files or the options
 */
export async function runScenarios(words: readonly string[], options: RunOptions, context: CliContext): Promise<Ran> {
  const plan = await planOf(words, options, context);
  const outcomes = await carryOut(plan, context);
  // Runs that were not begun any more leave no outcome.
  const interrupted = outcomes.length < plan.runs.length || outcomes.some((outcome) => outcome.interrupted);
  const verdict = worst([...outcomes.map((outcome) => outcome.verdict), ...(interrupted ? ['inconclusive' as const] : [])]);
  await tell(outcomes, verdict, options.json === true ? context.err : context.out, context);
  if (outcomes.length < plan.runs.length) {
    context.err.line(`Interrupted: ${outcomes.length} of ${plural(plan.runs.length, 'run')} were begun.`);
  }
  return { outcomes, verdict, interrupted };
}

/** The exit code of a command that ran scenarios. */
export function exitCodeAfter({ verdict, interrupted }: Ran): number {
  return interrupted ? exitCodes.interrupted : exitCodeOf(verdict);
}

/** What `--json` says of it. */
export function ranJson({ outcomes, verdict }: Ran): object {
  const runs = outcomes.map(({ folder, recorded, recordPath, scenario, device, verdict: ofRun }) => ({
    folder: recorded ? folder : null, record: recordPath ?? null, scenario: scenario.name, device: device.name, verdict: ofRun,
  }));
  return { condisRun: 1, verdict, runs };
}

async function planOf(words: readonly string[], options: RunOptions, context: CliContext): Promise<RunPlan> {
  const [{ loadNamed }, { loadAll }, { planRuns, faultsNamed }] = await Promise.all([
    import('./load-named.ts'), import('./load-all.ts'), import('./run-arguments.ts'),
  ]);
  const scenarios = await loadNamed('scenarios', words, context);
  const faults: Fault[] = [...scenarios.faults];
  let devices: DeviceSpec[];
  if (options.device !== undefined) {
    const named = await loadNamed('devices', options.device, context);
    faults.push(...named.faults);
    devices = named.specs;
  } else {
    const all = await loadAll('devices', context);
    for (const fault of all.faults) context.err.line(`A device file is passed over: ${safeText(fault.describe().split('\n')[0] ?? '')}`);
    const fitting = all.specs.filter((device) => scenarios.specs.some((scenario) => fits(scenario, device)));
    devices = fitting.filter(isPlainStub);
  }
  if (faults.length > 0) throw new CommandFailure(faults);
  const namesFaults = options.fault !== undefined || scenarios.specs.some((scenario) => scenario.faults.length > 0);
  const known = !namesFaults ? [] : (await (await import('./stub-faults.ts')).stubFaults(context)).faults;
  const overrides = {
    ...(options.calls === undefined ? {} : { calls: options.calls }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  };
  const planned = planRuns({
    scenarios: scenarios.specs.flatMap(rowsOf), devices, faults: faultsNamed(options.fault ?? [], known), known, overrides,
  });
  if ('faults' in planned) throw new CommandFailure(await placed(planned.faults, context));
  for (const notice of planned.notices) context.err.line(safeText(notice));
  const { checkoutCommit } = await import('./checkout-commit.ts');
  return {
    runs: planned.runs,
    outDir: resolve(context.cwd, options.out ?? 'runs'),
    toolVersion: context.toolVersion,
    commit: await checkoutCommit(context.packageRoot),
  };
}

/** A scenario that fits no device says so where its file says what it is for. */
async function placed(faults: readonly Fault[], { cwd }: CliContext): Promise<Fault[]> {
  const { placeInFile } = await import('../files/place-in-file.ts');
  return Promise.all(faults.map(async (fault) => {
    const file = fault.place?.file;
    return file === undefined || fault.place?.line !== undefined ? fault : placeInFile(fault, resolve(cwd, file), file, ['topology']);
  }));
}

async function carryOut(plan: RunPlan, context: CliContext): Promise<RunOutcome[]> {
  const [runBench, { ProgressView }] = await Promise.all([context.loadBench(), import('./progress-view.ts')]);
  try {
    return await runBench(plan, new ProgressView(plan, context.err, () => performance.now()), context.interruption());
  } catch (error) {
    // A place for the run folders that cannot be used is a wrong argument; one that is only full is not.
    throw error instanceof Fault && error.code === 'disk-full' ? new CommandFailure([error], exitCodes.error) : error;
  }
}

async function tell(outcomes: readonly RunOutcome[], verdict: Verdict, people: TextSink, context: CliContext): Promise<void> {
  const [{ summaryText }, { judgementWords }, { shownPath }] = await Promise.all([
    import('./summary.ts'), import('./judgement-words.ts'), import('../files/find-file.ts'),
  ]);
  const told = await Promise.all(outcomes.map(async (outcome) => ({
    outcome: { ...outcome, folder: shownPath(outcome.folder, context.cwd) },
    evidence: await evidenceOf(outcome, context),
  })));
  for (const line of summaryText(told, verdict, judgementWords, people)) people.line(line);
}

/** The lines of the run's capture that its findings rest on. A capture that cannot be read is told of elsewhere. */
async function evidenceOf({ judgement, folder }: RunOutcome, context: CliContext): Promise<Evidence> {
  if (judgement === undefined) return new Map();
  const [{ evidenceFor }, { traceSource }] = await Promise.all([import('./evidence.ts'), import('./trace-source.ts')]);
  try {
    return await evidenceFor(judgement, await traceSource(folder, context.cwd));
  } catch (error) {
    if (error instanceof Fault) return new Map();
    throw error;
  }
}
