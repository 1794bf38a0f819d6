import type { Judgement } from '../judgement.ts';
import { judgeLimit, type LimitRecord, type LimitSpec } from '../timing/limit.ts';
import { judgeExpectations, type CallsExpectationRecord, type CallTally, type ExpectedCalls } from './expectation.ts';
import { setAside, type RemainingJudgement } from './expected-findings.ts';
import { keptBy, type RequirementExpectation, type RequirementExpectationRecord } from './requirement-expectation.ts';
import type { StepExpectationRecord, TimerRecord, WatchRecord } from './watch/watch-record.ts';

/** What a scenario asks of a run beside the requirements, as its capture keeps it. */
export interface CaseSpec {
  /** Absent: how the calls end is not judged. */
  readonly calls?: ExpectedCalls;
  readonly requirements: readonly RequirementExpectation[];
  readonly limits: readonly LimitSpec[];
  /** The scenario's file, as it is shown to people. */
  readonly file: string;
}

/** One expectation of the scenario beside what was seen: an entry of `expectations` in a run's record. */
export type ExpectationRecord = CallsExpectationRecord | RequirementExpectationRecord | StepExpectationRecord;

/** What came of a case. */
export interface CaseRecord {
  readonly expectations: readonly ExpectationRecord[];
  readonly limits: readonly LimitRecord[];
  /** The named timers of the scenario's steps that measured anything. */
  readonly timers: readonly TimerRecord[];
  /** The judgement after the findings that were expected. */
  readonly remaining: RemainingJudgement;
}

/** Puts a case beside what the trace shows. `watched` is what became of the steps that expect something. */
export function judgeCase(spec: CaseSpec, judgement: Judgement, tally: CallTally, watched?: WatchRecord): CaseRecord {
  const { calls, requirements, limits, file } = spec;
  const remaining = setAside(judgement, requirements);
  const seen = new Map(judgement.requirements.map(({ id, outcome }) => [id, outcome]));
  const measured = new Map(judgement.measurements.map((measurement) => [measurement.id, measurement]));
  const expected = requirements.map((expectation): RequirementExpectationRecord => {
    const { id, outcome, line } = expectation;
    const found = seen.get(id) ?? 'not-observed';
    return {
      what: 'requirement', id, expected: outcome, seen: found, verdict: keptBy(expectation, found, tally.whole),
      alsoBroken: remaining.alsoBroken.get(id) ?? [], writtenAt: `${file}:${line}`,
    };
  });
  const areAllMeasured = tally.whole && judgement.notMeasured === 0;
  return {
    expectations: [...(calls === undefined ? [] : judgeExpectations(calls, tally)), ...expected, ...(watched?.expectations ?? [])],
    timers: watched?.timers ?? [],
    limits: limits.map((limit) => judgeLimit(limit, measured.get(limit.id), areAllMeasured, file)),
    remaining,
  };
}
