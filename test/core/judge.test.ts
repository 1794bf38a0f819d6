import { readFileSync } from 'node:fs';
import test from 'ava';
import { Judge, verdictOf, type JudgeOptions } from '../../src/core/judge.ts';
import { judgementJson } from '../../src/core/judgement-json.ts';
import type { Judgement, Outcome, RequirementResult } from '../../src/core/judgement.ts';
import { utf8Octets } from '../../src/core/octets.ts';
import { requirements } from '../../src/core/requirements/catalogue/catalogue.ts';
import { TraceReader } from '../../src/core/trace/trace-reader.ts';

function judge(text: string, options?: JudgeOptions): Judgement {
  let judging: Judge | undefined;
  const reader = new TraceReader('test.trace.jsonl', {
    header: (header) => (judging = new Judge(header, options)),
    batch: (batch) => judging?.push(batch),
  });
  reader.push(utf8Octets(text));
  const ending = reader.finish();
  return (judging as Judge).finish(ending);
}

function trace(...lines: readonly object[]): string {
  return [{ condisTrace: 1, topology: 'cm', observes: ['calls'] }, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
}

function result(outcome: Outcome, triggered = 1): RequirementResult {
  return { id: 'MC-01', outcome, severity: 'must', modal: 'must', triggered, excused: 0, undecided: 0, findingsTotal: 0, findings: [] };
}

test('the worst outcome is the verdict; what was not decided counts for nothing', (t) => {
  const verdict = (...outcomes: Outcome[]) => verdictOf(outcomes.map((outcome) => result(outcome)), false);
  t.is(verdict('pass', 'vacuous', 'not-observed', 'guard', 'manual'), 'pass');
  t.is(verdict('pass', 'warn'), 'pass');
  t.is(verdict('pass', 'inconclusive', 'warn'), 'inconclusive');
  t.is(verdict('inconclusive', 'fail'), 'fail');
  t.is(verdict('fail', 'self-check', 'pass'), 'error');
  t.is(verdictOf([result('pass'), result('warn')], true), 'fail');
});

test('without a requirement that was triggered there is no pass', (t) => {
  t.is(verdictOf([result('vacuous', 0), result('guard', 0)], false), 'inconclusive');
  t.is(verdictOf([], false), 'inconclusive');
  t.is(judge(trace()).verdict, 'inconclusive');
});

test('a recording that was cut, or that lost a port, never passes', (t) => {
  const whole = readFileSync(new URL('../../../test/examples/mcm1-activation-pended.trace.jsonl', import.meta.url), 'utf8');
  t.is(judge(whole).verdict, 'pass');
  const lines = whole.trimEnd().split('\n');
  const at = (JSON.parse(lines.at(-1) as string) as { at: number }).at;
  t.is(judge(`${whole}{"at":`).verdict, 'inconclusive');
  for (const why of ['port-lost', 'truncated']) {
    const broken = [...lines, JSON.stringify({ at, kind: 'gap', lost: null, why })].join('\n');
    t.is(judge(broken).verdict, 'inconclusive', why);
  }
});

test('every requirement is listed, in the order of the catalogue', (t) => {
  t.deepEqual(judge(trace()).requirements.map(({ id }) => id), requirements.map(({ id }) => id));
});

test('functions that no requirement speaks of are counted by their enters', (t) => {
  const act = (at: number, kind: string, fn: string) => ({ at, kind, fn, by: 'client' });
  const judgement = judge(trace(
    act(1, 'enter', 'NdisCoFoo'), act(2, 'return', 'NdisCoFoo'), act(3, 'enter', 'AnotherOne'), act(4, 'enter', 'NdisCoFoo'),
    act(5, 'enter', 'NdisClMakeCall'),
  ));
  t.deepEqual(judgement.notModelled, [{ fn: 'AnotherOne', count: 1 }, { fn: 'NdisCoFoo', count: 2 }]);
  t.is(judgement.notModelledTotal, 3);
});

test('returns without an enter are counted, and gaps shown with their line', (t) => {
  const judgement = judge(trace(
    { at: 1, kind: 'return', fn: 'NdisClMakeCall', by: 'client' },
    { at: 2, kind: 'gap', lost: 4, why: 'overrun', port: 'b' },
    { at: 3, kind: 'gap', lost: null, why: 'port-lost' },
    { at: 4, kind: 'return', fn: 'NdisClCloseCall', by: 'client' },
  ));
  t.is(judgement.orphans, 1);
  t.is(judgement.gapsTotal, 2);
  t.deepEqual(judgement.gaps, [
    { line: 3, port: 'b', lost: 4, why: 'overrun' },
    { line: 4, port: 'main', lost: null, why: 'port-lost' },
  ]);
});

test('the text is the judgement, with keys in the documented order', (t) => {
  const judgement = judge(readFileSync(new URL('../../../test/examples/cm1-pended-octets.trace.jsonl', import.meta.url), 'utf8'));
  const text = judgementJson(judgement);
  t.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(judgement)));
  const first = ['condisCheck', 'verdict', 'requirements', 'measurements', 'notModelled', 'behaviour'];
  t.deepEqual(Object.keys(JSON.parse(text)).slice(0, first.length), first);
  t.true(text.endsWith('}\n'));
});

test('the text does not hang on the order in which keys were made, and leaves absent ones out', (t) => {
  const finding = { id: 'MC-01/1', severity: 'must', fault: 1, events: [3, 2], vc: '0x1', message: 'a "quoted" word' } as const;
  const of = (requirement: RequirementResult): string => judgementJson({ ...judge(trace()), requirements: [requirement] });
  const requirement: RequirementResult = { ...result('fail'), findingsTotal: 1, findings: [finding] };
  const turned = Object.fromEntries(Object.entries(requirement).toReversed()) as unknown as RequirementResult;
  const mixed = { ...turned, findings: [Object.fromEntries(Object.entries(finding).toReversed()) as unknown as typeof finding] };
  t.is(of(mixed), of(requirement));
  t.true(of(requirement).includes(
    '{"id":"MC-01","outcome":"fail","severity":"must","modal":"must","triggered":1,"excused":0,"undecided":0,"findingsTotal":1,' +
      '"findings":[{"id":"MC-01/1","severity":"must","fault":1,"events":[3,2],"vc":"0x1","message":"a \\"quoted\\" word"}]}',
  ));
});

test('rows of calls are handed out while the trace passes', (t) => {
  const rows: number[] = [];
  const text = readFileSync(new URL('../../../test/examples/mcm1-activation-pended.trace.jsonl', import.meta.url), 'utf8');
  judge(text, { onCall: (row) => rows.push(row.call) });
  t.deepEqual(rows, [1]);
});
