import type { Judgement } from '../core/judgement.ts';
import type { ExpectationRecord } from '../core/scenario/case.ts';
import type { TimerRecord } from '../core/scenario/watch/watch-record.ts';
import type { LimitRecord } from '../core/timing/limit.ts';
import type { Verdict } from '../core/verdict.ts';

/** What was done to the line of a run. */
export interface LineFaultRecord {
  /** `drop 12 octets on CONNECT received in calls 3` */
  readonly what: string;
  /** How many times it began. */
  readonly begun: number;
}

/** Where a run comes from: nothing in it enters into the verdict. */
export interface Provenance {
  readonly tool: { readonly name: string; readonly version: string };
  /** Of the checkout that ran, where there is one. */
  readonly commit: string | null;
  /** The bench it was made on. */
  readonly station: string;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly host: { readonly system: string; readonly node: string; readonly stalls: number; readonly clockSteps: number };
  readonly calibration: unknown;
  readonly scenario: { readonly name: string; readonly file: string };
  /** Faults that the emulated device was given, each with its limits, in the words of a command line. */
  readonly faults: readonly string[];
  readonly line: readonly LineFaultRecord[];
  readonly device: {
    readonly name: string;
    readonly file: string;
    /** What it said of itself and of its firmware; null where it never did. */
    readonly identity: string | null;
    readonly firmware: string | null;
    /** The path of the line; null where it was not reached. */
    readonly port: string | null;
  };
}

/** What did not arrive, or arrived damaged. All zero in a clean run. */
export interface Losses {
  /** Reads and octets that the bench had no room for. */
  readonly droppedReads: number;
  readonly droppedOctets: number;
  readonly damagedFrames: number;
  readonly lostFrames: number;
  readonly repeatedFrames: number;
  readonly malformedFrames: number;
  readonly unknownFrames: number;
  readonly eventsBeforeHello: number;
  readonly deviceOverruns: number;
  readonly deviceOverrunEvents: number;
  readonly deviceRestarts: number;
}

/** A fault that kept a run from being whole. */
export interface FaultRecord {
  readonly code: string;
  readonly message: string;
}

/** `record.json`: everything known of a finished run. */
export interface RunRecord {
  readonly condisRecord: 1;
  readonly verdict: Verdict;
  /** Absent where the capture could not be judged. */
  readonly judgement?: Judgement;
  readonly expectations: readonly ExpectationRecord[];
  readonly limits: readonly LimitRecord[];
  /** The named timers of the scenario's steps that measured anything. */
  readonly timers: readonly TimerRecord[];
  /** One entry an attempt. */
  readonly attempts: readonly { readonly verdict: Verdict; readonly interrupted: boolean; readonly faults: readonly FaultRecord[] }[];
  readonly losses: Losses;
  /** SHA-256 by path within the run's folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly provenance: Provenance;
}

/** The text of `record.json`; `condisRecord` and the verdict first, for people who open it. */
export function recordText(record: RunRecord): string {
  return `${JSON.stringify(record, null, 1)}\n`;
}
