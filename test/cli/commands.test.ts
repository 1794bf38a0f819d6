import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import test from 'ava';
import { Fault } from '../../src/core/fault.ts';
import { requirements } from '../../src/core/requirements/catalogue/catalogue.ts';
import { cli, device, folderWith, outcomeOf, passing, stubFaults, usualFiles, type FakeBench } from './fixtures.ts';

const folder = folderWith(usualFiles);
const ending = (verdict: 'pass' | 'fail' | 'inconclusive' | 'error'): FakeBench => (plan) => plan.runs.map((_, run) => outcomeOf(plan, run, verdict));

test('bad words are refused with exit code 2, nothing on standard output, and a hint', async (t) => {
  for (const [words, text] of [
    [['rnu', 'calls'], /unknown command 'rnu'\n\(Did you mean run\?\)/],
    [['run'], /missing required argument 'scenario'/],
    [['run', 'calls', '--sed', '1'], /unknown option '--sed'\n\(Did you mean --seed\?\)/],
    [['run', 'calls', '--calls', '0'], /whole numbers from 1 to 1000000/],
    [['run', 'calls', '--calls', '1e3'], /whole numbers/],
    [['run', 'calls', '--seed', '4294967296'], /whole numbers from 0 to 4294967295/],
    [['run', 'call'], /unknown-scenario\]\n {2}Did you mean `calls`\?/],
    [['run', 'calls', '--device', 'a-cn'], /unknown-device\]\n {2}Did you mean `a-cm`\?/],
    [['run', './no.yaml'], /no\.yaml: there is no such file/],
    [['run', 'calls', '--fault', 'activation-not-awaitd'], /unknown-fault\]\n {2}Did you mean `activation-not-awaited`\?/],
    [['run', 'calls', '--fault', 'activation-not-awaited@calls=999999'], /is for call 999999, of \d+ that are made \[call-not-made\]\n {2}Raise/],
    [['run', 'calls', '--fault', 'activation-not-awaited@on=CONECT received'], /malformed-fault\]\n {2}Write NAME; behind it can stand, in this order: @calls/],
    [['run', 'calls', '--fault', 'activation-not-awaited@call-of-pass=2'], /never begins: only a pass through `steps` makes .* \[never-begins\]\n {2}Write `calls`/],
    [['run', 'calls', '--fault', 'activation-not-awaited@on=ADD PARTY sent'], /nothing in this scenario brings `ADD PARTY sent` about \[never-begins\]/],
    [['run', 'calls', '--device', 'a-cm', '--fault', 'activation-not-awaited@on=NdisMCmActivateVc'], /\[fault-without-device\][^]*`Ndis\[M\]CmActivateVc`/],
    [['run', 'calls', '--device', 'line', '--fault', 'activation-not-awaited'], /fault-without-device/],
    [['run', 'calls', '--device', 'b-mcm', '--fault', 'miniport-forgets'], /fault-without-device\]\n.*topology cm/],
    [['run', 'cm-only', '--device', 'b-mcm'], /scenarios.cm-only\.yaml:2:11: scenario cm-only fits no device of this run/],
    [['check', 'nowhere'], /nowhere: there is no such file or folder/],
    [['check', '.'], /holds no capture\.pcapng/],
    [['trace', 'nowhere'], /nowhere/],
    [['requirements', 'CC-155'], /Did you mean `CC-15`\?/],
  ] as const) {
    const { exitCode, out, err, plan } = await cli(words, folder);
    t.is(exitCode, 2, words.join(' '));
    t.is(out, '', words.join(' '));
    t.regex(err, text);
    t.is(plan, undefined);
  }
});

