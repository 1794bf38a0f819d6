import { safeText } from '../core/safe-text.ts';
import type { CaseRecord } from '../core/scenario/case.ts';
import type { Verdict } from '../core/verdict.ts';
import { caseSentences, unkeptSentences } from '../report/case-words.ts';
import { durationText } from '../report/duration-text.ts';
import { plural } from '../report/plural.ts';
import { caseSentence, isExpectedAct } from '../report/remaining.ts';
import { eventsAround } from '../report/story/around.ts';
import { headOf, often, vcOf, type FoundBreach } from '../report/story/broken-acts.ts';
import { ladderOf, lanesOf } from '../report/story/ladder.ts';
import type { RunStory, ToldKind } from '../report/story/run-story.ts';
import { wrap } from './columns.ts';
import { verdictWord } from './judgement-text.ts';
import type { JudgementWords } from './judgement-words.ts';
import { ladderLegend, ladderText } from './ladder-text.ts';
import type { TextSink } from './text-sink.ts';

/** How much of a call is drawn: what lies around the events that decide a finding, or all of it. */
export type ExplainedPart = 'around' | 'whole-call';

/** A trace, and what a run was asked for beside keeping the requirements. */
export interface ExplainedRun {
  readonly story: RunStory;
  readonly asked: CaseRecord;
  readonly verdict: Verdict;
}

/** What was found in a trace and how it came about; of a trace without findings, the call of the median. */
export function explainText({ story, asked, verdict }: ExplainedRun, part: ExplainedPart, words: JudgementWords, sink: TextSink): string[] {
  const { judgement, header } = story;
  const of = [header.scenario, header.device].filter((name) => typeof name === 'string').map(safeText).join(' on ');
  return [
    `${verdictWord(verdict, sink)}  ${sink.style('bold', of)}`.trimEnd(),
    ...wrap(caseSentence(judgement, asked), sink.columns),
    ...caseSentences(asked).flatMap((sentence) => wrap(safeText(sentence), sink.columns)),
    ...story.kinds.flatMap((kind, i) => ['', ...kindText(kind, i, { story, asked, verdict }, part, words, sink)]),
    ...(story.kindsLeftOut > 0 ? ['', `… and ${plural(story.kindsLeftOut, 'further kind')} of findings; name a finding to see it.`] : []),
    ...(story.unkept === undefined ? [] : ['', ...unkeptText(story.unkept, { story, asked, verdict }, sink)]),
    ...(hasOwnCall(story) ? [] : ['', ...typicalText(story, sink)]),
    '',
    ...ladderLegend(lanesOf(header.topology), sink.columns, isOfParties(story)),
  ];
}

/** Whether any call that is shown has parties. */
function isOfParties(story: RunStory): boolean {
  const { kinds, typical, unkept } = story;
  const calls = [...kinds.map(({ shown }) => shown.call), unkept?.call, ...(hasOwnCall(story) ? [] : [typical?.call])];
  return calls.some((call) => call?.events.some(({ party }) => party !== undefined) === true);
}

function kindText(
  { kind, shown }: ToldKind, index: number, { story, asked }: ExplainedRun, part: ExplainedPart, words: JudgementWords, sink: TextSink,
): string[] {
  const head = headOf(shown.act);
  const { columns } = sink;
  const vcs = plural(new Set(kind.acts.map(vcOf)).size, 'VC');
  const expected = isExpectedAct(shown.act, asked.remaining) ? ' Expected by the scenario.' : '';
  const told = kind.acts.length === 1 ? '' : ` ${often(kind).replace(/^a/, 'A')}, on ${vcs}; the first of them:`;
  const vc = vcOf(shown.act);
  const where = [
    ...(shown.act.fault === undefined ? [] : [`fault ${shown.act.fault}`]),
    ...(vc === undefined ? [] : [`VC ${vc}`]),
    `line${shown.lines.length === 1 ? '' : 's'} ${shown.lines.join(', ')}`,
  ].join(', ');
  return [
    ...wrap(`${index + 1}. ${sentence(head.finding.message)}${expected}${told}`, columns).map((line) => sink.style('bold', line)),
    '',
    'What was required',
    ...shown.act.breaches.flatMap((breach) => breachText(breach, head, words, columns)),
    '',
    ...wrap(`What happened (${where})`, columns),
    ...eventsText(shown, story, part, columns),
  ];
}

function breachText({ result, finding }: FoundBreach, head: FoundBreach, words: JudgementWords, columns: number): string[] {
  const row = words.requirement(result.id);
  const [first = '', ...rest] = wrap(row?.requirement ?? '', columns - 18);
  const indent = ' '.repeat(18);
  return [
    `  ${result.id.padEnd(6)} ${finding.severity.padEnd(8)} ${first}`.trimEnd(),
    ...rest.map((line) => indent + line),
    ...wrap(`Source: ${row?.source ?? ''}`, columns, indent),
    ...(finding.message === head.finding.message ? [] : wrap(`Here: ${safeText(finding.message)}.`, columns, indent)),
  ];
}

function eventsText(shown: ToldKind['shown'], story: RunStory, part: ExplainedPart, columns: number): string[] {
  const deciding = new Set(shown.lines);
  const { topology } = story.header;
  if (shown.call === undefined) return ladderText(ladderOf(shown.events, topology, deciding), columns);
  if (part === 'whole-call') return ladderText(ladderOf(shown.call.events, topology, deciding, shown.call.leftOut), columns);
  const known = new Set(shown.call.events.map(({ line }) => line));
  const near = [...eventsAround(shown.call.events, deciding), ...shown.events.filter(({ line }) => !known.has(line))];
  return ladderText(ladderOf(near.sort((a, b) => a.line - b.line), topology, deciding, undefined, shown.call.events), columns);
}

/** Whether a call is shown for something that is wrong. */
function hasOwnCall({ kinds, unkept }: RunStory): boolean {
  return kinds.length > 0 || unkept !== undefined;
}

/** The call; and what was not kept in it, where the sentences above tell of more than that. */
function unkeptText(
  { told, wanted: { vc, lines }, call }: NonNullable<RunStory['unkept']>, { story, asked }: ExplainedRun, sink: TextSink,
): string[] {
  const { columns } = sink;
  const ladder = ladderOf(call.events, story.header.topology, new Set(lines), call.leftOut);
  const isOneOfMany = unkeptSentences(asked).length > 1;
  const title = `A call in which that was not kept: VC ${vc}.`;
  return [
    ...(isOneOfMany ? wrap(safeText(told), columns) : []),
    ...wrap(title, columns).map((line) => sink.style('bold', line)),
    ...ladderText(ladder, columns),
  ];
}

function typicalText(story: RunStory, sink: TextSink): string[] {
  const { typical } = story;
  if (typical === undefined) return ['No call was seen.'];
  const median = story.judgement.measurements.find(({ id }) => id === 'TI-15')?.median;
  const nearest = `The call whose set-up time is nearest to the median of ${durationText(median ?? 0)}`;
  const title = `${median === undefined ? 'The first call' : nearest}: call ${typical.place.call}, VC ${typical.place.vc}.`;
  const { events, leftOut } = typical.call;
  return [...wrap(title, sink.columns), ...ladderText(ladderOf(events, story.header.topology, new Set(), leftOut), sink.columns)];
}

function sentence(message: string): string {
  const safe = safeText(message);
  return `${safe.charAt(0).toUpperCase()}${safe.slice(1)}.`;
}
