import type { Verdict } from '../verdict.ts';
import type { ExpectedOutcome } from './scenario-spec.ts';

/** What a trace shows of the calls that a program asked for. */
export interface CallTally {
  /** Calls whose set-up ended in success. */
  readonly connected: number;
  /** Calls whose set-up ended otherwise. */
  readonly failed: number;
  /** Calls that were connected and whose close was completed. */
  readonly closed: number;
  /** False: a gap, a loss or an early end may hide calls. */
  readonly whole: boolean;
}

/** One expectation of the scenario beside what was seen: an entry of `expectations` in a run's record. */
export interface ExpectationRecord {
  readonly what: 'calls connected' | 'calls closed' | 'calls failed';
  readonly expected: number;
  readonly seen: number;
  readonly verdict: Exclude<Verdict, 'error'>;
}

/** Compares what the scenario expects of `calls` calls with what the trace shows. Calls that a gap may hide leave the answer open. */
export function judgeExpectations(expect: ExpectedOutcome, calls: number, tally: CallTally): ExpectationRecord[] {
  const expected: Record<ExpectedOutcome, [ExpectationRecord['what'], number, number][]> = {
    connected: [
      ['calls connected', calls, tally.connected],
      ['calls closed', calls, tally.closed],
      ['calls failed', 0, tally.failed],
    ],
  };
  return expected[expect].map(([what, wanted, seen]) => ({ what, expected: wanted, seen, verdict: compare(wanted, seen, tally.whole) }));
}

function compare(wanted: number, seen: number, whole: boolean): ExpectationRecord['verdict'] {
  if (seen > wanted) return 'fail';
  if (!whole) return 'inconclusive';
  return seen === wanted ? 'pass' : 'fail';
}
