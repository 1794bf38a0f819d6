import type { Judgement, Outcome } from '../core/judgement.ts';

/** How many requirements ended in each way, the ways in which somebody is interested first; those that none ended in are left out. */
export function requirementCounts(judgement: Judgement): string {
  const counts = new Map<Outcome, number>();
  for (const { outcome } of judgement.requirements) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return words.flatMap(([outcome, word]) => {
    const count = counts.get(outcome) ?? 0;
    return count === 0 && !always.has(outcome) ? [] : [`${count} ${word}`];
  }).join(', ');
}

const always: ReadonlySet<Outcome> = new Set(['pass', 'fail', 'vacuous', 'not-observed']);

const words: readonly (readonly [Outcome, string])[] = [
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['self-check', 'broken by NDIS or the trace'],
  ['warn', 'warned'],
  ['inconclusive', 'inconclusive'],
  ['vacuous', 'vacuous'],
  ['not-observed', 'not observed'],
  ['guard', 'guard'],
  ['manual', 'manual'],
];
