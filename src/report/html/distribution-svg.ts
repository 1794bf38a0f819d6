import type { Measurement } from '../../core/judgement.ts';
import { durationSymbols } from '../duration-text.ts';
import { ticksOf } from './axis.ts';
import { html, type Markup } from './markup.ts';

const width = 520;
const left = 44;
const right = 508;
const histogramTop = 22;
const histogramBottom = 118;
const curveTop = 140;
const curveBottom = 228;
const height = 250;
/** Points of a curve: more than this cannot be seen. */
const curvePoints = 160;

/** The values that a distribution is drawn from, sorted. */
export interface DrawnValues {
  readonly sorted: readonly number[];
  /** Right end of the axis; values beyond it are counted. */
  readonly axisEndNs: number;
  readonly beyond: number;
}

/** Sorts values and finds an axis on which they can be seen: a few that lie far out do not press the others together. */
export function drawnValues(values: readonly number[], { p99, max }: Pick<Measurement, 'p99' | 'max'>): DrawnValues {
  const sorted = Float64Array.from(values).sort();
  const far = p99 > 0 && max > 4 * p99 && values.length >= 100;
  const axisEndNs = far ? 1.5 * p99 : max;
  return { sorted: [...sorted], axisEndNs, beyond: sorted.reduce((count, value) => (value > axisEndNs ? count + 1 : count), 0) };
}

/** Histogram and, on the same axis, cumulative distribution of one interval, with its percentiles. `id` is unique on the page. */
export function distributionSvg(measurement: Measurement, drawn: DrawnValues, id: string, name: string): Markup {
  const { min } = measurement;
  const end = Math.max(drawn.axisEndNs, min + 1);
  const xOf = (ns: number): number => round(left + ((Math.min(ns, end) - min) / (end - min)) * (right - left));
  const marks = ([['median', measurement.median], ['p95', measurement.p95], ['p99', measurement.p99]] as const)
    .filter(([, ns]) => ns <= end)
    .map(([label, ns]) => ({ label, x: xOf(ns) }));
  const ticks = ticksOf(min, end, 5).map((ns) => html`<path class="grid" d="M${xOf(ns)} ${histogramTop}V${curveBottom}"/>
<text class="quiet" x="${xOf(ns)}" y="${curveBottom + 15}" text-anchor="middle">${durationSymbols(ns)}</text>`);
  const shares = [0, 0.5, 1].map((share) => html`<path class="grid" d="M${left} ${shareY(share)}H${right}"/>
<text class="quiet" x="${left - 6}" y="${shareY(share) + 4}" text-anchor="end">${share * 100} %</text>`);
  const labels = spread(marks.map(({ x }) => x)).map((x, i) =>
    html`<text class="mark-text" x="${x}" y="14" text-anchor="middle">${marks[i]?.label}</text>`);
  return html`<svg role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-labelledby="${id}-title">
<title id="${id}-title">${name}: histogram and cumulative distribution. The numbers stand in the table of intervals.</title>
${ticks}${bins(drawn, min, end)}<path class="axis" d="M${left} ${histogramBottom}H${right}"/>${shares}
<path class="curve" d="${curve(drawn.sorted, xOf, end)}"/><path class="axis" d="M${left} ${curveBottom}H${right}"/>
${marks.map(({ x }) => html`<path class="mark" d="M${x} ${histogramTop - 3}V${curveBottom}"/>`)}${labels}</svg>`;
}

/** How many of the values lie in each of equally wide bins; the square root of their number, 8 to 48. */
export function binsOf(sorted: readonly number[], min: number, end: number): number[] {
  const inside = sorted.filter((value) => value <= end);
  const counts: number[] = Array.from({ length: Math.max(8, Math.min(48, Math.ceil(Math.sqrt(inside.length)))) }, () => 0);
  for (const value of inside) {
    const bin = Math.min(counts.length - 1, Math.floor(((value - min) / (end - min)) * counts.length));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

function bins(drawn: DrawnValues, min: number, end: number): Markup {
  const counts = binsOf(drawn.sorted, min, end);
  const most = Math.max(1, ...counts);
  const step = (right - left) / counts.length;
  const bars = counts.map((count, i) => {
    const tall = round((count / most) * (histogramBottom - histogramTop));
    return count === 0 ? undefined : html`<rect class="bin" x="${round(left + i * step + 0.5)}" y="${histogramBottom - tall}" width="${
      round(step - 1)}" height="${tall}"/>`;
  });
  return html`${bars}<text class="quiet" x="${left - 6}" y="${histogramTop + 8}" text-anchor="end">${most}</text>`;
}

function curve(sorted: readonly number[], xOf: (ns: number) => number, end: number): string {
  let path = `M${left} ${curveBottom}`;
  const step = Math.max(1, sorted.length / curvePoints);
  for (let k = 1; ; k++) {
    const rank = Math.min(sorted.length, Math.ceil(k * step));
    const value = sorted[rank - 1];
    if (value === undefined || value > end) break;
    path += `H${xOf(value)}V${shareY(rank / sorted.length)}`;
    if (rank === sorted.length) break;
  }
  return `${path}H${right}`;
}

function shareY(share: number): number {
  return round(curveBottom - share * (curveBottom - curveTop));
}

/** Labels 38 units apart, in their order, within the chart. */
function spread(xs: readonly number[]): number[] {
  const moved: number[] = [];
  for (const x of xs) moved.push(Math.max(x, left + 14, (moved.at(-1) ?? -100) + 38));
  for (let i = moved.length - 1, limit = right - 10; i >= 0; i--, limit = (moved[i + 1] as number) - 38) {
    moved[i] = Math.min(moved[i] as number, limit);
  }
  return moved;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
