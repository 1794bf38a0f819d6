import { fileURLToPath } from 'node:url';
import test from 'ava';
import type { JudgeRun } from '../../src/bench/judge-run.ts';
import type { PlannedRun } from '../../src/bench/run-plan.ts';
import { judgeAll } from '../../src/cli/covered-runs.ts';
import { requirements } from '../../src/core/requirements/catalogue/catalogue.ts';
import { Fault } from '../../src/core/fault.ts';
import type { Judgement, Outcome } from '../../src/core/judgement.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { cli, folderWith, judgementOf, passing, resultOf, usualFiles } from './fixtures.ts';

const examples = fileURLToPath(new URL('../../../test/examples/', import.meta.url));
const cm1 = `${examples}cm1-pended-octets.trace.jsonl`;
const mcm1 = `${examples}mcm1-activation-pended.trace.jsonl`;

/** A judgement in which every row of the device's topology passes, but for those named. */
function judgement({ device }: PlannedRun, others: Readonly<Record<string, Outcome>> = {}, verdict: Verdict = 'pass'): Judgement {
  const rows = requirements.map(({ id, topology }) => {
    const own = others[id] ?? (topology === 'both' || topology === device.topology ? 'pass' : 'vacuous');
    return resultOf(id, own, { triggered: own === 'vacuous' ? 0 : 3 });
  });
  return judgementOf(verdict, { requirements: rows });
}

/** Runs `coverage` over a bench that judges so. */
async function coverage(words: readonly string[], judgeRun: JudgeRun, folder = folderWith(usualFiles)) {
  return cli(['coverage', ...words], folder, passing, {}, '', judgeRun);
}

test('coverage runs every scenario on every emulated device that it fits, few calls each', async (t) => {
  const planned: PlannedRun[] = [];
  const ran = await coverage([], async (run) => {
    planned.push(run);
    return judgement(run);
  });
  t.is(ran.exitCode, 0);
  t.deepEqual(planned.map(({ scenario, device, program }) => `${scenario.name} ${device.name} ${program.calls}`).toSorted(),
    ['calls a-cm 10', 'calls b-mcm 10', 'cm-only a-cm 1']);
  t.true(planned.every(({ faults }) => faults.length === 0));
  t.regex(ran.out, /^74 of 74 decidable sentences decided \(100 %\), by 3 runs of 2 scenarios\.\n/);
  t.regex(ran.out, /P5 s2 \(MC-06, MC-07, MC-08\): decided\n/);
  t.regex(ran.out, / {2}MC-15 +pass +6x +cm +every scenario\n/);
  t.regex(ran.out, / {2}MC-16 +pass +3x +mcm +calls\n/);
});

test('coverage leaves out scenarios that name faults', async (t) => {
  const files = { ...usualFiles, 'scenarios/broken.yaml': 'summary: Broken.\nfaults: [activation-not-awaited]\n' };
  const names = new Set<string>();
  const ran = await coverage([], async (run) => {
    names.add(run.scenario.name);
    return judgement(run);
  }, folderWith(files));
  t.is(ran.exitCode, 0);
  t.deepEqual([...names].toSorted(), ['calls', 'cm-only']);
});

test('--calls bounds the calls of a run, never above the scenario\'s own', async (t) => {
  const calls: number[] = [];
  await coverage(['--calls', '4'], async (run) => {
    calls.push(run.program.calls);
    return judgement(run);
  });
  t.deepEqual(calls.toSorted(), [1, 4, 4]);
  t.is((await coverage(['--calls', 'many'], async (run) => judgement(run))).exitCode, 2);
});

test('what no scenario decides is told with the reason, and is exit code 3', async (t) => {
  const { exitCode, out } = await coverage([], async (run) => judgement(run, { 'MC-13': 'vacuous', 'AV-13': 'vacuous' }));
  t.is(exitCode, 3);
  t.regex(out, /^73 of 74 decidable sentences decided \(98 %\)/);
  t.regex(out, /P6 s2 \(MC-13\): NOT DECIDED for want of MC-13\n/);
  t.regex(out, /Requirements that no scenario decides\n {2}its trigger never occurred:\n {6}MC-13, AV-13\n/);
  t.regex(out, /Requirements that no trace decides\n {2}MC-35\n {6}stimulus test/);
});

