import test from 'ava';
import type { Topology } from '../../src/core/condis/roles.ts';
import { coverageOf, type CoveredRun, type SentenceCoverage } from '../../src/core/coverage.ts';
import type { Judgement, Outcome, RequirementResult } from '../../src/core/judgement.ts';
import { requirementById, requirements } from '../../src/core/requirements/catalogue/catalogue.ts';
import { pageSentences, sentencePages } from '../../src/core/requirements/catalogue/sentences.ts';

type Said = Readonly<Record<string, Partial<RequirementResult>>>;

/** A run that says what is given of some rows, and of all others what `otherwise` is. */
function run(scenario: string, topology: Topology, said: Said, otherwise: Outcome = 'vacuous'): CoveredRun {
  const results = requirements.map(({ id }) => {
    const outcome = said[id]?.outcome ?? otherwise;
    return { id, outcome, triggered: outcome === 'vacuous' ? 0 : 1, ...said[id] } as RequirementResult;
  });
  return { scenario, device: `emulated-${topology}`, topology, judgement: { verdict: 'pass', requirements: results } as unknown as Judgement };
}

const passed = { outcome: 'pass', triggered: 2 } as const;

function sentence(runs: readonly CoveredRun[], page: string, anchor: string): SentenceCoverage {
  const found = coverageOf(runs).sentences.find((one) => one.page.includes(page) && one.anchor === anchor);
  if (found === undefined) throw new Error(`no sentence ${page} ${anchor}`);
  return found;
}

function row(runs: readonly CoveredRun[], id: string) {
  const found = coverageOf(runs).rows.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no row ${id}`);
  return found;
}

test('every row of the three pages stands with a sentence of its passage, and every sentence has rows', (t) => {
  const places = new Set(pageSentences.map(({ page, anchor }) => `${page} ${anchor}`));
  t.is(places.size, pageSentences.length);
  for (const { rows, anchor, says } of pageSentences) {
    t.true(rows.length > 0, anchor);
    t.true(says.endsWith('.'), says);
    for (const id of rows) t.truthy(requirementById(id), id);
  }
  for (const { id, source } of requirements.filter((one) => /^(MC|CC|MM)-/.test(one.id))) {
    const [page, ...passage] = source.replace(/, figure.*/, '').replace(/params /, 'param ').replace(/, `_CC_`/, '').split(' ');
    const part = passage.join(' ').replaceAll('`', '').split(/[:,]/)[0] as string;
    const own = pageSentences.filter((one) => one.page === page && one.rows.includes(id));
    t.true(own.length > 0, `${id} of ${source}`);
    const word = part.replace('Requirements IRQL', 'Requirements: IRQL').replace('Requirements DDI rule', 'Requirements: DDI rule');
    t.true(own.some(({ anchor }) => anchor.startsWith(word.split(' ')[0] as string)), `${id}: ${part} is none of ${own.map(({ anchor }) => anchor).join()}`);
  }
});

test('a row of both topologies is decided when it is on each that was run', (t) => {
  const cm = run('one', 'cm', { 'MC-24': passed });
  t.like(row([cm], 'MC-24'), { state: 'decided', topologies: ['cm'], missing: [] });
  const half = row([cm, run('two', 'mcm', {})], 'MC-24');
  t.like(half, { state: 'open', topologies: ['cm', 'mcm'], missing: [{ topology: 'mcm', reason: 'its trigger never occurred' }] });
  t.deepEqual(half.exercised, [{ scenario: 'one', device: 'emulated-cm', topology: 'cm', outcome: 'pass', triggered: 2 }]);
  t.is(row([cm, run('two', 'mcm', { 'MC-24': passed })], 'MC-24').state, 'decided');
});

