import { requirementById } from '../../core/requirements/catalogue/catalogue.ts';
import type { RemainingJudgement } from '../../core/scenario/expected-findings.ts';
import { plural } from '../plural.ts';
import { isExpectedAct } from '../remaining.ts';
import { eventsAround } from '../story/around.ts';
import { decidingLines, headOf, often, vcOf, type ActKind, type FoundBreach } from '../story/broken-acts.ts';
import type { CallEvents } from '../story/event-gatherer.ts';
import type { RunStory, ToldKind } from '../story/run-story.ts';
import { callView } from './call-view.ts';
import { eventTable } from './event-table.ts';
import { html, type Content, type Markup } from './markup.ts';
import { scrollRegion } from './scroll-region.ts';

/** Occurrences of a kind that are listed. */
const listedActs = 100;

/** What was found, one card a kind of broken act: the requirements, what happened, the events, the call. */
export function findingsSection(story: RunStory, remaining: RemainingJudgement): Markup {
  return html`<section id="findings" aria-labelledby="findings-title"><h2 id="findings-title">Findings</h2>
${story.kinds.length === 0 ? html`<p class="lead">None: no requirement that was put to the test was broken or left open.</p>` : lead(story)}
${story.kinds.map((kind, i) => card(kind, i, story, remaining))}
${story.kindsLeftOut === 0 ? undefined : html`<p>${plural(story.kindsLeftOut, 'further kind')} of findings: the requirements below
tell how many, and <code>condis-bench explain</code> shows each.</p>`}</section>`;
}

function lead(story: RunStory): Markup {
  return html`<p class="lead">Findings of one broken act share its fault number, however many requirements state the same duty. Acts that
break the same requirements in the same way stand together; the first of them is shown.${
  story.kinds.length > 1 ? ` ${plural(story.kinds.length + story.kindsLeftOut, 'kind')} in all.` : ''}</p>`;
}

function card({ kind, shown }: ToldKind, index: number, story: RunStory, remaining: RemainingJudgement): Markup {
  const head = headOf(shown.act);
  const id = `finding-${index + 1}`;
  const vc = vcOf(shown.act);
  const deciding = new Set(shown.lines);
  const where = [
    shown.act.fault === undefined ? undefined : `fault ${shown.act.fault}`,
    vc === undefined ? undefined : `VC ${vc}`,
    `line${shown.lines.length === 1 ? '' : 's'} ${shown.lines.join(', ')}`,
  ].filter((word) => word !== undefined).join(', ');
  return html`<article class="card finding ${head.result.outcome}" aria-labelledby="${id}">
<h3 id="${id}">${sentence(head.finding.message)}</h3>
<p class="soft">${expectedWords(kind, remaining)}${times(kind)} Shown: ${where}.</p>
<ol class="breaches" aria-label="Requirements that it breaks">${shown.act.breaches.map(breach)}</ol>
${events(shown, deciding)}
${shown.call === undefined ? undefined : callPart(shown.call, deciding, story, index, vc)}
${kind.acts.length > 1 ? occurrences(kind) : undefined}</article>
`;
}

/** What the scenario says of the acts. */
function expectedWords({ acts }: ActKind, remaining: RemainingJudgement): string {
  const expected = acts.filter((act) => isExpectedAct(act, remaining)).length;
  if (expected === 0) return '';
  return expected === acts.length ? 'Expected by the scenario. ' : `${expected} of them expected by the scenario. `;
}

function times(kind: ActKind): string {
  const { acts, cut } = kind;
  if (acts.length === 1 && !cut) return 'Once.';
  const more = cut ? ' Of a requirement the first thousand findings are listed; the table of requirements has their number.' : '';
  return `${sentence(often(kind))} On ${plural(new Set(acts.map(vcOf)).size, 'VC')}.${more}`;
}

function breach({ result, finding }: FoundBreach): Markup {
  const requirement = requirementById(result.id);
  return html`<li><a href="#${result.id}">${result.id}</a><span class="outcome ${result.outcome}">${finding.severity}</span>
<p><span class="hidden">Required: </span>${requirement?.requirement}<span class="source">${requirement?.source}</span></p>
<p><span class="hidden">What happened: </span>${sentence(finding.message)}</p></li>
`;
}

function events(shown: ToldKind['shown'], deciding: ReadonlySet<number>): Markup | undefined {
  const around = shown.call === undefined ? [] : eventsAround(shown.call.events, deciding);
  const inCall = new Set(around.map(({ line }) => line));
  const all = [...around, ...shown.events.filter(({ line }) => !inCall.has(line))].sort((a, b) => a.line - b.line);
  if (all.length === 0) return undefined;
  const start = shown.call?.events[0]?.atNs ?? all[0]?.atNs ?? 0;
  return html`<h4>The events that decide it, and those around them</h4>
${eventTable(all, deciding, start, shown.call === undefined ? 'Events of the trace' : 'Events of the call')}`;
}

function callPart(call: CallEvents, deciding: ReadonlySet<number>, story: RunStory, index: number, vc = ''): Markup {
  const view = callView(call, story.header.topology, deciding, `call-${index + 1}`, `The call on VC ${vc}`);
  if (index === 0) return html`<h4>The call</h4>${view}`;
  return html`<details><summary>The call as a ladder</summary><div>${view}</div></details>`;
}

function occurrences(kind: ActKind): Markup {
  const rows: Content[] = kind.acts.slice(0, listedActs).map((act) => html`<tr><th scope="row" class="num">${act.fault}</th>
<td class="name">${vcOf(act)}</td><td>${decidingLines(act).join(', ')}</td>
<td>${act.breaches.map(({ finding }) => finding.id).join(', ')}</td></tr>`);
  const rest = kind.acts.length - listedActs;
  const title = `${kind.cut ? 'The first' : 'All'} ${kind.acts.length} occurrences`;
  return html`<details><summary>${title}</summary>${scrollRegion('Occurrences', html`<table><thead><tr>
<th scope="col" class="num">Fault</th><th scope="col">VC</th><th scope="col">Lines</th><th scope="col">Findings</th></tr></thead>
<tbody>${rows}</tbody></table>`)}${rest > 0 ? html`<p>And ${rest} more.</p>` : undefined}</details>`;
}

/** A message as a sentence of its own. */
function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}
