import test from 'ava';
import { enter, measure, returned, rowUncertainty, rowValue, signal, status, type Line } from './measure.ts';

/** An outgoing call of a VC, 10 ns a step from `at`; 130 ns long. */
function call(at: number, vc: string, more: Line = {}): Line[] {
  const on = { vc, ...more };
  return [
    enter(at, 'NdisClMakeCall', 'client', on),
    enter(at + 10, 'ProtocolCmMakeCall', 'cm', on),
    signal(at + 20, 'tx', 'SETUP', vc, more),
    returned(at + 30, 'ProtocolCmMakeCall', 'cm', 'PENDING', on),
    returned(at + 40, 'NdisClMakeCall', 'client', 'PENDING', on),
    signal(at + 50, 'rx', 'CONNECT', vc, more),
    enter(at + 60, 'NdisCmActivateVc', 'cm', on),
    enter(at + 70, 'MiniportCoActivateVc', 'miniport', on),
    returned(at + 80, 'MiniportCoActivateVc', 'miniport', 'SUCCESS', on),
    returned(at + 90, 'NdisCmActivateVc', 'cm', 'SUCCESS', on),
    enter(at + 100, 'ProtocolCmActivateVcComplete', 'cm', { ...on, from: 'self', ...status('SUCCESS') }),
    enter(at + 110, 'NdisCmMakeCallComplete', 'cm', { ...on, ...status('SUCCESS') }),
    enter(at + 120, 'ProtocolClMakeCallComplete', 'client', { ...on, ...status('SUCCESS') }),
    returned(at + 130, 'ProtocolClMakeCallComplete', 'client', undefined, on),
  ];
}

function inOrder(...lists: readonly (readonly Line[])[]): Line[] {
  return lists.flat().toSorted((a, b) => (a['at'] as number) - (b['at'] as number));
}

test('a synchronous activation ends at the return, and the handler its owner runs itself is no second end', (t) => {
  const measured = measure({}, call(0, '0x1'));
  t.deepEqual(measured.values('TI-36'), [30]);
  t.deepEqual(measured.values('TI-37'), [40]);
  t.deepEqual(measured.values('TI-11'), [10]);
  t.deepEqual(measured.values('TI-13'), [20]);
});

test('interleaved calls keep their own times', (t) => {
  const measured = measure({}, inOrder(call(0, '0x1'), call(3, '0x2'), call(1005, '0x100000001')));
  t.deepEqual(measured.values('TI-15'), [120, 120, 120]);
  t.deepEqual(measured.values('TI-09'), [10, 10, 10]);
  t.deepEqual(measured.rows.map((row) => [row.call, row.vc, row.startedNs]), [[1, '0x1', 0], [2, '0x2', 3], [3, '0x100000001', 1005]]);
});

test('calls one after another on a VC have a row each, given out when the next begins', (t) => {
  const order: string[] = [];
  const { rows, behaviour } = measure({}, [...call(0, '0x1'), ...call(500, '0x2'), ...call(1000, '0x1')]);
  for (const row of rows) order.push(`${row.call}:${row.vc}`);
  t.deepEqual(order, ['1:0x1', '2:0x2', '3:0x1']);
  t.deepEqual(rows.map((row) => rowValue(row, 'TI-15')), [120, 120, 120]);
  t.deepEqual(behaviour.activationsPerCall, [{ number: 1, count: 3 }]);
});

test('a handle issued again is another VC', (t) => {
  const life = (at: number): Line[] => [
    enter(at, 'NdisCoCreateVc', 'client', { thread: 1 }),
    enter(at + 1, 'ProtocolCoCreateVc', 'cm', { vc: '0x1', thread: 1 }),
    returned(at + 2, 'ProtocolCoCreateVc', 'cm', 'SUCCESS', { thread: 1 }),
    returned(at + 3, 'NdisCoCreateVc', 'client', 'SUCCESS', { vc: '0x1', thread: 1 }),
    enter(at + 4, 'NdisClMakeCall', 'client', { vc: '0x1' }),
    returned(at + 9, 'NdisClMakeCall', 'client', 'RESOURCES', {}),
    enter(at + 10, 'NdisCoDeleteVc', 'client', { vc: '0x1' }),
    returned(at + 15, 'NdisCoDeleteVc', 'client', 'SUCCESS', {}),
  ];
  const measured = measure({}, [...life(0), ...life(100)]);
  t.deepEqual(measured.values('TI-01'), [3, 3]);
  t.deepEqual(measured.values('TI-27'), [5, 5]);
  t.deepEqual(measured.rows.map((row) => [row.call, row.result, rowValue(row, 'TI-01'), rowValue(row, 'TI-27')]), [
    [1, 'failed', 3, 5],
    [2, 'failed', 3, 5],
  ]);
  const hidden = measure({}, [...life(0).slice(0, 6), ...life(100)]);
  t.deepEqual(hidden.rows.map((row) => [row.call, rowValue(row, 'TI-02'), rowValue(row, 'TI-27')]), [[1, 5, undefined], [2, 5, 5]]);
});

