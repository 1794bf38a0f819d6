import { outcomes, type Outcome, type RequirementResult } from '../core/judgement.ts';

/** Outcomes in the order in which somebody is interested in them. */
export const outcomeOrder: readonly Outcome[] = [
  'self-check', 'fail', 'warn', 'inconclusive', 'pass', 'vacuous', 'not-observed', 'manual', 'guard',
];

/** What each outcome means, in one sentence. */
export const outcomeMeanings: Readonly<Record<Outcome, string>> = {
  'self-check': 'A duty of NDIS itself was not seen: the trace or its tracer is broken.',
  fail: 'A must was broken.',
  warn: 'A should was broken.',
  inconclusive: 'A gap, an early end or the clocks leave it open.',
  pass: 'It was put to the test and held every time.',
  vacuous: 'Its trigger never occurred, or it is about the other topology.',
  'not-observed': 'The trace does not carry what it needs, or no rule decides it yet.',
  manual: 'No trace can show it: a person decides.',
  guard: 'A permission, or something that is only recorded.',
};

/** Why a requirement ended as it did, where that is not said by its findings. */
export function reasonOf(result: RequirementResult): string {
  if (result.reason !== undefined) return result.reason;
  return result.outcome === 'vacuous' ? 'its trigger never occurred' : result.outcome === 'guard' ? 'never a finding' : '';
}

/** How many of some results ended in each way. */
export function countOutcomes(results: readonly RequirementResult[]): Map<Outcome, number> {
  const counts = new Map<Outcome, number>(outcomes.map((outcome) => [outcome, 0]));
  for (const { outcome } of results) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return counts;
}
