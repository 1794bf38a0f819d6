import type { RunOutcome } from '../bench/run-plan.ts';
import type { ExpectationRecord } from '../core/scenario/expectation.ts';
import { safeText } from '../core/safe-text.ts';
import { worst } from '../core/verdict.ts';
import { wrap } from './columns.ts';
import type { Evidence } from './evidence.ts';
import { FindingsText } from './findings-text.ts';
import { intervalTable } from './interval-table.ts';
import { verdictWord } from './judgement-text.ts';
import type { JudgementWords } from './judgement-words.ts';
import { plural } from '../report/plural.ts';
import { requirementCounts } from '../report/requirement-counts.ts';
import { verdictSentence } from '../report/verdict-sentence.ts';
import { resultsToTell } from './shown-findings.ts';
import type { TextSink } from './text-sink.ts';

/** Requirements of one run that are written out; `check` shows all. */
const resultsShown = 3;

/** The intervals that a summary shows: activation, and set-up as the client sees it. */
const intervalNames: ReadonlyMap<string, string> = new Map([
  ['TI-36', 'activation'],
  ['TI-37', 'CONNECT to ready'],
  ['TI-11', 'miniport'],
  ['TI-15', 'call set-up'],
]);

/** A run that is over, with the lines that its findings rest on. */
export interface ToldOutcome {
  readonly outcome: RunOutcome;
  readonly evidence: Evidence;
}

/** What a person reads at the end of a run. */
export function summaryText(told: readonly ToldOutcome[], words: JudgementWords, sink: TextSink): string[] {
  const outcomes = told.map(({ outcome }) => outcome);
  const verdict = worst(outcomes.map((outcome) => outcome.verdict));
  const all = outcomes.length === 1 ? [] : ['', `${verdictWord(verdict, sink)}  ${plural(outcomes.length, 'run')}, the worst counts.`];
  return [...told.flatMap((each) => ['', ...outcomeText(each, words, sink)]), ...all];
}

function outcomeText({ outcome, evidence }: ToldOutcome, words: JudgementWords, sink: TextSink): string[] {
  const findings = new FindingsText(words, evidence, sink, sink.columns - 2);
  const { device, scenario, verdict, judgement, folder } = outcome;
  const shown = judgement?.measurements.filter(({ id }) => intervalNames.has(id)) ?? [];
  const told = judgement === undefined ? [] : resultsToTell(judgement);
  const intervals = intervalTable(shown, (id) => intervalNames.get(id) ?? '', sink.columns - 2);
  const unmet = outcome.expectations.filter(({ verdict: met, expected, seen }) => met !== 'pass' && seen !== expected);
  return [
    `${verdictWord(verdict, sink)}  ${sink.style('bold', safeText(device.name))}, scenario ${safeText(scenario.name)}`,
    ...(judgement === undefined ? [] : wrap(verdictSentence(judgement, false), sink.columns, '  ')),
    ...(judgement === undefined ? [] : wrap(`Requirements: ${requirementCounts(judgement)}.`, sink.columns, '  ')),
    ...unmet.map((expectation) => `  ${expectationText(expectation)}`),
    ...outcome.faults.flatMap((fault) => fault.describe().split('\n').map((line) => `  ${safeText(line)}`)),
    ...(outcome.interrupted ? ['  Interrupted: what was recorded until then is in the folder.'] : []),
    ...told.slice(0, resultsShown).flatMap((result) => ['', ...findings.result(result).map((line) => `  ${line}`)]),
    ...(told.length > resultsShown ? ['', `  … and ${told.length - resultsShown} more requirements: condis-bench check ${safeText(folder)}`] : []),
    ...(shown.length === 0 ? [] : ['', ...intervals.map((line) => `  ${line}`)]),
    '',
    `  Recorded in ${safeText(folder)}`,
  ];
}

function expectationText({ what, expected, seen, verdict }: ExpectationRecord): string {
  return `Expected ${expected} ${what}, saw ${seen}${verdict === 'inconclusive' ? '; some may be hidden' : ''}.`;
}
