import type { Judgement } from '../core/judgement.ts';
import { safeText } from '../core/safe-text.ts';
import type { Verdict } from '../core/verdict.ts';
import { wrap } from './columns.ts';
import type { Evidence } from './evidence.ts';
import { FindingsText } from './findings-text.ts';
import { intervalTable } from './interval-table.ts';
import type { JudgementWords } from './judgement-words.ts';
import { requirementCounts } from '../report/requirement-counts.ts';
import { verdictSentence } from '../report/verdict-sentence.ts';
import { resultsToTell } from './shown-findings.ts';
import type { TextSink } from './text-sink.ts';

/** A judgement for people: the verdict in a sentence, what failed and where it is written, the counts, the intervals. */
export function judgementText(judgement: Judgement, strict: boolean, words: JudgementWords, evidence: Evidence, sink: TextSink): string[] {
  const findings = new FindingsText(words, evidence, sink);
  const results = resultsToTell(judgement).flatMap((result) => ['', ...findings.result(result)]);
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
    ...(judgement.notMeasured === 0 ? [] : [`Intervals left out, too many being open at once: ${judgement.notMeasured}.`]),
    ...(judgement.measurements.length === 0 ? [] : ['', ...intervalTable(judgement.measurements, words.interval, sink.columns)]),
  ];
}

const styles = { pass: 'green', inconclusive: 'yellow', fail: 'red', error: 'magenta' } as const;

/** A verdict as one word that is seen from afar. */
export function verdictWord(verdict: Verdict, sink: TextSink): string {
  return sink.style(['bold', styles[verdict]], verdict.toUpperCase());
}
