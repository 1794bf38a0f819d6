import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'ava';
import type { ScenarioSpec } from '../../src/core/scenario/scenario-spec.ts';
import { programOf } from '../../src/core/scenario/program-of.ts';
import type { StepSpec } from '../../src/core/scenario/steps/step.ts';
import { act, close, create, make, parallel, remove, repeat, send, wait, when } from '../core/scenario/steps/building.ts';
import { cli } from './bench-process.ts';
import { inProcess, packageRoot, plannedRun, recordOf, runToEnd, temporaryFolder } from './bench-harness.ts';
import type { PlannedRun } from '../../src/bench/run-plan.ts';

/** A record without what may differ from run to run: where it comes from, its files, and what rests on the host's clock. */
function lasting(record: unknown): unknown {
  if (Array.isArray(record)) return record.filter((value) => !isOfHost(value)).map(lasting);
  if (typeof record !== 'object' || record === null) return record;
  const kept = Object.entries(record).filter(([name, value]) => name !== 'provenance' && name !== 'files' && !isOfHost(value));
  return Object.fromEntries(kept.map(([name, value]) => [name, lasting(value)]));
}

function isOfHost(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'clock' in value && value.clock === 'host';
}

const scenarios = ['outgoing-call', 'many-vcs', 'mixed-courses', 'multipoint-parties'];
const seed = 4711;
const calls = 24;

test('two runs of the same files and seed give equal records, over a line of the system and over one in memory', async (t) => {
  const folder = temporaryFolder(t);
  const words = ['run', ...scenarios, '--device', 'emulated-cm', '--device', 'emulated-mcm', '--seed', String(seed), '--calls', String(calls)];
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words, '--out', join(folder, 'lines'), '--json'], {
    cwd: packageRoot, encoding: 'utf8', maxBuffer: 1 << 26,
  });
  t.is(status, 0, stderr);
  const { runs } = JSON.parse(stdout) as { runs: { record: string; scenario: string; device: string }[] };
  t.is(runs.length, scenarios.length * 2);
  for (const { record, scenario, device } of runs) {
    const topology = device === 'emulated-cm' ? 'cm' : 'mcm';
    const planned = await seeded(scenario, topology);
    const again = recordOf(await runToEnd(join(folder, 'memory'), planned, inProcess(topology)));
    t.deepEqual(lasting(again), lasting(JSON.parse(readFileSync(resolve(packageRoot, record), 'utf8'))), `${scenario} on ${device}`);
  }
});

test('another seed gives another record', async (t) => {
  const folder = temporaryFolder(t);
  const planned = await seeded('outgoing-call', 'cm');
  const other = { ...planned, program: { ...planned.program, seed: seed + 1 } };
  const [one, two] = [await runToEnd(folder, planned, inProcess('cm')), await runToEnd(folder, other, inProcess('cm'))].map(recordOf);
  t.notDeepEqual(one?.judgement?.measurements, two?.judgement?.measurements);
  t.true((one?.judgement?.measurements.length ?? 0) > 0);
});

test('calls that take steps are run, judged and told as they were expected, the same twice', async (t) => {
  const folder = temporaryFolder(t);
  for (const topology of ['cm', 'mcm'] as const) {
    const planned = await stepping(topology, [
      create(), repeat(2, make(), act('network: lower rates'), parallel([send(2)], [wait(), act('network: send', { lists: 2 })]),
        act('client: modify QoS', { peakCellRate: 5000 }), when('succeeded', [send()]), close()), remove(),
      create(), make(), act('network: reject', { cause: 17 }), when('failed', [wait()]), remove(),
    ]);
    const first = await runToEnd(join(folder, 'a'), planned, inProcess(topology));
    t.is(first.verdict, 'pass');
    const [columns = ''] = readFileSync(join(first.folder, 'measurements.csv'), 'utf8').split('\n');
    t.true(columns.includes('param.seed') && columns.includes('param.delay.dispatch'));
    t.false(/param\.(course|sends|callsPerVc|delay\.hold)/.test(columns), columns);
    const record = recordOf(first);
    const expected = record.expectations.map((one) => (!('seen' in one) || one.what === 'requirement' ? [] : [one.what, one.expected, one.seen, one.verdict]));
    const tally = [['calls connected', 2 * calls], ['calls closed', 2 * calls], ['calls failed', calls]] as const;
    t.deepEqual(expected, tally.map(([what, count]) => [what, count, count, 'pass']));
    const second = recordOf(await runToEnd(join(folder, 'b'), planned, inProcess(topology)));
    t.deepEqual(lasting(second), lasting(record));
  }
});

async function seeded(scenario: string, topology: 'cm' | 'mcm'): Promise<PlannedRun> {
  const planned = await plannedRun(scenario, topology, calls);
  return { ...planned, program: { ...planned.program, seed } };
}

/** A shipped scenario, with steps. */
async function stepping(topology: 'cm' | 'mcm', steps: StepSpec[]): Promise<PlannedRun> {
  const planned = await plannedRun('many-vcs', topology, calls);
  const scenario: ScenarioSpec = { ...planned.scenario, steps };
  return { ...planned, scenario, program: programOf(scenario, planned.device, { calls }) };
}
