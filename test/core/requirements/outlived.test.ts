import test from 'ava';
import { example, having, judge, Mutation, outcomeOf, without, type Line } from './judging.ts';

/** Calls that return when what they were about is gone, or is another by then. */

const red = ['fail', 'self-check', 'warn', 'inconclusive'] as const;

const topologies = [
  { name: 'cm1-pended-octets', by: 'cm', complete: 'NdisCmMakeCallComplete', rows: ['CC-01', 'CC-02'] },
  { name: 'mcm1-activation-pended', by: 'mcm', complete: 'NdisMCmMakeCallComplete', rows: ['MM-02'] },
] as const;

type Topology = (typeof topologies)[number];

/**
 * The call fails at once on another thread than the one in ProtocolCmMakeCall: the client is told, deletes the VC in its handler, and
 * only then the request returns, with `status`; `undefined`: it is not seen to.
 */
function deletedBeforeReturn({ name, by, complete }: Topology, status: string | undefined): Line[] {
  const lines = example(name);
  const at = (kind: string, fn: string, from = 0): number => lines.findIndex((line, i) => i >= from && line['kind'] === kind && line['fn'] === fn);
  const failed = (fn: string): Line => {
    const line = lines[at('enter', fn)] as Line;
    return { ...line, args: { ...line.args, Status: 'NDIS_STATUS_FAILURE' } };
  };
  const returns = (fn: string, role: string, thread: string, more: Line = {}): Line => ({ kind: 'return', fn, by: role, vc: '0x1001', thread, ...more });
  const deletes = lines.findIndex((line) => line['kind'] === 'enter' && line['fn'] === 'NdisCoDeleteVc' && line['by'] === 'client');
  const deleted = at('return', 'NdisCoDeleteVc', deletes) + 1;
  const late = status === undefined ? [] : [returns('ProtocolCmMakeCall', by, 'c1', { status }), returns('NdisClMakeCall', 'client', 'c1', { status })];
  return [
    ...lines.slice(0, at('return', 'ProtocolCmMakeCall')),
    failed(complete), failed('ProtocolClMakeCallComplete'),
    ...lines.slice(deletes, deleted).map((line) => ({ ...line, thread: 'w1' })),
    returns('ProtocolClMakeCallComplete', 'client', 'w1'), returns(complete, by, 'w1'),
    ...late,
    ...lines.slice(deleted),
  ].map((line) => without(line, 'at', 'tick'));
}

for (const topology of topologies) {
  const { by, rows } = topology;

  test(`${by}: the request for a call may return when the VC of the failed call is deleted`, (t) => {
    const results = judge(deletedBeforeReturn(topology, 'NDIS_STATUS_PENDING'));
    t.deepEqual(having(results, ...red), []);
    for (const id of rows) t.is(outcomeOf(results, id), 'pass', id);
  });

  test(`${by}: a request that completed its call and then returns the result is found out, the VC gone or not`, (t) => {
    const results = judge(deletedBeforeReturn(topology, 'NDIS_STATUS_NOT_SUPPORTED'));
    t.deepEqual(having(results, ...red), [...rows]);
    const [finding] = results.find(({ id }) => id === rows[0])?.findings ?? [];
    const text = finding?.events.map((line) => deletedBeforeReturn(topology, 'NDIS_STATUS_NOT_SUPPORTED')[line - 1]?.['fn']);
    t.deepEqual(text, ['ProtocolCmMakeCall', topology.complete, 'ProtocolCmMakeCall']);
  });

  test(`${by}: a request that is not seen to return leaves open what it returned`, (t) => {
    const results = judge(deletedBeforeReturn(topology, undefined));
    t.deepEqual(having(results, ...red), [rows[0]]);
    t.is(outcomeOf(results, rows[0]), 'inconclusive');
  });

  test(`${by}: the same where the handle is issued again in between`, (t) => {
    const lines = deletedBeforeReturn(topology, undefined);
    const whole = example(topology.name);
    const from = (line: Line): boolean => line['kind'] === 'enter' && line['fn'] === 'NdisCoCreateVc' && line['by'] === 'client';
    const closing = lines.findIndex((line) => line['fn'] === 'NdisClCloseAddressFamily');
    const again = whole.slice(whole.findIndex(from), whole.findIndex((line) => line['fn'] === 'NdisClCloseAddressFamily'));
    const renamed = again.map((line) => ({ ...without(line, 'at', 'tick'), ...(line['thread'] === 'c1' ? { thread: 'c2' } : {}) }));
    const results = judge([...lines.slice(0, closing), ...renamed, ...lines.slice(closing)]);
    t.deepEqual(having(results, ...red), [rows[0]]);
    t.is(outcomeOf(results, rows[0]), 'inconclusive');
  });
}

/**
 * A list is returned while NdisMCoIndicateReceiveNetBufferLists has not, and indicated again on another processor before it does.
 * `returned`: the client returns it the second time, too.
 */
function indicatedAgain(returned: boolean): Line[] {
  const m = new Mutation(example('cm1-pended-octets'));
  const [indicated, receives, received, back] = [92, 93, 94, 95].map((number) => ({ ...m.line(number), thread: 'd2' }));
  const old = m.line(95);
  m.drop(95);
  m.insert(100, ...[indicated, old, receives, received, back].map((line) => without(line as Line, 'at', 'tick')));
  return (returned ? m.copy([96, 97, 98, 99], 100) : m).result;
}

test('a call that returns is not about the list that bears the handle by then', (t) => {
  const whole = judge(indicatedAgain(true));
  t.deepEqual(having(whole, ...red), []);
  const once = judge(example('cm1-pended-octets'));
  const triggered = (results: typeof whole, id: string): number => results.find((result) => result.id === id)?.triggered ?? 0;
  t.is(triggered(whole, 'SD-13'), triggered(once, 'SD-13') + 1, 'the second time counts');
});

test('a list that is indicated again and kept is found out, though the first indication returns only then', (t) => {
  const results = judge(indicatedAgain(false));
  t.is(outcomeOf(results, 'SD-13'), 'fail');
  t.is(results.find(({ id }) => id === 'SD-13')?.findingsTotal, 1);
});
