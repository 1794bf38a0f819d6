import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { remakeReports } from '../../src/bench/reports.ts';
import type { RunOutcome } from '../../src/bench/run-plan.ts';
import type { StepSpec } from '../../src/core/scenario/steps/step.ts';
import type { ScenarioSpec } from '../../src/core/scenario/scenario-spec.ts';
import { intervals } from '../../src/core/timing/intervals.ts';
import { limitedStatistics } from '../../src/core/timing/limit.ts';
import { loadScenario } from '../../src/files/load-file.ts';
import { cli } from '../cli/fixtures.ts';
import { inProcess, plannedRun, recordOf, runToEnd, temporaryFolder, type LineInterference } from './bench-harness.ts';

type Asked = Partial<Pick<ScenarioSpec, 'requirements' | 'limits' | 'judgesCalls'>>;

/** Outgoing calls on a stand-alone call manager, of which the scenario asks more. */
async function ran(t: ExecutionContext, asked: Asked, faults: readonly string[] = [], interference?: LineInterference): Promise<RunOutcome> {
  const planned = await plannedRun('outgoing-call', 'cm', 5, faults);
  return runToEnd(temporaryFolder(t), { ...planned, scenario: { ...planned.scenario, ...asked } }, inProcess('cm', interference));
}

const broken = { requirements: [{ id: 'CC-15', outcome: 'fail', line: 9 }] } as const;
const fileOf = (outcome: RunOutcome, name: string): string => readFileSync(join(outcome.folder, name), 'utf8');
const explained = async ({ folder }: RunOutcome): Promise<string> => (await cli(['explain', basename(folder)], dirname(folder))).out;

test('a negative test is green when the requirement turns red, in every report, and red when it does not', async (t) => {
  const red = await ran(t, broken, ['activation-not-awaited']);
  t.is(red.verdict, 'pass');
  t.is(recordOf(red).verdict, 'pass');
  t.is(recordOf(red).judgement?.verdict, 'fail');
  const also = { alsoBroken: ['MC-26', 'MC-29', 'CC-17', 'AV-12'], writtenAt: 'scenarios/outgoing-call.yaml:9' };
  t.like(recordOf(red).expectations[3], { what: 'requirement', id: 'CC-15', expected: 'fail', seen: 'fail', verdict: 'pass', ...also });
  t.regex(fileOf(red, 'report.html'), /data-verdict="pass"/);
  t.regex(fileOf(red, 'report.html'), /5 requirements broken as the scenario expects\. Every other requirement/);
  t.regex(fileOf(red, 'report.html'), /Expected by the scenario\. 5 times/);
  t.regex(fileOf(red, 'junit.xml'), /<testsuites tests="\d+" failures="0" errors="0"/);
  t.regex(fileOf(red, 'junit.xml'), /<property name="CC-15" value="fail"\/>/);
  t.regex(fileOf(red, 'junit.xml'), /<system-out>as the scenario expects: MC-26 fail, MC-29 fail</);
  t.regex(await explained(red), /^PASS[^]*CC-15 ends as expected, fail; the same acts break MC-26[^]*Expected by the scenario/);

  const green = await ran(t, broken);
  t.is(green.verdict, 'fail');
  t.is(recordOf(green).judgement?.verdict, 'pass');
  t.regex(fileOf(green, 'report.html'), /data-verdict="fail"/);
  t.regex(fileOf(green, 'report.html'), /Expected CC-15 to end as fail, saw pass/);
  t.regex(fileOf(green, 'junit.xml'), /name="The run itself">\n {3}<failure type="fail" message="Expected CC-15 to end as fail, saw pass/);
  t.regex(await explained(green), /^FAIL[^]*Expected CC-15 to end as fail, saw pass\n?/);
});

test('another fault beside the one that is expected still counts, and the reports name it alone', async (t) => {
  const both = await ran(t, broken, ['activation-not-awaited', 'sends-after-close']);
  t.is(both.verdict, 'fail');
  t.like(recordOf(both).expectations[3], { verdict: 'pass' });
  t.regex(fileOf(both, 'report.html'), /5 requirements broken as the scenario expects\. \d+ requirements? broken, by \d+ faults?\./);
  const failure = /<failure type="fail" message="([^"]*)"/g;
  const named = [...fileOf(both, 'junit.xml').matchAll(failure)].map(([, message = '']) => message).join(' ');
  t.regex(named, /MC-07 fail/);
  t.notRegex(named, /CC-15|MC-26/);
});

