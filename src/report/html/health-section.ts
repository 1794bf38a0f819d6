import type { Judgement } from '../../core/judgement.ts';
import { plural } from '../plural.ts';
import type { Losses } from '../run-record.ts';
import type { RunReport } from '../run-report.ts';
import { html, type Markup } from './markup.ts';
import { scrollRegion } from './scroll-region.ts';

/** Gaps that are listed. */
const listedGaps = 50;

const lossNames: Readonly<Record<keyof Losses, string>> = {
  droppedReads: 'reads that the bench had no room for',
  droppedOctets: 'octets that the bench had no room for',
  damagedFrames: 'damaged frames',
  lostFrames: 'frames missing in the numbering',
  repeatedFrames: 'frames sent twice or out of order',
  malformedFrames: 'frames with contents that make no sense',
  unknownFrames: 'frames of an unknown type',
  eventsBeforeHello: 'events before the device had said who it is',
  deviceOverruns: 'overruns in the device',
  deviceOverrunEvents: 'events lost by overruns in the device',
  deviceRestarts: 'restarts of the device',
};

/** Losses of a run that are not zero, in words. */
export function lossWords(losses: Losses): string[] {
  return Object.entries(lossNames).flatMap(([name, words]) => {
    const count = losses[name as keyof Losses];
    return count === 0 ? [] : [`${count} ${words}`];
  });
}

/** What did not arrive, what the host did meanwhile, and what the drivers did that no requirement speaks of. */
export function healthSection(report: RunReport): Markup {
  const { losses, stalls, clockSteps, story } = report;
  const { judgement } = story;
  const words = [
    ...lossWords(losses),
    ...(stalls === 0 ? [] : [`${plural(stalls, 'stall')} of the bench itself: arrivals around them are late`]),
    ...(clockSteps === 0 ? [] : [`${plural(clockSteps, 'step')} of the host's clock`]),
    ...(judgement.orphans === 0 ? [] : [`${plural(judgement.orphans, 'return')} without an enter`]),
    ...(judgement.notMeasured === 0 ? [] : [`${plural(judgement.notMeasured, 'interval')} left out, too many being open at once`]),
    ...(story.complete ? [] : ['the recording ended before the calls were over']),
  ];
  return html`<section id="health" aria-labelledby="health-title"><h2 id="health-title">Losses and gaps</h2>
${words.length === 0 && judgement.gapsTotal === 0
    ? html`<p class="lead">None: every frame that the device sent has arrived, and the host kept up.</p>`
    : html`<ul>${words.map((word) => html`<li>${word}</li>`)}</ul>`}
${judgement.gapsTotal === 0 ? undefined : gaps(judgement)}
${behaviour(judgement)}${notModelled(judgement)}</section>`;
}

function gaps(judgement: Judgement): Markup {
  const rows = judgement.gaps.slice(0, listedGaps).map(({ line, port, lost, why }) => html`<tr><th scope="row" class="num">${line}</th>
<td>${port}</td><td>${why}</td><td class="num">${lost ?? 'unknown'}</td></tr>`);
  const rest = judgement.gapsTotal - rows.length;
  return html`<h3 class="more">Gaps</h3><p>What a gap may hide is inconclusive: it never fails a device, and never passes one.</p>
${scrollRegion('Gaps', html`<table><thead><tr><th scope="col" class="num">Line</th><th scope="col">Port</th><th scope="col">Why</th>
<th scope="col" class="num">Events lost</th></tr></thead><tbody>${rows}</tbody></table>`)}
${rest > 0 ? html`<p>And ${rest} more.</p>` : undefined}`;
}

function behaviour({ behaviour: { functions, activationsPerCall, activationRetries, setupRetries } }: Judgement): Markup | undefined {
  if (functions.length === 0) return undefined;
  const rows = functions.map(({ fn, synchronous, pended }) => html`<tr><th scope="row"><code>${fn}</code></th>
<td class="num">${synchronous}</td><td class="num">${pended}</td></tr>`);
  const activations = activationsPerCall.map(({ number, count }) => `${number} in ${plural(count, 'call')}`).join(', ');
  return html`<h3 class="more">How the drivers behaved</h3>
<p>Activations asked for: ${activations === '' ? 'none within a call' : activations}. Retries: ${plural(activationRetries, 'activation')},
${setupRetries} SETUP.</p>
<details><summary>Synchronous and pended results by function (TI-35)</summary>${scrollRegion('Results by function', html`<table><thead><tr>
<th scope="col">Function</th><th scope="col" class="num">synchronous</th><th scope="col" class="num">pended</th></tr></thead>
<tbody>${rows}</tbody></table>`)}</details>`;
}

function notModelled(judgement: Judgement): Markup | undefined {
  const { notModelled: functions, notModelledTotal } = judgement;
  if (functions.length === 0) return undefined;
  const listed = functions.slice(0, listedGaps).map(({ fn, count }) => html`<li><code>${fn}</code> ${count}</li>`);
  return html`<details><summary>${plural(notModelledTotal, 'call')} of functions that no requirement speaks of</summary>
<ul>${listed}</ul></details>`;
}
