import { statusText } from '../core/condis/statuses.ts';
import type { Topology } from '../core/condis/roles.ts';
import { acts } from '../core/scenario/steps/acts.ts';
import { eventText } from '../core/scenario/steps/possible-events.ts';
import type { ActStep, ExpectStep, StepSpec } from '../core/scenario/steps/step.ts';
import { exactText } from '../files/exact-duration.ts';
import { wordsOf } from '../files/steps/step-forms.ts';
import { arrow, heads, labelWidth, laneXs } from '../report/html/ladder-svg.ts';
import { html, type Markup } from '../report/html/markup.ts';
import type { Lane } from '../report/story/ladder.ts';
import { delayText } from './delay-text.ts';
import { spanOfAct, spanOfEvent, stepLanes, type Span } from './step-lanes.ts';
import { letters, parametersText, type PartyText } from './step-sentences.ts';
import { StepTimerBars } from './step-timer-bars.ts';

const numberX = 92;
const firstLaneX = 170;
const lastLaneX = 720;
/** Left and right edge of the boxes around steps that belong together, and how much the inner ones are narrower. */
const leftX = 104;
const rightX = 786;
const inset = 9;
const headHeight = 34;
const rowHeight = 27;
const boxHeadHeight = 24;

/** What of the style belongs to steps alone. */
export const stepsStyle = `svg .answer .arrow { stroke-dasharray: 5 3; } svg .expect .arrow { stroke: var(--cm); stroke-dasharray: 1 3; }
svg .expect .tip { fill: var(--cm); } svg .expect .fn { fill: var(--cm); } svg .expect .mark { fill: var(--card); stroke: var(--cm); }
svg .box { fill: none; stroke: var(--network); } svg .tab { fill: var(--faint); stroke: var(--network); }
svg .divide { stroke: var(--network); stroke-dasharray: 6 4; } svg .silent { stroke: var(--ink); stroke-width: 1.6; }
svg .timer { stroke: var(--miniport); stroke-width: 1.6; fill: none; } svg .timer-name { fill: var(--miniport); font-size: 10.5px; }
`;

/** The written steps of a scenario as a ladder: who does something, who answers, what has to be seen, in their order. */
export function stepsDrawing(
  steps: readonly StepSpec[], topologies: readonly Topology[], party: PartyText,
): { readonly height: number; readonly drawing: Markup } {
  const drawing = new StepsDrawing(topologies, party);
  drawing.list(steps, '', 0);
  return drawing.finish();
}

class StepsDrawing {
  private readonly lanes: readonly Lane[];
  private readonly xs: readonly number[];
  private readonly isForBoth: boolean;
  private readonly party: PartyText;
  private readonly rows: Markup[] = [];
  private readonly boxes: Markup[] = [];
  private readonly bars = new StepTimerBars(rightX + 14);
  private y = headHeight;

  constructor(topologies: readonly Topology[], party: PartyText) {
    this.lanes = stepLanes(topologies);
    this.xs = laneXs({ lanes: this.lanes }, firstLaneX, lastLaneX);
    this.isForBoth = topologies.length > 1;
    this.party = party;
  }

  finish(): { readonly height: number; readonly drawing: Markup } {
    const height = this.y + 14;
    const top = heads({ lanes: this.lanes }, this.xs, height, 'step', '');
    return { height, drawing: html`${this.boxes}${top}${this.rows}${this.bars.drawn()}` };
  }

  /** Steps one below the other; numbers begin with `prefix` and go on after `before`, as in the sentences of `explain`. */
  list(steps: readonly StepSpec[], prefix: string, depth: number, before = 0): void {
    for (const [i, step] of steps.entries()) {
      const group = step.kind === 'expect' ? step.anyOrder : undefined;
      const isFirst = group !== undefined && !isOfGroup(steps[i - 1], group);
      if (isFirst) {
        const size = steps.slice(i).findIndex((each) => !isOfGroup(each, group));
        const members = steps.slice(i, size < 0 ? undefined : i + size);
        this.box('in any order', depth, () => {
          for (const [j, member] of members.entries()) this.step(member, `${prefix}${before + i + j + 1}`, depth + 1);
        });
      } else if (group === undefined) this.step(step, `${prefix}${before + i + 1}`, depth);
    }
  }

  private step(step: StepSpec, number: string, depth: number): void {
    switch (step.kind) {
      case 'act':
        this.act(step, number);
        break;
      case 'expect':
        this.expectation(step, number);
        break;
      case 'wait':
        this.row(number, html`<path class="grid" stroke-dasharray="1 4" d="M${firstLaneX} ${this.y + 14}H${lastLaneX}"/>
${this.label(`${delayText(step.delay)} pass`, (firstLaneX + lastLaneX) / 2, 18, 'quiet')}`);
        break;
      case 'repeat':
        this.box(`${step.times} times`, depth, () => this.list(step.steps, `${number}.`, depth + 1), number);
        break;
      case 'parallel':
        this.box('at the same time', depth, () => {
          for (const [i, strand] of step.strands.entries()) {
            if (i > 0) this.divide(depth, '');
            this.list(strand, `${number}${letters[i] ?? ''}.`, depth + 1);
          }
        }, number);
        break;
      case 'branch':
        this.box(`if ${step.condition}`, depth, () => {
          this.list(step.met, `${number}.`, depth + 1);
          if (step.otherwise.length === 0) return;
          this.divide(depth, 'else');
          this.list(step.otherwise, `${number}.`, depth + 1, step.met.length);
        }, number);
        break;
    }
  }

