import test from 'ava';
import { example, faultsOf, having, judge, Mutation, outcomeOf, type Line } from './judging.ts';

const parties = (): Mutation => new Mutation(example('cm5-multipoint'));
const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);
/** The parties that are added in the example. The call is closed with the last. */
const second = '0x20012';
const last = '0x20013';

const dispatch = (party: string): Line[] => [
  { kind: 'enter', fn: 'NdisCmDispatchIncomingDropParty', by: 'cm', vc: '0x1001', party, args: { Buffer: null, Size: 0 }, thread: 'd1' },
  { kind: 'enter', fn: 'ProtocolClIncomingDropParty', by: 'client', vc: '0x1001', party, args: { Buffer: null, Size: 0 }, thread: 'd1' },
  { kind: 'return', fn: 'ProtocolClIncomingDropParty', by: 'client', vc: '0x1001', party, thread: 'd1' },
  { kind: 'return', fn: 'NdisCmDispatchIncomingDropParty', by: 'cm', vc: '0x1001', party, thread: 'd1' },
];
const dropSignal: Line = { kind: 'signal', dir: 'rx', message: 'DROP PARTY', vc: '0x1001' };
const FAILURE = 'NDIS_STATUS_FAILURE';

/** The client closes, and the call manager lets it. */
const twoActs = new Set(['the call is closed with two parties']);

/** What is done to the trace, the rows that are red, the rows that warn. */
const mutants: readonly (readonly [what: string, change: (m: Mutation) => Mutation, red: string, warned?: string])[] = [
  ['an addition does not reach the call manager', (m) => m.drop(...range(84, 94)), 'MP-03'],
  ['an addition is forwarded with another VC\'s context', (m) => m.edit(84, { args: { CallMgrVcContext: '0xc000' } }), 'MP-03'],
  ['NDIS issues the handle of a living party', (m) => m.edit(110, { party: second, args: { NdisPartyHandle: second } }), 'MP-03'],
  ['a party is added without a context', (m) => m.edit(105, { args: { CallMgrPartyContext: null } }), 'MP-04 MP-09'],
  ['a party is added and the network not told', (m) => m.drop(87), 'MP-05'],
  ['an odd result of ProtocolCmAddParty', (m) => m.edit(94, { status: FAILURE }).edit(95, { status: FAILURE })
    .drop(96, 105, 108, ...range(143, 168)).edit(106, { from: 'self', args: { Status: FAILURE } }), '', 'MP-07'],
  ['an addition is never completed', (m) => m.drop(...range(131, 134)), 'MP-08'],
  ['an addition is completed as pending', (m) => m.edit(131, { args: { Status: 'NDIS_STATUS_PENDING' } }), 'MP-08'],
  ['an addition is completed twice', (m) => m.copy(range(105, 108), 109), 'MP-08'],
  ['the client drops a party that could not be added',
    (m) => m.edit(105, { args: { Status: FAILURE } }).edit(106, { args: { Status: FAILURE } }), 'MK-18', 'MP-10 MP-11'],
  ['the client drops a party twice', (m) => m.copy([143, 155], 156), 'MP-16'],
  ['the client drops a party that is gone', (m) => m.copy([143, 155], 169), 'MK-18 MP-16', 'MP-11'],
  ['a Size without Buffer', (m) => m.edit(143, { args: { Size: 4 } }), 'MP-17'],
  ['a drop does not reach the call manager', (m) => m.drop(...range(144, 154)), 'MP-18'],
  ['a party is dropped and the network not told', (m) => m.drop(147), 'MP-19'],
  ['a drop is never completed', (m) => m.drop(...range(165, 168)), 'MP-20'],
  ['a drop is completed twice', (m) => m.copy(range(165, 168), 169), 'MP-20 MP-22'],
  ['a party that is gone is reported as leaving', (m) => m.insert(169, ...dispatch(second)), 'MP-22'],
  ['the network drops a party and nobody is told', (m) => m.insert(143, dropSignal).drop(...range(143, 250)), 'MP-24'],
  ['the last party is reported as leaving', (m) => m.insert(195, ...dispatch(last)), 'MP-25'],
  ['the call is closed with two parties', (m) => m.drop(...range(169, 194)), 'CL-01 CL-02 MP-27'],
  ['the client sends on a party', (m) => m.copy([135], 143, { vc: second }), 'CV-14 MP-28'],
];

