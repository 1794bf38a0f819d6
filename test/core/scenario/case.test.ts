import test from 'ava';
import type { Finding, Judgement, Measurement, Outcome, RequirementResult } from '../../../src/core/judgement.ts';
import { judgeCase, type CaseSpec } from '../../../src/core/scenario/case.ts';
import { setAside } from '../../../src/core/scenario/expected-findings.ts';
import type { RequirementExpectation } from '../../../src/core/scenario/requirement-expectation.ts';
import { judgeLimit, type LimitSpec } from '../../../src/core/timing/limit.ts';

const finding = (id: string, severity: Finding['severity'], fault?: number): Finding => ({
  id, severity, ...(fault !== undefined && { fault }), events: [1], message: 'm',
});

function row(id: string, outcome: Outcome, findings: readonly Finding[] = [], more: Partial<RequirementResult> = {}): RequirementResult {
  return {
    id, outcome, severity: 'must', modal: 'must', triggered: 1, excused: 0, undecided: 0, findingsTotal: findings.length, findings, ...more,
  };
}

function judgement(requirements: readonly RequirementResult[], more: Partial<Judgement> = {}): Judgement {
  return {
    condisCheck: 1, verdict: 'fail', requirements, measurements: [], notModelled: [],
    behaviour: { functions: [], activationsPerCall: [], activationRetries: 0, setupRetries: 0 },
    notModelledTotal: 0, notMeasured: 0, orphans: 0, gapsTotal: 0, gaps: [], ...more,
  };
}

const expect = (id: string, outcome: RequirementExpectation['outcome'] = 'fail'): RequirementExpectation => ({ id, outcome, line: 4 });

test('a judgement without expectations stays what it is', (t) => {
  const whole = judgement([row('CC-15', 'fail', [finding('CC-15/1', 'must', 1)])]);
  t.is(setAside(whole, []).verdict, 'fail');
  t.is(setAside(whole, [expect('CC-15', 'pass')]).verdict, 'fail');
  t.is(setAside(whole, []).outcomes.size, 0);
});

test('an expected row is set aside, and with it what the same act breaks', (t) => {
  const whole = judgement([
    row('MC-26', 'fail', [finding('MC-26/1', 'must', 1), finding('MC-26/2', 'must', 2)]),
    row('CC-15', 'fail', [finding('CC-15/1', 'must', 1), finding('CC-15/2', 'must', 2)]), row('CC-16', 'pass'),
  ]);
  const left = setAside(whole, [expect('CC-15')]);
  t.is(left.verdict, 'pass');
  t.deepEqual([...left.outcomes], [['MC-26', 'pass'], ['CC-15', 'pass']]);
  t.deepEqual([...left.expected], ['MC-26/1', 'MC-26/2', 'CC-15/1', 'CC-15/2']);
  t.deepEqual(left.alsoBroken.get('CC-15'), ['MC-26']);
});

test('another act of the same row that was not expected counts, and so does what is open', (t) => {
  const other = judgement([
    row('CC-15', 'fail', [finding('CC-15/1', 'must', 1)]), row('MC-26', 'fail', [finding('MC-26/1', 'must', 1), finding('MC-26/2', 'must', 2)]),
  ]);
  t.is(setAside(other, [expect('CC-15')]).verdict, 'fail');
  t.is(setAside(other, [expect('CC-15')]).outcomes.has('MC-26'), false);
  const open = judgement([row('CC-15', 'fail', [finding('CC-15/1', 'must', 1), finding('CC-15/2', 'must')])]);
  t.is(setAside(open, [expect('CC-15')]).verdict, 'inconclusive');
  t.is(setAside(open, [expect('CC-15')]).outcomes.get('CC-15'), 'inconclusive');
});

