import type { JudgeRun } from '../bench/judge-run.ts';
import type { MeetDevice } from '../bench/meet-device.ts';
import type { RunBench } from '../bench/run-plan.ts';
import type { Fault } from '../core/fault.ts';
import type { InputStream } from './input-lines.ts';
import type { TextSink } from './text-sink.ts';

/** What a command sees of the world. */
export interface CliContext {
  /** Results. */
  readonly out: TextSink;
  /** Progress, notices and faults. */
  readonly err: TextSink;
  /** Standard input, opened when asked for. */
  readonly input: () => InputStream;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Folder of the package: its scenarios, devices and stubs. */
  readonly packageRoot: string;
  readonly toolVersion: string;
  /** Loaded on first use: the bench brings rxjs, serialport and winston with it. */
  readonly loadBench: () => Promise<RunBench>;
  /** The bench without its recordings, loaded likewise. */
  readonly loadJudgeRun: () => Promise<JudgeRun>;
  /** What asks a device who it is, loaded likewise. */
  readonly loadMeetDevice: () => Promise<MeetDevice>;
  /** From this call on, a request that the process end aborts the signal; before it, it ends the process. */
  readonly interruption: () => AbortSignal;
}

/** Ends a command with faults to be told. The exit code is that of a refusal unless another is given. */
export class CommandFailure extends Error {
  readonly faults: readonly Fault[];
  readonly exitCode: number | undefined;

  constructor(faults: readonly Fault[], exitCode?: number) {
    super(faults.map((fault) => fault.message).join('; '));
    this.faults = faults;
    this.exitCode = exitCode;
  }
}
