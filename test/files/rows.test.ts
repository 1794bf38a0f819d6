import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { runParameters } from '../../src/bench/run-parameters.ts';
import type { DeviceSpec } from '../../src/core/device/device-spec.ts';
import type { Fault } from '../../src/core/fault.ts';
import { programOf } from '../../src/core/scenario/program-of.ts';
import { rowsOf, type ScenarioSpec } from '../../src/core/scenario/scenario-spec.ts';
import { loadScenario } from '../../src/files/load-file.ts';
import { readCsv } from '../../src/files/rows/csv.ts';
import { scratchFolder } from '../scratch-folder.ts';

const folder = scratchFolder('rows');
let files = 0;

async function loaded(text: string, csv = '') {
  const name = `rows-${files++}`;
  writeFileSync(join(folder, `${name}.csv`), csv);
  writeFileSync(join(folder, `${name}.yaml`), text.replace('FILE', `${name}.csv`));
  return loadScenario(join(folder, `${name}.yaml`), 'a.yaml');
}

async function rowed(text: string, csv?: string): Promise<readonly ScenarioSpec[]> {
  const found = await loaded(text, csv);
  if ('faults' in found) throw new Error(found.faults.map((fault) => fault.describe()).join('\n'));
  return rowsOf(found.spec);
}

const steps = `steps:
  - client: create VC
  - client: make call
  - network: reject
    cause: \${cause}
  - client: delete VC
`;

test('each row is a scenario of its own, with its values in keys and in steps', async (t) => {
  const specs = await rowed(`summary: Rejected with \${cause}.
rows:
  - { cause: user busy, call.peakCellRate: 1000 cells/s, calls: 2 }
  - { cause: 47, call.peakCellRate: 2000 cells/s, calls: 3 }
call: { serviceCategory: CBR }
${steps}`);
  t.deepEqual(specs.map(({ name }) => name.replace(/^rows-\d+/, '')), ['#1', '#2']);
  t.deepEqual(specs.map(({ summary, calls, setup }) => [summary, calls, setup.forward.peakCellRate, setup.serviceCategory]), [
    ['Rejected with user busy.', 2, 1000, 'CBR'], ['Rejected with 47.', 3, 2000, 'CBR'],
  ]);
  t.deepEqual(specs.map((spec) => spec.steps?.[2]).map((step) => step?.kind === 'act' && step.parameters.cause), [17, 47]);
  t.deepEqual(specs[1]?.row, { number: 2, of: 2, values: [['cause', '47'], ['call.peakCellRate', '2000 cells/s'], ['calls', '3']] });
});

test('the summary of all rows names the values of a column', async (t) => {
  const summaryOf = async (causes: readonly number[]) => {
    const found = await loaded(`summary: Rejected with \${cause}, again.\nrows: [${causes.map((cause) => `{ cause: ${cause} }`).join(', ')}]\n${steps}`);
    return 'spec' in found ? found.spec.summary : found.faults.map((fault) => fault.describe()).join('\n');
  };
  t.is(await summaryOf([17]), 'Rejected with 17, again.');
  t.is(await summaryOf([17, 18, 17]), 'Rejected with 17 or 18, again.');
  t.is(await summaryOf([17, 18, 19, 20]), 'Rejected with 17, 18, 19 or …, again.');
});

test('a matrix is every combination but those that are left out; a CSV file says the same', async (t) => {
  const ofMatrix = await rowed(`summary: A call.
matrix:
  call.serviceCategory: [UBR, CBR]
  call.peakCellRate: [1000 cells/s, 2000 cells/s, 3000 cells/s]
exclude:
  - { call.serviceCategory: UBR, call.peakCellRate: 2000 cells/s }
  - { call.peakCellRate: 3000 cells/s }
`);
  const said = (specs: readonly ScenarioSpec[]) => specs.map(({ setup }) => `${setup.serviceCategory} ${setup.forward.peakCellRate}`);
  t.deepEqual(said(ofMatrix), ['UBR 1000', 'CBR 1000', 'CBR 2000']);
  const csv = '\ufeffcall.serviceCategory,call.peakCellRate\r\nUBR,1000 cells/s\r\n"CBR" ,x\r\n'.replace('"CBR" ,x', '"CBR","1000 cells/s"\r\n\r\nCBR,2000 cells/s');
  t.deepEqual(said(await rowed('summary: A call.\nrows: FILE\n', csv)), ['UBR 1000', 'CBR 1000', 'CBR 2000']);
});

