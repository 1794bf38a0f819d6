import type { Ladder } from '../story/ladder.ts';
import { ladderStyle } from './ladder-style.ts';
import { drawnInOrder, ladderWidth } from './ladder-svg.ts';
import { html, trusted, type Markup } from './markup.ts';
import { writtenOut } from './palette.ts';

const namespace = 'http://www.w3.org/2000/svg';
const margin = 20;
const titleHeight = 34;
const lineHeight = 18;

const rules = `${ladderStyle}svg .sheet { fill: var(--card); }
svg .title { font-size: 16px; font-weight: 600; } svg .note { fill: var(--soft); }
`;

/** A ladder as an SVG file of its own, in the order of its events, with a title above and lines of text above and below. */
export function ladderFile(ladder: Ladder, title: string, above: readonly string[], below: readonly string[]): string {
  return drawingFile(drawnInOrder(ladder, false), title, above, below);
}

/** A drawing, {@link ladderWidth} wide, as an SVG file; `own` are rules of style beside those of ladders, in the colours of the palette. */
export function drawingFile(
  { height, drawing }: { readonly height: number; readonly drawing: Markup },
  title: string, above: readonly string[], below: readonly string[], own = '',
): string {
  const top = margin + titleHeight + above.length * lineHeight;
  const bottom = top + height + lineHeight;
  const whole = bottom + below.length * lineHeight + margin;
  const width = ladderWidth + 2 * margin;
  const notes = (lines: readonly string[], y: number) =>
    lines.map((line, i) => html`<text class="note" x="${margin}" y="${y + i * lineHeight}">${line}</text>\n`);
  const box = `0 0 ${width} ${whole}`;
  const svg = html`<svg xmlns="${namespace}" role="img" width="${width}" height="${whole}" viewBox="${box}" aria-labelledby="title">
<title id="title">${title}</title>
<style>${trusted(writtenOut(rules + own))}</style>
<rect class="sheet" width="${width}" height="${whole}"/>
<text class="title" x="${margin}" y="${margin + 16}">${title}</text>
${notes(above, margin + titleHeight + 6)}<g transform="translate(${margin} ${top})">
${drawing}</g>
${notes(below, bottom)}</svg>
`;
  return svg.text;
}
