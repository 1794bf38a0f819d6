import test from 'ava';
import { compileSteps } from '../../../../src/core/scenario/steps/compile.ts';
import type { StepSpec } from '../../../../src/core/scenario/steps/step.ts';
import { act, close, compiled, create, expect, make, parallel, remove, repeat, send, wait, when, wrong } from './building.ts';

const out = (at: number): string[] => [`step-out-of-order at ${at}`];

test('an act that cannot be done where it stands is named, and what follows from it is not', (t) => {
  t.deepEqual(wrong(() => [make(), close(), remove()]), out(1));
  t.deepEqual(wrong(() => [create(), close(), remove()]), out(2));
  t.deepEqual(wrong(() => [create(), send(), remove()]), out(2));
  t.deepEqual(wrong(() => [create(), make(), make(), close(), remove()]), out(3));
  t.deepEqual(wrong(() => [create(), create(), remove()]), out(2));
  t.deepEqual(wrong(() => [create(), make(), remove()]), out(3));
  t.deepEqual(wrong(() => [create(), make(), close(), remove(), send()]), out(5));
  t.deepEqual(wrong(() => [create(), remove(), make(), close(), remove()]), out(3));
  t.deepEqual(wrong(() => [create(), act('miniport: halt'), remove()]), out(3));
  t.deepEqual(wrong(() => [create(), make(), act('network: release'), close(), remove()]), out(4));
});

test('a call that the network has released is closed already, and the hint does not ask for another', (t) => {
  const { faults } = compileSteps([act('network: call'), act('network: release'), expect(), close()]);
  t.regex(faults[0]?.message ?? '', /^`client: close call` cannot be done here: no call is connected any more: the client closes a call/);
  t.is(faults[0]?.next, 'Take it out.');
});

test('a call that an answer refuses is not there afterwards, and the message says why', (t) => {
  t.deepEqual(wrong(() => [create(), make(), act('network: reject'), close(), remove()]), out(4));
  const { faults } = compileSteps([create(), make(), act('network: lower rates'), act('client: refuse rates'), send(), remove()]);
  t.regex(faults[0]?.message ?? '', /^`client: send` cannot be done here: no call is connected, because of `client: refuse rates` \(line \d+\)$/);
  t.deepEqual(wrong(() => [create(), act('callManager: refuse'), make(), close(), remove()]), out(3));
});

test('a VC on which a call has failed can only be deleted', (t) => {
  t.deepEqual(wrong(() => [create(), make(), act('network: reject'), make(), close(), remove()]), out(4));
  t.deepEqual(wrong(() => [create(), make(), when('failed', [make(), close()], [close()]), remove()]), out(3));
  t.deepEqual(wrong(() => [create(), make(), act('network: reject'), remove(), create(), make(), close(), remove()]), []);
  const refused = (): StepSpec[] => [make(), act('network: lower rates'), act('client: refuse rates')];
  t.deepEqual(wrong(() => [create(), ...refused(), ...refused(), remove()]), []);
});

test('what is open at the end is named at the act that opened it', (t) => {
  t.deepEqual(wrong(() => [create(), make(), send()]), ['call-left-open at 2']);
  t.deepEqual(wrong(() => [create(), make(), close()]), ['vc-left at 1']);
  t.deepEqual(wrong(() => [create(), make(), act('miniport: halt')]), []);
  t.deepEqual(wrong(() => [act('network: call'), act('network: release')]), []);
});

test('nothing follows where the drivers go, however that ended, and nothing goes on beside it', (t) => {
  const unbind = (): StepSpec => act('callManager: unbind');
  t.deepEqual(wrong(() => [create(), make(), unbind(), wait(), expect()]), []);
  t.deepEqual(wrong(() => [create(), make(), unbind(), close()]), out(4));
  t.deepEqual(wrong(() => [unbind(), create()]), out(2));
  t.deepEqual(wrong(() => [unbind(), act('network: call')]), out(2));
  t.deepEqual(wrong(() => [unbind(), act('miniport: halt')]), out(2));
  t.deepEqual(wrong(() => [unbind(), when('failed', [create()])]), out(2));
  t.deepEqual(wrong(() => [repeat(2, unbind())]), out(1));
  t.deepEqual(wrong(() => [create(), make(), parallel([unbind()], [send()])]), ['strands-contradict at 4']);
});

