import { ladderStyle } from './ladder-style.ts';
import { palette } from './palette.ts';

/**
 * The style of `report.html`. One accent, that of the verdict; otherwise ink, paper and the four hues of who had the time. Colours keep
 * a contrast of 4.5 to 1 in both schemes, and nothing is told by colour alone.
 */
export const style = `
${palette}html[data-verdict="pass"] { --accent: var(--pass); }
html[data-verdict="fail"] { --accent: var(--fail); }
html[data-verdict="inconclusive"] { --accent: var(--inconclusive); }
html[data-verdict="error"] { --accent: var(--error); }
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 72rem; background: var(--paper); color: var(--ink);
  font: 15px/1.55 var(--sans); overflow-wrap: break-word; -webkit-text-size-adjust: 100%;
}
h1, h2, h3, h4 { line-height: 1.25; margin: 0; font-weight: 600; }
h1 { font-size: 1.75rem; letter-spacing: -0.012em; margin-top: 0.35rem; }
h2 { font-size: 1.25rem; margin: 0 0 0.35rem; }
h3 { font-size: 1.05rem; }
h3.more { margin: 1.8rem 0 0.4rem; }
h4 { font-size: 0.95rem; margin: 1.4rem 0 0.4rem; }
p { margin: 0.4rem 0; max-width: 46rem; }
code, .code { font-family: var(--mono); font-size: 0.88em; }
a { color: inherit; text-decoration-color: var(--soft); text-underline-offset: 0.2em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--card); padding: 0.3rem 0.6rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.soft { color: var(--soft); }
.verdict { color: var(--accent); text-transform: uppercase; font-size: 0.82em; letter-spacing: 0.04em; margin-right: 0.25em; }
header { border-top: 4px solid var(--accent); padding-top: 1.1rem; }
header .sentence { font-size: 1.12rem; margin: 0.6rem 0 0; }
header .also { margin: 0.3rem 0 0; padding: 0; list-style: none; }
.keys { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 0; margin: 1.5rem 0 0;
  border: 1px solid var(--line); border-radius: 6px; background: var(--card); overflow: hidden; }
.keys > div { padding: 0.75rem 0.95rem; box-shadow: -1px -1px 0 0 var(--line); }
.keys dt { font-size: 0.8rem; color: var(--soft); }
.keys dd { margin: 0.1rem 0 0; font-size: 1.3rem; font-variant-numeric: tabular-nums; letter-spacing: -0.01em; line-height: 1.3; }
.keys dd.sub { font-size: 0.8rem; color: var(--soft); letter-spacing: 0; }
nav ol { list-style: none; display: flex; flex-wrap: wrap; gap: 0.3rem 1.2rem; padding: 0; margin: 1.3rem 0 0; font-size: 0.92rem; }
section { margin-top: 3rem; }
section > .lead { color: var(--soft); margin-top: 0; }
.card { border: 1px solid var(--line); border-radius: 6px; background: var(--card); padding: 1.1rem 1.2rem 1.2rem; margin-top: 1rem; }
.finding { border-left: 4px solid var(--accent); }
.finding.warn { border-left-color: var(--inconclusive); }
.finding.inconclusive { border-left-color: var(--inconclusive); }
.scroll { overflow-x: auto; max-width: 100%; }
table.rows { table-layout: fixed; min-width: 46rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.88rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: 0.34rem 0.9rem 0.34rem 0; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-weight: 600; color: var(--soft); font-size: 0.8rem; vertical-align: bottom; white-space: nowrap; }
tbody th { font-weight: 500; }
caption { text-align: left; color: var(--soft); font-size: 0.85rem; padding-bottom: 0.3rem; }
.num { text-align: right; white-space: nowrap; }
.name { white-space: nowrap; }
h1, h3, dd, .source, .arguments, .also { overflow-wrap: anywhere; }
table.events td, table.events th { padding-top: 0.22rem; padding-bottom: 0.22rem; }
table.events .arguments { color: var(--soft); min-width: 16rem; }
.arguments span { margin-right: 1.1em; } .arguments b { font-weight: 400; color: var(--ink); }
ol.breaches { list-style: none; margin: 0.9rem 0 0; padding: 0; font-size: 0.9rem; border-top: 1px solid var(--line); }
ol.breaches li { display: grid; grid-template-columns: 4.5rem 4rem minmax(0, 3fr) minmax(0, 2fr); gap: 0.1rem 1rem; padding: 0.4rem 0;
  border-bottom: 1px solid var(--line); }
ol.breaches p { margin: 0; }
tr.decides { background: color-mix(in srgb, var(--accent) 9%, transparent); }
tr.decides th { font-weight: 700; box-shadow: inset 3px 0 0 var(--accent); }
tr.decides th, tr th.line { padding-left: 0.55rem; }
.words { min-width: 15rem; }
.source { display: block; color: var(--soft); font-size: 0.94em; }
.outcome { white-space: nowrap; font-weight: 600; }
.outcome.pass { color: var(--pass); } .outcome.fail { color: var(--fail); } .outcome.self-check { color: var(--error); }
.outcome.warn, .outcome.inconclusive { color: var(--inconclusive); }
.outcome.vacuous, .outcome.not-observed, .outcome.guard, .outcome.manual { color: var(--soft); font-weight: 400; }
td.zero { color: var(--soft); }
details { margin-top: 0.9rem; }
.family { margin-top: 0; border-top: 1px solid var(--line); } 
.family > summary { padding: 0.4rem 0; } .family:last-of-type { border-bottom: 1px solid var(--line); }
.family > summary .soft { font-weight: 400; font-size: 0.88rem; margin-left: 0.6em; }
.family > .scroll { margin: 0 0 1rem; }
.w-id { width: 5rem; } .w-outcome { width: 7.5rem; } .w-weight { width: 5.5rem; } .w-count { width: 5.5rem; } .w-why { width: 24%; }
summary { cursor: pointer; font-weight: 500; padding: 0.15rem 0; }
summary:hover { color: var(--accent); }
details > summary + * { margin-top: 0.6rem; }
fieldset { border: 0; margin: 0.4rem 0 0; padding: 0; min-width: 0; }
fieldset legend { float: left; padding: 0 0.8rem 0 0; font-size: 0.85rem; color: var(--soft); }
.pick + label { font-size: 0.85rem; margin-right: 1rem; }
.pick { accent-color: var(--accent); margin: 0 0.35rem 0 0; vertical-align: -1px; }
.view { clear: both; padding-top: 0.5rem; }
.pick.order:checked ~ .view.scale, .pick.scale:checked ~ .view.order { display: none; }
svg { display: block; }
${ladderStyle}svg .leader { stroke: var(--line); fill: none; }
svg .axis { stroke: var(--soft); stroke-width: 1; }
svg .bin { fill: var(--soft); opacity: 0.55; } svg .curve { stroke: var(--ink); stroke-width: 1.5; fill: none; }
svg .mark { stroke: var(--accent); stroke-width: 1; stroke-dasharray: 2 2; } svg .mark-text { fill: var(--accent); font-size: 10.5px; }
.part-callManager { fill: var(--cm); background: var(--cm); } .part-network { fill: var(--network); background: var(--network); }
.part-miniport { fill: var(--miniport); background: var(--miniport); } .part-ndis { fill: var(--ndis); background: var(--ndis); }
.part-unsplit { fill: var(--unsplit); background: var(--unsplit); }
.swatch { display: inline-block; width: 0.75em; height: 0.75em; border-radius: 2px; margin-right: 0.4em; vertical-align: -0.02em;
  -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.bar { min-width: 12rem; width: 36%; } .bar svg { width: 100%; height: 0.85rem; margin-top: 0.24rem; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); gap: 1rem; margin-top: 1rem; }
.charts .card { margin: 0; } .charts svg, details.chart svg { width: 100%; height: auto; }
figure { margin: 0; } figcaption { font-size: 0.85rem; color: var(--soft); }
figcaption b { color: var(--ink); font-weight: 600; }
form.filter { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: end; margin: 1rem 0 0.6rem; font-size: 0.88rem; }
form.filter label { display: grid; gap: 0.15rem; color: var(--soft); font-size: 0.8rem; }
select, input[type="search"] { font: inherit; font-size: 0.9rem; color: var(--ink); background: var(--card); border: 1px solid var(--soft);
  border-radius: 4px; padding: 0.3rem 0.5rem; max-width: 100%; height: 2.2rem; }
[hidden] { display: none !important; }
dl.facts { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: 0.25rem 1.4rem; margin: 0.6rem 0 0;
  font-size: 0.92rem; }
dl.facts dt { color: var(--soft); } dl.facts dd { margin: 0; }
footer { margin-top: 3.5rem; border-top: 1px solid var(--line); padding-top: 0.9rem; color: var(--soft); font-size: 0.85rem; }
@media (max-width: 40rem) {
  body { padding: 1.25rem 0.9rem 3rem; } h1 { font-size: 1.4rem; } .card { padding: 0.85rem 0.85rem 1rem; }
  ol.breaches li { grid-template-columns: 4.5rem 1fr; } ol.breaches p { grid-column: 1 / -1; }
  dl.facts { grid-template-columns: 1fr; gap: 0; } dl.facts dd { margin-bottom: 0.45rem; }
}
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10pt; background: #fff; }
  nav, .skip, form.filter, fieldset.ladder > legend, .pick, .pick + label { display: none; }
  section { margin-top: 1.6rem; } h2, h3, h4, summary { break-after: avoid; }
  tr, figure, .charts .card, .keys { break-inside: avoid; } .scroll { overflow: visible; }
  table { font-size: 8pt; } table.rows { min-width: 0; }
  .name { white-space: normal; } th.line { white-space: nowrap; } .words, table.events .arguments, .bar { min-width: 0; }
  th, td { padding-right: 0.55rem; } .bar { width: 26%; } .keys { grid-template-columns: repeat(3, 1fr); }
  thead th, figcaption { font-size: 8pt; }
  .charts { grid-template-columns: 1fr 1fr; gap: 0.6rem; } .charts .card { padding: 0.6rem 0.7rem; }
  .view svg { max-width: 100%; height: auto; } details:not([open]) { display: none; }
  svg, tr.decides { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;