test('ticks count where both ends have one, rounded half up; else the stamps', (t) => {
  const ports = { main: { tickHz: 3_000_000 } };
  const measured = measure({ ports }, [
    enter(1000, 'NdisClMakeCall', 'client', { vc: '0x1', tick: '18446744073709551000' }),
    enter(1500, 'ProtocolCmMakeCall', 'cm', { vc: '0x1', tick: '18446744073709551002' }),
    enter(2000, 'ProtocolClMakeCallComplete', 'client', { vc: '0x1' }),
  ]);
  t.deepEqual(measured.values('TI-03'), [667]);
  t.deepEqual(measured.values('TI-15'), [1000]);
  const carried = measure({ ports }, [
    enter(1000, 'NdisClMakeCall', 'client', { vc: '0x1', tick: 0x7fff_ffff }),
    enter(1500, 'ProtocolCmMakeCall', 'cm', { vc: '0x1', tick: 0x8000_0005 }),
    enter(1600, 'ProtocolClMakeCallComplete', 'client', { vc: '0x1', tick: 0x1_0000_0002 }),
  ]);
  t.deepEqual([carried.values('TI-03'), carried.values('TI-15')], [[2000], [715_827_883_667]]);
  const reset = measure({ ports }, [
    enter(1000, 'NdisClMakeCall', 'client', { vc: '0x1', tick: 900 }),
    enter(1500, 'ProtocolCmMakeCall', 'cm', { vc: '0x1', tick: 3 }),
  ]);
  t.deepEqual(reset.values('TI-03'), [500], 'a counter that went back was reset');
});

test('uncertainty: two readings of a clock of one tick each, and shifts that two ports do not share', (t) => {
  const one = measure({ ports: { main: { tickHz: 1_000_000, uncertaintyNs: 50_000 } } }, call(0, '0x1', { tick: 5 }));
  t.is(rowUncertainty(one.rows[0], 'TI-15'), Math.ceil((2 * 1000) / Math.sqrt(6)));
  const events = [
    enter(0, 'NdisClMakeCall', 'client', { vc: '0x1', port: 'a' }),
    enter(70, 'ProtocolCmMakeCall', 'cm', { vc: '0x1', port: 'b' }),
  ];
  const two = measure({ ports: { a: { uncertaintyNs: 300 }, b: { uncertaintyNs: 400 } } }, events);
  t.is(rowUncertainty(two.rows[0], 'TI-03'), Math.ceil(2 * Math.sqrt((300 ** 2 + 400 ** 2) / 3 + 2 / 12)));
  const host = measure({ ports: { main: { clock: 'host', uncertaintyNs: 300 } } }, call(0, '0x1'));
  t.is(rowUncertainty(host.rows[0], 'TI-03'), Math.ceil(2 * Math.sqrt((2 * 300 ** 2) / 3 + 2 / 12)));
});

test('one value on host time makes the interval\'s clock the host\'s', (t) => {
  const ports = { a: { tickHz: 1_000_000_000 }, b: { clock: 'host' } };
  const ticked = call(0, '0x1', { port: 'a' }).map((line) => ({ ...line, tick: line['at'] }));
  t.is(measure({ ports }, ticked).clock('TI-15'), 'device');
  const measured = measure({ ports }, [...ticked, ...call(500, '0x2', { port: 'b' })]);
  t.is(measured.clock('TI-15'), 'host');
  t.deepEqual(measured.values('TI-15'), [120, 120]);
});