test('an empty cell leaves the key of its column as the file has it', async (t) => {
  const said = (specs: readonly ScenarioSpec[]) => specs.map(({ setup, row }) => {
    const { serviceCategory, forward: { peakCellRate, sustainableCellRate, maxBurst } } = setup;
    return [serviceCategory, peakCellRate, sustainableCellRate, maxBurst, row?.values.at(-1)?.[1]];
  });
  const expected = [['CBR', 2000, undefined, undefined, ''], ['rt-VBR', 9000, 1000, 100, '100 cells']];
  const file = 'summary: A call.\ncall: { peakCellRate: 2000 cells/s }\nrows: FILE\n';
  const csv = `call.serviceCategory,call.peakCellRate,call.sustainableCellRate,call.maxBurst
CBR,,,
rt-VBR,9000 cells/s,1000 cells/s,100 cells
`;
  t.deepEqual(said(await rowed(file, csv)), expected);
  t.deepEqual(said(await rowed(file.replace('FILE', `
  - { call.serviceCategory: CBR, call.peakCellRate: null, call.sustainableCellRate: ~, call.maxBurst: null }
  - { call.serviceCategory: rt-VBR, call.peakCellRate: 9000 cells/s, call.sustainableCellRate: 1000 cells/s, call.maxBurst: 100 cells }`))), expected);
});

test('every row of measurements carries the values of its row', async (t) => {
  const device: DeviceSpec = { name: 'd', file: 'd.yaml', summary: 'A NIC.', topology: 'cm', port: { kind: 'stub', name: 'main', program: 'emulated-nic' } } as never;
  const cells = '[{ course.networkRejects.cause: 17 }, { course.networkRejects.cause: 18 }]';
  const [, second] = await rowed(`summary: A call.\nrows: ${cells}\ncourse: { networkRejects: { cause: 3 } }\n`);
  const parameters = runParameters(second as ScenarioSpec, programOf(second as ScenarioSpec, device));
  t.deepEqual(parameters.filter(({ name }) => name.startsWith('row')), [{ name: 'row', value: '2' }, { name: 'row.course.networkRejects.cause', value: '18' }]);
  t.true(parameters.some(({ name, value }) => name === 'course' && value === 'networkRejects cause 18'));
});

test('rows set bearer class and adaptation layer, and measurements carry what the client passes', async (t) => {
  const device: DeviceSpec = { name: 'd', file: 'd.yaml', summary: 'A NIC.', topology: 'cm', port: { kind: 'stub', name: 'main', program: 'emulated-nic' } } as never;
  const specs = await rowed(`summary: A call.
matrix: { call.bearerClass: [BCOB-A, BCOB-X], call.aal: [AAL1, AAL5], call.calledSubaddress: ["47aabb"] }
call: { serviceCategory: CBR, peakCellRate: 200 cells/s }
`);
  const said = specs.map((spec) => Object.fromEntries(runParameters(spec, programOf(spec, device)).map(({ name, value }) => [name, value])));
  t.deepEqual(said.map((one) => [one['bearerClass'], one['aal.AAL1.cbrRate'], one['calledSubaddress'], one['forward.maxSduOctets']]), [
    ['BCOB-A', '64 kbit/s', '47aabb', '47'], ['BCOB-A', undefined, '47aabb', '9188'],
    [undefined, '64 kbit/s', '47aabb', '47'], [undefined, undefined, '47aabb', '9188'],
  ]);
});

