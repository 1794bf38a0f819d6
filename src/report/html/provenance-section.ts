import type { RunReport } from '../run-report.ts';
import { html, type Content, type Markup } from './markup.ts';

/** Where the run comes from. */
export function provenanceSection(report: RunReport): Markup {
  const { about, ports, story } = report;
  const facts: (readonly [string, Content])[] = [
    ['Scenario', [report.scenario, note(about.scenarioFile), below(about.scenarioSummary)]],
    ['Device', [report.device, note(about.deviceFile), below(about.deviceSummary)]],
    ['Topology', story.header.topology === 'cm' ? 'stand-alone call manager (cm)' : 'miniport with integrated call manager (mcm)'],
    ...ports.flatMap(({ name, path, identity, firmware, clock }): (readonly [string, Content])[] => [
      [`Port ${name}`, [path ?? 'never reached', html`<br>${identity ?? 'The device never said who it is.'}${
        firmware === undefined ? undefined : `, ${firmware}`}<br>${clock}`]],
    ]),
    ['Observed', story.header.observes.length === 0 ? 'nothing' : story.header.observes.join(', ')],
    ['Seed', about.seed],
    ['Started', report.startedAt],
    ['Station', about.station],
    ['Tool', [report.tool, about.commit === undefined ? undefined : `, commit ${about.commit}`]],
    ['Host', [about.system, about.node === undefined ? undefined : `, Node ${about.node}`]],
    ['Capture', html`<code>capture.pcapng</code>, ${report.capture.octets} octets, SHA-256 <code>${report.capture.sha256}</code>`],
  ];
  const parameters = about.parameters ?? [];
  return html`<section id="provenance" aria-labelledby="provenance-title"><h2 id="provenance-title">Provenance</h2>
<p class="lead">This page is made from the capture alone; <code>condis-bench report</code> makes it again, octet for octet.</p>
<dl class="facts">${facts.filter(([, value]) => value !== undefined).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${parameters.length === 0 ? undefined : html`<details><summary>What the calls were made with</summary><dl class="facts">${
  parameters.map(({ name, value }) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></details>`}</section>`;
}

function below(text: string | undefined): Markup | undefined {
  return text === undefined ? undefined : html`<br>${text}`;
}

function note(file: string | undefined): Markup | undefined {
  return file === undefined ? undefined : html` <span class="soft">${file}</span>`;
}
