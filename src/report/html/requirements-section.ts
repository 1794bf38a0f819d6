import type { Judgement, Outcome, RequirementResult } from '../../core/judgement.ts';
import { requirementById, requirementFamilies } from '../../core/requirements/catalogue/catalogue.ts';
import { countOutcomes, outcomeMeanings, outcomeOrder, reasonOf } from '../outcome-words.ts';
import { plural } from '../plural.ts';
import { requirementCounts } from '../requirement-counts.ts';
import { html, type Markup } from './markup.ts';
import { scrollRegion } from './scroll-region.ts';

/** Every requirement of the catalogue: how many of each family ended how, and each with its reason. */
export function requirementsSection(judgement: Judgement): Markup {
  const present = outcomeOrder.filter((outcome) => judgement.requirements.some((result) => result.outcome === outcome));
  const families = requirementFamilies.map((family) => ({
    family, results: judgement.requirements.filter((result) => requirementById(result.id)?.family === family.name),
  }));
  const meanings = present.map((outcome) => html`<dt class="outcome ${outcome}">${outcome}</dt><dd>${outcomeMeanings[outcome]}</dd>`);
  return html`<section id="requirements" aria-labelledby="requirements-title"><h2 id="requirements-title">Requirements</h2>
<p class="lead">${judgement.requirements.length} rows of the catalogue: ${requirementCounts(judgement)}.</p>
<dl class="facts">${meanings}</dl>
<h3 class="more">By family</h3>
${scrollRegion('Outcomes by family', html`<table><thead><tr><th scope="col">Family</th>${
  present.map((outcome) => html`<th scope="col" class="num">${outcome}</th>`)}</tr></thead><tbody>
${families.map(({ family, results }) => familyRow(family, results, present))}</tbody></table>`)}
<h3 class="more" id="rows">Each requirement</h3>
${filter(present)}
<div id="requirement-rows">${families.map(({ family, results }) => familyRows(family, results))}</div></section>`;
}

interface FamilyName {
  readonly name: string;
  readonly title: string;
}

/** Outcomes on account of which a family's rows stand open. */
const telling: ReadonlySet<Outcome> = new Set(['self-check', 'fail', 'warn', 'inconclusive']);

function familyRows({ name, title }: FamilyName, results: readonly RequirementResult[]): Markup {
  const counts = countOutcomes(results);
  const summary = outcomeOrder.flatMap((outcome) => (counts.get(outcome) === 0 ? [] : [`${counts.get(outcome)} ${outcome}`])).join(', ');
  const open = results.some(({ outcome }) => telling.has(outcome)) ? html` open` : undefined;
  return html`<details class="family" id="family-${name}"${open}><summary>${title} <span class="soft">${summary}</span></summary>
${scrollRegion(title, html`<table class="rows"><thead><tr><th scope="col" class="w-id">Id</th><th scope="col" class="w-outcome">Outcome</th>
<th scope="col" class="w-weight">Weight</th><th scope="col">What is required, and where it is written</th>
<th scope="col" class="num w-count">Decided</th><th scope="col" class="w-why">Why</th></tr></thead><tbody>
${results.map(resultRow)}</tbody></table>`)}</details>
`;
}

function familyRow({ name, title }: FamilyName, results: readonly RequirementResult[], present: readonly Outcome[]): Markup {
  const counts = countOutcomes(results);
  const cells = present.map((outcome) => {
    const count = counts.get(outcome) ?? 0;
    if (count === 0) return html`<td class="num zero">0</td>`;
    return html`<td class="num"><a href="#family-${name}" data-family="${name}" data-outcome="${outcome}"
aria-label="${count} ${outcome} in ${title}">${count}</a></td>`;
  });
  return html`<tr><th scope="row"><a href="#family-${name}" data-family="${name}">${title}</a></th>${cells}</tr>
`;
}

function filter(present: readonly Outcome[]): Markup {
  return html`<form class="filter" id="filter" role="search" aria-label="Requirements" hidden>
<label>Family<select name="family"><option value="">all</option>${
  requirementFamilies.map(({ name, title }) => html`<option value="${name}">${title}</option>`)}</select></label>
<label>Outcome<select name="outcome"><option value="">all</option>${
  present.map((outcome) => html`<option value="${outcome}">${outcome}</option>`)}</select></label>
<label>Words<input type="search" name="words" size="18" autocomplete="off" spellcheck="false"></label>
<output id="filter-count" aria-live="polite"></output></form>`;
}

function resultRow(result: RequirementResult): Markup {
  const requirement = requirementById(result.id);
  const decided = result.triggered === 0 && result.excused === 0 ? undefined : result.excused === 0 ? result.triggered
    : `${result.triggered} + ${result.excused} excused`;
  const found = result.findingsTotal === 0 ? undefined : html`<a href="#findings">${plural(result.findingsTotal, 'finding')}</a>. `;
  return html`<tr id="${result.id}" data-family="${requirement?.family}" data-outcome="${result.outcome}">
<th scope="row" class="name">${result.id}</th><td class="outcome ${result.outcome}">${result.outcome}</td><td>${result.severity}</td>
<td class="words">${requirement?.requirement} <span class="source">${requirement?.source}</span></td><td class="num">${decided}</td>
<td>${found}${reasonOf(result)}</td></tr>
`;
}