test('what is broken is put to the test, what is left open or never triggered is not', (t) => {
  t.is(row([run('one', 'cm', { 'MC-24': { outcome: 'fail' } })], 'MC-24').state, 'decided');
  t.is(row([run('one', 'cm', { 'MC-24': { outcome: 'pass', triggered: 0 } })], 'MC-24').state, 'open');
  const left = row([run('one', 'cm', { 'MC-24': { outcome: 'inconclusive', reason: 'a gap' } })], 'MC-24');
  t.deepEqual(left.missing, [{ topology: 'cm', reason: 'left open: a gap' }]);
  const unseen = row([run('one', 'cm', { 'MC-24': { outcome: 'not-observed', reason: 'no signalling' } })], 'MC-24');
  t.deepEqual(unseen.missing, [{ topology: 'cm', reason: 'no signalling' }]);
});

test('rows that no trace decides, permissions, and rows of the other topology ask for nothing', (t) => {
  const runs = [run('one', 'cm', {})];
  t.like(row(runs, 'MC-35'), { state: 'manual', missing: [] });
  t.like(row(runs, 'MC-38'), { state: 'permission', missing: [] });
  t.like(row(runs, 'MC-23'), { state: 'other-topology', missing: [] });
  t.is(sentence(runs, 'making-a-call', 'P14 s1').state, 'manual');
  t.is(sentence(runs, 'making-a-call', 'P8').state, 'permission');
  t.is(sentence(runs, 'making-a-call', 'P10 s2').state, 'other-topology');
  t.is(sentence(runs, 'making-a-call', 'P10 s1').state, 'open');
});

test('an act that a row forbids a kind of device is not asked of that kind', (t) => {
  const runs = [run('one', 'cm', { 'CC-32': passed }), run('one', 'mcm', { 'MM-11': passed })];
  t.like(row(runs, 'CC-32'), { state: 'decided', topologies: ['cm'] });
  t.like(row(runs, 'MM-11'), { state: 'decided', topologies: ['mcm'] });
});

test('a sentence of the page of one kind of call manager is decided on that kind', (t) => {
  const runs = [run('one', 'cm', { 'CC-11': passed }), run('one', 'mcm', {})];
  t.is(sentence(runs, 'ndiscmmake', 'param CallMgrPartyContext s2').state, 'decided');
  t.like(sentence(runs, 'ndismcmmake', 'param _CC_ s2'), { state: 'open', missing: ['CC-11'] });
  const other = [run('one', 'cm', {}), run('one', 'mcm', { 'CC-33': passed })];
  t.is(sentence(other, 'ndiscmmake', 'Remarks 6 s2').state, 'decided');
});

test('a sentence waits for each of its rows, and says for which', (t) => {
  t.like(sentence([run('one', 'cm', { 'MC-06': passed })], 'making-a-call', 'P5 s2'), { state: 'open', missing: ['MC-07'] });
  t.is(sentence([run('one', 'cm', { 'MC-06': passed, 'MC-07': passed })], 'making-a-call', 'P5 s2').state, 'decided');
});

test('the verdict is pass only where every decidable sentence is decided and every run is green', (t) => {
  const whole = (['cm', 'mcm'] as const).map((topology) => run('all', topology, {}, 'pass'));
  const all = coverageOf(whole);
  t.is(all.verdict, 'pass');
  t.is(all.decided, all.decidable);
  t.deepEqual(sentencePages.map((page) => all.sentences.filter((one) => one.page === page).length), [31, 28, 25]);
  const red = { ...(whole[0] as CoveredRun), judgement: { ...(whole[0] as CoveredRun).judgement, verdict: 'fail' as const } };
  t.is(coverageOf([red, ...whole]).verdict, 'fail');
  const without = coverageOf([run('all', 'cm', { 'MC-13': { outcome: 'vacuous', triggered: 0 } }, 'pass')]);
  t.is(without.verdict, 'inconclusive');
  t.is(without.decidable - without.decided, 1);
  t.like(coverageOf([]), { verdict: 'inconclusive', decidable: 0, decided: 0 });
});
