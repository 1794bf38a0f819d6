import type { DeviceSpec } from '../core/device/device-spec.ts';
import type { Fault } from '../core/fault.ts';
import type { Judgement } from '../core/judgement.ts';
import type { CallProgram } from '../core/scenario/call-program.ts';
import type { CaseRecord } from '../core/scenario/case.ts';
import type { ScenarioSpec } from '../core/scenario/scenario-spec.ts';
import type { Verdict } from '../core/verdict.ts';

/** Everything that is to be run; nothing in it is looked up or checked again. */
export interface RunPlan {
  /** Runs that name the same device happen one after another, others side by side. */
  readonly runs: readonly PlannedRun[];
  /** Folder that receives a folder of each run; made if it is not there. */
  readonly outDir: string;
  readonly toolVersion: string;
  /** Of the checkout that runs, where it is one. */
  readonly commit: string | null;
}

/** One scenario on one device. */
export interface PlannedRun {
  readonly scenario: ScenarioSpec;
  readonly device: DeviceSpec;
  readonly program: CallProgram;
  /** Names of faults for the stub's command line. They never cross the port. */
  readonly faults: readonly string[];
}

/** Where a run is in its one life. */
export type RunStage = 'open' | 'hello' | 'calibrate' | 'run' | 'settle' | 'close';

/** What can be said of a run while it runs. */
export interface RunProgress {
  readonly stage: RunStage;
  /** What people call the port: a path, `tcp://host:port`. Absent until it is known. */
  readonly port?: string;
  /** Calls over, connected or not. */
  readonly callsDone: number;
  readonly events: number;
  readonly findings: number;
  /** Octets and events that were lost on the way, in the device or here. */
  readonly lost: number;
}

/** Hears how the runs go. Runs are told apart by their index in the plan; `undefined` stands for no run in particular. */
export interface ProgressReporter {
  progress(run: number, progress: RunProgress): void;
  /** Something a person should know at once. */
  notice(run: number | undefined, text: string): void;
  ended(run: number, outcome: RunOutcome): void;
}

/** A run that is over, however it ended. */
export interface RunOutcome {
  readonly scenario: ScenarioSpec;
  readonly device: DeviceSpec;
  readonly verdict: Verdict;
  /** What the events show; absent where no event could be judged. */
  readonly judgement?: Judgement;
  /** The run's folder. */
  readonly folder: string;
  /** Whether that folder could be made; where not, the run did not begin, and nothing is in it. */
  readonly recorded: boolean;
  /** Path of its record; absent where none could be written. */
  readonly recordPath?: string;
  /** What the scenario asks beside what was seen; absent where no event could be judged. */
  readonly asked?: CaseRecord;
  /** Faults that kept the run from being whole, the first cause first. */
  readonly faults: readonly Fault[];
  /** Ended by a signal. */
  readonly interrupted: boolean;
}

/**
 * Carries a plan out: the one entry to the bench. Resolves when every run is over, with one outcome a run, in the plan's order; after
 * an abort too. Rejects where the folder for the run folders cannot be made: then nothing has run.
 */
export type RunBench = (plan: RunPlan, reporter: ProgressReporter, signal: AbortSignal) => Promise<RunOutcome[]>;