test('a call that the client closes because of what the network asks for is over', (t) => {
  const closed = (): StepSpec[] => [create(), make(), act('network: modify'), act('client: refuse rates')];
  t.deepEqual(wrong(() => [...closed(), remove()]), []);
  t.deepEqual(wrong(() => [...closed(), close(), remove()]), out(5));
  t.deepEqual(wrong(() => [create(), make(), parallel([act('network: modify'), act('client: refuse rates')], [send()]), remove()]), ['strands-contradict at 5']);
});

test('the VC of a call that came in goes with the call', (t) => {
  t.deepEqual(wrong(() => [act('network: call'), send(), close()]), []);
  t.deepEqual(wrong(() => [act('network: call'), close(), remove()]), out(3));
  t.deepEqual(wrong(() => [act('network: call'), act('client: reject'), close()]), out(3));
  t.deepEqual(wrong(() => [create(), act('network: call'), close(), remove()]), out(2));
  t.deepEqual(wrong(() => [act('network: call')]), ['call-left-open at 1']);
  t.deepEqual(wrong(() => [create(), make(), parallel([act('network: release')], [send()]), remove()]), []);
  t.deepEqual(wrong(() => [create(), make(), parallel([act('network: release')], [close()]), remove()]), ['strands-contradict at 4']);
  t.deepEqual(compiled([act('network: call'), close(), act('network: call'), act('client: reject')]).calls, { connected: 1, failed: 1 });
});

test('steps that are repeated have to fit behind themselves', (t) => {
  t.deepEqual(wrong(() => [repeat(2, create(), make(), close(), remove())]), []);
  t.deepEqual(wrong(() => [repeat(2, create(), make(), close())]), out(1));
  t.deepEqual(wrong(() => [create(), make(), repeat(2, close()), remove()]), out(3));
  const { faults } = compileSteps([create(), make(), repeat(2, close()), remove()]);
  t.regex(faults[0]?.message ?? '', /cannot be done here again: no call is connected/);
});

test('the steps of both ways of a branch are followed', (t) => {
  t.deepEqual(wrong(() => [create(), make(), when('succeeded', [send(), close()]), remove()]), []);
  t.deepEqual(wrong(() => [create(), make(), when('failed', [send()], [close()]), remove()]), out(3));
  t.deepEqual(wrong(() => [create(), make(), when('failed', [close()]), remove()]), [...out(3), ...out(5)]);
  t.deepEqual(wrong(() => [create(), make(), when('succeeded', [close()]), close(), remove()]), out(5));
});

test('steps behind an outcome that an answer rules out are never reached', (t) => {
  const dead = (): StepSpec[] => [create(), make(), act('network: reject'), when('succeeded', [send(), close()]), remove()];
  t.deepEqual(wrong(dead), ['steps-unreachable at 4']);
  t.deepEqual(wrong(() => [create(), make(), act('network: reject'), when('failed', [wait()], [send()]), remove()]), ['steps-unreachable at 5']);
  t.deepEqual(wrong(() => [when('succeeded', [create(), remove()])]), ['branch-without-request at 3']);
});

test('one strand alone changes the call, and each party has one that changes it', (t) => {
  t.deepEqual(wrong(() => [create(), make(), parallel([close()], [send(), send()]), remove()]), []);
  const twice = (): StepSpec[] => [create(), make(), parallel([close()], [act('network: release')]), remove()];
  t.deepEqual(wrong(twice), ['strands-contradict at 4']);
  t.deepEqual(wrong(() => [create(), parallel([make()], [send()]), act('client: close call'), remove()]), out(3));
  const party = (a: number, b: number) => (): StepSpec[] => [
    create(), make(), parallel([act('client: add party', { party: a })], [act('client: add party', { party: b })]),
    act('client: drop party', { party: a }), ...(a === b ? [] : [act('client: drop party', { party: b })]), close(), remove(),
  ];
  t.deepEqual(wrong(party(1, 2), ['1', '2']), []);
  t.deepEqual(wrong(party(1, 1), ['1', '2']), ['strands-contradict at 4']);
  const modify = (): StepSpec => act('client: modify QoS');
  t.deepEqual(wrong(() => [create(), make(), parallel([modify()], [act('network: modify')]), close(), remove()]), ['strands-contradict at 4']);
  t.deepEqual(wrong(() => [create(), make(), parallel([modify()], [send()], [close()]), remove()]), ['strands-contradict at 5']);
  t.deepEqual(wrong(() => [create(), make(), parallel([modify()], [act('network: send')]), close(), remove()]), []);
});

