import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openBenchLog } from './bench-log.ts';
import { finishRun } from './finish-run.ts';
import type { ReachDevice } from './reached-device.ts';
import { beginRecording, recordRun } from './record-run.ts';
import type { Recording } from './recording.ts';
import { runFolderPath } from './run-folder.ts';
import type { PlannedRun, ProgressReporter, RunOutcome, RunProgress } from './run-plan.ts';
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

/** One run, from its folder to its record. Resolves however the run ends. */
export async function runOne(planned: PlannedRun, index: number, around: RunSurroundings): Promise<RunOutcome> {
  const { outDir, reporter } = around;
  const { scenario, device } = planned;
  const startedAt = new Date();
  const folder = runFolderPath(outDir, startedAt, scenario.name, device.name, randomBytes(3).toString('hex'));
  const residue = new RunResidue(folder, startedAt);
  const recording = await beginRecording(planned, around, residue).catch((error: unknown) => residue.failed(error));
  const outcome = recording === undefined
    ? notBegun(planned, residue)
    : await recordedRun(planned, index, around, recording, residue);
  reporter.ended(index, outcome);
  return outcome;
}

async function recordedRun(
  planned: PlannedRun, index: number, around: RunSurroundings, recording: Recording, residue: RunResidue,
): Promise<RunOutcome> {
  const { reach, reporter, signal, notice } = around;
  const { scenario, device, program, faults } = planned;
  const log = openBenchLog(join(residue.folder, 'bench.log'));
  const { seed, calls } = program;
  log.info('the run begins', { scenario: scenario.name, device: device.name, seed, calls, stubFaults: faults });
  const progress = (told: RunProgress): void => reporter.progress(index, told);
  const surroundings = { reach, signal, log, progress, notice };
  await recordRun(planned, surroundings, recording, residue).catch((error: unknown) => residue.failed(error));
  const outcome = await finishRun(planned, around, residue);
  for (const fault of residue.faults) log.error(fault.message, { code: fault.code });
  log.info('the run ends', { verdict: outcome.verdict, interrupted: outcome.interrupted });
  await log.close().catch((error: unknown) => reporter.notice(index, `bench.log is not whole: ${(error as Error).message}`));
  return outcome;
}

/** A run that has no folder leaves nothing but why. */
function notBegun({ scenario, device }: PlannedRun, { folder, faults, interrupted }: RunResidue): RunOutcome {
  return { scenario, device, verdict: 'error', folder, recorded: false, faults, interrupted };
}
