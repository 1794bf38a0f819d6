import type { Measurement } from '../../core/judgement.ts';
import type { Verdict } from '../../core/verdict.ts';
import { unkeptSentences } from '../case-words.ts';
import { durationSymbols } from '../duration-text.ts';
import { countOutcomes } from '../outcome-words.ts';
import { plural } from '../plural.ts';
import { caseSentence, isExpectedAct } from '../remaining.ts';
import type { RunReport } from '../run-report.ts';
import { headOf, often, type BrokenAct } from '../story/broken-acts.ts';
import { lossWords } from './health-section.ts';
import { html, type Content, type Markup } from './markup.ts';

/** What somebody reads who reads nothing else: the verdict in a sentence, and the numbers that matter. */
export function headSection(report: RunReport, verdict: Verdict): Markup {
  const { story } = report;
  const { results, calls } = story.survey;
  const counts = countOutcomes(story.judgement.requirements);
  const broken = (counts.get('fail') ?? 0) + (counts.get('self-check') ?? 0);
  const losses = lossWords(report.losses).length + story.judgement.gapsTotal;
  const open = counts.get('inconclusive') ?? 0;
  const unkept = [`${broken} broken`, ...(open > 0 ? [`${open} open`] : []), `${counts.get('warn') ?? 0} warned`];
  const others = [
    results.failed > 0 ? `${results.failed} failed` : '', results.refused > 0 ? `${results.refused} refused` : '',
    results.unfinished > 0 ? `${results.unfinished} unfinished` : '', isAsExpected(report) ? 'as expected' : '',
  ].filter((word) => word !== '');
  const started = report.startedAt === undefined ? undefined : html`, ${moment(report.startedAt)}`;
  return html`<header><p class="soft">condis-bench report${started}</p>
<h1><span class="verdict">${verdict}</span> ${report.scenario} on ${report.device}</h1>
<p class="sentence">${caseSentence(story.judgement, report.asked)}</p>
${worst(report)}${also(report)}
<dl class="keys">
${key('Calls', String(calls), [`${results.connected} connected`, ...others].join(', '))}
${timeKey('Set-up, TI-15', story.judgement.measurements.find(({ id }) => id === 'TI-15'))}
${timeKey('Activation, TI-36', story.judgement.measurements.find(({ id }) => id === 'TI-36'))}
${timeKey('To ready, TI-37', story.judgement.measurements.find(({ id }) => id === 'TI-37'))}
${key('Requirements kept', String(counts.get('pass') ?? 0), unkept.join(', '))}
${key('Losses', losses === 0 ? 'none' : plural(losses, 'kind'), story.complete ? 'recorded to the end' : 'cut short')}
</dl></header>`;
}

/** A moment as people write it. What is no RFC 3339 text of UTC is shown as it stands: it is the capture's own. */
function moment(text: string): Content {
  const [whole, date, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d{1,9})?Z$/.exec(text) ?? [];
  return whole === undefined ? text : html`<time datetime="${whole}">${date} ${time} UTC</time>`;
}

/** What was done wrong, in the words of the findings; the kinds that matter most. */
function worst({ story, asked }: RunReport): Markup | undefined {
  const kinds = story.kinds.slice(0, 3);
  if (kinds.length === 0) return undefined;
  const lines = kinds.map(({ kind }, i) => {
    const { finding } = headOf(kind.acts[0] as BrokenAct);
    const expected = kind.acts.every((act) => isExpectedAct(act, asked.remaining)) ? ', as expected' : '';
    return html`<li><a href="#finding-${i + 1}">${finding.message.charAt(0).toUpperCase()}${finding.message.slice(1)}</a>, ${
      often(kind)}${expected}.</li>`;
  });
  const rest = story.kinds.length + story.kindsLeftOut - kinds.length;
  return html`<ul class="also">${lines}${rest > 0 ? html`<li>And ${plural(rest, 'further kind')} of findings.</li>` : undefined}</ul>`;
}

/** What decides the verdict beside the requirements. */
function also({ asked, faults, interrupted, story }: RunReport): Markup | undefined {
  const lines = [
    ...unkeptSentences(asked).map((sentence) => html`<li>${sentence}</li>`),
    ...faults.map(({ code, message }) => html`<li>The run is not whole: ${message} <span class="soft code">${code}</span></li>`),
    ...(interrupted ? [html`<li>The run was interrupted; what was recorded until then is judged.</li>`] : []),
    ...(story.complete || interrupted ? [] : [html`<li>The recording ended before the calls were over.</li>`]),
  ];
  return lines.length === 0 ? undefined : html`<ul class="also">${lines}</ul>`;
}

/** Where calls are to fail, their number alone would look like a fault. */
function isAsExpected({ asked: { expectations } }: RunReport): boolean {
  return expectations.some(({ what, expected }) => what === 'calls failed' && expected > 0)
    && expectations.every(({ verdict }) => verdict === 'pass');
}

function timeKey(name: string, measurement: Measurement | undefined): Markup | undefined {
  if (measurement === undefined) return undefined;
  const [median, p95, max] = [measurement.median, measurement.p95, measurement.max].map(durationSymbols);
  return key(name, median ?? '', `median; p95 ${p95}, max ${max}`);
}

function key(name: string, value: string, sub: string): Markup {
  return html`<div><dt>${name}</dt><dd>${value}</dd><dd class="sub">${sub}</dd></div>`;
}
