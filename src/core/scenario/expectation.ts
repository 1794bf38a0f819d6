import type { Verdict } from '../verdict.ts';
import type { CallProgram } from './call-program.ts';
import { callsEnding } from './course.ts';
import { callsGivenUp } from './network-fault-effect.ts';

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

/** How many calls a scenario expects to end how. */
export interface ExpectedCalls {
  /** Connected, and closed again. */
  readonly connected: number;
  readonly failed: number;
}

/** What the courses of a program, and what happens on the network, say of its calls. */
export function expectedCalls(
  program: Pick<CallProgram, 'calls' | 'courses' | 'delays' | 'multipoint' | 'networkFaults'>,
): ExpectedCalls {
  const { courses, calls } = program;
  const givenUp = callsGivenUp(program);
  return { connected: callsEnding(courses, calls, 'connected') - givenUp, failed: callsEnding(courses, calls, 'failed') + givenUp };
}

/** How many calls were to end in a way beside how many did: an entry of `expectations` in a run's record. */
export interface CallsExpectationRecord {
  readonly what: 'calls connected' | 'calls closed' | 'calls failed';
  readonly expected: number;
  readonly seen: number;
  readonly verdict: Exclude<Verdict, 'error'>;
}

/** Compares what the scenario expects with what the trace shows. Calls that a gap may hide leave the answer open. */
export function judgeExpectations(expect: ExpectedCalls, tally: CallTally): CallsExpectationRecord[] {
  const expected: [CallsExpectationRecord['what'], number, number][] = [
    ['calls connected', expect.connected, tally.connected],
    ['calls closed', expect.connected, tally.closed],
    ['calls failed', expect.failed, tally.failed],
  ];
  return expected.map(([what, wanted, seen]) => ({ what, expected: wanted, seen, verdict: compare(wanted, seen, tally.whole) }));
}

function compare(wanted: number, seen: number, whole: boolean): CallsExpectationRecord['verdict'] {
  if (seen > wanted) return 'fail';
  if (!whole) return 'inconclusive';
  return seen === wanted ? 'pass' : 'fail';
}
