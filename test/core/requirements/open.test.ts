import test from 'ava';
import { example, faultsOf, having, judge, Mutation, outcomeOf, without, type Line } from './judging.ts';

const cm = (): Mutation => new Mutation(example('cm1-pended-octets'));
const failing = ['fail', 'self-check', 'warn'] as const;

test('a gap that may hide the completion leaves it open, and nothing fails', (t) => {
  const results = judge(example('gap-hides-completion'));
  t.is(outcomeOf(results, 'CC-18'), 'inconclusive');
  t.deepEqual(having(results, ...failing), []);
  t.true(results.flatMap((result) => result.findings).every((finding) => finding.fault === undefined));
});

test('a gap before the VC and one after it leave nothing of it open', (t) => {
  const gap: Line = { kind: 'gap', lost: 3, why: 'crc' };
  const results = judge(cm().insert(26, gap).insert(140, gap).result);
  t.deepEqual(having(results, ...failing), []);
  t.deepEqual(having(results, 'inconclusive'), []);
});

test('a gap inside a call leaves the call open even where all obligations were met', (t) => {
  const results = judge(cm().insert(92, { kind: 'gap', lost: 1, why: 'overrun' }).result);
  t.deepEqual(having(results, ...failing), []);
  t.not(having(results, 'inconclusive').length, 0);
});

test('a gap elsewhere does not save a fault that it cannot explain', (t) => {
  const late = judge(cm().move([80, 81, 82, 83], 76).insert(100, { kind: 'gap', lost: 1, why: 'overrun' }).result);
  t.is(outcomeOf(late, 'CC-15'), 'fail');
  const inWindow = judge(cm().move([80, 81, 82, 83], 76).insert(75, { kind: 'gap', lost: 1, why: 'overrun' }).result);
  t.is(outcomeOf(inWindow, 'CC-15'), 'inconclusive');
});

test('a VC first met after a gap is taken as existing', (t) => {
  const results = judge(cm().drop(26, 27, 28, 29, 30, 31).insert(32, { kind: 'gap', lost: 6, why: 'crc' }).result);
  t.deepEqual(having(results, ...failing), []);
  t.is(outcomeOf(results, 'MC-03'), 'inconclusive');
});

test('where the tracer came later, what needs the history is not observed', (t) => {
  const lines = cm().edit(1, { begins: 'attached' }).drop(...Array.from({ length: 82 }, (_, n) => n + 2)).result;
  const results = judge(lines);
  t.deepEqual(having(results, ...failing, 'inconclusive'), []);
  t.is(outcomeOf(results, 'MC-07'), 'not-observed');
  t.is(outcomeOf(results, 'CL-11'), 'pass');
});

test('attached in the middle of a set-up blames nobody', (t) => {
  for (let from = 2; from < 150; from += 3) {
    const cut = Array.from({ length: from - 1 }, (_, n) => n + 2);
    const results = judge(cm().edit(1, { begins: 'attached' }).drop(...cut).result);
    t.deepEqual(having(results, ...failing), [], `from line ${from}`);
  }
});

test('a recording that stopped leaves open what was not over', (t) => {
  for (let to = 26; to < 156; to += 3) {
    const cut = Array.from({ length: 156 - to }, (_, n) => n + to).filter((line) => line <= 155);
    const results = judge(cm().edit(1, { complete: false }).drop(...cut).result);
    t.deepEqual(having(results, ...failing), [], `to line ${to}`);
    t.not(having(results, 'inconclusive').length, 0, `to line ${to}`);
  }
});

test('an enter that never returns leaves open what needs its return', (t) => {
  const results = judge(cm().drop(43).result);
  t.deepEqual(having(results, ...failing), []);
  t.is(outcomeOf(results, 'CC-01'), 'inconclusive');
});

test('the order of two ports is open within their uncertainties, and known beyond', (t) => {
  const close = judge(example('ports-fault-undecidable'));
  t.is(outcomeOf(close, 'MC-24'), 'inconclusive');
  t.deepEqual(having(close, ...failing), []);
  const exact = judge(new Mutation(example('ports-fault-undecidable')).edit(1, { uncertaintyNs: 100 }).result);
  t.is(outcomeOf(exact, 'MC-24'), 'fail');
  t.is(outcomeOf(exact, 'CC-15'), 'pass');
});

