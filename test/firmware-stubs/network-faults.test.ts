import test from 'ava';
import type { CallProgram } from '../../src/core/scenario/call-program.ts';
import { traitsOf, type Course, type CourseName } from '../../src/core/scenario/course.ts';
import { expectedCalls } from '../../src/core/scenario/expectation.ts';
import { effectOf } from '../../src/core/scenario/network-fault-effect.ts';
import { faultyMessages, networkFaultText, type FaultyMessage, type NetworkFault, type NetworkFaultKind } from '../../src/core/scenario/network-fault.ts';
import { uniTimersNs } from '../../src/core/scenario/uni-timers.ts';
import { bad, idsOf, judged } from './judging.ts';
import { courseOf, everyCourse, multipointProgram, outline, party, pendedOnly, plainProgram, recordBytes, recorded } from './recorded.ts';

function fault(kind: NetworkFaultKind, message: FaultyMessage, changes: Partial<NetworkFault> = {}): NetworkFault {
  return { kind, message, byNs: kind === 'delay' ? 1_000_000_000 : 0, ...changes };
}

/** Every kind of fault; delays before and after the timers. */
const faults = faultyMessages.flatMap((message) => [
  fault('duplicate', message), fault('lose', message),
  ...[1, 5, 12, 40].map((seconds) => fault('delay', message, { byNs: seconds * 1e9 })),
]);

/** The messages of a call, in their order. */
function messagesOf(program: CallProgram): string[] {
  return outline(recorded(program).events.filter(({ kind }) => kind === 'signal'));
}

/** A call of a course for each fault whose effect on it is known. */
function programFor(course: Course, changes: Partial<CallProgram>): CallProgram | undefined {
  const program = plainProgram({ courses: [course], concurrency: 3, ...sapsFor(course), ...changes });
  const told = faults.filter((each) => (effectOf(each, course, program)?.kind ?? 'untold') !== 'untold');
  const networkFaults = told.map((each, i): NetworkFault => ({ ...each, calls: [[i + 1, i + 1]] }));
  return told.length === 0 ? undefined : { ...program, calls: told.length, networkFaults };
}

for (const course of everyCourse) {
  test(`${course.name}: a correct device is accused of nothing, and calls end as was known beforehand`, (t) => {
    for (const topology of ['cm', 'mcm'] as const) {
      for (const pended of [plainProgram().pended, pendedOnly()]) {
        const program = programFor(course, { topology, pended });
        if (program === undefined || (course.name === 'refusedAfterPending' && !pended.makeCall)) continue;
        const name = `${topology} ${pended.makeCall ? 'pended' : 'synchronous'} ${program.networkFaults?.map(networkFaultText).join()}`;
        const { counts, isClosed } = recorded(program);
        t.true(isClosed, name);
        t.is(counts.completed, expectedCalls(program).connected, name);
        t.is(counts.abandoned + counts.open, 0, name);
        t.deepEqual(idsOf(judged(program), ...bad), [], name);
      }
    }
    t.pass();
  });
}

function sapsFor(course: Course): Partial<CallProgram> {
  return traitsOf(course).direction === 'incoming' ? { saps: [plainProgram().addresses.called] } : {};
}

const setUp = ['tx SETUP', 'rx CALL PROCEEDING', 'rx CONNECT', 'tx CONNECT ACKNOWLEDGE'];
const offered = ['rx SETUP', 'tx CALL PROCEEDING', 'tx CONNECT', 'rx CONNECT ACKNOWLEDGE'];
const release = ['tx RELEASE', 'rx RELEASE COMPLETE'];
const seconds = (count: number): Partial<NetworkFault> => ({ byNs: count * 1e9 });

