import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { reachDevice } from '../../src/cli/reach-device.ts';
import { needs } from '../needs.ts';
import { filesOf, packageRoot, plannedRun, runToEnd, temporaryFolder } from './bench-harness.ts';

const cli = join(packageRoot, 'build/src/cli/main.js');

/** Starts a long run in a process of its own and waits until the capture holds a part of it. */
async function longRun(t: ExecutionContext, outDir: string, afterMs: number) {
  const words = ['run', 'outgoing-call', '--device', 'emulated-cm', '--calls', '1000000', '--out', outDir];
  const bench = spawn(process.execPath, [cli, ...words], { stdio: 'ignore' });
  t.teardown(() => bench.kill('SIGKILL'));
  const capture = async (): Promise<string> => {
    for (;;) {
      const [run] = existsSync(outDir) ? readdirSync(outDir) : [];
      if (run !== undefined && existsSync(join(outDir, run, 'capture.pcapng'))) return join(outDir, run, 'capture.pcapng');
      await sleep(5);
    }
  };
  const path = await capture();
  await sleep(afterMs);
  return { bench, path };
}

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
    const { bench, path } = await longRun(t, join(folder, String(i)), (i * 137) % 900);
    const ended = once(bench, 'close');
    bench.kill('SIGKILL');
    await ended;
    const { code, verdict } = check(path);
    t.is(verdict, 'inconclusive', `kill ${i}`);
    t.is(code, 3);
  }
});

test.serial('SIGINT ends a run in order: exit 130, every file there, at best inconclusive', async (t) => {
  const { bench, path } = await longRun(t, temporaryFolder(t), 800);
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
    async (device, faults) => {
      const reached = await reach(device, faults);
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

asRoot('a disk that is full from the start is an error that is told, and ends', async (t) => {
  const small = join(temporaryFolder(t), 'small');
  mkdirSync(small);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', small]);
  t.teardown(() => execFileSync('umount', [small]));
  writeFileSync(join(small, 'fill'), new Uint8Array(16 * 1024));
  const outcome = await runToEnd(small, await plannedRun('outgoing-call', 'cm', 1), reachDevice(packageRoot));
  t.is(outcome.verdict, 'error');
  t.deepEqual(outcome.faults.map((fault) => fault.code), ['disk-full', 'report-not-written']);
});
