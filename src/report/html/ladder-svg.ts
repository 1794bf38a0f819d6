import { durationSymbols } from '../duration-text.ts';
import { laneNames, rungPlace, rungText, type Ladder, type LadderRung } from '../story/ladder.ts';
import { html, type Markup } from './markup.ts';

/** How wide a ladder is drawn. */
export const ladderWidth = 980;
const timeX = 96;
const lineX = ladderWidth - 8;
const firstLaneX = 150;
const lastLaneX = 880;
const headHeight = 34;
const rungHeight = 25;
const pauseHeight = 22;
/** Between two lanes at least; beside a label on its arrow. */
const narrowestGap = 90;
const labelRoom = 16;
/** Of a text across all lanes. */
const acrossCharacters = 125;

/** A ladder in the order of its events, each on a row of its own. `id` is unique on the page. */
export function ladderInOrder(ladder: Ladder, id: string, title: string): Markup {
  const { height, drawing } = drawnInOrder(ladder, true);
  const box = `0 0 ${ladderWidth} ${height}`;
  return html`<svg role="img" width="${ladderWidth}" height="${height}" viewBox="${box}" aria-labelledby="${id}-title">
<title id="${id}-title">${title}, in the order of events. The table after it says the same.</title>
${drawing}</svg>`;
}

/** The drawing itself, {@link ladderWidth} wide. Numbers of lines stand beside it where there is a trace to find them in. */
export function drawnInOrder(ladder: Ladder, withLines: boolean): { readonly height: number; readonly drawing: Markup } {
  const xs = fittedLaneXs(ladder);
  const rows: Markup[] = [];
  let y = headHeight;
  let lastNs = ladder.startNs;
  for (const rung of ladder.rungs) {
    const { atNs } = rungPlace(rung);
    if (isPause(ladder, atNs - lastNs)) {
      rows.push(html`<text class="quiet" x="${timeX}" y="${y + 15}" text-anchor="end">${durationSymbols(atNs - lastNs)} pass</text>`);
      rows.push(html`<path class="grid" stroke-dasharray="1 4" d="M${timeX + 8} ${y + 11}H${lastLaneX + 40}"/>`);
      y += pauseHeight;
    }
    lastNs = atNs;
    rows.push(orderedRung(rung, ladder, xs, y, withLines));
    y += rungHeight;
  }
  const height = y + 12;
  return { height, drawing: html`${heads(ladder, xs, height, 'ms', withLines ? 'line' : '')}${rows}` };
}

function orderedRung(rung: LadderRung, ladder: Ladder, xs: readonly number[], y: number, withLines: boolean): Markup {
  const { atNs, line } = rungPlace(rung);
  const decides = rung.kind !== 'folded' && ladder.deciding.has(line);
  const at = y + 17;
  const label = rungText(rung, ladder);
  const band = decides ? html`<rect class="band" x="0" y="${y}" width="${ladderWidth}" height="${rungHeight}"/>` : undefined;
  return html`<g class="${rung.kind}${decides ? ' decides' : ''}">${band}${body(rung, xs, at, label, withLines)}
<text class="quiet" x="${timeX}" y="${at + 1}" text-anchor="end">${milliseconds(atNs - ladder.startNs)}</text>
<text class="quiet" x="${lineX}" y="${at + 1}" text-anchor="end">${decides ? '\u25c6 ' : ''}${withLines ? line : undefined}</text></g>
`;
}

