import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import test from 'ava';
import { openBenchLog } from '../../src/bench/bench-log.ts';
import { safeName } from '../../src/bench/run-folder.ts';
import { definitions } from '../../src/cli/columns.ts';
import { explainText } from '../../src/cli/explain-text.ts';
import { judgementText } from '../../src/cli/judgement-text.ts';
import { judgementWords } from '../../src/cli/judgement-words.ts';
import { progressLine } from '../../src/cli/progress-line.ts';
import { printFault } from '../../src/cli/program.ts';
import { summaryText } from '../../src/cli/summary.ts';
import { TextSink } from '../../src/cli/text-sink.ts';
import type { DeviceSpec } from '../../src/core/device/device-spec.ts';
import { Fault } from '../../src/core/fault.ts';
import { safeText } from '../../src/core/safe-text.ts';
import type { ScenarioSpec } from '../../src/core/scenario/scenario-spec.ts';
import { intervals } from '../../src/core/timing/intervals.ts';
import { csvCell } from '../../src/report/csv-cell.ts';
import { reportPage } from '../../src/report/html/report-page.ts';
import { junitXml } from '../../src/report/junit-xml.ts';
import { measurementsHead, measurementsLine } from '../../src/report/measurements-csv.ts';
import { recordText } from '../../src/report/run-record.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import { judgementOf, KeptStream } from '../cli/fixtures.ts';
import { faultsOfPage, skeletonOf } from '../report/markup-check.ts';
import { reportOfTrace } from '../report/report-kit.ts';
import { hostileTexts } from './corpus.ts';

/** A trace with a red call, in which everything that a device may name is a given text. */
function traceWith(text: string): string {
  const named = JSON.stringify(text);
  const port = JSON.stringify(`p${text}`);
  const events = [
    `"kind":"note","text":${named}`,
    `"kind":"enter","fn":"NdisClMakeCall","by":"client","vc":"0x10","thread":${named},"args":{${JSON.stringify(`k${text}`)}:${named}}`,
    `"kind":"enter","fn":${named},"by":"cm","vc":"0x10"`,
    `"kind":"signal","dir":"tx","message":${JSON.stringify(`m${text}`)},"vc":"0x10"`,
    `"kind":"alloc","by":"cm","address":"0x1","size":8,"what":${named}`,
    `"kind":"return","fn":"NdisClMakeCall","by":"client","vc":"0x10","thread":${named},"status":"NDIS_STATUS_PENDING"`,
    '"kind":"gap","lost":3,"why":"crc"',
    '"kind":"enter","fn":"NdisCmMakeCallComplete","by":"cm","vc":"0x10","args":{"Status":"NDIS_STATUS_PENDING"}',
    '"kind":"enter","fn":"ProtocolClMakeCallComplete","by":"client","vc":"0x10","args":{"Status":"NDIS_STATUS_SUCCESS"}',
  ];
  const header = `{"condisTrace":1,"topology":"cm","observes":["calls","arguments","signalling","memory"],"ports":{${port}:{}},"scenario":${named},"device":${named}}`;
  return `${[header, ...events.map((event, i) => `{"at":${(i + 1) * 1000},${event},"port":${port}}`)].join('\n')}\n`;
}

/** A report in which everything that comes from elsewhere is a given text. */
function reportWith(text: string): RunReport {
  return reportOfTrace(traceWith(text), {
    scenario: text, device: text, tool: text, startedAt: text, faults: [{ code: text, message: text }],
    about: {
      seed: 1, calls: 1, expect: { connected: 1, failed: 0 }, requirements: [], limits: [], scenarioFile: text, scenarioSummary: text, deviceFile: text, deviceSummary: text, commit: text,
      station: text, system: text, node: text, parameters: [{ name: text, value: text }],
    },
    ports: [{ name: text, path: text, identity: text, firmware: text, clock: text }], capture: { octets: 1, sha256: text },
  }, {
    expectations: [{ what: 'requirement', id: text, expected: 'fail', seen: 'pass', verdict: 'fail', alsoBroken: [text], writtenAt: text }],
    limits: [{
      id: text, statistic: 'max', bound: 'at most', limitNs: 1, foundNs: 2, count: 1, clock: 'host', label: text, writtenAt: text, verdict: 'fail',
      reason: text,
    }],
  });
}

const plainPage = skeletonOf(reportPage(reportWith('plain')));
const plainXml = skeletonOf(junitXml(reportWith('plain')).replace(/^<\?xml[^>]*>\s*/, ''));

const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

