import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { babeltraceVersion, countEvents } from '../../bench/babeltrace.ts';
import { judgeStream } from '../../bench/judge-stream.ts';
import { judgeNaively } from '../../bench/naive/judge-stream.ts';
import { makeStreams } from '../../bench/streams.ts';
import { writeCtf } from '../../bench/write-ctf.ts';
import { needs } from '../needs.ts';

const events = 12_000;

/** Runs a check in a folder of its own. */
async function inFolder(check: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'condis-bench-test-'));
  try {
    await check(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('both pipelines see every event of the main job, pass it, and measure the same set-up times', async (t) => {
  await inFolder(async (folder) => {
    const streams = await makeStreams(folder, events, 7);
    t.deepEqual(streams.map(({ topology }) => topology), ['cm', 'mcm']);
    for (const { path, events: made } of streams) {
      t.true(made >= events / 2);
      const ours = await judgeStream(path);
      const naive = await judgeNaively(path);
      t.is(ours.events, made);
      t.is(naive.events, made);
      t.deepEqual([ours.judgement.verdict, naive.verdict], ['pass', 'pass']);
      const setUp = ours.judgement.measurements.find(({ id }) => id === 'TI-15')?.values;
      // Ticks of 10 ns.
      t.deepEqual(naive.durations['TI-15']?.map((ticks) => ticks * 10), [...(setUp ?? [])]);
    }
  });
});

for (const [fault, rows] of [
  ['activation-not-awaited', { cm: ['CC-15', 'CC-17', 'MC-26'], mcm: ['MC-27', 'MM-03'] }],
  ['completed-twice', { cm: ['CC-02'], mcm: ['MM-02'] }],
] as const) {
  test(`both pipelines fail ${fault}, by the same requirements`, async (t) => {
    await inFolder(async (folder) => {
      for (const { topology, path } of await makeStreams(folder, events, 3, [fault])) {
        const { judgement } = await judgeStream(path);
        const naive = await judgeNaively(path);
        t.deepEqual([judgement.verdict, naive.verdict], ['fail', 'fail']);
        const ours = new Set(judgement.requirements.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id));
        const theirs = new Set(naive.findings.map(({ id }) => id));
        for (const row of rows[topology]) {
          t.true(ours.has(row), `the project's pipeline fails ${row}`);
          t.true(theirs.has(row), `the naive pipeline fails ${row}`);
        }
      }
    });
  });
}

const withBabeltrace = needs(babeltraceVersion() !== undefined, 'babeltrace2 is not installed');

withBabeltrace('babeltrace2 finds as many events in the CTF trace as the devices sent', async (t) => {
  await inFolder(async (folder) => {
    const streams = await makeStreams(folder, events, 1);
    const ctf = await writeCtf(streams, join(folder, 'ctf'));
    t.is(ctf.events, streams.reduce((sum, stream) => sum + stream.events, 0));
    t.true(ctf.withTail > 0 && ctf.withTail < ctf.events);
    t.is(countEvents(ctf.folder), ctf.events);
  });
});