test('faults that a scenario names are given to emulated devices, together with those of the command line, each once', async (t) => {
  const scenario = 'summary: Broken.\ntopology: cm\nfaults: [activation-not-awaited]\n';
  const broken = folderWith({ ...usualFiles, 'scenarios/broken.yaml': scenario });
  t.deepEqual((await cli(['run', 'broken'], broken)).plan?.runs.map((run) => [run.device.name, run.faults]), [['a-cm', ['activation-not-awaited']]]);
  const both = await cli(['run', 'broken', 'calls', '--fault', 'miniport-forgets', 'activation-not-awaited', '--device', 'a-cm'], broken);
  t.deepEqual(both.plan?.runs.map(({ scenario: { name }, faults }) => [name, faults]), [
    ['broken', ['activation-not-awaited', 'miniport-forgets']], ['calls', ['miniport-forgets', 'activation-not-awaited']],
  ]);
});

test('a fault that a scenario names in vain is refused at its place before anything runs', async (t) => {
  const refused = async (faults: string, words: readonly string[] = [], topology = 'topology: cm\n') => {
    const { exitCode, err, plan, out } = await cli(['run', 'x', ...words], folderWith({
      ...usualFiles, 'scenarios/x.yaml': `summary: X.\n${topology}faults:\n  - ${faults}\n`,
    }));
    t.deepEqual([exitCode, plan, out], [2, undefined, '']);
    return err;
  };
  t.regex(await refused('activation-not-awaitd'),
    /scenarios.x\.yaml:4:5: there is no fault named `activation-not-awaitd` \[unknown-fault\]\n[^]*> 4 \| {3}- activation[^]*\n {2}Did you mean `activation-not-awaited`\?/);
  t.regex(await refused('miniport-forgets', [], ''),
    /x\.yaml:\d+:5: the fault `miniport-forgets` is for devices of topology cm \[fault-does-not-fit\][^]*Write `topology: cm`/);
  t.regex(await refused('{ name: activation-not-awaited, calls: [1, 13] }', ['--calls', '12'], 'topology: cm\ncalls: 20\n'),
    /x\.yaml:5:5: the fault `activation-not-awaited` is for call 13, of 12 that are made \[call-not-made\][^]*Raise `--calls` to 13/);
  t.regex(await refused('{ name: activation-not-awaited, on: NdisClAddParty }'), /x\.yaml:4:41: nothing in this scenario brings `NdisClAddParty` about \[never-begins\]/);
  t.regex(await refused('activation-not-awaited', ['--device', 'a-cm', 'line']),
    /x\.yaml:4:5: device line is no emulated device: it cannot be given a fault \[fault-without-stub\][^]*on emulated devices alone/);
});

test('help and version are no mistakes; no words at all are', async (t) => {
  t.like(await cli(['--help'], folder), { exitCode: 0, err: '' });
  t.like(await cli(['help', 'run'], folder), { exitCode: 0, err: '' });
  t.like(await cli(['run', '--help'], folder), { exitCode: 0, err: '' });
  t.like(await cli(['--version'], folder), { exitCode: 0, out: '0.0.0-test\n' });
  t.like(await cli([], folder), { exitCode: 2, out: '' });
});

test('help fits 80 columns', async (t) => {
  for (const words of [['--help'], ...['run', 'check', 'trace', 'decode', 'scenarios', 'devices', 'ports', 'faults', 'requirements'].map((word) => [word, '--help'])]) {
    for (const line of (await cli(words, folder)).out.split('\n')) t.true(line.length <= 80, line);
  }
});

test('run plans each scenario on the emulated devices that fit', async (t) => {
  const { exitCode, plan } = await cli(['run', 'calls', 'cm-only'], folder);
  t.is(exitCode, 0);
  t.deepEqual(plan?.runs.map((run) => [run.scenario.name, run.device.name, run.faults]), [
    ['calls', 'a-cm', []], ['calls', 'b-mcm', []], ['cm-only', 'a-cm', []],
  ]);
  t.is(plan?.outDir, join(folder, 'runs'));
  t.is(plan?.toolVersion, '0.0.0-test');
  t.like(plan?.runs[1]?.program, { topology: 'mcm', calls: 10, concurrency: 5, seed: 1 });
});

