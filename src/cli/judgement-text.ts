import type { Finding, Judgement, Outcome, RequirementResult } from '../core/judgement.ts';
import type { Requirement } from '../core/requirements/requirement.ts';
import { safeText } from '../core/safe-text.ts';
import type { Verdict } from '../core/verdict.ts';
import { wrap } from './columns.ts';
import { intervalTable } from './interval-table.ts';
import { requirementCounts } from './requirement-counts.ts';
import type { TextSink } from './text-sink.ts';

/** Findings of one requirement that are written out; the others are counted. */
const findingsShown = 3;

/** What is looked up beside a judgement. */
export interface JudgementWords {
  readonly requirement: (id: string) => Requirement | undefined;
  readonly interval: (id: string) => string;
}

/** A judgement for people: the verdict in a sentence, what failed and where it is written, the counts, the intervals. */
export function judgementText(judgement: Judgement, strict: boolean, words: JudgementWords, sink: TextSink): string[] {
  const results = resultsToTell(judgement).flatMap((result) => ['', ...resultText(result, words, sink)]);
  const listed = judgement.notModelled.map(({ fn, count }) => `${safeText(fn)} (${count})`).join(', ');
  const unlisted = judgement.notModelled.reduce((rest, { count }) => rest - count, judgement.notModelledTotal);
  const notModelled = unlisted > 0 ? `${listed} and others (${unlisted})` : listed;
  return [
    `${verdictWord(judgement.verdict, sink)}  ${verdictSentence(judgement, strict)}`,
    ...results,
    '',
    ...wrap(`Requirements: ${requirementCounts(judgement)}.`, sink.columns),
    ...(judgement.gapsTotal === 0 ? [] : [`Gaps: ${judgement.gapsTotal}. What they may hide is inconclusive.`]),
    ...(judgement.orphans === 0 ? [] : [`Returns without an enter: ${judgement.orphans}.`]),
    ...(notModelled === '' ? [] : wrap(`Functions that no requirement speaks of: ${notModelled}.`, sink.columns)),
    ...(judgement.measurements.length === 0 ? [] : ['', ...intervalTable(judgement.measurements, words.interval, sink.columns)]),
  ];
}

/** What somebody has to know of, the worst first. */
export function resultsToTell(judgement: Judgement): RequirementResult[] {
  const told: readonly Outcome[] = ['self-check', 'fail', 'inconclusive', 'warn'];
  return told.flatMap((outcome) => judgement.requirements.filter((result) => result.outcome === outcome));
}

const styles = { pass: 'green', inconclusive: 'yellow', fail: 'red', error: 'magenta' } as const;

/** A verdict as one word that is seen from afar. */
export function verdictWord(verdict: Verdict, sink: TextSink): string {
  return sink.style(['bold', styles[verdict]], verdict.toUpperCase());
}

/** The verdict in a sentence. */
export function verdictSentence(judgement: Judgement, strict: boolean): string {
  const count = (outcome: Outcome) => judgement.requirements.filter((result) => result.outcome === outcome).length;
  switch (judgement.verdict) {
    case 'pass': {
      const warned = count('warn');
      const warnings = warned === 0 ? '' : `, ${warned} with a warning`;
      return `Every requirement that this trace can decide holds: ${count('pass') + warned}${warnings}.`;
    }
    case 'fail': {
      const broken = count('fail') + (strict ? count('warn') : 0);
      const faults = new Set(judgement.requirements.flatMap((result) => result.findings.map((finding) => finding.fault))).size;
      return `${plural(broken, 'requirement')} broken${faults > 0 ? `, by ${plural(faults, 'fault')}` : ''}.`;
    }
    case 'error':
      return `${plural(count('self-check'), 'duty', 'duties')} of NDIS not seen: the trace or its tracer is broken.`;
    case 'inconclusive': {
      const open = count('inconclusive');
      if (open === 0) return 'No requirement was put to the test: no evidence is never a pass.';
      return `${plural(open, 'requirement')} left open by a gap, an early end or the clocks' uncertainty.`;
    }
  }
}

/** One requirement that was not simply kept: in words, its page, what happened and the lines that prove it. */
export function resultText(result: RequirementResult, words: JudgementWords, sink: TextSink): string[] {
  const row = words.requirement(result.id);
  const head = `${sink.style('bold', result.id)} ${result.outcome} (${result.severity}), ${plural(result.findingsTotal, 'finding')}`;
  const rest = result.findingsTotal - Math.min(findingsShown, result.findings.length);
  return [
    head,
    ...(row === undefined ? [] : wrap(row.requirement, sink.columns, '  ')),
    ...(row === undefined ? [] : wrap(`Source: ${row.source}`, sink.columns, '  ')),
    ...(result.reason === undefined ? [] : wrap(result.reason, sink.columns, '  ')),
    ...result.findings.slice(0, findingsShown).flatMap((finding) => findingText(finding, sink)),
    ...(rest > 0 && result.findings.length > 0 ? [`  … and ${rest} more`] : []),
  ];
}

function findingText(finding: Finding, sink: TextSink): string[] {
  const fault = finding.fault === undefined ? '' : `, fault ${finding.fault}`;
  const vc = finding.vc === undefined ? '' : `, VC ${safeText(finding.vc)}`;
  const lines = `line${finding.events.length === 1 ? '' : 's'} ${finding.events.join(', ')}`;
  return [`  ${finding.id}: ${lines}${vc}${fault}`, ...wrap(safeText(finding.message), sink.columns, '    ')];
}

/** `1 call`, `2 calls`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
