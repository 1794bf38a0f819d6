import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { runBench } from '../../src/bench/run-bench.ts';
import { reachDevice } from '../../src/cli/reach-device.ts';
import { needs } from '../needs.ts';
import { benchProcess, cli } from './bench-process.ts';
import { filesOf, inProcess, packageRoot, plannedRun, runToEnd, temporaryFolder } from './bench-harness.ts';

const longRun = ['outgoing-call', '--device', 'emulated-cm', '--calls', '1000000'];

function check(path: string): { code: number; verdict: string } {
  try {
    const text = execFileSync(process.execPath, [cli, 'check', '--json', path], { encoding: 'utf8', maxBuffer: 1 << 28 });
    return { code: 0, verdict: (JSON.parse(text) as { verdict: string }).verdict };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { code: status, verdict: (JSON.parse(stdout) as { verdict: string }).verdict };
  }
}

test.serial('kill -9 at ten moments leaves ten captures that check reads and never passes', async (t) => {
  const folder = temporaryFolder(t);
  for (let i = 0; i < 10; i++) {
    const { bench, path } = await benchProcess(t, join(folder, String(i)), longRun);
    await sleep((i * 137) % 900);
    const ended = once(bench, 'close');
    bench.kill('SIGKILL');
    await ended;
    const { code, verdict } = check(path);
    t.is(verdict, 'inconclusive', `kill ${i}`);
    t.is(code, 3);
  }
});

test.serial('a bench that cannot start is not waited for', async (t) => {
  const starting = benchProcess(t, temporaryFolder(t), ['no-such-scenario']);
  await t.throwsAsync(starting, { message: /ended with 2 before a run began: error: .*no-such-scenario/ });
});

test.serial('SIGINT ends a run in order: exit 130, every file there, at best inconclusive', async (t) => {
  const { bench, path } = await benchProcess(t, temporaryFolder(t), longRun);
  await sleep(800);
  const ended = once(bench, 'close');
  bench.kill('SIGINT');
  t.deepEqual(await ended, [130, null]);
  t.deepEqual(readdirSync(join(path, '..')).toSorted(), [
    'bench.log', 'capture.pcapng', 'junit.xml', 'measurements.csv', 'record.json', 'report.html',
  ]);
  const record = JSON.parse(readFileSync(join(path, '..', 'record.json'), 'utf8')) as { verdict: string };
  t.is(record.verdict, 'inconclusive');
});

test.serial('a stub that dies takes its line with it: error, and what was recorded is judged', async (t) => {
  const reach = reachDevice(packageRoot);
  let release: (() => Promise<void>) | undefined;
  const outcome = await runToEnd(
    temporaryFolder(t), await plannedRun('outgoing-call', 'mcm', 1_000_000),
    async (device, faults, said) => {
      const reached = await reach(device, faults, said);
      release = () => reached.release();
      return reached;
    },
    { onProgress: ({ callsDone }) => void (callsDone > 20 && release?.()) },
  );
  t.is(outcome.verdict, 'error');
  t.is(outcome.faults[0]?.code, 'port-lost');
  t.true(outcome.judgement!.gapsTotal > 0);
});

const asRoot = needs(process.platform === 'linux' && process.getuid?.() === 0, 'needs root, to mount a small file system');

asRoot('a full disk ends the run with an error; what fits is kept and readable', async (t) => {
  const folder = temporaryFolder(t);
  const small = join(folder, 'small');
  mkdirSync(small);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', small]);
  t.teardown(() => execFileSync('umount', [small]));
  const outcome = await runToEnd(small, await plannedRun('outgoing-call', 'cm', 2000), reachDevice(packageRoot));
  t.is(outcome.verdict, 'error');
  t.is(outcome.faults[0]?.code, 'disk-full');
  t.true(filesOf(outcome).includes('capture.pcapng'));
  t.false(filesOf(outcome).some((name) => name.endsWith('.part')));
  t.is(check(join(outcome.folder, 'capture.pcapng')).verdict, 'inconclusive');
});

