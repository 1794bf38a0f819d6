import type { Judgement, RequirementResult } from '../core/judgement.ts';
import type { CaseRecord } from '../core/scenario/case.ts';
import type { RemainingJudgement } from '../core/scenario/expected-findings.ts';
import { plural } from './plural.ts';
import type { BrokenAct } from './story/broken-acts.ts';
import { verdictSentence } from './verdict-sentence.ts';

/** The judgement without what the scenario expects: rows with the outcome and the findings that are left of them. */
export function withoutExpected(judgement: Judgement, { verdict, outcomes, expected }: RemainingJudgement): Judgement {
  const requirements = judgement.requirements.map((result): RequirementResult => {
    const outcome = outcomes.get(result.id);
    if (outcome === undefined) return result;
    const findings = result.findings.filter(({ id }) => !expected.has(id));
    const findingsTotal = outcome === 'pass' ? 0 : result.findingsTotal - (result.findings.length - findings.length);
    return { ...result, outcome, findings, findingsTotal };
  });
  return { ...judgement, verdict, requirements };
}

/** The verdict of a judgement in a sentence; where the scenario expects findings, what they are is said before the rest. */
export function caseSentence(judgement: Judgement, { remaining }: Pick<CaseRecord, 'remaining'>): string {
  const broken = [...remaining.outcomes.values()].filter((outcome) => outcome === 'pass').length;
  if (broken === 0) return verdictSentence(judgement, false);
  const left = withoutExpected(judgement, remaining);
  const others = left.requirements.filter(({ id }) => remaining.outcomes.get(id) !== 'pass');
  const rest = verdictSentence({ ...left, requirements: others }, false).replace('Every requirement', 'Every other requirement');
  return `${plural(broken, 'requirement')} broken as the scenario expects. ${rest}`;
}

/** Whether the scenario expects everything that an act breaks. */
export function isExpectedAct({ breaches }: BrokenAct, { expected }: RemainingJudgement): boolean {
  return breaches.every(({ finding }) => expected.has(finding.id));
}