/** What a call of a course sends and receives with a fault in it. */
const exchanges: readonly (readonly [NetworkFault, CourseName, readonly string[]])[] = [
  [fault('duplicate', 'CALL PROCEEDING'), 'connects', ['tx SETUP', 'rx CALL PROCEEDING', 'rx CALL PROCEEDING', 'tx STATUS', ...setUp.slice(2), ...release]],
  [fault('duplicate', 'CONNECT'), 'connects', [...setUp.slice(0, 3), 'rx CONNECT', 'tx CONNECT ACKNOWLEDGE', 'tx STATUS', ...release]],
  [fault('duplicate', 'RELEASE COMPLETE'), 'connects', [...setUp, ...release, 'rx RELEASE COMPLETE']],
  [fault('duplicate', 'RELEASE'), 'networkCloses', [...setUp, 'rx RELEASE', 'rx RELEASE', 'tx RELEASE COMPLETE']],
  [fault('duplicate', 'RELEASE'), 'networkReleases', ['tx SETUP', 'rx CALL PROCEEDING', 'rx RELEASE', 'rx RELEASE', 'tx RELEASE COMPLETE']],
  [fault('duplicate', 'SETUP'), 'incomingAccepted', ['rx SETUP', ...offered, ...release]],
  [fault('duplicate', 'CONNECT ACKNOWLEDGE'), 'incomingAccepted', [...offered, 'rx CONNECT ACKNOWLEDGE', 'tx STATUS', ...release]],
  [fault('duplicate', 'MODIFY REQUEST'), 'networkModifies', [...setUp, 'rx MODIFY REQUEST', 'rx MODIFY REQUEST', 'tx STATUS', 'tx MODIFY ACKNOWLEDGE', ...release]],
  [fault('lose', 'SETUP'), 'connects', ['tx SETUP', ...setUp, ...release]],
  [fault('lose', 'SETUP'), 'incomingAccepted', [...offered, ...release]],
  [fault('lose', 'CALL PROCEEDING'), 'connects', ['tx SETUP', ...setUp.slice(2), ...release]],
  [fault('lose', 'CONNECT'), 'connects', ['tx SETUP', 'rx CALL PROCEEDING', ...release]],
  [fault('lose', 'CONNECT'), 'incomingAccepted', ['rx SETUP', 'tx CALL PROCEEDING', 'tx CONNECT', ...release]],
  [fault('lose', 'CONNECT ACKNOWLEDGE'), 'incomingAccepted', ['rx SETUP', 'tx CALL PROCEEDING', 'tx CONNECT', ...release]],
  [fault('lose', 'RELEASE'), 'activationFails', [...setUp, 'tx RELEASE', ...release]],
  [fault('lose', 'RELEASE'), 'networkCloses', [...setUp, 'rx RELEASE', 'tx RELEASE COMPLETE']],
  [fault('lose', 'RELEASE COMPLETE'), 'connects', [...setUp, 'tx RELEASE', ...release]],
  [fault('lose', 'RELEASE COMPLETE'), 'networkRejects', ['tx SETUP', 'tx SETUP', 'rx RELEASE COMPLETE']],
  [fault('delay', 'CALL PROCEEDING', seconds(1)), 'connects', [...setUp, ...release]],
  [fault('delay', 'CALL PROCEEDING', seconds(5)), 'connects', ['tx SETUP', ...setUp, ...release]],
  [fault('delay', 'CONNECT', seconds(9)), 'connects', [...setUp, ...release]],
  [fault('delay', 'CONNECT', seconds(12)), 'connects', ['tx SETUP', 'rx CALL PROCEEDING', ...release]],
  [fault('delay', 'RELEASE COMPLETE', seconds(40)), 'connects', [...setUp, 'tx RELEASE', ...release]],
];

for (const [networkFault, name, messages] of exchanges) {
  test(`${networkFaultText(networkFault)} in a call of course ${name}: its messages, in their order`, (t) => {
    for (const topology of ['cm', 'mcm'] as const) {
      const course = courseOf(name);
      const program = plainProgram({ topology, courses: [course], networkFaults: [networkFault], ...sapsFor(course) });
      t.deepEqual(messagesOf(program), messages);
    }
  });
}

/** Nanoseconds between the first two messages of a name. */
function apart(program: CallProgram, message: string): number {
  const [first, second] = recorded(program).events.filter((event) => event.message === message).map(({ tick }) => tick);
  return ((second as number) - (first as number)) * 10;
}