function body(rung: LadderRung, xs: readonly number[], at: number, label: string, withLines: boolean): Markup {
  if (rung.kind === 'folded' || rung.kind === 'across') {
    const lines = rung.kind === 'folded' && withLines ? `, lines ${rung.firstLine} to ${rung.lastLine}` : '';
    const shape = rung.kind === 'across' && rung.event.kind === 'gap' ? 'gap' : 'fold';
    const said = `${label}${lines}`;
    const text = said.length > acrossCharacters ? `${said.slice(0, acrossCharacters)}\u2026` : said;
    return html`<rect class="${shape}" x="${firstLaneX - 30}" y="${at - 14}" width="${lastLaneX - firstLaneX + 60}" height="19" rx="3"/>
<text class="fold-text" x="${(firstLaneX + lastLaneX) / 2}" y="${at}" text-anchor="middle">${text}</text>`;
  }
  if (rung.kind === 'at') {
    const x = xs[rung.lane] ?? firstLaneX;
    const fits = x + 10 + labelWidth(label) < lastLaneX + 60;
    const [beside, anchor] = fits ? [x + 10, 'start'] : [x - 10, 'end'];
    return html`<circle class="tip" cx="${x}" cy="${at - 4}" r="4"/>
<text class="fn" x="${beside}" y="${at}" text-anchor="${anchor}">${label}</text>`;
  }
  const from = xs[rung.from] ?? firstLaneX;
  const to = xs[rung.to] ?? lastLaneX;
  const half = labelWidth(label) / 2;
  const middle = Math.round(Math.min(Math.max((from + to) / 2, timeX + 10 + half), lineX - 40 - half));
  return html`${arrow(from, to, at + 3)}<text class="fn" x="${middle}" y="${at - 3}" text-anchor="middle">${label}</text>`;
}

/** An arrow with its tip, drawn at once: a marker cannot take the colour of its line everywhere. */
export function arrow(from: number, to: number, y: number): Markup {
  const back = to > from ? -7 : 7;
  return html`<path class="arrow" d="M${from} ${y}H${to + back / 2}"/><path class="tip" d="M${to} ${y}l${back} -3.5v7z"/>`;
}

/** Names and lines of the lanes, and the heads of the columns beside them. */
export function heads(ladder: Pick<Ladder, 'lanes'>, xs: readonly number[], height: number, left: string, right: string): Markup {
  const lanes = ladder.lanes.map((lane, i) => html`<path class="lane" d="M${xs[i]} 24V${height - 8}"/>
<text class="head" x="${xs[i]}" y="15" text-anchor="middle">${laneNames[lane][0]}</text>`);
  return html`${lanes}<text class="quiet" x="${timeX}" y="15" text-anchor="end">${left}</text>
<text class="quiet" x="${lineX}" y="15" text-anchor="end">${right}</text>`;
}

/** The width of a label, about: every character of its typeface is as wide. */
export function labelWidth(label: string): number {
  return label.length * 6.7;
}

/**
 * Places of the lanes such that every label lies between the two lanes that its arrow leads to, where that is possible: what is left over
 * is shared among the gaps, what is missing taken from all of them.
 */
function fittedLaneXs(ladder: Ladder): number[] {
  const gaps = ladder.lanes.slice(1).map(() => narrowestGap);
  const spans = ladder.rungs.flatMap((rung) => {
    if (!('from' in rung)) return [];
    const [first, last] = [Math.min(rung.from, rung.to), Math.max(rung.from, rung.to)];
    return [{ first, last, width: labelWidth(rungText(rung, ladder)) + labelRoom }];
  }).toSorted((a, b) => a.last - a.first - (b.last - b.first));
  for (const { first, last, width } of spans) {
    const missing = width - sum(gaps.slice(first, last));
    if (missing > 0) for (let gap = first; gap < last; gap++) gaps[gap] = (gaps[gap] as number) + missing / (last - first);
  }
  const whole = lastLaneX - firstLaneX;
  const needed = sum(gaps);
  const drawn = gaps.map((gap) => (needed > whole ? (gap * whole) / needed : gap + (whole - needed) / gaps.length));
  return ladder.lanes.map((_, lane) => Math.round(firstLaneX + sum(drawn.slice(0, lane))));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

/** Places of the lanes, evenly between two. */
export function laneXs(ladder: Pick<Ladder, 'lanes'>, first: number, last: number): number[] {
  const step = (last - first) / Math.max(1, ladder.lanes.length - 1);
  return ladder.lanes.map((_, i) => Math.round(first + i * step));
}

/** Milliseconds with three decimals: the microsecond, in one column. */
export function milliseconds(ns: number): string {
  return (ns / 1e6).toFixed(3);
}

/** Whether so much time passes between two events that a reader should not take them for neighbours. */
function isPause(ladder: Ladder, ns: number): boolean {
  return ns >= 100_000 && ns >= (ladder.endNs - ladder.startNs) / 12;
}