test('a gap gives up what it may hide, and nothing else', (t) => {
  const ports = { client: { sees: ['client'] }, cm: { sees: ['cm'] }, mini: { sees: ['miniport'] } };
  const split = call(0, '0x1').map((line) => ({ ...line, port: { client: 'client', miniport: 'mini' }[line['by'] as string] ?? 'cm' }));
  const cut = (at: number, port: string) => measure({ ports }, inOrder(split, [{ at, kind: 'gap', lost: null, why: 'overrun', port }]));
  t.deepEqual(cut(75, 'mini').values('TI-11'), []);
  t.deepEqual(cut(75, 'mini').values('TI-36'), [30]);
  t.deepEqual(cut(75, 'mini').values('TI-15'), [120]);
  t.deepEqual(cut(75, 'cm').values('TI-11'), [10]);
  for (const id of ['TI-36', 'TI-37', 'TI-13']) t.deepEqual(cut(75, 'cm').values(id), [], id);
  t.deepEqual(cut(75, 'cm').values('TI-14'), [], 'the call may have been completed before');
  t.deepEqual(cut(75, 'client').values('TI-15'), []);
  t.deepEqual(cut(75, 'client').values('TI-14'), [], 'the client\'s handler may have been run before');
  t.deepEqual(cut(55, 'cm').values('TI-36'), [30], 'an activation asked for after the gap');
  t.deepEqual(cut(15, 'cm').values('TI-08'), [], 'SETUP may have been sent before');
  t.deepEqual(cut(35, 'client').values('TI-02'), []);
  t.deepEqual(cut(35, 'cm').values('TI-02'), [40]);
});

test('a call of which the beginning was not seen is measured only in what repeats', (t) => {
  const measured = measure({ begins: 'attached' }, call(0, '0x1').slice(2));
  t.deepEqual(measured.measurements.map(({ id }) => id), ['TI-10', 'TI-11', 'TI-36']);
  t.deepEqual(measured.rows, []);
});

test('a client that is not instrumented leaves the call to begin at the call manager', (t) => {
  const measured = measure({ sees: ['cm', 'miniport'] }, call(0, '0x1').filter((line) => line['by'] !== 'client'));
  t.deepEqual(measured.values('TI-08'), [30]);
  t.deepEqual(measured.values('TI-13'), [20]);
  t.is(measured.rows[0]?.startedNs, 10);
  t.is(measured.rows[0]?.result, 'connected');
});

test('a pended activation whose completion is logged before its return ends there', (t) => {
  const on = { vc: '0x1' };
  const measured = measure({}, [
    enter(0, 'NdisCmActivateVc', 'cm', on),
    enter(10, 'MiniportCoActivateVc', 'miniport', on),
    enter(20, 'NdisMCoActivateVcComplete', 'miniport', { ...on, ...status('SUCCESS') }),
    enter(30, 'ProtocolCmActivateVcComplete', 'cm', { ...on, ...status('SUCCESS') }),
    returned(40, 'MiniportCoActivateVc', 'miniport', 'PENDING', on),
    returned(50, 'NdisCmActivateVc', 'cm', 'PENDING', on),
  ]);
  t.deepEqual([measured.values('TI-11'), measured.values('TI-12'), measured.values('TI-36')], [[10], [10], [30]]);
});

test('an unseen status decides nothing, and overlapping requests are left out', (t) => {
  const on = { vc: '0x1' };
  const unseen = measure({}, [
    enter(0, 'NdisCmActivateVc', 'cm', on),
    returned(50, 'NdisCmActivateVc', 'cm', undefined, on),
    enter(60, 'ProtocolCmActivateVcComplete', 'cm', { ...on, ...status('SUCCESS') }),
  ]);
  t.deepEqual(unseen.values('TI-36'), []);
  const overlapping = measure({}, [
    enter(0, 'NdisCmActivateVc', 'cm', on),
    enter(10, 'NdisCmActivateVc', 'cm', on),
    enter(60, 'ProtocolCmActivateVcComplete', 'cm', { ...on, ...status('SUCCESS') }),
    enter(70, 'ProtocolCmActivateVcComplete', 'cm', { ...on, ...status('SUCCESS') }),
    enter(100, 'NdisCmActivateVc', 'cm', on),
    enter(107, 'ProtocolCmActivateVcComplete', 'cm', { ...on, ...status('SUCCESS') }),
  ]);
  t.deepEqual(overlapping.values('TI-36'), [7]);
});

