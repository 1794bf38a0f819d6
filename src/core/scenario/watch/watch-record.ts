import type { Measurement } from '../../judgement.ts';
import type { Verdict } from '../../verdict.ts';
import type { WatchedExpectation } from './watch-plan.ts';

/** What became of a step that expects an event: an entry of `expectations` in a run's record. */
export interface StepExpectationRecord {
  readonly what: 'step';
  /** The event, in the words of the scenario. */
  readonly expected: string;
  /** How many times it was due and met, due and not met, and due where it cannot be told. */
  readonly met: number;
  readonly notMet: number;
  readonly open: number;
  /** Of an optional one: how many times it was not seen. */
  readonly unseen: number;
  readonly verdict: Exclude<Verdict, 'error'>;
  /** Trace lines of the first time that decides: the beginning of the act before, and the event or what ended its time. */
  readonly events: readonly number[];
  /** `file:line` */
  readonly writtenAt: string;
  /** How it was not met, where it was not: the first time. */
  readonly unmet?: UnmetExpectation;
}

/** How an expectation was not met: late, or with something else in it, or, where neither is said, not at all. */
export interface UnmetExpectation {
  /** The VC of the call, as a handle; absent where it had none yet. */
  readonly vc?: string;
  /** Device time from the beginning of the act before, and what was allowed, in nanoseconds. */
  readonly tookNs?: number;
  readonly withinNs?: number;
  /** What the event was to carry, and what it carried instead: numbers by their documented names. */
  readonly wanted?: Readonly<Record<string, number>>;
  readonly came?: Readonly<Record<string, number>>;
}

/** A named timer: as an interval's measurement, without the single values. */
export type TimerRecord = Omit<Measurement, 'values'>;

/** What the watching of a trace came to. */
export interface WatchRecord {
  readonly expectations: readonly StepExpectationRecord[];
  readonly timers: readonly TimerRecord[];
}

/** How often something became of one expectation, and the lines that first showed it. */
export interface ExpectationCount {
  met: number;
  notMet: number;
  open: number;
  unseen: number;
  metAt: readonly number[];
  notMetAt: readonly number[];
  openAt: readonly number[];
  unmet?: UnmetExpectation;
}

export function emptyCount(): ExpectationCount {
  return { met: 0, notMet: 0, open: 0, unseen: 0, metAt: [], notMetAt: [], openAt: [] };
}

/** `isConditional`: it stands where not every pass gets to. */
export function expectationRecord(row: WatchedExpectation, count: ExpectationCount, isConditional: boolean): StepExpectationRecord {
  const { met, notMet, open, unseen } = count;
  const wasNeverDue = met + notMet + open + unseen === 0;
  const verdict = notMet > 0 ? 'fail' : open > 0 || (wasNeverDue && !isConditional) ? 'inconclusive' : 'pass';
  const events = verdict === 'fail' ? count.notMetAt : verdict === 'inconclusive' ? count.openAt : count.metAt;
  const { unmet } = count;
  return {
    what: 'step', expected: row.text, met, notMet, open, unseen, verdict, events, writtenAt: row.writtenAt,
    ...(unmet !== undefined && { unmet }),
  };
}