test('absent is not NULL', (t) => {
  const results = judge(cm().blank(32, 'CallParameters').blank(80, 'CallMgrPartyContext', 'irql').result);
  t.deepEqual(having(results, ...failing, 'inconclusive'), []);
  for (const id of ['MC-01', 'CC-09', 'CC-34']) t.is(outcomeOf(results, id), 'not-observed', id);
  t.is(results.find((result) => result.id === 'MC-01')?.undecided, 1);
});

test('a class that the trace does not observe is not observed, and never passed', (t) => {
  const results = judge(cm().edit(1, { observes: ['calls', 'arguments'] }).result);
  for (const id of ['MC-14', 'MC-24', 'SG-04', 'CC-34', 'IR-01']) t.is(outcomeOf(results, id), 'not-observed', id);
  t.is(outcomeOf(results, 'CC-15'), 'pass');
});

test('a role that the trace does not see blames nobody', (t) => {
  for (const [sees, role] of [[['client', 'cm'], 'miniport'], [['cm', 'miniport'], 'client'], [['client', 'miniport'], 'cm']] as const) {
    const lines = example('cm1-pended-octets').filter((line) => line['by'] !== role && !(role === 'cm' && line['kind'] === 'signal'));
    const results = judge(new Mutation(lines).edit(1, { sees }).result);
    t.deepEqual(having(results, ...failing, 'inconclusive'), [], role);
  }
});

test('import hooks see an MCM\'s completions under the other name', (t) => {
  const lines = example('mcm1-activation-pended').map((line) => ({
    ...line,
    ...(typeof line['fn'] === 'string' ? { fn: line['fn'].replace(/^NdisMCm(MakeCallComplete|CloseCallComplete)$/, 'NdisCm$1') } : {}),
  }));
  const imported = judge(new Mutation(lines).edit(1, { hook: 'import' }).result);
  t.deepEqual(having(imported, ...failing, 'inconclusive'), []);
  t.is(outcomeOf(imported, 'MM-02'), 'pass');
  t.is(outcomeOf(imported, 'CC-33'), 'not-observed');
  t.deepEqual(having(judge(lines), ...failing), ['CC-32', 'CC-33']);
});

/** The call of the example (lines 26 to 139) once more, on other handles. */
function again(vc: string, context: string, nbl: (handle: string) => string): Line[] {
  const text = JSON.stringify(example('cm1-pended-octets').slice(25, 139))
    .replaceAll('0x1001', vc).replaceAll('0xa001', `0xa${context}`).replaceAll('0xc001', `0xc${context}`).replaceAll('0xe001',
      `0xe${context}`)
    .replaceAll(/0x500\d/g, nbl).replaceAll('"c1"', `"c${context}"`);
  return (JSON.parse(text) as Line[]).map((line) => without(line, 'at', 'bytes'));
}

test('calls on several VCs, interleaved event by event, are judged apart', (t) => {
  const base = example('cm1-pended-octets').map((line) => without(line, 'at'));
  const first = again('0x2001', '101', (handle) => handle.replace('0x5', '0x6'));
  const second = again('0x2002', '102', (handle) => handle.replace('0x5', '0x7'));
  const mixed = first.flatMap((line, n) => [line, second[n] as Line]);
  const results = judge([...base.slice(0, 25), ...mixed, ...base.slice(139)]);
  t.deepEqual(having(results, ...failing, 'inconclusive'), []);
  t.is(results.find((result) => result.id === 'CC-18')?.triggered, 2);
});

test('a handle may be issued again after its deletion, and each life has its own faults', (t) => {
  const base = example('cm1-pended-octets').map((line) => without(line, 'at'));
  const twice = [...base.slice(0, 139), ...base.slice(25, 139), ...base.slice(139)];
  t.deepEqual(having(judge(twice), ...failing, 'inconclusive'), []);
  const broken = twice.filter((line) => !(line['fn'] === 'NdisCmActivateVc' && line['vc'] === '0x1001'));
  const results = judge(broken);
  t.is(results.find((result) => result.id === 'CC-15')?.findingsTotal, 2);
  t.deepEqual(faultsOf(results), [1, 2]);
});

test('a VC may carry several calls', (t) => {
  const base = example('cm1-pended-octets').map((line) => without(line, 'at'));
  const reused = [...base.slice(0, 133), ...base.slice(31, 133), ...base.slice(133)];
  const results = judge(reused);
  t.deepEqual(having(results, ...failing, 'inconclusive'), []);
  t.is(results.find((result) => result.id === 'CC-18')?.triggered, 2);
});
