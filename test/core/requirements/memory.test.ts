import test from 'ava';
import { example, faultsOf, having, judge, Mutation, outcomeOf, type Line } from './judging.ts';

const own = 'cm1-pended-octets';
const alloc = (by: string, address: string, pool = 'nonpaged'): Line => ({ kind: 'alloc', by, address, size: 256, pool });
const free = (by: string, address: string): Line => ({ kind: 'free', by, address });

/** The example with its memory: contexts of the VC, the call's parameters, those of the activation. */
function resident(): Mutation {
  const m = new Mutation(example(own));
  m.edit(1, { observes: ['calls', 'arguments', 'signalling', 'memory', 'irql'] });
  m.insert(26, alloc('client', '0xa001')).insert(28, alloc('cm', '0xc001')).insert(32, alloc('client', '0x7001'));
  return m.insert(72, alloc('cm', '0x7801'));
}

/** As {@link resident}, and everything is given back in time. */
function correct(): Mutation {
  return resident().insert(78, free('cm', '0x7801')).insert(134, free('client', '0x7001')).insert(136, free('cm', '0xc001'))
    .insert(140, free('client', '0xa001'));
}

test('memory that is kept as long as it is needed passes', (t) => {
  const results = judge(correct().result);
  t.deepEqual(having(results, 'fail', 'self-check', 'warn', 'inconclusive'), []);
  for (const id of ['MC-05', 'CC-20', 'CC-27', 'MK-03', 'AV-20', 'CL-21']) t.is(outcomeOf(results, id), 'pass', id);
  for (const id of ['MC-10', 'CC-10', 'CC-25', 'MM-07', 'MK-15', 'MK-17']) t.is(outcomeOf(results, id), 'vacuous', id);
});

test('without memory, and without the allocation, nothing is decided', (t) => {
  const unobserved = judge(example(own));
  for (const id of ['MC-05', 'CC-27', 'MK-03', 'AV-20', 'CL-21']) t.is(outcomeOf(unobserved, id), 'not-observed', id);
  const m = new Mutation(example(own)).edit(1, { observes: ['calls', 'arguments', 'memory'] });
  const results = judge(m.insert(45, free('client', '0x7001'), free('client', '0xa001'), free('cm', '0xc001')).result);
  for (const id of ['MC-05', 'AV-20']) t.is(outcomeOf(results, id), 'not-observed', id);
  t.deepEqual(having(results, 'fail', 'warn'), []);
});

/** What is done to the memory, and the rows that are red. */
const cases: readonly (readonly [what: string, lines: () => readonly Line[], red: string])[] = [
  ['CallParameters is freed while the call is made', () => resident().insert(45, free('client', '0x7001')).result, 'CC-20 MK-03'],
  ['the client frees its VC context while the call is made', () => resident().insert(45, free('client', '0xa001')).result, 'CC-20 CL-21'],
  ['the client frees its VC context before the deletion', () => resident().insert(134, free('client', '0xa001')).result, 'CL-21'],
  ['the call manager frees its VC context before it is told', () => resident().insert(134, free('cm', '0xc001')).result, 'CC-27'],
  ['the activation\'s parameters are freed while it pends', () => resident().insert(76, free('cm', '0x7801')).result, 'AV-20'],
  ['CallParameters was freed before', () => resident().insert(32, free('client', '0x7001')).result, 'MC-05'],
  ['CallParameters is the call manager\'s memory', () => resident().insert(32, alloc('cm', '0x7001')).result, 'MC-05'],
  ['the activation\'s parameters are in paged memory', () => resident().insert(72, alloc('cm', '0x7801', 'paged')).result, 'AV-20'],
];

for (const [what, lines, red] of cases) {
  test(what, (t) => {
    const results = judge(lines());
    t.is(having(results, 'fail', 'self-check', 'warn', 'inconclusive').join(' '), red);
    t.deepEqual(faultsOf(results), [1]);
  });
}

test('a gap leaves open what an address stands for', (t) => {
  const gap: Line = { kind: 'gap', lost: 1, why: 'overrun' };
  const results = judge(resident().insert(32, free('client', '0x7001')).insert(32, gap).result);
  t.is(outcomeOf(results, 'MC-05'), 'not-observed');
});

