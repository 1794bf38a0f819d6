import type { Finding, Judgement, Outcome, RequirementResult } from '../core/judgement.ts';

/** Findings of one requirement that are written out; the others are counted. */
export const findingsShown = 3;

/** Events of one finding that are written out. */
const eventsShown = 6;

/** What somebody has to know of, the worst first. */
export function resultsToTell(judgement: Judgement): RequirementResult[] {
  const told: readonly Outcome[] = ['self-check', 'fail', 'inconclusive', 'warn'];
  return told.flatMap((outcome) => judgement.requirements.filter((result) => result.outcome === outcome));
}

/** The lines of the trace to write out for a finding, in their order. */
export function shownEvents(finding: Finding): number[] {
  return finding.events.slice(0, eventsShown).sort((a, b) => a - b);
}

/** Every line of the trace that a judgement for people writes out. */
export function shownLines(judgement: Judgement): Set<number> {
  return new Set(resultsToTell(judgement).flatMap((result) => result.findings.slice(0, findingsShown).flatMap(shownEvents)));
}
