import test from 'ava';
import fc from 'fast-check';
import { defaultDelays } from '../../../src/core/scenario/defaults.ts';
import { courseNames, courses, type Course } from '../../../src/core/scenario/course.ts';
import { expectedCalls } from '../../../src/core/scenario/expectation.ts';
import { callsGivenUp, effectOf, laterNs, sharedCall } from '../../../src/core/scenario/network-fault-effect.ts';
import { faultyMessages, networkFaultKinds, networkFaultText, type NetworkFault } from '../../../src/core/scenario/network-fault.ts';
import { networkRefusals } from '../../../src/core/scenario/network-refusals.ts';

const connects: Course = { name: 'connects' };
const comesIn: Course = { name: 'incomingAccepted' };
const delays = defaultDelays;

function fault(kind: NetworkFault['kind'], message: NetworkFault['message'], changes: Partial<NetworkFault> = {}): NetworkFault {
  return { kind, message, byNs: 0, ...changes };
}

test('reports are told of it in one line', (t) => {
  t.is(networkFaultText(fault('duplicate', 'CONNECT')), 'duplicate CONNECT');
  const late = fault('delay', 'RELEASE COMPLETE', { byNs: 2_500_000, calls: [[3, 3], [7, 9]], afterNs: 1_000_000 });
  t.is(networkFaultText(late), 'delay RELEASE COMPLETE 2.5 ms in calls 3,7-9 after 1 ms');
});

test('what follows from a delay depends on the timer that waits: T303 twice, T310 once', (t) => {
  const fixed = { ...delays, networkProceeding: { kind: 'fixed', ns: 1e9 }, networkConnect: { kind: 'fixed', ns: 1e9 } } as const;
  const effect = (message: NetworkFault['message'], byNs: number) => effectOf(fault('delay', message, { byNs }), connects, { delays: fixed });
  t.deepEqual(effect('CALL PROCEEDING', 2.9e9), { kind: 'as before', laterNs: 2.9e9 });
  t.deepEqual(effect('CALL PROCEEDING', 3e9), { kind: 'as before', laterNs: 3e9, expires: 'T303' });
  t.deepEqual(effect('CALL PROCEEDING', 6.9e9), { kind: 'as before', laterNs: 6.9e9, expires: 'T303' });
  t.is(effect('CALL PROCEEDING', 7e9)?.kind, 'untold');
  t.deepEqual(effect('CONNECT', 8.9e9), { kind: 'as before', laterNs: 8.9e9 });
  t.deepEqual(effect('CONNECT', 9e9), { kind: 'failed', laterNs: 10e9, expires: 'T310' });
  const uneven = { ...fixed, networkConnect: { kind: 'uniform', minNs: 0, maxNs: 2e9 } } as const;
  t.is(effectOf(fault('delay', 'CONNECT', { byNs: 8e9 }), connects, { delays: uneven })?.kind, 'untold', 'it may reach the timer, or not');
  t.is(effectOf(fault('delay', 'CONNECT', { byNs: 10e9 }), connects, { delays: uneven })?.kind, 'failed');
});

test('the counts that a run expects follow: of twenty calls, those that lose CONNECT fail', (t) => {
  const networkFaults = [
    fault('lose', 'CONNECT', { calls: [[1, 5], [19, 40]] }), fault('lose', 'CONNECT ACKNOWLEDGE', { calls: [[2, 2]] }),
    fault('lose', 'SETUP', { calls: [[7, 9]] }), fault('duplicate', 'RELEASE COMPLETE'),
  ];
  const program = { calls: 20, courses: [connects, comesIn, { name: 'networkRejects', cause: 17 } as const], delays, networkFaults };
  // Calls 1, 4 and 19 are outgoing, 2, 5 and 20 come in and send CONNECT themselves; 3 is rejected anyway.
  t.is(callsGivenUp(program), 6);
  t.deepEqual(expectedCalls(program), { connected: 14 - 6, failed: 6 + 6 });
  t.true(laterNs(program) >= 3 * 10e9 + 3 * 4e9);
});

test('the first call that two faults share is found as it would be one by one', (t) => {
  const range = fc.tuple(fc.integer({ min: 1, max: 30 }), fc.nat(9)).map(([first, more]) => [first, first + more] as const);
  const ranges = fc.option(fc.array(range, { minLength: 1, maxLength: 3 }), { nil: undefined });
  const inTurn = fc.array(fc.constantFrom(connects, comesIn, { name: 'noAnswer' } as const), { minLength: 1, maxLength: 4 });
  fc.assert(fc.property(ranges, ranges, inTurn, fc.integer({ min: 1, max: 30 }), (one, other, some, calls) => {
    const has = (given: typeof one, call: number): boolean => given?.some(([first, last]) => first <= call && call <= last) ?? true;
    const all = Array.from({ length: calls }, (_, i) => i + 1);
    const meant = all.filter((call) => has(one, call) && has(other, call) && some[(call - 1) % some.length] === comesIn);
    const found = sharedCall({ ...(one && { calls: one }) }, { ...(other && { calls: other }) }, { calls, courses: some }, (each) => each === comesIn);
    t.is(found === undefined, meant.length === 0);
    t.true(found === undefined || meant.includes(found));
  }));
});

test('every fault in every course has an effect, a reason why not, or nothing to happen to', (t) => {
  for (const name of courseNames) {
    for (const kind of networkFaultKinds) {
      for (const message of faultyMessages) {
        const one = fault(kind, message, kind === 'delay' ? { byNs: 1e9 } : {});
        const effect = effectOf(one, { name }, { delays });
        const refused = networkRefusals([one], { calls: 1, courses: [{ name }], delays, isOpen: false });
        t.is(refused.length, effect === undefined || effect.kind === 'untold' ? 1 : 0, `${kind} ${message} ${name}`);
        if (effect?.kind === 'failed') t.not(courses[name].outcome, 'not made');
        for (const [, , why, next] of refused) t.true(why.length > 10 && next.endsWith('.'));
      }
    }
  }
});