const forty = (from: number): string => Array.from({ length: 40 }, (_, i) => from + i).join(', ');
const placed = ({ place, code }: Fault): string => `${place?.file.replace(/rows-\d+/, 'rows')}:${place?.line}:${place?.column} ${code}`;

for (const [what, text, csv, faults] of [
  ['an unknown key in a column', 'summary: A.\nrows: [{ cal.called: "+1" }]\n', '', [['a.yaml:2:22 unknown-key', /no key `cal`/, /Did you mean `call`/]]],
  ['a value out of range, in a list', 'summary: A.\nrows:\n  - { calls: 1 }\n  - { calls: 0 }\n', '', [['a.yaml:4:14 out-of-range', /`calls` is `0`/, /at least 1/]]],
  ['a value out of range, in a file', 'summary: A.\nrows: FILE\n', 'calls,seed\n1,1\n0,1\n', [['rows.csv:3:1 out-of-range', /`calls` is `0`/, /at least 1/]]],
  ['a value that a step cannot have', `summary: A.\nrows: [{ cause: 17 }, { cause: 200 }]\n${steps}`, '', [['a.yaml:7:12 out-of-range', /`200`/, /at most 127/]]],
  ['something wrong whatever the row is', 'summary: A.\nrows: [{ calls: 1 }, { calls: 2 }]\nsed: 3\n', '', [['a.yaml:3:1 unknown-key', /`sed`/, /`seed`\? \(Row 2: calls 2\.\)/]]],
  ['a name that nothing asks for', 'summary: A.\nrows: [{ rate: 1 }]\n', '', [['a.yaml:2:16 unused-name', /nothing asks for `rate`/, /`\$\{rate\}`/]]],
  ['a name that no column has', `summary: A.\nrows: [{ caus: 17 }]\n${steps}`, '', [['a.yaml:7:12 unknown-name', /`\$\{cause\}`/, /Did you mean `caus`/]]],
  ['rows of other names', 'summary: A.\nrows: [{ calls: 1 }, { cals: 1 }]\n', '', [['a.yaml:2:22 missing-value', /row 2 has no `calls`/, /same names/], ['a.yaml:2:24 unknown-column', /no `cals`/, /`calls`/]]],
  ['rows and a matrix', 'summary: A.\nrows: [{ calls: 1 }]\nmatrix: { calls: [1] }\n', '', [['a.yaml:3:1 not-allowed', /both/, /Keep one/]]],
  ['what is left out of nothing', 'summary: A.\nexclude: [{ calls: 1 }]\n', '', [['a.yaml:2:1 not-allowed', /no `matrix`/, /Take it out/]]],
  ['an axis that is none', 'summary: A.\nmatrix: { calls: [1, 2] }\nexclude: [{ cals: 1 }]\n', '', [['a.yaml:3:13 unknown-column', /no `cals`/, /`calls`/]]],
  ['a value that is none', 'summary: A.\nmatrix: { calls: [1, 2] }\nexclude: [{ calls: 3 }]\n', '', [['a.yaml:3:20 never-matches', /never has this value/, /It has: 1, 2\./]]],
  ['everything left out', 'summary: A.\nmatrix: { calls: [1] }\nexclude: [{ calls: 1 }]\n', '', [['a.yaml:3:10 no-rows', /left out/, /fewer/]]],
  ['a value twice', 'summary: A.\nmatrix: { calls: [1, 2, 1], seed: [{ a: 1 }] }\n', '', [['a.yaml:2:25 repeated-value', /`calls` has the value 1 already/, /once/]]],
  ['too many combinations', `summary: A.\nmatrix: { calls: [${forty(1)}], seed: [${forty(0)}] }\n`, '', [['a.yaml:2:9 too-many-rows', /1600 rows; at most 1000/, /`exclude`/]]],
  ['too many rows', 'summary: A.\nrows: FILE\n', `calls\n${'1\n'.repeat(1001)}`, [['rows.csv:1002:1 too-many-rows', /1001 rows/, /Take some out/]]],
  ['a key that no row sets', 'summary: A.\nrows: [{ summary: A. }]\n', '', [['a.yaml:2:19 not-allowed', /cannot set `summary`/, /`\$\{name\}`/]]],
  ['no such file', 'summary: A.\nrows: none.csv\n', '', [['a.yaml:2:7 file-not-found', /none\.csv/, /path/]]],
  ['a file elsewhere', 'summary: A.\nrows: ../a.csv\n', '', [['a.yaml:2:7 malformed-name', /cannot be a file of rows/, /beside this one/]]],
  ['an empty file', 'summary: A.\nrows: FILE\n', '', [['rows.csv:1:1 empty-file', /no lines/, /first line/]]],
  ['names without values', 'summary: A.\nrows: FILE\n', 'calls\n', [['rows.csv:1:1 no-rows', /no values/, /below/]]],
  ['two columns of one name', 'summary: A.\nrows: FILE\n', 'calls,calls\n1,1\n', [['rows.csv:1:7 duplicate-key', /two columns/, /Keep one/]]],
  ['a column without name', 'summary: A.\nrows: FILE\n', 'calls,\n1,1\n', [['rows.csv:1:7 missing-value', /without a name/, /Name it/]]],
  ['a cell too many', 'summary: A.\nrows: FILE\n', 'calls,seed\r\n1,2,3\r\n', [['rows.csv:2:5 uneven-row', /3 cells, where 2 have a name/, /quotes/]]],
  ['a cell too few', 'summary: A.\nrows: FILE\n', 'calls,seed\n1\n', [['rows.csv:2:1 uneven-row', /1 cell, where 2/, /quotes/]]],
  ['an open quote', 'summary: A.\nrows: FILE\n', 'calls,seed\n1,"2\n3,4\n', [['rows.csv:2:3 csv-quote', /never closed/, /""/]]],
  ['something after a quote', 'summary: A.\nrows: FILE\n', 'calls,seed\n"1"2,3\n', [['rows.csv:2:4 csv-quote', /follows the closing quote/, /whole cell/]]],
  ['a quote inside a cell', 'summary: A.\nrows: FILE\n', 'calls,seed\n1"2,3\n', [['rows.csv:2:2 csv-quote', /a quote inside/, /whole cell/]]],
] as const) {
  test(`${what} is refused at its place`, async (t) => {
    const found = await loaded(text, csv);
    t.deepEqual('faults' in found ? found.faults.map(placed) : [], faults.map(([place]) => place));
    for (const [i, [, message, next]] of faults.entries()) {
      const fault = 'faults' in found ? found.faults[i] : undefined;
      t.regex(fault?.message ?? '', message);
      t.regex(fault?.next ?? '', next);
      t.regex(fault?.excerpt ?? '', /\^/);
    }
  });
}

test('any cells come back from CSV, however they are quoted and however lines end', (t) => {
  const cell = fc.oneof(fc.stringMatching(/^[a-z0-9 ,"\n]*$/), fc.string({ maxLength: 6 })).filter((text) => !text.includes('\r'));
  fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), fc.boolean(), (rows, isCrlf) => {
    const written = (text: string): string => (/^[a-z0-9]+$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`);
    const text = rows.map((row) => row.map(written).join(',')).join(isCrlf ? '\r\n' : '\n');
    const read = readCsv('a.csv', text);
    t.deepEqual(read.map((row) => row.map((each) => each.text)), rows);
    const lines = text.split('\n');
    for (const { line, column, text: said, isQuoted } of read.flat()) t.is(lines[line - 1]?.[column - 1], isQuoted ? '"' : (said[0] ?? lines[line - 1]?.[column - 1]));
  }), { numRuns: 300 });
});
