import { concatMap, from, groupBy, lastValueFrom, mergeMap, toArray } from 'rxjs';
import type { ReachDevice } from './reached-device.ts';
import { makeOutDir } from './run-folder.ts';
import { runOne } from './run-one.ts';
import type { ProgressReporter, RunOutcome, RunPlan } from './run-plan.ts';

/**
 * Carries a plan out: runs of one device one after another, devices side by side. Resolves when every run is over, with one outcome
 * a run, in the plan's order; after an abort too, with the runs that had begun.
 * @throws Fault where the folder for the run folders cannot be made
 */
export async function runBench(plan: RunPlan, reporter: ProgressReporter, signal: AbortSignal, reach: ReachDevice): Promise<RunOutcome[]> {
  await makeOutDir(plan.outDir);
  const told = new Set<string>();
  const notice = (text: string): void => {
    if (!told.has(text)) reporter.notice(undefined, text);
    told.add(text);
  };
  const around = { outDir: plan.outDir, toolVersion: plan.toolVersion, commit: plan.commit, reach, reporter, signal, notice };
  const indexed = plan.runs.map((planned, index) => ({ planned, index }));
  const outcomes$ = from(indexed).pipe(
    groupBy(({ planned }) => planned.device.file),
    mergeMap((runs$) =>
      runs$.pipe(
        concatMap(async ({ planned, index }) => {
          const first = indexed.findIndex((run) => run.planned.device.file === planned.device.file);
          if (signal.aborted && index !== first) return undefined;
          return { index, outcome: await runOne(planned, index, around) };
        }),
      ),
    ),
    toArray(),
  );
  const ended = await lastValueFrom(outcomes$);
  return ended
    .filter((run) => run !== undefined)
    .sort((a, b) => a.index - b.index)
    .map(({ outcome }) => outcome);
}
