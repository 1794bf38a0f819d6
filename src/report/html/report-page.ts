import { createHash } from 'node:crypto';
import { asksMore } from '../case-words.ts';
import { durationSymbols } from '../duration-text.ts';
import { type RunReport, verdictOfRun } from '../run-report.ts';
import type { RunStory } from '../story/run-story.ts';
import { callView } from './call-view.ts';
import { caseSection } from './case-section.ts';
import { findingsSection } from './findings-section.ts';
import { headSection } from './head-section.ts';
import { healthSection } from './health-section.ts';
import { intervalsSection } from './intervals-section.ts';
import { html, trusted, type Markup } from './markup.ts';
import { provenanceSection } from './provenance-section.ts';
import { requirementsSection } from './requirements-section.ts';
import { script } from './script.ts';
import { setupSection } from './setup-section.ts';
import { style } from './style.ts';

/**
 * `report.html`: one file that needs nothing else, no network and no script. It carries no time of its own making: the same run gives
 * the same octets. What a page may load and run is narrowed to its own style and script, by their hashes.
 */
export function reportPage(report: RunReport): string {
  const { story } = report;
  const verdict = verdictOfRun(report.asked, report.faults, report.interrupted);
  const hasCase = asksMore(report.asked);
  const listed = sections.filter(([id]) => (id !== 'case' || hasCase) && (id !== 'unkept' || story.unkept !== undefined));
  const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
<html lang="en" data-verdict="${verdict}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${verdict.toUpperCase()}: ${report.scenario} on ${report.device}</title>
<style>${trusted(style)}</style></head><body>
<a class="skip" href="#main">Skip to the findings</a>
${headSection(report, verdict)}
<nav aria-label="Sections"><ol>${listed.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ol></nav>
<main id="main">
${hasCase ? caseSection(report.asked) : undefined}
${findingsSection(story, report.asked.remaining)}
${story.unkept === undefined ? undefined : unkeptSection(story.unkept, story)}
${callSection(story)}
${setupSection(story.survey, story.header.topology)}
${intervalsSection(story)}
${requirementsSection(story.judgement)}
${healthSection(report)}
${provenanceSection(report)}
</main>
<footer>${report.tool}. Requirements are told in the bench's own words; the page named beside each is the one that holds.</footer>
<script>${trusted(script)}</script>
</body></html>
`;
  return page.text;
}

const sections = [
  ['case', 'Expectations and limits'],
  ['findings', 'Findings'], ['unkept', 'The call that failed'], ['call', 'A typical call'], ['setup', 'Set-up time'],
  ['intervals', 'Intervals'], ['requirements', 'Requirements'], ['health', 'Losses and gaps'], ['provenance', 'Provenance'],
] as const;

/** The call whose set-up time is nearest to the median. Beside a finding's call it stands folded, for comparison. */
function callSection(story: RunStory): Markup {
  const { typical } = story;
  const head = html`<section id="call" aria-labelledby="call-title"><h2 id="call-title">A typical call</h2>`;
  if (typical === undefined) {
    return html`${head}<p class="lead">No call was seen.</p></section>`;
  }
  const median = story.judgement.measurements.find(({ id }) => id === 'TI-15')?.median;
  const nearest = `The call whose set-up time is nearest to the median of ${durationSymbols(median ?? 0)}`;
  const { call, vc } = typical.place;
  const view = callView(typical.call, story.header.topology, new Set(), 'typical', `Call ${call} on VC ${vc}`);
  const folded = html`<details><summary>Show it, to compare it with the call above</summary><div>${view}</div></details>`;
  return html`${head}
<p class="lead">${median === undefined ? 'The first call' : nearest}: call ${call}, on VC ${vc}.</p>
${story.kinds.length === 0 && story.unkept === undefined ? view : folded}</section>`;
}

/** The call in which something that the scenario asks for was not kept. */
function unkeptSection({ told, wanted: { vc, lines }, call }: NonNullable<RunStory['unkept']>, { header }: RunStory): Markup {
  return html`<section id="unkept" aria-labelledby="unkept-title"><h2 id="unkept-title">The call that failed</h2>
<p class="lead">${told} The call on VC ${vc}:</p>
${callView(call, header.topology, new Set(lines), 'unkept-call', `The call on VC ${vc}`)}</section>`;
}

/** The hash by which a content security policy allows one inline style or script. */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
