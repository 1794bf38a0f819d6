import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { auditTime, Subject, takeUntil } from 'rxjs';
import { Fault } from '../core/fault.ts';
import { Judge } from '../core/judge.ts';
import type { Judgement } from '../core/judgement.ts';
import { monotonicClock } from '../ports/monotonic-clock.ts';
import { CaptureRecorder } from '../wire/capture/capture-recorder.ts';
import { RunInterpreter } from '../wire/capture/run-interpreter.ts';
import type { CaptureAbout } from '../wire/capture/section-comment.ts';
import type { Hello } from '../wire/hello.ts';
import type { DeviceState } from '../wire/messages.ts';
import type { PortCounts } from '../wire/port-stage.ts';
import { openBenchLog } from './bench-log.ts';
import { CaptureFile } from './capture-file.ts';
import { DeviceLink } from './device-link.ts';
import type { DeviceMessage } from './device-message.ts';
import { watchHost } from './host-watch.ts';
import { PortPipeline } from './port-pipeline.ts';
import type { ReachDevice, ReachedDevice } from './reached-device.ts';
import { finishRun } from './finish-run.ts';
import { type Calibration, runPhases } from './run-phases.ts';
import { makeRunFolder } from './run-folder.ts';
import type { PlannedRun, ProgressReporter, RunOutcome, RunStage } from './run-plan.ts';

/** How often at most progress is told, ms. */
const progressEveryMs = 100;

/** What the runs of a plan share. */
export interface RunSurroundings {
  readonly outDir: string;
  readonly toolVersion: string;
  readonly reach: ReachDevice;
  readonly reporter: ProgressReporter;
  readonly signal: AbortSignal;
}

/** What a run has come to when its port is closed, before it is judged. */
export interface RunResidue {
  readonly folder: string;
  readonly startedAt: Date;
  /** Why the run is not whole, the first cause first. */
  readonly faults: Fault[];
  interrupted: boolean;
  hello: Hello | undefined;
  portPath: string | undefined;
  calibration: Calibration | undefined;
  lastState: DeviceState | undefined;
  dropped: { readonly packets: number; readonly octets: number };
  counts: PortCounts | undefined;
  stalls: number;
  clockSteps: number;
  /** What the events came to while they arrived; the capture must say the same. */
  live: Judgement | undefined;
}

/** One run, from its folder to its record. Resolves however the run ends; rejects only where no folder can be made. */
export async function runOne(planned: PlannedRun, index: number, around: RunSurroundings): Promise<RunOutcome> {
  const startedAt = new Date();
  const folder = await makeRunFolder(around.outDir, startedAt, planned.scenario.name, planned.device.name, randomBytes(3).toString('hex'));
  const residue: RunResidue = {
    folder, startedAt, faults: [], interrupted: false, hello: undefined, portPath: undefined, calibration: undefined, lastState: undefined,
    dropped: { packets: 0, octets: 0 }, counts: undefined, stalls: 0, clockSteps: 0, live: undefined,
  };
  const log = openBenchLog(join(folder, 'bench.log'));
  log.info('run begins', { scenario: planned.scenario.name, device: planned.device.name, seed: planned.program.seed, faults: planned.faults });
  try {
    await record(planned, index, around, residue, (stage, facts) => log.info(stage, facts));
  } catch (error) {
    residue.faults.push(faultOf(error));
  }
  for (const fault of residue.faults) log.error(fault.message, { code: fault.code });
  const outcome = await finishRun(planned, around.toolVersion, residue);
  log.info('run ends', { verdict: outcome.verdict, interrupted: outcome.interrupted });
  await log.close().catch((error: unknown) => around.reporter.notice(index, `the log of the run is not whole: ${(error as Error).message}`));
  around.reporter.ended(index, outcome);
  return outcome;
}