test('a close that completes before its deactivation has a negative TI-26', (t) => {
  const on = { vc: '0x1' };
  const close = (at: number): Line[] => [
    enter(at, 'NdisClCloseCall', 'client', on),
    enter(at + 1, 'ProtocolCmCloseCall', 'mcm', on),
    signal(at + 3, 'tx', 'RELEASE', '0x1'),
    signal(at + 6, 'rx', 'RELEASE COMPLETE', '0x1'),
    enter(at + 10, 'NdisMCmCloseCallComplete', 'mcm', { ...on, ...status('SUCCESS') }),
    enter(at + 12, 'ProtocolClCloseCallComplete', 'client', { ...on, ...status('SUCCESS') }),
    enter(at + 20, 'NdisMCmDeactivateVc', 'mcm', on),
    returned(at + 25, 'NdisMCmDeactivateVc', 'mcm', 'SUCCESS', on),
    enter(at + 27, 'ProtocolCmDeactivateVcComplete', 'mcm', { ...on, from: 'self', ...status('SUCCESS') }),
  ];
  const measured = measure({ topology: 'mcm' }, [...close(0), ...close(100)]);
  t.deepEqual(measured.values('TI-26'), [-15, -15]);
  t.deepEqual(measured.values('TI-25'), [5, 5]);
  t.deepEqual(measured.values('TI-24'), [14, 14]);
  t.deepEqual(measured.values('TI-23'), [3, 3]);
  t.deepEqual(measured.values('TI-22'), [2, 2]);
});

test('a call that the network rejects: denial, report and clean-up; none of it for a call that stood', (t) => {
  const on = { vc: '0x1' };
  const rejected = measure({}, [
    ...call(0, '0x1').slice(0, 5),
    signal(100, 'rx', 'RELEASE COMPLETE', '0x1'),
    enter(110, 'NdisCmMakeCallComplete', 'cm', { ...on, ...status('FAILURE') }),
    enter(115, 'ProtocolClMakeCallComplete', 'client', { ...on, ...status('FAILURE') }),
    enter(120, 'NdisCoDeleteVc', 'client', on),
    enter(125, 'ProtocolCoDeleteVc', 'cm', on),
    returned(126, 'ProtocolCoDeleteVc', 'cm', 'SUCCESS', on),
    returned(130, 'NdisCoDeleteVc', 'client', 'SUCCESS', on),
  ]);
  t.deepEqual([rejected.values('TI-18'), rejected.values('TI-19'), rejected.values('TI-20')], [[80], [10], [15]]);
  t.deepEqual(rejected.rows.map((row) => [row.result, rowValue(row, 'TI-27')]), [['failed', 10]]);
  const stood = measure({}, [...call(0, '0x1'), signal(200, 'tx', 'RELEASE', '0x1'), signal(210, 'rx', 'RELEASE COMPLETE', '0x1')]);
  t.deepEqual([stood.values('TI-18'), stood.values('TI-19'), stood.values('TI-23')], [[], [], [10]]);
  t.deepEqual(measure({}, [...call(0, '0x1'), signal(200, 'rx', 'RELEASE', '0x1')]).values('TI-18'), []);
});

test('an incoming call, with a SETUP that names no VC; of two that are open at once neither is measured', (t) => {
  const offer = (at: number, vc: string): Line[] => [
    enter(at, 'NdisCmDispatchIncomingCall', 'cm', { vc }),
    enter(at + 5, 'ProtocolClIncomingCall', 'client', { vc }),
    returned(at + 6, 'ProtocolClIncomingCall', 'client', 'PENDING', { vc }),
    enter(at + 20, 'NdisClIncomingCallComplete', 'client', { vc, ...status('SUCCESS') }),
    enter(at + 50, 'NdisCmDispatchCallConnected', 'cm', { vc }),
  ];
  const setup = (at: number): Line => ({ at, kind: 'signal', dir: 'rx', message: 'SETUP' });
  const measured = measure({}, [setup(0), ...offer(7, '0x1')]);
  t.deepEqual([measured.values('TI-28'), measured.values('TI-29'), measured.values('TI-30')], [[7], [20], [30]]);
  t.is(measured.rows[0]?.result, 'connected');
  const crossed = measure({}, inOrder([setup(0), setup(3)], offer(7, '0x1'), offer(100, '0x2'), [setup(200)], offer(204, '0x3')));
  t.deepEqual(crossed.values('TI-28'), [4]);
});