test('timers expire when they are due, and what is late is late by as much as was said', (t) => {
  const within = (value: number, wanted: number): boolean => value >= wanted && value < wanted + 1_000_000;
  const one = (networkFault: NetworkFault): CallProgram => plainProgram({ networkFaults: [networkFault] });
  t.true(within(apart(one(fault('lose', 'SETUP')), 'SETUP'), uniTimersNs.T303));
  t.true(within(apart(one(fault('lose', 'RELEASE COMPLETE')), 'RELEASE'), uniTimersNs.T308));
  const connect = (program: CallProgram): number => {
    const [from, to] = ['CALL PROCEEDING', 'CONNECT'].map((name) => recorded(program).events.find(({ message }) => message === name)?.tick as number);
    return ((to as number) - (from as number)) * 10;
  };
  t.is(connect(one(fault('delay', 'CONNECT', seconds(3)))) - connect(plainProgram()), 3e9);
  t.is(connect(one(fault('delay', 'CALL PROCEEDING', seconds(3)))), connect(plainProgram()), 'what follows is late with it');
});

test('a second message is answered with STATUS: the state of the call, cause 101, and the type of the message', (t) => {
  const statusOf = (program: CallProgram): string | undefined => {
    return recorded(program).events.find(({ message }) => message === 'STATUS')?.bytes?.slice(8);
  };
  const twice = (message: FaultyMessage): readonly NetworkFault[] => [fault('duplicate', message)];
  t.is(statusOf(plainProgram({ networkFaults: twice('CONNECT') })), '017d80000c' + '0880000380e507' + '148000010a');
  t.is(statusOf(plainProgram({ networkFaults: twice('CALL PROCEEDING') })), '017d80000c' + '0880000380e502' + '1480000103');
  const added = multipointProgram({ parties: [party(1)] }, { networkFaults: twice('ADD PARTY ACKNOWLEDGE') });
  t.is(statusOf(added), '017d800018' + '0880000380e581' + '148000010a' + '54800003000001' + '558000010a');
});

test('messages about parties come twice or late, and nobody is accused', (t) => {
  for (const topology of ['cm', 'mcm'] as const) {
    for (const pended of [plainProgram().pended, pendedOnly()]) {
      const parties = [party(1), party(2, { answer: 'rejected' }), party(3, { droppedBy: 'network' })];
      const names = ['ADD PARTY ACKNOWLEDGE', 'ADD PARTY REJECT', 'DROP PARTY', 'DROP PARTY ACKNOWLEDGE'] as const;
      const networkFaults = names.flatMap((message, i) => [
        fault('duplicate', message, { calls: [[i + 1, i + 1], [6, 6]] }), fault('delay', message, { calls: [[i + 7, i + 7]] }),
      ]);
      const program = multipointProgram({ parties }, { topology, pended, calls: 12, concurrency: 2, networkFaults });
      const { counts, isClosed } = recorded(program);
      t.true(isClosed);
      t.is(counts.completed, 12);
      t.deepEqual(idsOf(judged(program), ...bad), []);
    }
  }
});

test('a fault happens in its calls, from its time on, and to the first message of its name', (t) => {
  const calls = 6;
  const counted = (networkFault: NetworkFault): number => {
    return messagesOf(plainProgram({ calls, networkFaults: [networkFault] })).filter((line) => line === 'rx CONNECT').length - calls;
  };
  t.is(counted(fault('duplicate', 'CONNECT')), 6);
  t.is(counted(fault('duplicate', 'CONNECT', { calls: [[2, 3], [5, 9]] })), 4);
  const ticks = recorded(plainProgram({ calls })).events.filter(({ message }) => message === 'CONNECT').map(({ tick }) => tick);
  t.is(counted(fault('duplicate', 'CONNECT', { afterNs: (ticks[3] as number) * 10 })), 3);
  t.is(counted(fault('duplicate', 'CONNECT', { afterNs: (ticks[3] as number) * 10 + 10 })), 2);
});

test('calls beside those that a fault is for go as they would without it', (t) => {
  const others = (program: CallProgram): string => recordBytes(program);
  t.is(others(plainProgram({ calls: 4, networkFaults: [fault('lose', 'CONNECT', { calls: [[5, 9]] })] })), others(plainProgram({ calls: 4 })));
});
