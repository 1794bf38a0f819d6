import { durationSymbols } from '../duration-text.ts';
import { plural } from '../plural.ts';
import type { CallSurvey, SplitCall } from '../story/call-survey.ts';
import { splitParts, type SetupSplit, type SplitPart } from '../story/setup-split.ts';
import { html, type Markup } from './markup.ts';
import { scrollRegion } from './scroll-region.ts';

const partNames: Readonly<Record<SplitPart, string>> = {
  callManager: 'Call manager', network: 'Network', miniport: 'Miniport', ndis: 'NDIS', unsplit: 'Not split',
};

/** Where the set-up time goes: a bar a call, and the mean of all. */
export function setupSection(survey: CallSurvey, topology: 'cm' | 'mcm'): Markup {
  return html`<section id="setup" aria-labelledby="setup-title"><h2 id="setup-title">Where the set-up time goes</h2>
<p class="lead">From NdisClMakeCall to ProtocolClMakeCallComplete (TI-15), split by the intervals within it: NDIS dispatch (TI-03, TI-10,
TI-12, TI-14), the call manager (TI-05, TI-09, TI-13), the network from SETUP to CONNECT (TI-08), the miniport's activation (TI-11).${
  topology === 'mcm' ? ' An MCM programs its NIC while it is counted as call manager.' : ''}</p>
${survey.split === 0 ? html`<p>No call's set-up was seen from its beginning to its end.</p>` : split(survey)}</section>`;
}

function split(survey: CallSurvey): Markup {
  const all = survey.first.length === survey.split;
  const parts = splitParts.filter((part) => survey.sums[part] > 0);
  const scale = Math.max(...[...survey.first, ...survey.slowest].map((call) => call.split.totalNs));
  const mean = meanOf(survey);
  const legend = parts.map((part) => html`<span class="name"><span class="swatch part-${part}"></span>${partNames[part]} ${
    shareText(survey.sums[part] / Math.max(1, sumOf(survey)))}</span> `);
  const head = html`<thead><tr><th scope="col">Call</th><th scope="col">VC</th><th scope="col"><span class="hidden">Bar</span></th>
<th scope="col" class="num">Set-up</th>${parts.map((part) => html`<th scope="col" class="num">${partNames[part]}</th>`)}</tr></thead>`;
  const rows = (calls: readonly SplitCall[]): Markup[] => calls.map((call) => row(String(call.call), call.vc, call.split, parts, scale));
  const foot = row('mean', `of ${survey.split}`, mean, parts, scale);
  return html`<p>Mean shares of ${plural(survey.split, 'call')}: ${legend}</p>
${scrollRegion('Set-up time of calls', html`<table>${head}
${all ? html`<tbody>${rows(survey.first.toSorted((a, b) => a.call - b.call))}</tbody>` : html`
<tbody>${group(`The slowest ${survey.slowest.length}`, parts.length + 4)}${rows(survey.slowest)}</tbody>
<tbody>${group(`The first ${survey.first.length} to end`, parts.length + 4)}${rows(survey.first)}</tbody>`}
<tfoot>${foot}</tfoot></table>`)}
${all ? undefined : html`<p class="soft">Of ${survey.split} calls these are listed; <code>measurements.csv</code> has every one.</p>`}`;
}

function shareText(share: number): string {
  return share < 0.005 ? 'under 1 %' : `${Math.round(100 * share)} %`;
}

function group(title: string, columns: number): Markup {
  return html`<tr><th scope="rowgroup" colspan="${columns}" class="soft">${title}</th></tr>`;
}

function row(name: string, vc: string, split: SetupSplit, parts: readonly SplitPart[], scale: number): Markup {
  return html`<tr><th scope="row">${name}</th><td class="name">${vc}</td><td class="bar">${bar(split, scale)}</td>
<td class="num"><b>${durationSymbols(split.totalNs)}</b></td>${
  parts.map((part) => html`<td class="num">${durationSymbols(Math.round(split.parts[part]))}</td>`)}</tr>
`;
}

function bar(split: SetupSplit, scale: number): Markup {
  let x = 0;
  const rects = splitParts.map((part) => {
    const wide = Math.round((split.parts[part] / scale) * 10_000) / 10;
    const at = Math.round(x * 10) / 10;
    x += wide;
    return wide === 0 ? undefined : html`<rect class="part-${part}" x="${at}" y="0" width="${wide}" height="10"/>`;
  });
  return html`<svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">${rects}</svg>`;
}

function meanOf(survey: CallSurvey): SetupSplit {
  const of = (ns: number): number => ns / survey.split;
  const { sums } = survey;
  const parts = {
    callManager: of(sums.callManager), network: of(sums.network), miniport: of(sums.miniport),
    ndis: of(sums.ndis), unsplit: of(sums.unsplit),
  };
  return { totalNs: Math.round(of(sumOf(survey))), parts };
}

function sumOf({ sums }: CallSurvey): number {
  return splitParts.reduce((sum, part) => sum + sums[part], 0);
}