/** Talks to the device and leaves a closed capture. */
async function record(
  planned: PlannedRun, index: number, around: RunSurroundings, residue: RunResidue, log: (what: string, facts?: Record<string, unknown>) => void,
): Promise<void> {
  let pipeline: PortPipeline | undefined;
  const capture = await CaptureFile.create(join(residue.folder, 'capture.pcapng'), () => pipeline?.queueChanged());
  const portName = planned.device.port.name;
  const about = aboutOf(planned, around.toolVersion, residue.startedAt);
  const anchorNs = monotonicClock.nowNs();
  const anchor = { monotonicNs: anchorNs, utcNs: monotonicClock.utcNs(anchorNs) };
  const recorder = new CaptureRecorder(about, [portName], anchor, (block) => capture.append(block));
  const judging = new LiveJudging();
  const heard: DeviceMessage[] = [];
  const interpreter = new RunInterpreter([portName], about, judging.consumer, [{
    hello: (hello) => void heard.push({ kind: 'hello', hello }),
    time: (time) => void heard.push({ kind: 'time', time }),
    state: (state) => void heard.push({ kind: 'state', state }),
    answer: (answer) => void heard.push({ kind: 'answer', answer }),
    malformed: (what) => void heard.push({ kind: 'malformed', what }),
    signal: (words, start, end, arrivedNs) => recorder.signal(words, start, end, arrivedNs),
  }]);
  let device: ReachedDevice | undefined;
  const ended$ = new Subject<void>();
  const unwatch = watchHost((incident) => {
    if (incident.kind === 'stall') residue.stalls++;
    else residue.clockSteps++;
    recorder.note(
      incident.kind === 'stall' ? { what: 'stall', forNs: incident.lastedMs * 1e6 } : { what: 'clock-step', byNs: incident.byMs * 1e6 },
      monotonicClock.nowNs(),
    );
  });
  let stage: RunStage = 'open';
  const tell = (): void => {
    const counts = interpreter.counts(0);
    around.reporter.progress(index, {
      stage,
      ...(residue.portPath !== undefined && { port: residue.portPath }),
      callsDone: judging.callsDone,
      events: counts.events,
      findings: judging.findings,
      lost: counts.lost + counts.overrunEvents + (pipeline?.dropped.octets ?? 0),
    });
  };
  const entered = (next: RunStage): void => {
    stage = next;
    log(next);
    tell();
  };
  let closedInOrder = false;
  try {
    entered('open');
    device = await around.reach(planned.device, planned.faults);
    const { port } = device;
    residue.portPath = port.name;
    const line = new PortPipeline({ port, portName, clock: monotonicClock, recorder, capture, interpreter, heard });
    pipeline = line;
    line.turned$.pipe(auditTime(progressEveryMs), takeUntil(ended$)).subscribe(tell);
    const interrupt = (): void => {
      residue.interrupted = true;
      line.note({ what: 'interrupted', reason: 'the bench was asked to stop' });
    };
    await port.open(line.listener);
    if (around.signal.aborted) interrupt();
    else around.signal.addEventListener('abort', interrupt, { once: true });
    try {
      const result = await runPhases({
        link: new DeviceLink(line.messages$, line.lost$, (octets) => line.write(octets)),
        program: planned.program,
        lastArrivedNs: () => line.lastArrivedNs,
        nowNs: () => monotonicClock.nowNs(),
        entered,
        greeted: (hello) => {
          residue.hello = hello;
          log('device', { identity: hello.identity, firmware: hello.firmware, tickHz: hello.tickHz, freeRunning: hello.freeRunning });
        },
        signal: around.signal,
      });
      residue.calibration = result.calibration;
      residue.lastState = result.lastState;
      closedInOrder = true;
    } finally {
      around.signal.removeEventListener('abort', interrupt);
    }
    entered('close');
  } catch (error) {
    residue.faults.push(faultOf(error));
  } finally {
    unwatch();
    ended$.next();
    await device?.port.close().catch((error: unknown) => void residue.faults.push(faultOf(error)));
    pipeline?.noteDropped();
    if (pipeline !== undefined) residue.dropped = pipeline.dropped;
    // A device that went silent was still recorded to the end: only loss of the port or of the disk leaves the capture cut.
    if (capture.failure === undefined) recorder.close(monotonicClock.nowNs());
    await capture.close();
    if (capture.failure !== undefined && !residue.faults.includes(capture.failure)) residue.faults.push(capture.failure);
    if (!closedInOrder) log('ended early');
    residue.counts = interpreter.counts(0);
    residue.live = judging.finish(interpreter.finish(capture.failure === undefined));
    tell();
    await device?.release().catch((error: unknown) => void residue.faults.push(faultOf(error)));
  }
}

/** Judges events as they arrive, for the progress that is shown and as a check of the capture. */
class LiveJudging {
  callsDone = 0;
  private judge: Judge | undefined;
  readonly consumer = {
    header: (header: ConstructorParameters<typeof Judge>[0]): void => {
      this.judge = new Judge(header, { onCall: () => this.callsDone++ });
    },
    batch: (batch: Parameters<Judge['push']>[0]): void => this.judge?.push(batch),
  };

  get findings(): number {
    return this.judge?.findings ?? 0;
  }

  finish(ending: Parameters<Judge['finish']>[0]): Judgement | undefined {
    return this.judge?.finish(ending);
  }
}

function aboutOf(planned: PlannedRun, toolVersion: string, startedAt: Date): CaptureAbout {
  return {
    startedAt: startedAt.toISOString(),
    scenario: planned.scenario.name,
    device: planned.device.name,
    tool: { name: 'condis-bench', version: toolVersion },
    declares: planned.scenario.declares,
  };
}

function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  return new Fault('bench-broken', `the bench itself failed: ${(error as Error).message}`, {
    next: 'Run again with CONDIS_BENCH_DEBUG=1 and report what it prints.',
    cause: error,
  });
}
