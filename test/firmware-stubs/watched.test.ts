import test from 'ava';
import { isWatchPlan } from '../../src/core/scenario/watch/read-plan.ts';
import type { StepExpectationRecord } from '../../src/core/scenario/watch/watch-record.ts';
import { defaultCalled } from '../../src/core/scenario/defaults.ts';
import { plainProgram } from './recorded.ts';
import { planOf, watched } from './watching.ts';

const call = `  - client: create VC
  - expect: MiniportCoCreateVc
  - client: make call
    starts: [set-up, whole]
  - expect: SETUP sent
  - expect: CALL PROCEEDING received
    keep: { channel: Vci }
    optional: true
  - in any order:
      - expect: ProtocolClMakeCallComplete
        status: NDIS_STATUS_SUCCESS
        within: 5 s
      - expect: CONNECT received
        stops: set-up
  - client: send
    lists: 2
  - expect: ProtocolCoSendNetBufferListsComplete
  - client: close call
  - expect: RELEASE sent
    cause: 16
  - expect: ProtocolClCloseCallComplete
    stops: whole
    keep: { outcome: Status }
  - client: delete VC
  - expect: NdisCoDeleteVc returns
    status: NDIS_STATUS_SUCCESS
`;

for (const topology of ['cm', 'mcm'] as const) {
  test(`on a ${topology}, everything that correct calls bring is met, timed and kept, many at once`, async (t) => {
    const plan = await planOf(topology === 'cm' ? call : call.replace('  - expect: MiniportCoCreateVc\n', ''), topology);
    const { record } = watched(plan, plainProgram({ topology, calls: 40, concurrency: 8, sends: 2 }));
    for (const { expected, met, notMet, open, unseen, verdict } of record.expectations) {
      t.deepEqual({ expected, met, notMet, open, unseen, verdict }, { expected, met: 40, notMet: 0, open: 0, unseen: 0, verdict: 'pass' });
    }
    t.is(record.expectations.length, topology === 'cm' ? 9 : 8);
    t.deepEqual(record.timers.map(({ id, count, clock }) => [id, count, clock]), [['set-up', 40, 'device'], ['whole', 40, 'device']]);
    const [setUp, whole] = record.timers;
    t.true((setUp?.min ?? 0) > 1_000_000 && (setUp?.min ?? 0) < (whole?.min ?? 0) && (setUp?.median ?? 0) < (whole?.median ?? 0));
  });
}

/** What became of each expectation: its event, and how often it was met, not met, left open and not seen. */
function told({ expectations }: { readonly expectations: readonly StepExpectationRecord[] }) {
  return expectations.map(({ expected, met, notMet, open, unseen, verdict }) => [expected, met, notMet, open, unseen, verdict]);
}

const plain = `  - client: create VC
  - client: make call
    starts: set-up
  - expect: CONNECT received
    stops: set-up
  - expect: ProtocolClMakeCallComplete
    status: NDIS_STATUS_SUCCESS
  - client: close call
  - expect: RELEASE COMPLETE received
  - client: delete VC
`;

test('what was not seen is not met, with the lines between which it was due, and what comes after it in vain is not met either', async (t) => {
  const { record, header } = watched(await planOf(plain), plainProgram({ calls: 3, courses: [{ name: 'connects' }, { name: 'networkRejects', cause: 17 }] }));
  t.is(header.topology, 'cm');
  t.deepEqual(told(record), [
    ['CONNECT received', 2, 1, 0, 0, 'fail'], ['ProtocolClMakeCallComplete', 2, 1, 0, 0, 'fail'], ['RELEASE COMPLETE received', 2, 1, 0, 0, 'fail'],
  ]);
  const [connect] = record.expectations;
  t.is(connect?.events.length, 2);
  t.true((connect?.events[0] ?? 0) < (connect?.events[1] ?? 0));
  t.is(record.timers[0]?.count, 2);
  t.regex(connect?.writtenAt ?? '', /^steps\.yaml:7$/);
});