test('options of run override the files', async (t) => {
  const words = ['run', './scenarios/calls.yaml', '--device', 'line', 'b-mcm', '--calls', '3', '--seed', '99', '--out', 'elsewhere'];
  const { plan } = await cli(words, folder);
  t.deepEqual(plan?.runs.map((run) => run.device.name), ['line', 'b-mcm']);
  t.like(plan?.runs[0]?.program, { calls: 3, concurrency: 3, seed: 99 });
  t.is(plan?.outDir, join(folder, 'elsewhere'));
});

test('a fault runs on the devices that it fits, and those left out are named', async (t) => {
  const { plan, err } = await cli(['run', 'calls', '--fault', 'miniport-forgets', 'activation-not-awaited'], folder);
  t.deepEqual(plan?.runs.map((run) => [run.device.name, run.faults]), [
    ['a-cm', ['miniport-forgets', 'activation-not-awaited']], ['b-mcm', ['activation-not-awaited']],
  ]);
  t.is(err.includes('left out'), false);
  const narrow = await cli(['run', 'calls', '--fault', 'miniport-forgets'], folder);
  t.deepEqual(narrow.plan?.runs.map((run) => run.device.name), ['a-cm']);
  t.regex(narrow.err, /b-mcm is left out: no fault asked for is for mcm/);
});

test('run exits by the worst verdict, and by the interruption where there was one', async (t) => {
  for (const [verdict, code] of [['pass', 0], ['fail', 1], ['inconclusive', 3], ['error', 4]] as const) {
    t.is((await cli(['run', 'calls'], folder, ending(verdict))).exitCode, code);
  }
  const mixed: FakeBench = (plan) => [outcomeOf(plan, 0, 'fail'), outcomeOf(plan, 1, 'inconclusive')];
  t.is((await cli(['run', 'calls'], folder, mixed)).exitCode, 1);
  const stopped: FakeBench = (plan) => [outcomeOf(plan, 0, 'pass'), outcomeOf(plan, 1, 'inconclusive', { interrupted: true })];
  t.is((await cli(['run', 'calls'], folder, stopped)).exitCode, 130);
});

test('runs that were not begun before an interruption are told, and the whole never passes', async (t) => {
  const { exitCode, out, err } = await cli(['run', 'calls', '--json'], folder, (plan) => [outcomeOf(plan, 0, 'pass')]);
  t.is(exitCode, 130);
  t.is((JSON.parse(out) as { verdict: string }).verdict, 'inconclusive');
  t.regex(err, /Interrupted: 1 of 2 runs were begun\./);
});

test('with --json standard output is one JSON object and people read standard error', async (t) => {
  const { out, err } = await cli(['run', 'calls', '--json'], folder, ending('fail'));
  const folderOf = (name: string) => join(folder, 'runs', `calls-${name}`);
  t.deepEqual(JSON.parse(out), {
    condisRun: 1,
    verdict: 'fail',
    runs: ['a-cm', 'b-mcm'].map((name) => ({
      folder: folderOf(name), record: join(folderOf(name), 'record.json'), scenario: 'calls', device: name, verdict: 'fail',
    })),
  });
  t.regex(err, /FAIL {2}a-cm, scenario calls/);
  const plain = await cli(['run', 'calls'], folder);
  t.regex(plain.out, /PASS {2}a-cm/);
});