for (const [name, text] of Object.entries(hostileTexts)) {
  test(`${name} breaks out of no page, and none steers it`, (t) => {
    const page = reportPage(reportWith(text));
    t.deepEqual(skeletonOf(page), plainPage);
    t.deepEqual(faultsOfPage(page), []);
    t.notRegex(page, steering);
  });

  test(`${name} breaks out of no XML, which holds what XML 1.0 allows`, (t) => {
    const xml = junitXml(reportWith(text)).replace(/^<\?xml[^>]*>\s*/, '');
    t.deepEqual(skeletonOf(xml), plainXml);
    t.notRegex(xml, steering);
    t.notRegex(xml, /[\ufffe\uffff]/);
  });

  test(`${name} stays in its cell and is no formula`, (t) => {
    const parameters = [{ name: text, value: text }];
    const empty = new Float64Array(intervals.length).fill(NaN);
    const row = { call: 1, port: text, vc: '0x1', topology: 'cm', result: 'connected', startedNs: 0, valuesNs: empty, uncertaintiesNs: empty } as const;
    const file = measurementsHead(parameters) + measurementsLine(row, text, parameters);
    const cells = readCsv(file);
    t.is(cells.length, 2);
    t.is(new Set(cells.map((line) => line.length)).size, 1);
    for (const cell of cells.flat()) t.notRegex(cell, /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/);
    t.is(readCsv(csvCell(text)).flat().join('').replace(/^'/, ''), text.replace(/^'/, ''));
  });

  test(`${name} reaches no terminal unchanged`, (t) => {
    const sink = new TextSink(new KeptStream(), {});
    const { story, asked } = reportWith(text);
    const finding = { id: 'CC-15/1', severity: 'must', fault: 1, events: [2], vc: text, message: text } as const;
    const base = judgementOf('fail');
    const judgement = judgementOf('fail', {
      requirements: base.requirements.map((result) => (result.id === 'CC-15' ? { ...result, reason: text, findings: [finding] } : result)),
      notModelled: [{ fn: text, count: 1 }], notModelledTotal: 1,
    });
    const fault = new Fault('port-lost', text, { place: { file: text }, next: text, excerpt: text });
    const scenario = { name: text } as ScenarioSpec;
    const device = { name: text } as DeviceSpec;
    const outcome = { scenario, device, verdict: 'fail', judgement, asked, folder: text, recorded: true, faults: [fault], interrupted: false } as const;
    const progress = { stage: 'run', port: text, callsDone: 1, events: 1, findings: 0, lost: 0 } as const;
    const err = new KeptStream();
    printFault(fault, { err: new TextSink(err, {}) } as Parameters<typeof printFault>[1]);
    const lines = [
      ...explainText({ story, asked, verdict: 'fail' }, 'whole-call', judgementWords, sink),
      ...judgementText(judgement, false, judgementWords, new Map(), sink),
      ...summaryText([{ outcome, evidence: new Map() }], 'fail', judgementWords, sink),
      progressLine(progress, { device: text, deviceWidth: 5, calls: 1, runningMs: 0 }, 80),
      ...definitions([[text, text]], 80),
      ...err.text.split('\n'),
    ];
    for (const line of lines) {
      t.notRegex(line, steering);
      t.false(line.includes('\n'));
    }
  });

  test(`${name} leads no path elsewhere`, (t) => {
    const safe = safeName(text);
    t.regex(safe, /^[A-Za-z0-9_][A-Za-z0-9._-]{0,59}$/);
    t.is(normalize(join('runs', `stamp-${safe}-id`)), join('runs', `stamp-${safe}-id`));
  });

  test(`${name} is one line of a log, and one value of a record`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'condis-hostile-'));
    t.teardown(() => rmSync(folder, { recursive: true }));
    const log = openBenchLog(join(folder, 'bench.log'));
    log.info(text, { identity: text });
    await log.close();
    const lines = readFileSync(join(folder, 'bench.log'), 'utf8').trimEnd().split('\n');
    t.is(lines.length, 1);
    t.is((JSON.parse(lines[0]!) as { identity: string }).identity, text);
    const record = { provenance: { device: { identity: text } } } as unknown as Parameters<typeof recordText>[0];
    t.deepEqual(JSON.parse(recordText(record)), record);
  });
}

test('a safe text keeps what people write', (t) => {
  for (const text of ['NIC \u{1f4a5} \u00e9', '\u65e5\u672c\u8a9e', 'a-b_c (d) 100 %', '\u05d0\u05d1']) t.is(safeText(text), text);
});

/** Lines and cells of RFC 4180 text. */
function readCsv(text: string): string[][] {
  const lines: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at += text[at] === '"' ? 2 : 1) cell += text[at];
      at++;
    } else {
      while (at < text.length && text[at] !== ',' && !text.startsWith('\r\n', at)) cell += text[at++];
    }
    lines.at(-1)!.push(cell);
    if (text[at] === ',') {
      at++;
      if (at === text.length || text.startsWith('\r\n', at)) lines.at(-1)!.push('');
    }
    if (text.startsWith('\r\n', at)) {
      at += 2;
      if (at < text.length) lines.push([]);
    }
  }
  return lines;
}
