import type { Measurement } from '../../core/judgement.ts';
import { intervalIndex, intervals } from '../../core/timing/intervals.ts';
import { durationSymbols } from '../duration-text.ts';
import type { RunStory } from '../story/run-story.ts';
import { distributionSvg, drawnValues } from './distribution-svg.ts';
import { html, type Markup } from './markup.ts';
import { scrollRegion } from './scroll-region.ts';

/** Intervals whose distributions stand open: set-up as the client sees it, activation, and its parts. */
const shownIds = ['TI-15', 'TI-36', 'TI-37', 'TI-11'] as const;
/** Values that a distribution is drawn from. */
const drawnLimit = 20_000;

/** Every interval that was measured, as distributions and as a table. */
export function intervalsSection(story: RunStory): Markup {
  const { measurements } = story.judgement;
  const shown = shownIds.flatMap((id) => measurements.filter((measurement) => measurement.id === id));
  const others = measurements.filter((measurement) => !shown.includes(measurement));
  const head = html`<section id="intervals" aria-labelledby="intervals-title"><h2 id="intervals-title">Intervals</h2>`;
  if (measurements.length === 0) return html`${head}<p class="lead">Nothing was measured.</p></section>`;
  const folded = others.map((measurement) => html`<details class="chart"><summary>${measurement.id} ${questionOf(measurement.id)}</summary>
<div>${chart(measurement, story)}</div></details>`);
  return html`${head}<p class="lead">Histogram above, cumulative distribution below, on one axis. Percentiles are nearest rank. No
CoNDIS page gives a duration; the limits named here are those of signalling timers.</p>
<div class="charts">${shown.map((measurement) => html`<div class="card">${chart(measurement, story)}</div>`)}</div>
${table(measurements)}
${others.length === 0 ? undefined : html`<h3 class="more">Other distributions</h3>${folded}`}</section>`;
}

function chart(measurement: Measurement, story: RunStory): Markup {
  const { id, count, median, p95, p99, values } = measurement;
  const sample = story.survey.samples[intervalIndex(id)];
  const stride = values === null ? (sample?.stride ?? 1) : Math.ceil(values.length / drawnLimit);
  const source = values === null ? (sample?.values ?? []) : values.filter((_, i) => i % stride === 0);
  const name = `${id} ${questionOf(id)}`;
  if (source.length === 0) return html`<p>${name}: too many values to draw, and none of them belongs to a call.</p>`;
  const drawn = drawnValues(source, measurement);
  const notes = [
    values === null ? `Drawn from the first value of one call in ${stride}.` : stride > 1 ? `Drawn from one value in ${stride}.` : '',
    drawn.beyond > 0 ? `${drawn.beyond} of ${source.length} lie beyond the axis, up to ${durationSymbols(measurement.max)}.` : '',
    measurement.clock === 'host' ? 'Some values rest on the host\'s clock.' : '',
  ].filter((note) => note !== '').join(' ');
  return html`<figure><figcaption><b>${name}</b><br>n ${count}, median ${durationSymbols(median)}, p95 ${durationSymbols(p95)}, p99 ${
    durationSymbols(p99)}. ${notes}</figcaption>${distributionSvg(measurement, drawn, `chart-${id}`, name)}</figure>`;
}

function table(measurements: readonly Measurement[]): Markup {
  const rows = measurements.map((measurement) => {
    const { id, count, min, median, p95, p99, max, clock } = measurement;
    const host = clock === 'host' ? html` <span class="soft">(host's clock)</span>` : undefined;
    const interval = intervals[intervalIndex(id)];
    return html`<tr><th scope="row" class="name">${id}</th><td class="words">${interval?.question}${host}<span class="source code">${
      interval?.from} \u2192 ${interval?.to}</span></td><td class="num">${count}</td>${
      [min, median, p95, p99, max].map((ns) => html`<td class="num">${durationSymbols(ns)}</td>`)}
<td class="limit">${interval?.documentedLimit}</td></tr>
`;
  });
  const numbers = ['n', 'min', 'median', 'p95', 'p99', 'max'].map((name) => html`<th scope="col" class="num">${name}</th>`);
  return html`<h3 class="more">All intervals</h3>${scrollRegion('All intervals', html`<table><thead><tr><th scope="col">Interval</th>
<th scope="col">What it tells</th>${numbers}<th scope="col">Documented limit</th></tr></thead><tbody>
${rows}</tbody></table>`)}`;
}

function questionOf(id: string): string {
  return intervals[intervalIndex(id)]?.question.replace(/ \(.*|;.*/, '') ?? '';
}