test('lists say what can be named, as JSON too', async (t) => {
  t.deepEqual(JSON.parse((await cli(['scenarios', '--json'], folder)).out), {
    scenarios: [
      { name: 'calls', file: join('scenarios', 'calls.yaml'), topology: ['cm', 'mcm'], summary: 'Calls.' },
      { name: 'cm-only', file: join('scenarios', 'cm-only.yaml'), topology: ['cm'], summary: 'Calls.' },
    ],
  });
  const { devices } = JSON.parse((await cli(['devices', '--json'], folder)).out) as { devices: unknown[] };
  t.deepEqual(devices[2], {
    name: 'line', file: join('devices', 'line.yaml'), topology: ['cm'], summary: 'A NIC.', port: '/dev/ttyS9 at 115200 Bd',
  });
  t.deepEqual(JSON.parse((await cli(['faults', '--json'], folder)).out), { faults: stubFaults, limits: ['@calls=3'] });
  t.regex((await cli(['faults'], folder)).out, /Behind a name can stand, in this order, when a device has it: `@calls=3`\./);
  const { ports, usbDevices } = JSON.parse((await cli(['ports', '--json'], folder)).out) as { ports: unknown; usbDevices: unknown };
  t.true(Array.isArray(ports) && Array.isArray(usbDevices));
  const listed = JSON.parse((await cli(['requirements', '--json'], folder)).out) as { requirements: { id: string }[] };
  t.deepEqual(listed.requirements.map((row) => row.id), requirements.map((row) => row.id));
  const one = JSON.parse((await cli(['requirements', 'cc-15', '--json'], folder)).out) as { requirements: { id: string }[] };
  t.deepEqual(one.requirements.map((row) => row.id), ['CC-15']);
});

test('lists for people fit 80 columns', async (t) => {
  for (const words of [['scenarios'], ['devices'], ['faults'], ['requirements'], ['requirements', 'AV-01']]) {
    const { exitCode, out } = await cli(words, folder);
    t.is(exitCode, 0);
    t.true(out.length > 20);
    for (const line of out.split('\n')) t.true(line.length <= 80, line);
  }
});

test('every fault of every file is told at once, and nothing runs', async (t) => {
  const broken = folderWith({ ...usualFiles, 'scenarios/bad.yaml': 'summary: A.\ncals: 1\nhold: 5\n', 'bad-device.yaml': 'summary: A.\n' });
  const { exitCode, out, err, plan } = await cli(['run', 'bad', 'calls', '--device', './bad-device.yaml'], broken);
  t.is(exitCode, 2);
  t.is(out, '');
  t.is(plan, undefined);
  t.deepEqual(err.match(/error: [^ ]+/g), [
    `error: ${join('scenarios', 'bad.yaml')}:2:1:`, `error: ${join('scenarios', 'bad.yaml')}:3:7:`,
    'error: bad-device.yaml:1:1:', 'error: bad-device.yaml:1:1:',
  ]);
  t.regex(err, /> 3 \| hold: 5\n {4}\| {7}\^/);
});

test('a list with a broken file shows the others, tells the fault and exits 2', async (t) => {
  const broken = folderWith({ ...usualFiles, 'scenarios/bad.yaml': 'calls: 1\n' });
  const { exitCode, out, err } = await cli(['scenarios', '--json'], broken);
  t.is(exitCode, 2);
  t.is((JSON.parse(out) as { scenarios: unknown[] }).scenarios.length, 2);
  t.regex(err, /bad\.yaml:1:1: missing key `summary`/);
});

test('without --device a broken device file that nobody named is passed over aloud', async (t) => {
  const broken = folderWith({ ...usualFiles, 'devices/bad.yaml': 'topology: cm\n' });
  const { exitCode, err, plan } = await cli(['run', 'calls'], broken);
  t.is(exitCode, 0);
  t.is(plan?.runs.length, 2);
  t.regex(err, /passed over: .*bad\.yaml:1:1: missing key/);
});

