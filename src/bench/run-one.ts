import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openBenchLog } from './bench-log.ts';
import { finishRun } from './finish-run.ts';
import type { ReachDevice } from './reached-device.ts';
import { recordRun } from './record-run.ts';
import { makeRunFolder } from './run-folder.ts';
import type { PlannedRun, ProgressReporter, RunOutcome } from './run-plan.ts';
import { RunResidue } from './run-residue.ts';

/** What the runs of a plan share. */
export interface RunSurroundings {
  readonly outDir: string;
  readonly toolVersion: string;
  readonly commit: string | null;
  readonly reach: ReachDevice;
  readonly reporter: ProgressReporter;
  readonly signal: AbortSignal;
  /** Tells people what several runs may have to say alike. */
  readonly notice: (text: string) => void;
}

/** One run, from its folder to its record. Resolves however the run ends; rejects only where no folder can be made. */
export async function runOne(planned: PlannedRun, index: number, around: RunSurroundings): Promise<RunOutcome> {
  const { toolVersion, commit, reach, reporter, signal, notice } = around;
  const { scenario, device, program, faults } = planned;
  const startedAt = new Date();
  const folder = await makeRunFolder(around.outDir, startedAt, scenario.name, device.name, randomBytes(3).toString('hex'));
  const residue = new RunResidue(folder, startedAt);
  const log = openBenchLog(join(folder, 'bench.log'));
  const { seed, calls } = program;
  log.info('the run begins', { scenario: scenario.name, device: device.name, seed, calls, stubFaults: faults });
  const progress: Parameters<typeof recordRun>[1]['progress'] = (told) => reporter.progress(index, told);
  const surroundings = { toolVersion, commit, reach, signal, log, progress, notice };
  await recordRun(planned, surroundings, residue).catch((error: unknown) => residue.failed(error));
  const outcome = await finishRun(planned, around, residue);
  for (const fault of residue.faults) log.error(fault.message, { code: fault.code });
  log.info('the run ends', { verdict: outcome.verdict, interrupted: outcome.interrupted });
  await log.close().catch((error: unknown) => reporter.notice(index, `bench.log is not whole: ${(error as Error).message}`));
  reporter.ended(index, outcome);
  return outcome;
}