test('where something may not have been seen, what was not seen is left open, and what was seen stays met', async (t) => {
  const { record } = watched(await planOf(plain.replace('CONNECT received', 'ALERTING received')), plainProgram({ calls: 2 }), [], false);
  t.deepEqual(told(record).map((each) => each.slice(0, 4)), [
    ['ALERTING received', 0, 2, 0], ['ProtocolClMakeCallComplete', 0, 2, 0], ['RELEASE COMPLETE received', 2, 0, 0],
  ]);
  const cut = watched(await planOf(plain), plainProgram({ calls: 2 }), ['call-never-completed'], false);
  t.deepEqual(told(cut.record)[1]?.slice(0, 4), ['ProtocolClMakeCallComplete', 0, 0, 1]);
  t.is(cut.record.expectations[1]?.verdict, 'inconclusive');
});

test('a status, a cause or a time that is another does not meet', async (t) => {
  const rejected = plainProgram({ calls: 2, courses: [{ name: 'networkRejects', cause: 17 }] });
  const steps = (cause: number, status: string, within: string): string => `  - client: create VC
  - client: make call
  - network: reject
    cause: ${cause}
  - expect: RELEASE COMPLETE received
    cause: ${cause}
  - expect: ProtocolClMakeCallComplete
    status: ${status}
    within: ${within}
  - client: delete VC
`;
  const verdicts = async (...given: Parameters<typeof steps>) => watched(await planOf(steps(...given)), rejected).record.expectations.map(({ verdict }) => verdict);
  t.deepEqual(await verdicts(17, '0xc0010024', '3600 s'), ['pass', 'fail']);
  const { record: { expectations: [, completion] } } = watched(await planOf(steps(17, 'NDIS_STATUS_FAILURE', '3600 s')), rejected);
  const isFailure = completion?.verdict === 'pass';
  t.deepEqual(await verdicts(16, 'NDIS_STATUS_FAILURE', '3600 s'), ['fail', 'fail'], 'those of one act are met in their order');
  t.deepEqual(await verdicts(17, isFailure ? 'NDIS_STATUS_FAILURE' : '0xc0010024', '1 us'), ['pass', 'fail']);
});

test('branches follow how the call ended; what stands where a pass does not get to is not asked for', async (t) => {
  const plan = await planOf(`  - client: create VC
  - client: make call
  - if: succeeded
    then:
      - expect: ProtocolClMakeCallComplete
        status: NDIS_STATUS_SUCCESS
      - client: send
      - client: close call
      - expect: RELEASE sent
    else:
      - expect: ProtocolClMakeCallComplete
        optional: true
      - wait: 1 ms
  - client: delete VC
  - expect: NdisCoDeleteVc returns
`);
  const { record } = watched(plan, plainProgram({ calls: 4, courses: [{ name: 'connects' }, { name: 'networkRejects', cause: 17 }] }));
  t.deepEqual(told(record).map((each) => each.slice(0, 3)), [
    ['ProtocolClMakeCallComplete', 2, 0], ['RELEASE sent', 2, 0], ['ProtocolClMakeCallComplete', 2, 0], ['NdisCoDeleteVc returns', 4, 0],
  ]);
  const never = watched(plan, plainProgram({ calls: 2 })).record;
  t.deepEqual(never.expectations.map(({ verdict }) => verdict), ['pass', 'pass', 'pass', 'pass']);
  t.is(never.expectations[2]?.met, 0);
});

test('a pass goes on from one VC to the next, also where many go on at the same time', async (t) => {
  const plan = await planOf(`  - repeat: 3
    steps:
      - client: create VC
      - client: make call
        starts: whole
      - expect: CONNECT received
        keep: { vci: Vci }
      - client: send
      - client: close call
      - expect: ProtocolClCloseCallComplete
        stops: whole
      - client: delete VC
`);
  const { record } = watched(plan, plainProgram({ calls: 12, concurrency: 4 }));
  t.deepEqual(told(record), [['CONNECT received', 12, 0, 0, 0, 'pass'], ['ProtocolClCloseCallComplete', 12, 0, 0, 0, 'pass']]);
  t.is(record.timers[0]?.count, 12);
  const short = watched(plan, plainProgram({ calls: 11, concurrency: 1 })).record;
  t.deepEqual(told(short), [['CONNECT received', 11, 1, 0, 0, 'fail'], ['ProtocolClCloseCallComplete', 11, 1, 0, 0, 'fail']], 'a pass that stops short');
});