test('a consequence that is graver than what was expected counts', (t) => {
  const whole = judgement([
    row('DV-14', 'warn', [finding('DV-14/1', 'should', 1)]), row('AF-09', 'fail', [finding('AF-09/1', 'must', 1)]),
    row('MC-11', 'self-check', [finding('MC-11/1', 'self-check', 1)]),
  ]);
  t.is(setAside(whole, [expect('DV-14', 'warn')]).verdict, 'error');
  t.deepEqual([...setAside(whole, [expect('DV-14', 'warn')]).outcomes], [['DV-14', 'pass']]);
  t.is(setAside(whole, [expect('AF-09')]).verdict, 'error');
  t.deepEqual([...setAside(whole, [expect('AF-09')]).expected], ['DV-14/1', 'AF-09/1']);
  t.is(setAside(whole, [expect('MC-11', 'self-check')]).verdict, 'pass');
});

test('a row that became worse than expected counts with what is worse', (t) => {
  const whole = judgement([row('CV-06', 'fail', [finding('CV-06/1', 'should', 1), finding('CV-06/2', 'must', 2)])]);
  const left = setAside(whole, [expect('CV-06', 'warn')]);
  t.is(left.verdict, 'fail');
  t.deepEqual([...left.expected], ['CV-06/1']);
});

test('where not every finding is listed, what may belong to expected acts is open, and the expected row itself is not', (t) => {
  const cut = (id: string, fault: number) => row(id, 'fail', [finding(`${id}/1`, 'must', fault)], { findingsTotal: 1001 });
  t.is(setAside(judgement([cut('CC-15', 1)]), [expect('CC-15')]).verdict, 'pass');
  t.is(setAside(judgement([cut('CC-15', 1), cut('MC-26', 1)]), [expect('CC-15')]).verdict, 'inconclusive');
  t.is(setAside(judgement([cut('CC-15', 1), cut('MC-26', 7)]), [expect('CC-15')]).verdict, 'inconclusive');
  t.is(setAside(judgement([cut('CC-15', 1), row('MC-26', 'fail', [finding('MC-26/1', 'must', 7)])]), [expect('CC-15')]).verdict, 'inconclusive');
  t.is(setAside(judgement([row('CC-15', 'fail', [finding('CC-15/1', 'must', 1)]), cut('MC-26', 7)]), [expect('CC-15')]).verdict, 'fail');
});

test('no evidence and a recording that breaks off stay inconclusive', (t) => {
  const broken = row('CC-15', 'fail', [finding('CC-15/1', 'must', 1)]);
  const gap = { line: 9, port: 'main', lost: null, why: 'port-lost' };
  t.is(setAside(judgement([broken], { gapsTotal: 1, gaps: [gap] }), [expect('CC-15')]).verdict, 'inconclusive');
  t.is(setAside(judgement([broken], { gapsTotal: 1, gaps: [{ ...gap, why: 'crc' }] }), [expect('CC-15')]).verdict, 'pass');
  t.is(setAside(judgement([row('CC-15', 'vacuous', [], { triggered: 0 })]), [expect('CC-15')]).verdict, 'inconclusive');
});

const asked = (requirements: readonly RequirementExpectation[], limits: readonly LimitSpec[] = []): CaseSpec => {
  return { calls: { connected: 1, failed: 0 }, requirements, limits, file: 'scenarios/a.yaml' };
};
const tally = { connected: 1, failed: 0, closed: 1, whole: true };

test('an expectation is kept, not kept or open by what was seen', (t) => {
  const verdictOf = (expected: RequirementExpectation['outcome'], seen: Outcome, whole = true): string | undefined =>
    judgeCase(asked([expect('CC-15', expected)]), judgement([row('CC-15', seen)]), { ...tally, whole }).expectations[3]?.verdict;
  t.deepEqual((['fail', 'pass', 'warn', 'vacuous', 'self-check', 'inconclusive', 'not-observed'] as const).map((seen) => verdictOf('fail', seen)),
    ['pass', 'fail', 'fail', 'fail', 'fail', 'inconclusive', 'inconclusive']);
  t.deepEqual((['fail', 'pass', 'vacuous', 'self-check'] as const).map((seen) => verdictOf('fail', seen, false)),
    ['pass', 'inconclusive', 'inconclusive', 'fail']);
  t.deepEqual((['pass', 'vacuous', 'warn', 'fail', 'not-observed'] as const).map((seen) => verdictOf('pass', seen)),
    ['pass', 'fail', 'fail', 'fail', 'inconclusive']);
  t.deepEqual((['vacuous', 'warn'] as const).map((seen) => verdictOf('pass', seen, false)), ['inconclusive', 'fail']);
});

