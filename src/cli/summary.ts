import type { RunOutcome } from '../bench/run-plan.ts';
import { safeText } from '../core/safe-text.ts';
import type { ScenarioRow } from '../core/scenario/scenario-spec.ts';
import type { Verdict } from '../core/verdict.ts';
import { wrap } from './columns.ts';
import type { Evidence } from './evidence.ts';
import { FindingsText } from './findings-text.ts';
import { intervalTable } from './interval-table.ts';
import { verdictWord } from './judgement-text.ts';
import type { JudgementWords } from './judgement-words.ts';
import { caseSentences } from '../report/case-words.ts';
import { plural } from '../report/plural.ts';
import { requirementCounts } from '../report/requirement-counts.ts';
import { caseSentence, withoutExpected } from '../report/remaining.ts';
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

/** What a person reads when all runs are over; `verdict` is that of them together. */
export function summaryText(told: readonly ToldOutcome[], verdict: Verdict, words: JudgementWords, sink: TextSink): string[] {
  const all = told.length === 1 ? [] : ['', `${verdictWord(verdict, sink)}  ${plural(told.length, 'run')}, the worst counts.`];
  return [...told.flatMap((each) => ['', ...outcomeText(each, words, sink)]), ...all];
}

function rowSentence({ number, of, values }: ScenarioRow): string {
  return `Row ${number} of ${of}: ${values.map(([name, value]) => `${name} ${value}`).map(safeText).join(', ')}.`;
}

function outcomeText({ outcome, evidence }: ToldOutcome, words: JudgementWords, sink: TextSink): string[] {
  const findings = new FindingsText(words, evidence, sink, sink.columns - 2);
  const { device, scenario, verdict, judgement, asked, folder, recorded } = outcome;
  const shown = judgement?.measurements.filter(({ id }) => intervalNames.has(id)) ?? [];
  const told = judgement === undefined ? [] : resultsToTell(asked === undefined ? judgement : withoutExpected(judgement, asked.remaining));
  const more = told.length - resultsShown;
  const intervals = intervalTable(shown, (id) => intervalNames.get(id) ?? '', sink.columns - 2);
  return [
    `${verdictWord(verdict, sink)}  ${sink.style('bold', safeText(device.name))}, scenario ${safeText(scenario.name)}`,
    ...(scenario.row === undefined ? [] : wrap(rowSentence(scenario.row), sink.columns, '  ')),
    // The cause first: what the events then show is what is left.
    ...outcome.faults.flatMap((fault) => fault.describe().split('\n').map((line) => `  ${safeText(line)}`)),
    ...(judgement === undefined || asked === undefined ? [] : wrap(caseSentence(judgement, asked), sink.columns, '  ')),
    ...(judgement === undefined ? [] : wrap(`Requirements: ${requirementCounts(judgement)}.`, sink.columns, '  ')),
    ...(asked === undefined ? [] : caseSentences(asked).flatMap((sentence) => wrap(safeText(sentence), sink.columns, '  '))),
    ...(outcome.interrupted ? ['  Interrupted: what was recorded until then is in the folder.'] : []),
    ...told.slice(0, resultsShown).flatMap((result) => ['', ...findings.result(result).map((line) => `  ${line}`)]),
    ...(more > 0 ? ['', `  … and ${plural(more, 'more requirement')}:`, `    condis-bench explain ${safeText(folder)}`] : []),
    ...(shown.length === 0 ? [] : ['', ...intervals.map((line) => `  ${line}`)]),
    '',
    recorded ? `  Recorded in ${safeText(folder)}` : '  Nothing is recorded.',
  ];
}
