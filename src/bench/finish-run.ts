import { hostname } from 'node:os';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Fault } from '../core/fault.ts';
import type { Judgement } from '../core/judgement.ts';
import { judgementJson } from '../core/judgement-json.ts';
import { type ExpectationRecord, judgeExpectations } from '../core/scenario/expectation.ts';
import { type Verdict, worst } from '../core/verdict.ts';
import { AtomicFile, writeAtomically } from '../report/atomic-file.ts';
import { measurementsHead, measurementsLine } from '../report/measurements-csv.ts';
import { type Losses, recordText, type RunRecord } from '../report/run-record.ts';
import { CallCounter } from './call-tally.ts';
import { judgeCapture } from './judge-capture.ts';
import type { RunResidue } from './run-residue.ts';
import { runParameters } from './run-parameters.ts';
import type { PlannedRun, RunOutcome, RunPlan } from './run-plan.ts';

/** What made a run. */
type Tool = Pick<RunPlan, 'toolVersion' | 'commit'>;

/** Judges the capture that a run has left, and writes measurements and record. Never rejects: what goes wrong is in the outcome. */
export async function finishRun(planned: PlannedRun, tool: Tool, residue: RunResidue): Promise<RunOutcome> {
  const { folder, faults, interrupted } = residue;
  const files: Record<string, string> = {};
  let judgement: Judgement | undefined;
  let expectations: ExpectationRecord[] = [];
  try {
    const counter = new CallCounter();
    judgement = await measure(planned, join(folder, 'measurements.csv'), residue, counter, files);
    files['capture.pcapng'] = await fileHash(join(folder, 'capture.pcapng'));
    if (faults.length === 0 && residue.live !== undefined && judgementJson(residue.live) !== judgementJson(judgement)) {
      faults.push(new Fault('capture-differs', 'the capture does not say what the events said while they arrived', {
        next: 'Keep the run folder and report it: one of the two is wrong.',
      }));
    }
    const whole = faults.length === 0 && !interrupted;
    expectations = judgeExpectations(planned.scenario.expect, planned.program, counter.tally(judgement, whole));
  } catch (error) {
    // Why there is no capture is told already.
    if (residue.captured) residue.failed(isSystemError(error) ? notWritten('measurements.csv', error) : error);
  }
  const verdict = verdictOf(judgement, expectations, faults, interrupted);
  const outcome = { scenario: planned.scenario, device: planned.device, folder, expectations, faults, interrupted };
  const judged = judgement === undefined ? {} : { judgement };
  try {
    const recordPath = join(folder, 'record.json');
    const record = recordOf(planned, tool, residue, { verdict, expectations, files, ...judged });
    await writeAtomically(recordPath, recordText(record));
    return { ...outcome, ...judged, verdict, recordPath };
  } catch (error) {
    faults.push(notWritten('record.json', error));
    return { ...outcome, ...judged, verdict: 'error' };
  }
}

function isSystemError(error: unknown): boolean {
  return !(error instanceof Fault) && (error as NodeJS.ErrnoException).syscall !== undefined;
}

function notWritten(file: string, cause: unknown): Fault {
  const next = 'Free some room; the capture in the run folder can still be judged with check.';
  return new Fault('report-not-written', `cannot write ${file}: ${(cause as Error).message}`, { next, cause });
}

async function measure(
  planned: PlannedRun, path: string, residue: RunResidue, counter: CallCounter, files: Record<string, string>,
): Promise<Judgement> {
  const parameters = runParameters(planned.scenario, planned.program);
  const csv = await AtomicFile.create(path);
  try {
    await csv.write(measurementsHead(parameters));
    const judgement = await judgeCapture(join(residue.folder, 'capture.pcapng'), async (rows) => {
      for (const row of rows) counter.add(row);
      await csv.write(rows.map((row) => measurementsLine(row, planned.device.name, parameters)).join(''));
    });
    files['measurements.csv'] = await csv.commit();
    return judgement;
  } catch (error) {
    await csv.discard();
    throw error;
  }
}

function verdictOf(
  judgement: Judgement | undefined, expectations: readonly ExpectationRecord[], faults: readonly Fault[], interrupted: boolean,
): Verdict {
  const parts: Verdict[] = [judgement?.verdict ?? 'inconclusive', ...expectations.map((expectation) => expectation.verdict)];
  if (interrupted) parts.push('inconclusive');
  if (faults.length > 0) parts.push('error');
  return worst(parts);
}

function recordOf(
  planned: PlannedRun, tool: Tool, residue: RunResidue,
  known: Pick<RunRecord, 'verdict' | 'judgement' | 'expectations' | 'files'>,
): RunRecord {
  const { scenario, device } = planned;
  const { hello } = residue;
  const faults = residue.faults.map(({ code, message }) => ({ code, message }));
  return {
    condisRecord: 1,
    ...known,
    limits: [],
    attempts: [{ verdict: known.verdict, interrupted: residue.interrupted, faults }],
    losses: lossesOf(residue),
    seed: planned.program.seed,
    provenance: {
      tool: { name: 'condis-bench', version: tool.toolVersion },
      commit: tool.commit,
      station: hostname(),
      startedAt: residue.startedAt.toISOString(),
      host: {
        system: `${process.platform} ${process.arch}`, node: process.version, stalls: residue.stalls, clockSteps: residue.clockSteps,
      },
      calibration: residue.calibration ?? null,
      scenario: { name: scenario.name, file: scenario.file },
      device: {
        name: device.name,
        file: device.file,
        identity: hello?.identity ?? null,
        firmware: hello?.firmware ?? null,
        port: residue.portPath ?? null,
      },
    },
  };
}

function lossesOf({ counts, dropped }: RunResidue): Losses {
  return {
    droppedReads: dropped.packets,
    droppedOctets: dropped.octets,
    damagedFrames: counts.damaged,
    lostFrames: counts.lost,
    repeatedFrames: counts.repeated,
    malformedFrames: counts.malformed,
    unknownFrames: counts.unknown,
    eventsBeforeHello: counts.beforeHello,
    deviceOverruns: counts.overruns,
    deviceOverrunEvents: counts.overrunEvents,
    deviceRestarts: counts.restarts,
  };
}

async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