test('a record says what was expected, what was seen, where it is written and what else the acts broke', (t) => {
  const whole = judgement([row('MC-26', 'fail', [finding('MC-26/1', 'must', 1)]), row('CC-15', 'fail', [finding('CC-15/1', 'must', 1)])]);
  const { expectations } = judgeCase(asked([expect('CC-15')]), whole, tally);
  t.deepEqual(expectations[3], {
    what: 'requirement', id: 'CC-15', expected: 'fail', seen: 'fail', verdict: 'pass', alsoBroken: ['MC-26'], writtenAt: 'scenarios/a.yaml:4',
  });
  const { calls: _calls, ...unasked } = asked([]);
  t.deepEqual(judgeCase(unasked, whole, tally).expectations, []);
});

const measured = (more: Partial<Measurement> = {}): Measurement => ({
  id: 'TI-15', unit: 'ns', clock: 'device', count: 3, min: 10, median: 20, p95: 30, p99: 30, max: 30, values: [10, 20, 30], ...more,
});
const limit = (statistic: LimitSpec['statistic'], limitNs: number): LimitSpec => ({ id: 'TI-15', statistic, limitNs, line: 7 });

test('a limit is kept up to itself and broken beyond, from below for the shortest value', (t) => {
  const verdict = (statistic: LimitSpec['statistic'], limitNs: number): string => judgeLimit(limit(statistic, limitNs), measured(), true, 'f').verdict;
  t.deepEqual([verdict('max', 30), verdict('max', 29), verdict('median', 20), verdict('median', 19)], ['pass', 'fail', 'pass', 'fail']);
  t.deepEqual([verdict('p95', 30), verdict('p99', 29), verdict('min', 10), verdict('min', 11)], ['pass', 'fail', 'pass', 'fail']);
});

test('what was not measured, or only in part, is open; a longest value beyond its limit is not', (t) => {
  const none = judgeLimit(limit('max', 30), undefined, true, 'f');
  t.deepEqual([none.verdict, none.foundNs, none.clock, none.count], ['inconclusive', null, null, 0]);
  const partial = (statistic: LimitSpec['statistic'], limitNs: number): string =>
    judgeLimit(limit(statistic, limitNs), measured(), false, 'f').verdict;
  t.deepEqual([partial('max', 30), partial('max', 29), partial('min', 11), partial('min', 10), partial('p95', 29), partial('median', 50)],
    ['inconclusive', 'fail', 'fail', 'inconclusive', 'inconclusive', 'inconclusive']);
  const leftOut = judgeCase(asked([], [limit('max', 30)]), judgement([row('CC-15', 'pass')], { measurements: [measured()], notMeasured: 1 }), tally);
  t.is(leftOut.limits[0]?.verdict, 'inconclusive');
});

test('a percentile of very many values that lies within its inexactness of the limit is open', (t) => {
  const many = measured({ count: 200_000, values: null, p95: 1_000_000, max: 2_000_000 });
  const verdict = (statistic: LimitSpec['statistic'], limitNs: number): string => judgeLimit(limit(statistic, limitNs), many, true, 'f').verdict;
  t.deepEqual([verdict('p95', 1_000_500), verdict('p95', 999_500), verdict('p95', 1_002_000), verdict('p95', 998_000), verdict('max', 2_000_001)],
    ['inconclusive', 'inconclusive', 'pass', 'fail', 'pass']);
});

test('a limit says whose it is', (t) => {
  t.is(judgeLimit(limit('max', 30), measured(), true, 'scenarios/a.yaml').label, 'lab policy (scenarios/a.yaml:7)');
  t.is(judgeLimit({ ...limit('max', 30), documented: 'T303' }, measured(), true, 'f').label, 'documented (T303)');
  t.is(judgeLimit(limit('max', 30), measured({ clock: 'host' }), true, 'f').clock, 'host');
});