test('parties come before they go, and the last goes with the call', (t) => {
  const add = (party: number): StepSpec => act('client: add party', { party });
  const drop = (party: number): StepSpec => act('client: drop party', { party });
  const call = (...steps: StepSpec[]): StepSpec[] => [create(), make(), ...steps, close(), remove()];
  const two = ['1', '2'];
  t.deepEqual(wrong(() => call(add(1), drop(0)), two), []);
  t.deepEqual(wrong(() => call(add(1))), ['no-parties at 1']);
  t.deepEqual(wrong(() => call(add(3)), two), ['unknown-party at 1']);
  t.deepEqual(wrong(() => call(drop(2)), two), ['party-not-there at 1']);
  t.deepEqual(wrong(() => call(add(1), add(1), drop(1)), two), ['party-there at 2']);
  t.deepEqual(wrong(() => call(drop(0)), two), ['last-party at 1']);
  t.deepEqual(wrong(() => { const steps = call(); return [...steps.slice(0, 2), add(1), ...steps.slice(2)]; }, two), ['parties-left at 3']);
  t.deepEqual(wrong(() => call(add(1), act('network: reject')), two), []);
  t.deepEqual(wrong(() => [...call(add(1), drop(0)), ...call(add(1), drop(1))], two), []);
  t.deepEqual(wrong(() => call(act('network: send')), two), ['nothing-backward at 1']);
  t.deepEqual(wrong(() => [act('network: call'), close()], two), ['point-to-point at 1']);
});

test('the calls that a pass connects and lets fail are counted', (t) => {
  const rejected = (): StepSpec[] => [create(), make(), act('network: reject'), remove(), create()];
  const called = (): StepSpec[] => [make(), close()];
  const repeated = (): StepSpec[] => [repeat(1000, ...rejected(), repeat(3, ...called()), remove())];
  t.deepEqual(compiled(repeated()).calls, { connected: 3000, failed: 1000 });
  t.deepEqual(compiled([create(), act('callManager: refuse')]).calls, { connected: 0, failed: 0 });
  t.deepEqual(compiled([create(), make(), when('failed', [wait()], [close()]), remove()]).calls, { connected: 1, failed: 0 });
  const refused = [create(), make(), act('network: lower rates'), act('client: refuse rates'), expect(), remove()];
  t.deepEqual(compiled(refused).calls, { connected: 1, failed: 0 });
  t.is(compileSteps([create(), make(), act('miniport: halt')]).calls, undefined);
});

test('a timer is started before it is stopped, and stopped somewhere', (t) => {
  const starting = (name = 't'): StepSpec => act('client: create VC', {}, { starts: [name] });
  const stopping = (name = 't'): StepSpec => expect({ stops: [name] });
  t.deepEqual(wrong(() => [starting(), stopping(), remove()]), []);
  t.deepEqual(wrong(() => [starting(), remove()]), ['timer-never-stopped at 1']);
  t.deepEqual(wrong(() => [stopping(), create(), remove()]), ['timer-not-started at 1']);
  t.deepEqual(wrong(() => [expect({ stops: ['t'], starts: ['t'] }), create(), remove(), stopping()]), ['timer-not-started at 1']);
  t.deepEqual(wrong(() => [starting(), expect({ starts: ['t'] }), stopping(), remove()]), ['timer-never-stopped at 1']);
  t.deepEqual(wrong(() => [starting(), when('failed', [], [stopping(), remove()])]), []);
  t.deepEqual(wrong(() => [create(), parallel([stopping()], [expect({ starts: ['t'] })]), remove()]), []);
  t.deepEqual(wrong(() => [create(), repeat(2, stopping(), expect({ starts: ['t'] })), remove()]), ['timer-not-started at 2', 'timer-never-stopped at 3']);
  t.deepEqual(wrong(() => [create(), { ...wait(), starts: ['t'] }, remove()]), ['timer-without-event at 2']);
});
