import test from 'ava';
import type { RequirementResult } from '../../../src/core/judgement.ts';
import { requirements } from '../../../src/core/requirements/catalogue/catalogue.ts';
import { example, faultsOf, having, judge, Mutation, outcomeOf, type Line } from './judging.ts';
import { cmMutants, type Mutant } from './mutants-cm.ts';
import { mcmMutants } from './mutants-mcm.ts';

const ids = (text: string | undefined): string[] => (text === undefined || text === '' ? [] : text.split(' '));

for (const [name, mutants] of [['cm1-pended-octets', cmMutants], ['mcm1-activation-pended', mcmMutants]] as const) {
  for (const [what, change, broken, warned] of mutants satisfies readonly Mutant[]) {
    test(`${name}: ${what}`, (t) => {
      const results = judge(change(new Mutation(example(name))).result);
      t.deepEqual(having(results, 'fail', 'self-check'), ids(broken));
      t.deepEqual(having(results, 'warn'), ids(warned));
      t.deepEqual(having(results, 'inconclusive'), []);
    });
  }
}

const severalFaults = new Set(['a make handler with an odd status']);

test('all findings of one broken act carry one number', (t) => {
  for (const [name, mutants] of [['cm1-pended-octets', cmMutants], ['mcm1-activation-pended', mcmMutants]] as const) {
    for (const [what, change] of mutants) {
      const results = judge(change(new Mutation(example(name))).result);
      t.deepEqual(faultsOf(results), severalFaults.has(what) ? [1, 2] : [1], what);
    }
  }
});

const findings = (results: readonly RequirementResult[]): number => results.reduce((sum, result) => sum + result.findingsTotal, 0);

test('the green examples have no finding, and pass what they exercise', (t) => {
  const cm = judge(example('cm1-pended-octets'));
  t.is(findings(cm), 0);
  const exercised = 'MC-03 MC-14 MC-22 MC-24 MC-32 CC-02 CC-03 CC-15 CC-17 CC-18 AV-09 CL-11 CL-13 DV-03 DV-06 SG-04';
  for (const id of ids(exercised)) t.is(outcomeOf(cm, id), 'pass', id);
  const mcm = judge(example('mcm1-activation-pended'));
  t.is(findings(mcm), 0);
  for (const id of ids('MM-01 MM-02 MM-03 MC-23 MC-32 CL-13 DV-03 AV-27')) t.is(outcomeOf(mcm, id), 'pass', id);
  t.is(outcomeOf(mcm, 'MC-22'), 'vacuous');
  const parties = judge(example('cm5-multipoint'));
  t.is(findings(parties), 0);
  for (const id of ids('MP-08 MP-20 CL-11')) t.is(outcomeOf(parties, id), 'pass', id);
});

for (const name of ['cm1-pended-octets', 'mcm1-activation-pended']) {
  /** The call on a permanent VC: nothing of it is signalled, and client and call manager say so to each other with PERMANENT_VC. */
  const onPermanentVc = (change: (line: Line) => void = () => undefined): Line[] => {
    const lines = example(name).filter((line) => line['kind'] !== 'signal').map((line) => structuredClone(line));
    for (const line of lines) {
      const parameters = line.args?.['CallParameters'] as { Flags: number } | null | undefined;
      if (parameters && !/Activate/.test(String(line['fn']))) parameters.Flags |= 1;
      change(line);
    }
    return [{ ...(lines[0] as Line), declares: { permanentVc: true } }, ...lines.slice(1)];
  };

  test(`${name}: PERMANENT_VC is not among the parameters that a VC is activated with`, (t) => {
    const row = name.startsWith('cm') ? 'CC-29' : 'MM-09';
    const results = judge(onPermanentVc());
    t.deepEqual(having(results, 'fail', 'self-check', 'inconclusive', 'warn'), []);
    t.is(outcomeOf(results, row), 'pass');
    const other = judge(onPermanentVc((line) => {
      if (!String(line['fn']).endsWith('CmMakeCallComplete') || line['kind'] !== 'enter') return;
      const parameters = line.args?.['CallParameters'] as { Flags: number } | undefined;
      if (parameters) parameters.Flags |= 0x8;
    }));
    t.is(outcomeOf(other, row), 'fail', 'any other flag is');
  });
}

test('SETUP that is sent twice and not answered is a call that failed; an answer to the second one is an answer', (t) => {
  const twice = () => new Mutation(example('cm1-pended-octets')).copy([34, 35, 36, 37, 38], 45, { thread: 'w1' });
  const answered = judge(twice().result);
  t.is(answered.find(({ id }) => id === 'CC-22')?.triggered, 0);
  const unanswered = judge(twice().drop(45, 54, 59).result);
  t.is(outcomeOf(unanswered, 'CC-22'), 'fail');
  t.deepEqual(faultsOf(unanswered.filter(({ id }) => ['CC-16', 'CC-22', 'MC-28'].includes(id))).length, 1);
});

test('success before the activation is done is one fault of the call manager', (t) => {
  const results = judge(example('cc15-before-activation-done-cm'));
  t.deepEqual(having(results, 'fail', 'self-check', 'inconclusive', 'warn'), ids('MC-26 MC-29 CC-15 CC-17 AV-12'));
  t.deepEqual(faultsOf(results), [1]);
  const order = results.find((result) => result.id === 'MC-41');
  t.is(order?.excused, 1);
  t.not(order?.outcome, 'fail');
  for (const result of results) for (const finding of result.findings) t.true(finding.events.some((line) => line >= 67 && line <= 70));
});

test('every result stands in the catalogue\'s order with its counts', (t) => {
  const results = judge(example('cm1-pended-octets'));
  t.is(results.length, requirements.length);
  t.deepEqual(results.slice(0, 2).map((result) => result.id), ['MC-01', 'MC-02']);
  t.is(results.find((result) => result.id === 'CC-15')?.triggered, 1);
  t.is(outcomeOf(results, 'MC-35'), 'manual');
  t.is(outcomeOf(results, 'MC-08'), 'guard');
  const unruled = results.find((result) => result.id === 'AV-06');
  t.is(unruled?.outcome, 'not-observed');
  t.is(unruled?.reason, 'no rule yet');
});