test('strands at the same time have their expectations met side by side', async (t) => {
  const plan = await planOf(`  - client: create VC
  - client: make call
  - parallel:
      - - wait: 1 ms
        - expect: CONNECT received
      - - client: send
          lists: 2
        - expect: ProtocolCoSendNetBufferListsComplete
  - client: close call
  - expect: RELEASE sent
  - client: delete VC
`);
  const { record } = watched(plan, plainProgram({ calls: 5, concurrency: 2, sends: 2 }));
  t.deepEqual(told(record).map((each) => each.slice(0, 3)), [
    ['CONNECT received', 5, 0], ['ProtocolCoSendNetBufferListsComplete', 5, 0], ['RELEASE sent', 5, 0],
  ]);
});

test('a plan comes back from JSON, and one that is none is none', async (t) => {
  const plan = await planOf(call);
  t.true(isWatchPlan(JSON.parse(JSON.stringify(plan))));
  const [first] = plan.rows;
  for (const wrong of [
    undefined, null, {}, [], 'plan', { ...plan, rows: [] }, { ...plan, rows: plan.rows.slice(0, -1) }, { ...plan, timers: 'set-up' },
    { ...plan, timers: [] }, { ...plan, columns: [] }, { ...plan, rows: [{ op: 'jump', to: 7 }, { op: 'end' }] },
    { ...plan, rows: [{ op: 'again', to: -1, times: 2, counter: 0 }, { op: 'end' }] }, { ...plan, rows: [{ ...first, op: 'other' }, { op: 'end' }] },
    { ...plan, rows: [{ op: 'expect', text: 'x', writtenAt: 'y', event: { kind: 'enter', fn: 99_999 } }, { op: 'end' }] },
    { ...plan, rows: [{ op: 'branch', condition: 'perhaps', otherwise: 0 }, { op: 'end' }] }, { ...plan, rows: Array.from({ length: 5000 }, () => ({ op: 'end' })) },
  ]) t.false(isWatchPlan(wrong), JSON.stringify(wrong)?.slice(0, 80));
});

test('a plan that goes round without doing anything comes to an end', async (t) => {
  const plan = { rows: [{ op: 'jump', to: 0 }, { op: 'end' }], timers: [], columns: [] } as const;
  t.true(isWatchPlan(plan));
  t.deepEqual(watched(plan, plainProgram({ calls: 1 })).record, { expectations: [], timers: [] });
});

const incoming = `  - network: call
    starts: arrival
  - expect: SETUP received
  - expect: ProtocolClCallConnected
    stops: arrival
  - client: send
  - network: release
  - expect: ProtocolClIncomingCloseCall
  - expect: RELEASE COMPLETE sent
`;

for (const topology of ['cm', 'mcm'] as const) {
  test(`calls that come in are watched from the SETUP that names no VC yet (${topology})`, async (t) => {
    const courses = [{ name: 'incomingNetworkCloses', cause: 16 }] as const;
    const { record } = watched(await planOf(incoming, topology), plainProgram({ topology, calls: 3, courses, sends: 1, saps: [defaultCalled.digits] }));
    t.deepEqual(told(record), [
      ['SETUP received', 3, 0, 0, 0, 'pass'], ['ProtocolClCallConnected', 3, 0, 0, 0, 'pass'],
      ['ProtocolClIncomingCloseCall', 3, 0, 0, 0, 'pass'], ['RELEASE COMPLETE sent', 3, 0, 0, 0, 'pass'],
    ]);
    t.is(record.timers[0]?.count, 3);
  });
}