asRoot('a disk that is full from the start is an error that is told: exit 4, and nothing is left', (t) => {
  const folder = temporaryFolder(t);
  // Without room for a folder, and with room for folders but not for the first octets of a capture.
  for (const [name, options] of [['no-folders', 'nr_inodes=1'], ['no-octets', 'size=16k']] as const) {
    const small = join(folder, name);
    mkdirSync(small);
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', small]);
    t.teardown(() => execFileSync('umount', [small]));
    if (name === 'no-octets') writeFileSync(join(small, 'fill'), new Uint8Array(16 * 1024));
    for (const out of [small, join(small, 'new')]) {
      const words = ['run', 'outgoing-call', '--device', 'emulated-cm', '--calls', '1', '--json', '--out', out];
      const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words], { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
      t.is(status, 4, stderr);
      t.regex(stderr, /cannot make .* \[disk-full\]\n +Free some room/);
      if (stdout !== '') t.like(JSON.parse(stdout), { verdict: 'error', runs: [{ folder: null, record: null, verdict: 'error' }] });
    }
    t.deepEqual(readdirSync(small).filter((each) => each !== 'fill' && each !== 'new'), []);
  }
});

const longPaths = needs(process.platform === 'linux', 'needs a system whose longest path is 4,095 octets');

longPaths('a run without a folder is an error of its own: what runs beside it is recorded', async (t) => {
  // So deep that there is room below for a device of a short name, and none for one of a long name.
  let outDir = temporaryFolder(t);
  while (outDir.length < 3900) outDir = join(outDir, 'x'.repeat(Math.min(200, 3978 - outDir.length - 1)));
  const planned = await plannedRun('outgoing-call', 'cm', 3);
  const device = { ...planned.device, name: 'y'.repeat(60), file: 'another.yaml' };
  const plan = { runs: [{ ...planned, device }, planned, planned], outDir, toolVersion: '0', commit: null };
  const ended: number[] = [];
  const reporter = { progress: () => undefined, notice: () => undefined, ended: (run: number) => void ended.push(run) };
  const outcomes = await runBench(plan, reporter, new AbortController().signal, inProcess('cm'));
  t.deepEqual(outcomes.map(({ verdict, recorded }) => [verdict, recorded]), [['error', false], ['pass', true], ['pass', true]]);
  t.deepEqual(outcomes[0]?.faults.map(({ code }) => code), ['run-folder-not-made']);
  t.deepEqual(ended.toSorted(), [0, 1, 2]);
  for (const outcome of outcomes.slice(1)) t.true(filesOf(outcome).includes('record.json'));
});

/** A package whose emulated NIC talks to people on standard error, before it starts and when it ends. */
function talkativePackage(t: ExecutionContext): string {
  const folder = temporaryFolder(t);
  const nic = join('build', 'firmware-stubs', 'emulated-nic');
  mkdirSync(join(folder, nic), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, nic, 'main.js'), `
    process.stderr.write('going\\u009b2J\\u202eon\\n' + 'z'.repeat(100000) + '\\n' + 'again\\n'.repeat(1000));
    process.on('exit', () => process.stderr.write('that was all'));
    await import(${JSON.stringify(join(packageRoot, nic, 'main.js'))});`);
  return folder;
}

test.serial('what a stub says while it runs is in the log, bounded, and cannot steer a terminal', async (t) => {
  const outcome = await runToEnd(temporaryFolder(t), await plannedRun('outgoing-call', 'cm', 3), reachDevice(talkativePackage(t)));
  t.deepEqual(outcome.faults, []);
  const text = readFileSync(join(outcome.folder, 'bench.log'), 'utf8');
  t.notRegex(text, /[\p{Cf}\u007f-\u009f]/u);
  const lines = text.trimEnd().split('\n').map((line) => JSON.parse(line) as { message: string; said?: string });
  const said = lines.flatMap((line) => (line.message === 'the stub says' ? [line.said] : []));
  t.is(said.length, 201);
  t.deepEqual([said[0], said[1], said[2]], ['going\u009b2J\u202eon', `${'z'.repeat(500)}…`, 'again']);
  t.is(said.at(-1), '… and 803 more lines');
  t.is(lines.at(-1)?.message, 'the run ends');
});