for (const [what, change, red, warned = ''] of mutants) {
  test(what, (t) => {
    const results = judge(change(parties()).result);
    t.is(having(results, 'fail', 'self-check').join(' '), red);
    t.is(having(results, 'warn').join(' '), warned);
    t.is(having(results, 'inconclusive').join(' '), '');
    t.deepEqual(faultsOf(results), twoActs.has(what) ? [1, 2] : [1]);
  });
}

/** What NDIS does not do, and the self-checks that tell it. The client gives back what it keeps of a party in its handlers. */
const withheld: readonly (readonly [what: string, change: (m: Mutation) => Mutation, checks: string])[] = [
  ['that a party was added', (m) => m.drop(106, 107), 'MP-03'],
  ['that a party could not be added', (m) => m.edit(105, { args: { Status: FAILURE, CallMgrPartyContext: null } }).drop(106, 107)
    .drop(...range(143, 168)), 'MP-03'],
  ['that a party was dropped', (m) => m.drop(166, 167), 'MP-18'],
];
for (const [what, change, checks] of withheld) {
  test(`NDIS does not tell the client ${what}: nobody is blamed`, (t) => {
    const results = judge(change(parties()).result);
    t.is(having(results, 'self-check').join(' '), checks);
    t.deepEqual(having(results, 'fail', 'warn', 'inconclusive'), []);
    t.deepEqual(faultsOf(results), [1]);
  });
}

test('a handler that tells of a failure need not name the party', (t) => {
  const results = judge(parties().edit(105, { args: { Status: FAILURE, CallMgrPartyContext: null } }).blank(106, 'NdisPartyHandle')
    .edit(106, { party: null, args: { Status: FAILURE } }).drop(...range(143, 168)).result);
  t.deepEqual(having(results, 'fail', 'self-check', 'warn', 'inconclusive'), []);
});

test('a request that fails at once adds no party, whether the client runs its handler or not', (t) => {
  const RESOURCES = 'NDIS_STATUS_RESOURCES';
  const refused = (): Mutation =>
    parties().edit(94, { status: RESOURCES }).edit(95, { status: RESOURCES }).drop(96, 105, 108, ...range(143, 168));
  const ran = judge(refused().edit(106, { from: 'self', party: null, args: { Status: RESOURCES } }).blank(106, 'NdisPartyHandle').result);
  for (const results of [ran, judge(refused().drop(106, 107).result)]) {
    t.deepEqual(having(results, 'fail', 'self-check', 'inconclusive'), []);
    t.is(outcomeOf(results, 'MP-27'), 'pass');
  }
});

test('the example exercises the family, and is green', (t) => {
  const results = judge(parties().result);
  t.deepEqual(having(results, 'fail', 'self-check', 'warn', 'inconclusive'), []);
  const exercised = 'MP-01 MP-03 MP-04 MP-05 MP-07 MP-08 MP-09 MP-11 MP-14 MP-16 MP-17 MP-18 MP-19 MP-20 MP-22 MP-27 MP-28 MK-18';
  for (const id of exercised.split(' ')) t.is(outcomeOf(results, id), 'pass', id);
  for (const id of ['MP-10', 'MP-13', 'MP-23', 'MP-24', 'MP-25', 'MP-26', 'MK-04']) t.is(outcomeOf(results, id), 'vacuous', id);
});

test('a party is added to a point-to-point call', (t) => {
  const added: Line = { kind: 'enter', fn: 'NdisClAddParty', by: 'client', vc: '0x1001', args: { ProtocolPartyContext: '0xb1' }, thread: 'c1' };
  const results = judge(new Mutation(example('cm1-pended-octets')).insert(92, added).result);
  t.deepEqual(having(results, 'fail'), ['MP-01']);
});

