import type { StoryEvent } from '../story/story-event.ts';
import { milliseconds } from './ladder-svg.ts';
import { html, type Markup } from './markup.ts';
import { scrollRegion } from './scroll-region.ts';

/** Events as a table: line, time, who, what, status and arguments; those that decided a finding are marked. */
export function eventTable(events: readonly StoryEvent[], deciding: ReadonlySet<number>, startNs: number, caption: string): Markup {
  const rows = events.map((event) => {
    const decides = deciding.has(event.line);
    const mark = decides ? html`<span aria-hidden="true">\u25c6 </span><span class="hidden">decides: </span>` : undefined;
    return html`<tr${decides ? html` class="decides"` : undefined}><th scope="row" class="num line">${mark}${event.line}</th>
<td class="num">${milliseconds(event.atNs - startNs)}</td><td class="name">${whoOf(event)}</td><td class="name">${whatOf(event)}</td>
<td>${event.status}</td>
<td class="arguments code">${event.details.map(([name, text]) => html`<span>${name} <b>${text}</b></span> `)}</td></tr>
`;
  });
  return scrollRegion(caption, html`<table class="events"><caption>${caption}</caption>
<thead><tr><th scope="col" class="num">Line</th><th scope="col" class="num">ms</th><th scope="col">Who</th><th scope="col">Event</th>
<th scope="col">Status</th><th scope="col">Arguments</th></tr></thead><tbody>
${rows}</tbody></table>`);
}

const who = { client: 'client', cm: 'call manager', mcm: 'MCM', miniport: 'miniport', ndis: 'NDIS' } as const;

function whoOf(event: StoryEvent): string {
  if (event.kind === 'signal') return event.direction === 'tx' ? 'to network' : 'from network';
  return event.role === undefined ? '' : who[event.role];
}

function whatOf(event: StoryEvent): Markup {
  const verb = event.kind === 'enter' || event.kind === 'signal' ? '' : event.kind === 'return' ? ' returns' : '';
  if (event.kind === 'gap') return html`events may be missing (${event.name})`;
  return html`<code>${event.name}</code>${verb}`;
}
