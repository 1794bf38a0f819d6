import { requirementById } from '../../core/requirements/catalogue/catalogue.ts';
import type { CaseRecord, ExpectationRecord } from '../../core/scenario/case.ts';
import type { StepExpectationRecord, TimerRecord } from '../../core/scenario/watch/watch-record.ts';
import type { LimitRecord } from '../../core/timing/limit.ts';
import { unmetText } from '../case-words.ts';
import { durationSymbols } from '../duration-text.ts';
import { html, type Content, type Markup } from './markup.ts';
import { scrollRegion } from './scroll-region.ts';

/** What the scenario asks beside that every requirement is kept, and what came of it. */
export function caseSection({ expectations, limits, timers }: CaseRecord): Markup {
  return html`<section id="case" aria-labelledby="case-title"><h2 id="case-title">Expectations and limits</h2>
<p class="lead">What the scenario expects, the limits that it sets, and what its timers measured. Findings that it expects do not count,
nor do others of the same broken act that are no graver; everything else does.</p>
${expectations.length === 0 ? undefined : expectationTable(expectations)}
${limits.length === 0 ? undefined : limitTable(limits)}
${timers.length === 0 ? undefined : timerTable(timers)}</section>`;
}

const keptWords = { pass: 'kept', fail: 'not kept', inconclusive: 'left open' } as const;

function expectationTable(expectations: readonly ExpectationRecord[]): Markup {
  const rows = expectations.map((record) => {
    const isRow = record.what === 'requirement';
    const also = isRow && record.alsoBroken.length > 0
      ? html`<span class="source">the same acts break ${record.alsoBroken.join(', ')}</span>` : undefined;
    const name = isRow ? rowName(record.id) : record.what === 'step' ? 'step' : record.what;
    const seen = record.what === 'step' ? stepWords(record) : record.seen;
    return html`<tr><th scope="row" class="name">${name}</th>
<td>${record.expected}</td><td>${seen}${also}</td><td>${keptWords[record.verdict]}</td>
<td>${'writtenAt' in record ? record.writtenAt : undefined}</td></tr>
`;
  });
  return scrollRegion('Expectations', html`<table><thead><tr><th scope="col">Expectation</th><th scope="col">Expected</th>
<th scope="col">Seen</th><th scope="col">Result</th><th scope="col">Written at</th></tr></thead><tbody>
${rows}</tbody></table>`);
}

function stepWords({ met, notMet, open, unseen, events, unmet }: StepExpectationRecord): Content {
  const counts = [[met, 'met'], [notMet, 'not met'], [open, 'left open'], [unseen, 'not seen']] as const;
  const words = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`).join(', ');
  const lines = events.length === 0 ? undefined : html`<span class="source">first at lines ${events.join(', ')} of the trace</span>`;
  const why = unmet === undefined ? undefined : html`<span class="source">${unmetText(unmet)}</span>`;
  return html`${words === '' ? 'never due' : words}${why}${lines}`;
}

function timerTable(timers: readonly TimerRecord[]): Markup {
  const rows = timers.map(({ id, count, min, median, p95, p99, max, clock }) => {
    const host = clock === 'host' ? html` <span class="soft">(host's clock)</span>` : undefined;
    const cells = [min, median, p95, p99, max].map((ns) => html`<td class="num">${durationSymbols(ns)}</td>`);
    return html`<tr><th scope="row" class="name">${id}${host}</th><td class="num">${count}</td>${cells}</tr>
`;
  });
  const heads = ['n', 'min', 'median', 'p95', 'p99', 'max'].map((name) => html`<th scope="col" class="num">${name}</th>`);
  const table = html`<table><thead><tr><th scope="col">Timer</th>${heads}</tr></thead><tbody>
${rows}</tbody></table>`;
  return html`<h3 class="more">Timers</h3>${scrollRegion('Timers', table)}`;
}

/** A capture may come from anybody: an id that is no row's leads nowhere. */
function rowName(id: string): Content {
  return requirementById(id) === undefined ? id : html`<a href="#${id}">${id}</a>`;
}

function limitTable(limits: readonly LimitRecord[]): Markup {
  const rows = limits.map(({ id, statistic, bound, limitNs, foundNs, count, clock, label, verdict, reason }) => {
    const host = clock === 'host' ? html` <span class="soft">(host's clock)</span>` : undefined;
    const why = reason === undefined ? undefined : html`<span class="source">${reason}</span>`;
    return html`<tr><th scope="row" class="name">${id} ${statistic}</th><td>${bound} ${durationSymbols(limitNs)}</td>
<td>${foundNs === null ? 'not measured' : durationSymbols(foundNs)}${host}</td><td class="num">${count}</td>
<td>${keptWords[verdict]}${why}</td><td>${label}</td></tr>
`;
  });
  return html`<h3 class="more">Limits</h3>${scrollRegion('Limits', html`<table><thead><tr><th scope="col">Interval</th>
<th scope="col">Limit</th><th scope="col">Found</th><th scope="col" class="num">n</th><th scope="col">Result</th>
<th scope="col">Whose limit</th></tr></thead><tbody>
${rows}</tbody></table>`)}`;
}
