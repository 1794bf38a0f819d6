import type { Topology } from '../../core/condis/roles.ts';
import type { CallEvents } from '../story/event-gatherer.ts';
import { ladderOf, partyLegend } from '../story/ladder.ts';
import { eventTable } from './event-table.ts';
import { ladderInOrder } from './ladder-svg.ts';
import { html, type Markup } from './markup.ts';
import { ladderToScale } from './scaled-ladder-svg.ts';

/** A call as a ladder, in the order of its events or to scale, and as a table. `id` is unique on the page, `title` without a full stop. */
export function callView(call: CallEvents, topology: Topology, deciding: ReadonlySet<number>, id: string, title: string): Markup {
  const ladder = ladderOf(call.events, topology, deciding, call.leftOut);
  return html`<fieldset class="ladder"><legend>Vertical axis</legend>
<input class="pick order" type="radio" name="${id}-axis" id="${id}-order" checked><label for="${id}-order">events in order</label>
<input class="pick scale" type="radio" name="${id}-axis" id="${id}-scale"><label for="${id}-scale">time, to scale</label>
<div class="view order scroll" role="region" aria-label="${title}, in order" tabindex="0">${ladderInOrder(ladder, `${id}-o`, title)}</div>
<div class="view scale scroll" role="region" aria-label="${title}, to scale" tabindex="0">${ladderToScale(ladder, `${id}-s`, title)}</div>
</fieldset>
<p class="soft">Solid: a call or a handler entered; dashed: its return (left out where it has no status); heavy: a signalling message.
\u25c6 marks what decided a finding. Times are milliseconds since the first event shown; the numbers on the right are
lines of the trace.${ladder.parties.size === 0 ? '' : ` ${partyLegend}`}</p>
<details><summary>Every event of this call as a table</summary>
${eventTable(call.events, deciding, ladder.startNs, title)}</details>`;
}
