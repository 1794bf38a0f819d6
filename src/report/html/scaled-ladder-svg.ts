import { durationSymbols } from '../duration-text.ts';
import { rungPlace, rungText, type Ladder, type LadderRung } from '../story/ladder.ts';
import { ticksOf } from './axis.ts';
import { arrow, heads, laneXs, milliseconds } from './ladder-svg.ts';
import { html, type Markup } from './markup.ts';

const width = 980;
const topY = 40;
const labelHeight = 14;
const timeX = 96;
const firstLaneX = 130;
const lastLaneX = 480;
const labelX = 540;

/**
 * A ladder whose vertical axis is time. Labels stand beside it, moved apart where they would lie on each other. `id` is unique on the
 * page.
 */
export function ladderToScale(ladder: Ladder, id: string, title: string): Markup {
  const xs = laneXs(ladder, firstLaneX, lastLaneX);
  const spanNs = Math.max(1, ladder.endNs - ladder.startNs);
  const bottom = topY + Math.max(520, ladder.rungs.length * labelHeight + 20);
  const yOf = (atNs: number): number => Math.round((topY + ((atNs - ladder.startNs) / spanNs) * (bottom - topY)) * 10) / 10;
  const labels = apart(ladder.rungs.map((rung) => yOf(rungPlace(rung).atNs)), bottom);
  const ticks = ticksOf(0, spanNs, 12).map((ns) => {
    const y = yOf(ladder.startNs + ns);
    return html`<path class="grid" d="M${timeX + 6} ${y}H${lastLaneX + 20}"/>
<text class="quiet" x="${timeX}" y="${y + 4}" text-anchor="end">${durationSymbols(ns)}</text>`;
  });
  const rungs = ladder.rungs.map((rung, i) => scaledRung(rung, ladder, xs, yOf(rungPlace(rung).atNs), labels[i] ?? topY));
  const height = bottom + 24;
  return html`<svg role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-labelledby="${id}-title">
<title id="${id}-title">${title}, to scale: the vertical axis is time. The table after it says the same.</title>
${ticks}${heads(ladder, xs, height, '', 'ms, name, line')}${rungs}</svg>`;
}

function scaledRung(rung: LadderRung, ladder: Ladder, xs: readonly number[], y: number, labelY: number): Markup {
  const { atNs, line } = rungPlace(rung);
  const decides = rung.kind !== 'folded' && ladder.deciding.has(line);
  const drawn = rung.kind === 'folded' || rung.kind === 'across' || rung.kind === 'at'
    ? html`<path class="axis" stroke-dasharray="2 3" d="M${firstLaneX} ${y}H${lastLaneX}"/>`
    : arrow(xs[rung.from] ?? firstLaneX, xs[rung.to] ?? lastLaneX, y);
  return html`<g class="${rung.kind}${decides ? ' decides' : ''}">${drawn}
<path class="leader" d="M${lastLaneX + 4} ${y}H${lastLaneX + 18}L${labelX - 16} ${labelY}H${labelX - 4}"/>
<text class="quiet" x="${labelX + 52}" y="${labelY + 4}" text-anchor="end">${milliseconds(atNs - ladder.startNs)}</text>
<text class="fn" x="${labelX + 60}" y="${labelY + 4}">${rungText(rung, ladder)}</text>
<text class="quiet" x="${width - 8}" y="${labelY + 4}" text-anchor="end">${decides ? '\u25c6 ' : ''}${line}</text></g>
`;
}

/** Moves places apart to a label's height, none beyond the bottom, as near to where they were as order allows. */
function apart(ys: readonly number[], bottom: number): number[] {
  const moved: number[] = [];
  for (const y of ys) moved.push(Math.max(y, (moved.at(-1) ?? 0) + labelHeight));
  let limit = bottom;
  for (let i = moved.length - 1; i >= 0; i--) {
    moved[i] = Math.min(moved[i] as number, limit);
    limit = (moved[i] as number) - labelHeight;
  }
  return moved.map((y) => Math.round(y * 10) / 10);
}