test('a party that leaves by itself is reported, and the client drops it', (t) => {
  const left = (m: Mutation): Mutation => m.insert(143, dropSignal, ...dispatch(second)).edit(147, { message: 'DROP PARTY ACKNOWLEDGE' }).drop(156);
  const results = judge(left(parties()).result);
  t.deepEqual(having(results, 'fail', 'self-check', 'warn', 'inconclusive'), []);
  for (const id of ['MP-24', 'MP-25', 'MP-26']) t.is(outcomeOf(results, id), 'pass', id);
  const ignored = left(parties()).drop(...range(148, 250)).drop(...range(143, 147)).result;
  t.deepEqual(having(judge(ignored), 'fail'), ['MP-26']);
});

test('a drop that crosses the network\'s own leaves nothing to report', (t) => {
  const results = judge(parties().insert(156, dropSignal).result);
  t.is(outcomeOf(results, 'MP-24'), 'pass');
});

test('a drop that fails because the party is the last: the client closes the call with it', (t) => {
  const refused = { vc: '0x1001', party: last, thread: 'c1' };
  const failed = (): Mutation => parties().insert(
    195,
    { kind: 'enter', fn: 'NdisClDropParty', by: 'client', ...refused, args: { Buffer: null, Size: 0 } },
    { kind: 'enter', fn: 'ProtocolCmDropParty', by: 'cm', ...refused },
    { kind: 'return', fn: 'ProtocolCmDropParty', by: 'cm', ...refused, status: FAILURE },
    { kind: 'return', fn: 'NdisClDropParty', by: 'client', ...refused, status: FAILURE },
    { kind: 'enter', fn: 'ProtocolClDropPartyComplete', by: 'client', ...refused, from: 'self', args: { Status: FAILURE } },
    { kind: 'return', fn: 'ProtocolClDropPartyComplete', by: 'client', ...refused },
  );
  const closed = judge(failed().result);
  t.deepEqual(having(closed, 'fail', 'self-check', 'warn', 'inconclusive'), []);
  t.is(outcomeOf(closed, 'MP-23'), 'pass');
  const results = judge(failed().drop(...range(195, 250)).result);
  t.is(outcomeOf(results, 'MP-23'), 'warn');
});

test('two parties whose additions are never completed are two faults', (t) => {
  const results = judge(parties().drop(...range(105, 108), ...range(131, 134), ...range(143, 250)).result);
  t.deepEqual(having(results, 'fail'), ['MP-08']);
  t.deepEqual(faultsOf(results), [1, 2]);
});

test('a handle that NDIS issues again stands for a new party', (t) => {
  // The second party is gone when the handle comes back for the third.
  const add = range(109, 134);
  const dropIt = range(143, 168);
  const again = (m: Mutation): Mutation => {
    m.move(dropIt, 109);
    for (const line of [...add, ...range(195, 228)]) {
      const event = m.line(line);
      if (event?.['party'] !== last) continue;
      m.edit(line, { party: second });
      if (event.args?.['NdisPartyHandle'] !== undefined) m.edit(line, { args: { NdisPartyHandle: second } });
    }
    return m;
  };
  const results = judge(again(parties()).result);
  t.deepEqual(having(results, 'fail', 'self-check', 'warn', 'inconclusive'), []);
  t.is(results.find(({ id }) => id === 'MP-08')?.triggered, judge(parties().result).find(({ id }) => id === 'MP-08')?.triggered);
});

test('where it is not seen what was dropped, nobody is blamed', (t) => {
  for (const line of [143, 144, 165, 166]) {
    const results = judge(parties().blank(line, 'party', 'NdisPartyHandle').result);
    t.deepEqual(having(results, 'fail', 'self-check'), [], `line ${line}`);
  }
});

test('any lost line about a party blames nobody', (t) => {
  const lines = parties().result;
  for (const [i, line] of lines.entries()) {
    if (i === 0 || (line['party'] === undefined && !/PARTY|Party/.test(JSON.stringify([line['message'], line['fn']])))) continue;
    const results = judge(parties().drop(i + 1).insert(i + 2, { kind: 'gap', lost: 1, why: 'overrun' }).result);
    t.deepEqual(having(results, 'fail', 'self-check', 'warn'), [], `line ${i + 1}`);
  }
});
