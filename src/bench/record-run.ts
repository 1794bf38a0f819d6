import { auditTime, Subject, takeUntil } from 'rxjs';
import { lineFaultText, LineDamage } from '../core/scenario/line-fault.ts';
import { callsInPass } from '../core/scenario/never-begins.ts';
import { DamagedPort } from '../ports/damaged-port.ts';
import { monotonicClock } from '../ports/monotonic-clock.ts';
import type { BenchLog } from './bench-log.ts';
import { DeviceLink } from './device-link.ts';
import type { PortPipeline } from './port-pipeline.ts';
import type { ReachDevice, ReachedDevice } from './reached-device.ts';
import { Recording } from './recording.ts';
import { runPhases } from './run-phases.ts';
import type { PlannedRun, RunPlan, RunProgress, RunStage } from './run-plan.ts';
import { runAbout } from './run-parameters.ts';
import type { RunResidue } from './run-residue.ts';
import { WireLookout } from './wire-lookout.ts';

/** How often at most progress is told, ms. */
const progressEveryMs = 100;

/** What the recording of a run needs of the plan it is part of. */
export interface RecordingSurroundings {
  readonly reach: ReachDevice;
  readonly signal: AbortSignal;
  readonly log: BenchLog;
  progress(progress: RunProgress): void;
  /** Tells people what concerns this run among others. */
  notice(text: string): void;
}

/** Makes the folder of a run, and its capture in it. Rejects with a Fault where that fails. */
export async function beginRecording(
  planned: PlannedRun, tool: Pick<RunPlan, 'toolVersion' | 'commit'>, residue: RunResidue,
): Promise<Recording> {
  const about = aboutOf(planned, tool.toolVersion, residue.startedAt);
  return Recording.begin(planned.device.port.name, about, runAbout(planned, tool.commit), residue);
}

/** Reaches the device, carries the program out and leaves a closed capture. What goes wrong is in the residue. */
export async function recordRun(
  planned: PlannedRun, around: RecordingSurroundings, recording: Recording, residue: RunResidue,
): Promise<void> {
  let stage: RunStage = 'open';
  const tell = (): void => {
    const { events, lost, judging } = recording;
    const port = residue.portPath === undefined ? {} : { port: residue.portPath };
    around.progress({ stage, ...port, callsDone: judging.callsDone, events, findings: judging.findings, lost });
  };
  const entered = (next: RunStage): void => {
    stage = next;
    around.log.info(next);
    tell();
  };
  let device: ReachedDevice | undefined;
  const damage = damageOf(planned);
  try {
    entered('open');
    device = await around.reach(planned.device, planned.faults, (said) => around.log.warn('the stub says', { said }));
    const port = damage === undefined ? device.port : new DamagedPort(device.port, damage);
    residue.portPath = port.name;
    if (device.notice !== undefined) {
      around.log.info(device.notice);
      around.notice(device.notice);
    }
    const pipeline = recording.pipelineOf(port);
    const closed$ = new Subject<void>();
    pipeline.turned$.pipe(auditTime(progressEveryMs), takeUntil(closed$)).subscribe(tell);
    try {
      await port.open(pipeline.listener);
      await converse(planned, around, residue, pipeline, entered);
    } finally {
      closed$.next();
      entered('close');
      await port.close();
    }
  } catch (error) {
    residue.failed(error);
  }
  if (damage !== undefined) tellOfDamage(planned, damage, around, residue);
  await recording.end();
  tell();
  await device?.release().catch((error: unknown) => residue.failed(error));
}

/** What the line of a run does to the octets of the device; `undefined` where it leaves them alone. */
function damageOf({ scenario, device: { topology } }: PlannedRun): LineDamage | undefined {
  const { line } = scenario;
  if (line.length === 0) return undefined;
  if (line.every(({ moment }) => moment === undefined)) return new LineDamage(line);
  const inPass = callsInPass(scenario);
  const counting = inPass === undefined ? {} : { callsInPass: inPass };
  return new LineDamage(line, new WireLookout(line, topology, counting));
}

function tellOfDamage({ scenario }: PlannedRun, { begun }: LineDamage, around: RecordingSurroundings, residue: RunResidue): void {
  residue.line = scenario.line.map((fault, i) => ({ what: lineFaultText(fault), begun: begun[i] ?? 0 }));
  for (const { what, begun: times } of residue.line) {
    if (times > 0) continue;
    around.log.warn('a fault of the line never began', { what });
    around.notice(`the fault of the line never began: ${what}`);
  }
}

async function converse(
  planned: PlannedRun, around: RecordingSurroundings, residue: RunResidue, pipeline: PortPipeline, entered: (stage: RunStage) => void,
): Promise<void> {
  const { signal, log } = around;
  const interrupt = (): void => {
    residue.interrupted = true;
    pipeline.note({ what: 'interrupted', reason: 'the bench was asked to stop' });
  };
  if (signal.aborted) interrupt();
  else signal.addEventListener('abort', interrupt, { once: true });
  try {
    await runPhases({
      link: new DeviceLink(pipeline.messages$, pipeline.lost$, (octets) => pipeline.write(octets)),
      program: planned.program,
      lastArrivedNs: () => pipeline.lastArrivedNs,
      nowNs: () => monotonicClock.nowNs(),
      entered,
      greeted: (hello) => {
        residue.hello = hello;
        const { identity, firmware, tickHz, freeRunning } = hello;
        log.info('the device has said who it is', { identity, firmware, tickHz, freeRunning });
      },
      calibrated: (calibration) => (residue.calibration = calibration),
      signal,
    });
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
}

function aboutOf(planned: PlannedRun, toolVersion: string, startedAt: Date) {
  return {
    startedAt: startedAt.toISOString(),
    scenario: planned.scenario.name,
    device: planned.device.name,
    tool: { name: 'condis-bench', version: toolVersion },
    declares: planned.scenario.declares,
  };
}
