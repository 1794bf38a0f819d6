import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { judgeCapture } from '../../src/bench/judge-capture.ts';
import { judgementJson } from '../../src/core/judgement-json.ts';
import { deviceHello } from '../../firmware-stubs/emulated-nic/device-hello.ts';
import { FrameEncoder } from '../../src/wire/frame-encoder.ts';
import { frameTypes } from '../../src/wire/frame.ts';
import { encodeHello } from '../../src/wire/hello.ts';
import { type RunState, runStates } from '../../src/wire/messages.ts';
import { filesOf, inProcess, plannedRun, recordOf, runToEnd, temporaryFolder } from './bench-harness.ts';

const runFiles = ['bench.log', 'capture.pcapng', 'junit.xml', 'measurements.csv', 'record.json', 'report.html'];

for (const topology of ['cm', 'mcm'] as const) {
  test(`a run over a memory port leaves every file, and its capture says the same again (${topology})`, async (t) => {
    const outcome = await runToEnd(temporaryFolder(t), await plannedRun('outgoing-call', topology, 12), inProcess(topology));
    t.deepEqual(outcome.faults, []);
    t.deepEqual(filesOf(outcome), runFiles);
    const record = recordOf(outcome);
    t.is(record.verdict, outcome.verdict);
    t.deepEqual(record.expectations.map((each) => ['seen' in each && each.seen, each.verdict]), [[12, 'pass'], [12, 'pass'], [0, 'pass']]);
    for (const [file, hash] of Object.entries(record.files)) {
      t.is(createHash('sha256').update(readFileSync(join(outcome.folder, file))).digest('hex'), hash, file);
    }
    const { surveyed } = await judgeCapture(join(outcome.folder, 'capture.pcapng'));
    t.is(judgementJson(surveyed.judgement), judgementJson(outcome.judgement!));
    const lines = readFileSync(join(outcome.folder, 'measurements.csv'), 'utf8').trimEnd().split('\r\n');
    t.is(lines.length, 13);
    t.true(new Set(lines.map((line) => line.split(',').length)).size === 1);
  });
}

test('two runs of one seed are equal but for provenance and files', async (t) => {
  const folder = temporaryFolder(t);
  const planned = await plannedRun('outgoing-call', 'cm', 30);
  const [a, b] = [await runToEnd(folder, planned, inProcess('cm')), await runToEnd(folder, planned, inProcess('cm'))];
  const compared = [a, b].map((outcome) => {
    const { provenance: _provenance, files: _files, ...rest } = recordOf(outcome);
    return rest;
  });
  t.deepEqual(compared[0], compared[1]);
  const [csvA, csvB] = [a, b].map((outcome) => readFileSync(join(outcome.folder, 'measurements.csv'), 'utf8'));
  t.is(csvA, csvB);
});

test('an interrupted run is stopped, recorded as such, and never passes', async (t) => {
  const interruption = new AbortController();
  const outcome = await runToEnd(temporaryFolder(t), await plannedRun('outgoing-call', 'cm', 100_000), inProcess('cm'), {
    signal: interruption.signal,
    onProgress: ({ callsDone }) => {
      if (callsDone > 20) interruption.abort();
    },
  });
  t.true(outcome.interrupted);
  t.deepEqual(outcome.faults, []);
  t.not(outcome.verdict, 'pass');
  t.deepEqual(filesOf(outcome), runFiles);
  t.true(recordOf(outcome).attempts[0]?.interrupted);
});

test('a line that is cut in the middle of a run is an error, and what was recorded is judged', async (t) => {
  let cut = (): void => t.fail('the line was never there');
  const outcome = await runToEnd(
    temporaryFolder(t), await plannedRun('outgoing-call', 'cm', 100_000), inProcess('cm', { cut: (given) => (cut = given) }),
    { onProgress: ({ callsDone }) => callsDone > 20 && cut() },
  );
  t.is(outcome.verdict, 'error');
  t.deepEqual(outcome.faults.map((fault) => fault.code), ['port-lost']);
  t.true(outcome.judgement!.gaps.some((gap) => gap.why === 'port-lost'));
  t.deepEqual(filesOf(outcome), runFiles);
});