test('a scenario that alone exercises a row is told; a red run is the verdict', async (t) => {
  const { exitCode, out } = await coverage([], async (run) =>
    run.scenario.name === 'cm-only' ? judgement(run, {}, 'fail') : judgement(run, { 'CC-22': 'vacuous' }));
  t.is(exitCode, 1);
  t.regex(out, /Not green: cm-only on a-cm is fail\.\n/);
  t.regex(out, / {2}cm-only: \d+ requirements, alone in\n {6}CC-22\n/);
  t.regex(out, / {2}CC-22 +pass +3x +cm +cm-only\n/);
});

test('no line is wider than 80 columns, however long the names', async (t) => {
  const long = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`scenarios/a-rather-long-name-of-a-scenario-${n}.yaml`, 'summary: Calls.\n']));
  const { out } = await coverage([], async (run) =>
    judgement(run, run.scenario.name.endsWith('1') ? {} : { 'MC-13': 'vacuous' }), folderWith({ ...usualFiles, ...long }));
  t.deepEqual(out.split('\n').filter((line) => line.length > 80), []);
});

test('--json has runs, sentences and requirements, with who exercised each', async (t) => {
  const { exitCode, out } = await coverage(['--json'], async (run) => judgement(run, { 'MC-13': 'vacuous' }));
  t.is(exitCode, 3);
  const said = JSON.parse(out) as Record<string, unknown> & { sentences: { anchor: string }[]; requirements: { id: string }[] };
  t.like(said, { condisCoverage: 1, verdict: 'inconclusive', decidable: 74, decided: 73 });
  t.deepEqual((said['runs'] as unknown[])[0], { scenario: 'calls', device: 'a-cm', topology: 'cm', verdict: 'pass' });
  t.like(said.sentences.find(({ anchor }) => anchor === 'P6 s2'), { page: 'making-a-call.md', rows: ['MC-13'], state: 'open', missing: ['MC-13'] });
  t.like(said.requirements.find(({ id }) => id === 'MC-16'), {
    state: 'decided', topologies: ['mcm'], missing: [],
    exercised: [{ scenario: 'calls', device: 'b-mcm', topology: 'mcm', outcome: 'pass', triggered: 3 }],
  });
});

test('coverage of recorded runs: traces of both kinds; one alone asks nothing of the other kind', async (t) => {
  const folder = folderWith(usualFiles);
  const none: JudgeRun = async () => {
    throw new Error('nothing is to be run');
  };
  const both = await coverage([cm1, mcm1], none, folder);
  t.is(both.exitCode, 3);
  t.regex(both.out, /decided \(\d+ %\), by 2 runs of/);
  const { out } = await coverage(['--json', cm1], none, folder);
  const { requirements: rows } = JSON.parse(out) as { requirements: { id: string; state: string; exercised: { triggered: number }[] }[] };
  t.like(rows.find(({ id }) => id === 'MC-22'), { state: 'decided', exercised: [{ triggered: 1 }] });
  t.is(rows.find(({ id }) => id === 'MC-23')?.state, 'other-topology');
  const one = await coverage([cm1], none, folder);
  t.regex(one.out, / all +decided +not +by hand +permission +other\n/);
  // A path is as long as it is.
  t.deepEqual(one.out.split('\n').filter((line) => line.length > 80 && !line.includes(cm1)), []);
  const missing = await coverage(['no-such-run'], none, folder);
  t.is(missing.exitCode, 2);
  t.regex(missing.err, /no such file/);
});

test('a broken scenario file, and a run that breaks, are told with their exit codes', async (t) => {
  const broken = await coverage([], async (run) => judgement(run), folderWith({ ...usualFiles, 'scenarios/bad.yaml': 'calls: lots\n' }));
  t.is(broken.exitCode, 2);
  t.regex(broken.err, /bad\.yaml:1:\d+/);
  const lost = await coverage([], async () => {
    throw new Fault('device-silent', 'the device has been silent');
  });
  t.is(lost.exitCode, 4);
  t.regex(lost.err, /the device has been silent/);
});

test('after an abort, and after a run that breaks, nothing further is begun', async (t) => {
  const folder = folderWith(usualFiles);
  const { plan } = await cli(['run', 'calls', 'cm-only'], folder);
  const planned = plan?.runs ?? [];
  t.is(planned.length, 3);
  const ending = new AbortController();
  let begun = 0;
  const runs = await judgeAll(planned, async (run) => {
    begun++;
    ending.abort();
    return judgement(run);
  }, ending.signal);
  t.deepEqual([begun, runs.length], [1, 0]);
  begun = 0;
  await t.throwsAsync(judgeAll(planned, async () => {
    begun++;
    throw new Error('broken');
  }, new AbortController().signal), { message: 'broken' });
  t.true(begun <= 2);
});