test('a party\'s contexts are kept until the party is gone', (t) => {
  const lines = example('cm5-multipoint');
  const make = lines.findIndex((line) => line['kind'] === 'enter' && line['fn'] === 'NdisClMakeCall') + 1;
  const told = lines.findIndex((line) => line['kind'] === 'return' && line['fn'] === 'NdisCmMakeCallComplete') + 1;
  const context = lines[make - 1]?.args?.['ProtocolPartyContext'] as string;
  const memory = (): Mutation => new Mutation(lines).edit(1, { observes: ['calls', 'arguments', 'signalling', 'memory', 'irql'] })
    .insert(make, alloc('client', context), alloc('cm', '0xd0011'));
  const kept = judge(memory().result);
  for (const id of ['MC-10', 'CC-10']) t.is(outcomeOf(kept, id), 'pass', id);
  const freed = judge(memory().insert(told + 1, free('client', context), free('cm', '0xd0011')).result);
  t.deepEqual(having(freed, 'fail'), ['MC-10', 'CC-10']);
  t.deepEqual(faultsOf(freed), [1, 2]);
});

test('a failed call\'s party context stays until the completion has returned', (t) => {
  const lines = example('cm5-multipoint');
  const complete = lines.findIndex((line) => line['kind'] === 'enter' && line['fn'] === 'NdisCmMakeCallComplete') + 1;
  const results = judge(new Mutation(lines).edit(1, { observes: ['calls', 'arguments', 'signalling', 'memory', 'irql'] })
    .edit(complete, { args: { Status: 'NDIS_STATUS_FAILURE' } }).edit(complete + 1, { args: { Status: 'NDIS_STATUS_FAILURE' } })
    .insert(complete, alloc('cm', '0xd0011')).insert(complete + 1, free('cm', '0xd0011')).result);
  t.is(outcomeOf(results, 'CC-25'), 'fail');
});

/** The contexts of a multipoint call's parties in the example, and where each is taken and given back, by line. */
const contexts: readonly (readonly [by: string, address: string, taken: number, given: number])[] = [
  ['client', '0xb0011', 32, 195], ['cm', '0xd0011', 33, 191],
  ['client', '0xb0012', 83, 169], ['cm', '0xd0012', 84, 165],
  ['client', '0xb0013', 109, 229], ['cm', '0xd0013', 110, 225],
];

/** The multipoint example with the memory of its parties; some contexts are given back elsewhere, 0: never. */
function withParties(elsewhere: Readonly<Record<string, number>> = {}): Mutation {
  const m = new Mutation(example('cm5-multipoint')).edit(1, { observes: ['calls', 'arguments', 'signalling', 'memory', 'irql'] });
  for (const [by, address, taken] of contexts) m.insert(taken, alloc(by, address));
  for (const [by, address, , given] of contexts) {
    const line = elsewhere[address] ?? given;
    if (line > 0) m.insert(line, free(by, address));
  }
  return m;
}

test('contexts that are kept as long as their party is there, and no longer, pass', (t) => {
  const results = judge(withParties().result);
  t.deepEqual(having(results, 'fail', 'self-check', 'warn', 'inconclusive'), []);
  for (const id of ['MC-10', 'CC-10', 'MP-02', 'MP-04', 'MP-19', 'MP-21', 'CL-10']) t.is(outcomeOf(results, id), 'pass', id);
});

/** What is done to a context, the rows that are red, the rows that warn. */
const contextCases: readonly (readonly [what: string, elsewhere: Readonly<Record<string, number>>, red: string, warned?: string])[] = [
  ['the client frees the initial party\'s context while it is dropped', { '0xb0011': 182 }, 'MC-10 MP-21'],
  ['the client frees an added party\'s context while it is dropped', { '0xb0012': 156 }, 'MP-21'],
  ['the call manager keeps the context of a dropped party', { '0xd0012': 0 }, '', 'MP-19'],
  ['the call manager keeps the context of the last party', { '0xd0013': 0 }, 'CL-10'],
];

for (const [what, elsewhere, red, warned = ''] of contextCases) {
  test(what, (t) => {
    const results = judge(withParties(elsewhere).result);
    t.is(having(results, 'fail', 'self-check').join(' '), red);
    t.is(having(results, 'warn').join(' '), warned);
    t.deepEqual(faultsOf(results), [1]);
  });
}

test('a party is added with a context that is nobody\'s, or the call manager\'s', (t) => {
  for (const context of [null, '0xd0011']) {
    const results = judge(withParties().edit(83, { args: { ProtocolPartyContext: context } }).result);
    t.is(outcomeOf(results, 'MP-02'), 'fail', String(context));
  }
  const paged = judge(withParties().edit(105, { args: { CallMgrPartyContext: '0xb0012' } }).result);
  t.true(having(paged, 'fail').includes('MP-04'));
});