test('octets lost on the line are seen, counted, and keep the run from passing', async (t) => {
  let reads = 0;
  const arriving = (octets: Uint8Array): Uint8Array => {
    if (++reads !== 20) return octets;
    const damaged = octets.slice();
    damaged[100] = 0x55 ^ damaged[100]!;
    return damaged;
  };
  const outcome = await runToEnd(temporaryFolder(t), await plannedRun('outgoing-call', 'cm', 200), inProcess('cm', { arriving }));
  const { losses } = recordOf(outcome);
  t.true(losses.damagedFrames + losses.lostFrames > 0);
  t.true(outcome.judgement!.gapsTotal > 0);
  t.is(outcome.verdict, 'inconclusive');
});

test('a device that does not answer is told of, and the run is an error', async (t) => {
  const outcome = await runToEnd(temporaryFolder(t), await plannedRun('outgoing-call', 'cm', 1), inProcess('cm', { arriving: () => undefined }));
  t.deepEqual(outcome.faults.map((fault) => fault.code), ['device-silent']);
  t.is(outcome.verdict, 'error');
  t.regex(outcome.faults[0]!.message, /HELLO within 1000 ms, 3 times/);
});

test('a device of the other topology is refused before the program is loaded', async (t) => {
  const outcome = await runToEnd(temporaryFolder(t), await plannedRun('outgoing-call', 'mcm', 1), inProcess('cm'));
  t.deepEqual(outcome.faults.map((fault) => fault.code), ['topology-differs']);
  t.is(outcome.judgement!.orphans, 0);
});

/** Damages the first STATE that tells of a run state: whitened, its type is the first octet of the body and the run state the ninth. */
function damageState(octets: Uint8Array, run: RunState): Uint8Array | undefined {
  for (let at = 0; at + 20 < octets.length; at++) {
    if (at > 0 && octets[at - 1] !== 0) continue;
    if (octets[at + 1] !== (frameTypes.state ^ 0xa5) || octets[at + 9] !== (runStates.indexOf(run) ^ 0xa5)) continue;
    const damaged = octets.slice();
    damaged[at + 12] = 0x55;
    return damaged;
  }
  return undefined;
}

for (const run of ['done', 'closed'] as const) {
  test(`a STATE that is lost on the line is asked for again (${run})`, async (t) => {
    let damaged = 0;
    const arriving = (octets: Uint8Array): Uint8Array => {
      const other = damaged === 0 ? damageState(octets, run) : undefined;
      if (other !== undefined) damaged++;
      return other ?? octets;
    };
    const outcome = await runToEnd(temporaryFolder(t), await plannedRun('outgoing-call', 'cm', 5), inProcess('cm', { arriving }));
    t.is(damaged, 1);
    t.deepEqual(outcome.faults, []);
    t.is(recordOf(outcome).losses.damagedFrames, 1);
  });
}

test('a device that starts anew in the middle of a run is not waited for', async (t) => {
  let reads = 0;
  const arriving = (octets: Uint8Array): Uint8Array | undefined => {
    if (++reads < 20) return octets;
    if (reads > 20) return undefined;
    const frames = new FrameEncoder();
    frames.put(frameTypes.hello, encodeHello(deviceHello('cm', { start: 77, tick: 0n, events: 0 })));
    return Buffer.concat([octets, Uint8Array.of(0), frames.take()]);
  };
  const outcome = await runToEnd(temporaryFolder(t), await plannedRun('outgoing-call', 'cm', 100_000), inProcess('cm', { arriving }));
  t.deepEqual(outcome.faults.map((fault) => fault.code), ['device-restarted']);
  t.is(outcome.verdict, 'error');
});