test('behaviour: results by function, activations a call, what was tried again', (t) => {
  const on = { vc: '0x1' };
  const { behaviour } = measure({}, [
    ...call(0, '0x1').slice(0, 6),
    signal(55, 'tx', 'SETUP', '0x1'),
    enter(60, 'NdisCmActivateVc', 'cm', on),
    returned(61, 'NdisCmActivateVc', 'cm', 'RESOURCES', on),
    enter(62, 'ProtocolCmActivateVcComplete', 'cm', { ...on, from: 'self', ...status('RESOURCES') }),
    enter(70, 'NdisCmActivateVc', 'cm', on),
    returned(71, 'NdisCmActivateVc', 'cm', 'PENDING', on),
  ]);
  t.deepEqual(behaviour, {
    functions: [
      { fn: 'NdisClMakeCall', synchronous: 0, pended: 1 },
      { fn: 'NdisCmActivateVc', synchronous: 1, pended: 1 },
      { fn: 'ProtocolCmMakeCall', synchronous: 0, pended: 1 },
    ],
    activationsPerCall: [{ number: 2, count: 1 }],
    activationRetries: 1,
    setupRetries: 1,
  });
});

test('lists: each of several is timed, and one sent again before it came back is not', (t) => {
  const send = (at: number, nbl: unknown): Line => enter(at, 'NdisCoSendNetBufferLists', 'client', { vc: '0x1', nbl });
  const back = (at: number, nbl: unknown): Line => enter(at, 'ProtocolCoSendNetBufferListsComplete', 'client', { vc: '0x1', nbl });
  const measured = measure({}, [
    send(0, ['0xa', '0xb', '0xc']), back(10, ['0xc', '0xa']),
    send(20, '0xa'), send(21, '0xb'), back(30, '0xa'), back(31, '0xb'), back(40, '0xb'),
  ]);
  t.deepEqual(measured.values('TI-34'), [10, 10, 10]);
});

test('of several activations the last is what the completion waited for', (t) => {
  const on = { vc: '0x1' };
  const measured = measure({}, [
    ...call(0, '0x1').slice(0, 11),
    enter(102, 'NdisCmActivateVc', 'cm', on),
    returned(105, 'NdisCmActivateVc', 'cm', 'SUCCESS', on),
    ...call(0, '0x1').slice(11),
  ]);
  t.deepEqual(measured.values('TI-13'), [5]);
  t.deepEqual(measured.values('TI-37'), [40], 'the first that made the VC ready');
});

test('a list that was on its way when events were lost is not timed', (t) => {
  const on = (nbl: string): Line => ({ vc: '0x1', nbl, port: 'a' });
  const send = (at: number, nbl: string): Line => enter(at, 'NdisCoSendNetBufferLists', 'client', on(nbl));
  const back = (at: number, nbl: string): Line => enter(at, 'ProtocolCoSendNetBufferListsComplete', 'client', on(nbl));
  const gap = (at: number, port: string): Line => ({ at, kind: 'gap', lost: 1, why: 'crc', port });
  const ports = { a: { sees: ['client'] }, b: { sees: ['cm', 'miniport'] } };
  const measured = measure({ ports }, [
    send(0, '0xa'), gap(5, 'b'), back(10, '0xa'),
    send(20, '0xb'), gap(25, 'a'), back(32, '0xb'),
    send(40, '0xb'), back(47, '0xb'),
  ]);
  t.deepEqual(measured.values('TI-34'), [10, 7]);
});

test('an event that names the party alone is about its call', (t) => {
  const party = '0x9';
  const measured = measure({}, [
    enter(0, 'NdisClMakeCall', 'client', { vc: '0x1' }),
    enter(10, 'ProtocolCmMakeCall', 'cm', { vc: '0x1', party }),
    enter(30, 'NdisCmMakeCallComplete', 'cm', { party, ...status('SUCCESS') }),
    enter(40, 'ProtocolClMakeCallComplete', 'client', { party, ...status('SUCCESS') }),
    enter(50, 'NdisClCloseCall', 'client', { party }),
    enter(55, 'ProtocolClCloseCallComplete', 'client', { party, ...status('SUCCESS') }),
    enter(60, 'NdisClDropParty', 'client', { party }),
  ]);
  t.deepEqual([measured.values('TI-14'), measured.values('TI-15'), measured.values('TI-21')], [[10], [40], [5]]);
  t.deepEqual(measured.rows.map((row) => row.result), ['connected']);
});