test('what nobody foresaw is an internal error without a stack, unless one is asked for', async (t) => {
  const bench: FakeBench = () => {
    throw new TypeError('x is not\u001b[2J a function');
  };
  const plain = await cli(['run', 'calls'], folder, bench);
  t.is(plain.exitCode, 4);
  t.regex(plain.err, /internal error: x is not\ufffd\[2J a function\n.*CONDIS_BENCH_DEBUG=1/);
  t.notRegex(plain.err, /\n\s+at /);
  t.regex((await cli(['run', 'calls'], folder, bench, { CONDIS_BENCH_DEBUG: '1' })).err, /\n\s+at /);
});

test('faults of a run are told in its summary, with what to do', async (t) => {
  const fault = new Fault('port-lost', 'the device went away', { place: { file: '/dev/pts/3' }, next: 'Plug it in again.' });
  const bench: FakeBench = (plan) => [outcomeOf(plan, 0, 'error', { faults: [fault] })];
  const { out, exitCode } = await cli(['run', 'cm-only'], folder, bench);
  t.is(exitCode, 4);
  t.regex(out, /\/dev\/pts\/3: the device went away \[port-lost\]\n {4}Plug it in again\./);
});

test('a stub that does not answer is an error of the bench', async (t) => {
  const silent = folderWith({ ...usualFiles, 'devices/c.yaml': device('cm') });
  const { exitCode, err } = await cli(['faults'], join(silent, 'scenarios'));
  t.is(exitCode, 4);
  t.regex(err, /stub-not-answering/);
});

const main = join(process.cwd(), 'build', 'src', 'cli', 'main.js');

test('help loads none of the heavy packages', (t) => {
  const hooks = `export async function resolve(s, c, n) { process._rawDebug('LOADS ' + s); return n(s, c); }`;
  const register = `import { register } from 'node:module'; register('data:text/javascript,' + ${JSON.stringify(encodeURIComponent(hooks))});`;
  const { stdout, stderr, status } = spawnSync(
    process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(register)}`, main, '--help'], { encoding: 'utf8' },
  );
  t.is(status, 0);
  t.regex(stdout, /Usage: condis-bench/);
  const loaded = new Set([...stderr.matchAll(/LOADS (\S+)/g)].map(([, name]) => name));
  t.true(loaded.has('commander'));
  for (const name of ['rxjs', 'serialport', 'winston', 'zod', 'yaml', 'koffi']) t.false(loaded.has(name), name);
});

test('a reader that goes away is no error', (t) => {
  const command = `"${process.execPath}" "${main}" requirements | head -n 1`;
  const { stdout, stderr, status } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
  t.is(status, 0);
  t.is(stderr, '');
  t.regex(stdout, /^MC-01 .*\n$/);
});

test('passing runs leave standard error to progress alone', async (t) => {
  const { err } = await cli(['run', 'calls'], folder, passing);
  t.is(err, '');
});

test('a scenario file that names a fault in vain does not pass the check of scenarios, and what it asks is told in sentences', async (t) => {
  const text = [
    'summary: Broken.', 'topology: cm', 'faults: [miniport-forgets]', 'expect: { calls: any, requirements: { CC-15: fail } }',
    'limits: { TI-06: { p95: 1.5 ms, max: 4 s, documented: T303 } }', '',
  ];
  const asking = folderWith({ ...usualFiles, 'scenarios/x.yaml': text.join('\n') });
  t.like(await cli(['scenarios', 'check', 'x'], asking), { exitCode: 0 });
  const { exitCode, err } = await cli(['scenarios', 'check', 'x', '--device', 'line'], asking);
  t.is(exitCode, 2);
  t.regex(err, /x\.yaml:3:10: device line is no emulated device: it cannot be given a fault \[fault-without-stub\]/);
  const misspelt = folderWith({ 'scenarios/x.yaml': text.join('\n').replace('forgets', 'forget') });
  t.regex((await cli(['scenarios', 'check', 'x'], misspelt)).err, /x\.yaml:3:10: [^]*Did you mean `miniport-forgets`\?/);
  const { out } = await cli(['scenarios', 'explain', 'x'], asking);
  t.regex(out, /Emulated ones alone: they are given the fault miniport-forgets\./);
  t.regex(out, /How the calls end is not judged\.\n {2}CC-15 fails: a must of it is broken\.\n {2}Beside that, and what the same acts break, no/);
  t.regex(out, /TI-06 takes at most 1\.5 ms \(p95; lab policy\)\.\n {2}TI-06 takes at most 4 s \(max; documented, T303\)\./);
});
