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
