import { join } from 'node:path';
import { Fault } from '../core/fault.ts';
import { judgementJson } from '../core/judgement-json.ts';
import type { Verdict } from '../core/verdict.ts';
import { AtomicFile, writeAtomically } from '../report/atomic-file.ts';
import { measurementsHead, measurementsLine } from '../report/measurements-csv.ts';
import { type FaultRecord, recordText, type RunRecord } from '../report/run-record.ts';
import { verdictOfRun } from '../report/run-report.ts';
import { caseOf } from './case-of.ts';
import { judgeCapture, type JudgedCapture } from './judge-capture.ts';
import { lossesOf } from './losses.ts';
import { reportNotWritten, writeReports } from './reports.ts';
import type { RunResidue } from './run-residue.ts';
import { runAbout, runParameters, watchedIn } from './run-parameters.ts';
import type { PlannedRun, RunOutcome, RunPlan } from './run-plan.ts';

/** What made a run. */
type Tool = Pick<RunPlan, 'toolVersion' | 'commit'>;

/**
 * Judges the capture that a run has left, and writes measurements, reports and record. Never rejects: what goes wrong is in the
 * outcome.
 */
export async function finishRun(planned: PlannedRun, tool: Tool, residue: RunResidue): Promise<RunOutcome> {
  const { folder, faults, interrupted } = residue;
  const files: Record<string, string> = {};
  let judged: Pick<RunOutcome, 'judgement' | 'asked'> = {};
  try {
    const measured = await measure(planned, join(folder, 'measurements.csv'), residue, files);
    const { judgement } = measured.surveyed;
    judged = { judgement };
    files['capture.pcapng'] = measured.read.sha256;
    if (faults.length === 0 && residue.live !== undefined && judgementJson(residue.live) !== judgementJson(judgement)) {
      faults.push(new Fault('capture-differs', 'the capture does not say what the events said while they arrived', {
        next: 'Keep the run folder and report it: one of the two is wrong.',
      }));
    }
    judged = { judgement, asked: caseOf(measured, faults) };
    Object.assign(files, await writeReports(folder, measured, faultRecords(faults)));
  } catch (error) {
    residue.failed(isSystemError(error) ? notWritten(error) : error);
  }
  const verdict = verdictOfRun(judged.asked, faults, interrupted);
  const outcome = { scenario: planned.scenario, device: planned.device, folder, recorded: true, faults, interrupted };
  try {
    const recordPath = join(folder, 'record.json');
    const record = recordOf(planned, tool, residue, verdict, judged, files);
    await writeAtomically(recordPath, recordText(record));
    return { ...outcome, ...judged, verdict, recordPath };
  } catch (error) {
    faults.push(notWritten(error));
    return { ...outcome, ...judged, verdict: 'error' };
  }
}

function isSystemError(error: unknown): boolean {
  return !(error instanceof Fault) && (error as NodeJS.ErrnoException).syscall !== undefined;
}

function notWritten(cause: unknown): Fault {
  return new Fault(reportNotWritten, `a file of the run could not be written: ${(cause as Error).message}`, {
    next: 'Free some room; `condis-bench report` makes the reports again from the capture in the run folder.', cause,
  });
}

async function measure(planned: PlannedRun, path: string, residue: RunResidue, files: Record<string, string>): Promise<JudgedCapture> {
  const parameters = runParameters(planned.scenario, planned.program);
  const columns = watchedIn(planned.scenario, planned.program)?.columns ?? [];
  const none = columns.map(() => Number.NaN);
  const csv = await AtomicFile.create(path);
  try {
    await csv.write(measurementsHead(parameters, columns));
    const judged = await judgeCapture(join(residue.folder, 'capture.pcapng'), async (rows) => {
      await csv.write(rows.map(({ row, kept }) => measurementsLine(row, planned.device.name, parameters, kept ?? none)).join(''));
    });
    files['measurements.csv'] = await csv.commit();
    return judged;
  } catch (error) {
    await csv.discard();
    throw error;
  }
}

function faultRecords(faults: readonly Fault[]): FaultRecord[] {
  return faults.map(({ code, message }) => ({ code, message }));
}

function recordOf(
  planned: PlannedRun, tool: Tool, residue: RunResidue, verdict: Verdict, { judgement, asked }: Pick<RunOutcome, 'judgement' | 'asked'>,
  files: RunRecord['files'],
): RunRecord {
  const { scenario, device } = planned;
  const { hello } = residue;
  const faults = faultRecords(residue.faults);
  const about = runAbout(planned, tool.commit);
  return {
    condisRecord: 1,
    verdict,
    ...(judgement !== undefined && { judgement }),
    expectations: asked?.expectations ?? [],
    limits: asked?.limits ?? [],
    timers: asked?.timers ?? [],
    attempts: [{ verdict, interrupted: residue.interrupted, faults }],
    losses: lossesOf([residue.counts], residue.dropped),
    files,
    seed: planned.program.seed,
    provenance: {
      tool: { name: 'condis-bench', version: tool.toolVersion },
      commit: about.commit,
      station: about.station,
      startedAt: residue.startedAt.toISOString(),
      host: {
        system: about.system, node: about.node, stalls: residue.stalls, clockSteps: residue.clockSteps,
      },
      calibration: residue.calibration ?? null,
      scenario: { name: scenario.name, file: scenario.file },
      faults: planned.faults,
      line: residue.line,
      device: {
        name: device.name, file: device.file, port: residue.portPath ?? null,
        identity: hello?.identity ?? null, firmware: hello?.firmware ?? null,
      },
    },
  };
}