test('what is expected cannot be met by what nobody saw', async (t) => {
  let frames = 0;
  const lossy = await ran(t, broken, [], { arriving: (octets) => (++frames === 4 ? octets.subarray(0, octets.length - 200) : octets) });
  t.true((recordOf(lossy).judgement?.gapsTotal ?? 0) > 0);
  t.like(recordOf(lossy).expectations[3], { verdict: 'inconclusive' });
  t.is(lossy.verdict, 'inconclusive');
});

test('limits are judged from the measurements, and reports say whose they are', async (t) => {
  const limits = [
    { id: 'TI-15', statistic: 'max', limitNs: 1_000_000, line: 11 }, { id: 'TI-06', statistic: 'max', limitNs: 4e9, documented: 'T303', line: 12 },
  ] as const;
  const outcome = await ran(t, { limits });
  t.is(outcome.verdict, 'fail');
  const found = recordOf(outcome).judgement?.measurements.find(({ id }) => id === 'TI-15')?.max;
  t.like(recordOf(outcome).limits[0], { id: 'TI-15', foundNs: found, verdict: 'fail', label: 'lab policy (scenarios/outgoing-call.yaml:11)' });
  t.like(recordOf(outcome).limits[1], { verdict: 'pass', label: 'documented (T303)', writtenAt: 'scenarios/outgoing-call.yaml:12' });
  t.regex(fileOf(outcome, 'report.html'), /TI-15 max [\d.]+ ms, at most 1\.00 ms: not kept; lab policy \(scenarios\/outgoing-call\.yaml:11\)/);
  t.regex(fileOf(outcome, 'junit.xml'), /<failure type="fail" message="TI-15 max/);
  t.regex(await explained(outcome), /^FAIL[^]*TI-06 max [\d.]+ ms, at most 4\.00 s: kept; documented \(T303\)\./);
});

test('an interval that was not measured leaves its limit open: never a pass', async (t) => {
  const outcome = await ran(t, { limits: [{ id: 'TI-31', statistic: 'max', limitNs: 1e9, line: 11 }] });
  t.is(recordOf(outcome).judgement?.verdict, 'pass');
  t.is(outcome.verdict, 'inconclusive');
  t.like(recordOf(outcome).limits[0], { foundNs: null, count: 0, verdict: 'inconclusive', reason: 'the interval was not measured' });
  t.regex(fileOf(outcome, 'junit.xml'), /<error type="inconclusive" message="TI-31 max not measured/);
});

test('a run that was interrupted leaves open what it might still have shown', async (t) => {
  const interruption = new AbortController();
  const planned = await plannedRun('outgoing-call', 'cm', 100_000);
  const scenario = { ...planned.scenario, ...broken, limits: [{ id: 'TI-15', statistic: 'max', limitNs: 1e12, line: 11 }] } as const;
  const outcome = await runToEnd(temporaryFolder(t), { ...planned, scenario }, inProcess('cm'), {
    signal: interruption.signal, onProgress: ({ callsDone }) => callsDone > 20 && interruption.abort(),
  });
  t.true(outcome.interrupted);
  t.is(outcome.verdict, 'inconclusive');
  t.like(recordOf(outcome).expectations[3], { seen: 'pass', verdict: 'inconclusive' });
  t.like(recordOf(outcome).limits[0], { verdict: 'inconclusive', reason: 'some values may be missing' });
});

test('how calls end need not be judged', async (t) => {
  const unfinished = [{ id: 'CC-18', outcome: 'fail', line: 9 }] as const;
  const asked = await ran(t, { requirements: unfinished }, ['call-never-completed']);
  t.is(asked.verdict, 'fail');
  const unasked = await ran(t, { requirements: unfinished, judgesCalls: false }, ['call-never-completed']);
  t.is(unasked.verdict, 'pass');
  t.deepEqual(recordOf(unasked).expectations.map(({ what }) => what), ['requirement']);
});

test('all that a scenario can ask fits into the capture', async (t) => {
  const requirements = Array.from({ length: 64 }, () => ({ id: 'CC-15', outcome: 'self-check', line: 100_000 }) as const);
  const limits = intervals.flatMap(({ id }) => limitedStatistics.map((statistic) => {
    return { id, statistic, limitNs: 3_600_000_000_000, documented: 'x'.repeat(40), line: 100_000 };
  }));
  const outcome = await ran(t, { requirements, limits });
  t.deepEqual(outcome.faults, []);
  t.is(recordOf(outcome).limits.length, limits.length);
  t.is(recordOf(outcome).expectations.length, 67);
});

test('the reports are made again from the capture, octet for octet, with all that was asked', async (t) => {
  const outcome = await ran(t, { ...broken, limits: [{ id: 'TI-15', statistic: 'p95', limitNs: 5e7, line: 11 }] }, ['activation-not-awaited']);
  const before = [fileOf(outcome, 'report.html'), fileOf(outcome, 'junit.xml')];
  const { files } = recordOf(outcome);
  const again = await remakeReports(outcome.folder);
  t.deepEqual([fileOf(outcome, 'report.html'), fileOf(outcome, 'junit.xml')], before);
  t.true(again['report.html'] === files['report.html']);
  t.regex(before[0] as string, /Expectations and limits/);
});

/** What a run of the outgoing call is watched for when its steps are these, which it takes without being told them. */
async function watchedRun(t: ExecutionContext, within: string, interference?: LineInterference, status = 'NDIS_STATUS_SUCCESS'): Promise<RunOutcome> {
  const path = join(temporaryFolder(t), 'steps.yaml');
  writeFileSync(path, `summary: A call.
topology: cm
steps:
  - client: create VC
  - client: make call
    starts: set-up
  - expect: ProtocolClMakeCallComplete
    status: ${status}
    within: ${within}
    stops: set-up
  - client: send
    lists: 3
  - client: close call
  - expect: RELEASE sent
    keep: { why: Cause }
  - client: delete VC
`);
  const loaded = await loadScenario(path, 'steps.yaml');
  if ('faults' in loaded) throw loaded.faults[0]!;
  const planned = await plannedRun('outgoing-call', 'cm', 5);
  const steps = loaded.spec.steps as readonly StepSpec[];
  return runToEnd(temporaryFolder(t), { ...planned, scenario: { ...planned.scenario, steps } }, inProcess('cm', interference));
}

test('what steps expect, time and keep is in the record, in the table of calls and in every report', async (t) => {
  const kept = await watchedRun(t, '3600 s');
  t.deepEqual(kept.faults, []);
  t.is(kept.verdict, 'pass');
  const step = recordOf(kept).expectations.find(({ what }) => what === 'step');
  t.like(step, { expected: 'ProtocolClMakeCallComplete', met: 5, notMet: 0, open: 0, unseen: 0, verdict: 'pass', writtenAt: 'steps.yaml:7' });
  t.like(recordOf(kept).timers[0], { id: 'set-up', unit: 'ns', clock: 'device', count: 5 });
  const [head = '', ...rows] = fileOf(kept, 'measurements.csv').trimEnd().split('\r\n').map((line) => line.split(','));
  t.is((head as string[]).at(-1), 'keep.why');
  t.deepEqual(rows.map((row) => row.at(-1)), ['16', '16', '16', '16', '16']);
  t.regex(fileOf(kept, 'report.html'), /<th scope="row" class="name">set-up<\/th><td class="num">5<\/td>/);
  t.regex(await explained(kept), /^PASS[^]*Of what the steps expect, 2 of 2 are kept\.\nTimer set-up: min /);
  const before = fileOf(kept, 'report.html');
  await remakeReports(kept.folder);
  t.is(fileOf(kept, 'report.html'), before);
});

test('an expectation of a step that is not met fails the run, with its lines; check of the capture ignores it', async (t) => {
  const late = await watchedRun(t, '200 us');
  t.is(late.verdict, 'fail');
  t.is(recordOf(late).judgement?.verdict, 'pass');
  const step = recordOf(late).expectations.find(({ what }) => what === 'step');
  t.like(step, { met: 0, notMet: 5, verdict: 'fail' });
  t.regex(fileOf(late, 'report.html'), /Expected ProtocolClMakeCallComplete: met 0 times, not met 5 times; first at lines \d+, \d+: expected within 200 us, it came after [\d.]+ ms \(steps\.yaml:7\)/);
  t.regex(fileOf(late, 'junit.xml'), /name="The run itself">\n {3}<failure type="fail" message="Expected ProtocolClMakeCallComplete: met 0 times/);
  const text = await explained(late);
  t.regex(text, /^FAIL[^]*Expected ProtocolClMakeCallComplete: met 0 times, not met 5 times/);
  t.regex(text, /A call in which that was not kept: VC 0x[0-9a-f]+\.\n {4}line[^]*\n\* +\d+[ .0-9]+\|-->.*NdisClMakeCall\n[^]*\n\* +\d+[ .0-9]+\|<--.*ProtocolClMakeCallComplete SUCCESS\n/);
  t.notRegex(text, /nearest to the median/);
  const page = fileOf(late, 'report.html');
  t.regex(page, /<section id="unkept"[^]*Expected ProtocolClMakeCallComplete[^]*The call on VC 0x/);
  t.regex(page, /Show it, to compare it with the call above/);
  t.is((await cli(['check', basename(late.folder)], dirname(late.folder))).exitCode, 0);
});

test('what came in place of what a step expects is told, and shown', async (t) => {
  const other = await watchedRun(t, '3600 s', undefined, 'NDIS_STATUS_RESOURCES');
  const step = recordOf(other).expectations.find(({ what }) => what === 'step');
  t.true(step?.what === 'step' && step.unmet?.wanted?.['Status'] === 0xc000009a && step.unmet.came?.['Status'] === 0);
  t.regex(await explained(other), /expected with NDIS_STATUS_RESOURCES, it\s+came\s+with\s+NDIS_STATUS_SUCCESS[^]*\n\* .*ProtocolClMakeCallComplete SUCCESS\n/);
});

test('where a limit alone is not kept, the call that is farthest beyond it is shown', async (t) => {
  const planned = await plannedRun('outgoing-call', 'cm', 5);
  const limits = [{ id: 'TI-15', statistic: 'max', limitNs: 5e6, line: 3 } as const];
  const run = await runToEnd(temporaryFolder(t), { ...planned, scenario: { ...planned.scenario, limits } }, inProcess('cm'));
  t.is(run.verdict, 'fail');
  const [head = [], ...rows] = fileOf(run, 'measurements.csv').trimEnd().split('\r\n').map((line) => line.split(','));
  const longest = rows.toSorted((a, b) => Number(b[head.indexOf('TI-15_ns')]) - Number(a[head.indexOf('TI-15_ns')]))[0];
  t.regex(await explained(run), new RegExp(`A call in which that was not kept: VC ${longest?.[head.indexOf('vc')]}\\.`));
  t.notRegex(await explained(run), /nearest to the median/);
});
