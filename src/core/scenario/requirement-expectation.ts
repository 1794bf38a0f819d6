import type { Outcome, RequirementResult } from '../judgement.ts';
import type { DecidableOutcome } from '../requirements/decidable-outcomes.ts';
import type { Verdict } from '../verdict.ts';

/** What a scenario expects to become of a requirement, at least once in the run. */
export interface RequirementExpectation {
  readonly id: string;
  readonly outcome: DecidableOutcome;
  /** Where it stands in the scenario's file, from 1. */
  readonly line: number;
}

/** What was expected of a requirement beside what was seen: an entry of `expectations` in a run's record. */
export interface RequirementExpectationRecord {
  readonly what: 'requirement';
  readonly id: string;
  readonly expected: DecidableOutcome;
  readonly seen: Outcome;
  readonly verdict: Exclude<Verdict, 'error'>;
  /** Rows that the acts that were expected break besides. */
  readonly alsoBroken: readonly string[];
  /** `file:line` */
  readonly writtenAt: string;
}

/**
 * Whether an expectation of a requirement is kept. `isWhole` is false where a gap, a loss or an early end may hide what was expected:
 * then only what was seen decides.
 */
export function keptBy(
  { outcome }: RequirementExpectation, seen: RequirementResult['outcome'], isWhole: boolean,
): RequirementExpectationRecord['verdict'] {
  if (seen === outcome) return 'pass';
  if (seen === 'inconclusive' || seen === 'not-observed') return 'inconclusive';
  // What has once been broken stays so; what has not may have been where nobody saw it.
  const isPast = outcome === 'pass' ? seen !== 'vacuous' : seen === 'self-check';
  return isWhole || isPast ? 'fail' : 'inconclusive';
}