  private act(step: ActStep, number: string): void {
    const span = spanOfAct(step.act, this.lanes);
    const isAnswer = acts[step.act].kind === 'answer';
    const said = parametersText(step, this.party);
    const text = `${wordsOf(step.act)}${said === '' ? '' : `: ${said}`}`;
    this.timers(step);
    this.row(number, html`<g class="${isAnswer ? 'answer' : 'signal'}">${this.drawn(span, text, this.silence(span))}</g>`);
  }

  /** Something that nobody else sees. */
  private silence({ from }: Span): Markup {
    const x = this.xs[from] ?? firstLaneX;
    return html`<path class="silent" d="M${x - 5} ${this.y + 10}l10 10m0 -10l-10 10"/>`;
  }

  private expectation(step: ExpectStep, number: string): void {
    const { event, withinNs, isOptional } = step;
    const details = [
      eventText(event, this.isForBoth),
      event.kind === 'signal' && event.cause !== undefined ? `cause ${event.cause}` : '',
      event.kind !== 'signal' && event.status !== undefined ? statusText(event.status).replace('NDIS_STATUS_', '') : '',
      ...(event.kind === 'signal' ? [] : Object.entries(event.args ?? {}).map(([name, value]) => `${name} ${value}`)),
      withinNs === undefined ? '' : `\u2264 ${exactText(withinNs)}`,
      isOptional ? '(optional)' : '',
    ].filter((text) => text !== '');
    const span = spanOfEvent(event, this.lanes);
    const x = this.xs[span.from] ?? firstLaneX;
    const mark = html`<path class="mark" d="M${x} ${this.y + 9}l6 6l-6 6l-6 -6z"/>`;
    this.timers(step);
    this.row(number, html`<g class="expect">${this.drawn(span, details.join(' '), mark)}</g>`);
  }

  /** An arrow with its label, or a mark at a lane with the label beside it. */
  private drawn({ from, to }: Span, text: string, mark: Markup): Markup {
    const [start, end] = [this.xs[from] ?? firstLaneX, this.xs[to] ?? lastLaneX];
    if (from !== to) return html`${arrow(start, end, this.y + 20)}${this.label(text, (start + end) / 2, 14)}`;
    const width = labelWidth(text);
    const isRight = start + 12 + width < rightX;
    return html`${mark}${this.label(text, isRight ? start + 12 + width / 2 : start - 12 - width / 2, 19)}`;
  }

  /** A text around a place, moved to where it lies within the lanes. */
  private label(text: string, x: number, down: number, kind = 'fn'): Markup {
    const half = labelWidth(text) / 2;
    const middle = Math.max(leftX + 4 + half, Math.min(rightX - 4 - half, x));
    return html`<text class="${kind}" x="${Math.round(middle)}" y="${this.y + down}" text-anchor="middle">${text}</text>`;
  }

  private row(number: string, drawn: Markup): void {
    this.rows.push(html`${drawn}<text class="quiet" x="${numberX}" y="${this.y + 19}" text-anchor="end">${number}</text>\n`);
    this.y += rowHeight;
  }

  private timers({ starts = [], stops = [] }: StepSpec): void {
    this.bars.at(this.y + 19, starts, stops);
  }

  private box(text: string, depth: number, inside: () => void, number = ''): void {
    const [left, right, top] = [leftX + depth * inset, rightX - depth * inset, this.y + 3];
    const width = Math.round(text.length * 7 + 16);
    this.rows.push(html`<path class="tab" d="M${left} ${top}h${width}v11l-6 6H${left}z"/>
<text class="head" x="${left + 6}" y="${top + 13}">${text}</text>
<text class="quiet" x="${numberX}" y="${top + 13}" text-anchor="end">${number}</text>\n`);
    this.y += boxHeadHeight;
    inside();
    this.y += 4;
    this.boxes.push(html`<rect class="box" x="${left}" y="${top}" width="${right - left}" height="${this.y - top}" rx="2"/>\n`);
    this.y += 6;
  }

  private divide(depth: number, text: string): void {
    const [left, right, y] = [leftX + depth * inset, rightX - depth * inset, this.y + 4];
    const name = text === '' ? undefined : html`<text class="head" x="${left + 6}" y="${y + 14}">${text}</text>`;
    this.rows.push(html`<path class="divide" d="M${left} ${y}H${right}"/>${name}\n`);
    this.y += text === '' ? 8 : boxHeadHeight;
  }
}

function isOfGroup(step: StepSpec | undefined, group: number): boolean {
  return step?.kind === 'expect' && step.anyOrder === group;
}
