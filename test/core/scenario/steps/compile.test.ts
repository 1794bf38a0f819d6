import test from 'ava';
import { compileSteps } from '../../../../src/core/scenario/steps/compile.ts';
import type { StepSpec } from '../../../../src/core/scenario/steps/step.ts';
import {
  act, close, compiled, create, expect, make, parallel, remove, repeat, rowsOf, send, wait, when, wrong,
} from './building.ts';

test('a call becomes a row for each act, and expectations none', (t) => {
  const { program, calls } = compiled([create(), make(), expect(), send(3), wait(), close(), remove()]);
  t.deepEqual(rowsOf(program), ['act x1', 'act x2', 'act x3 a3 b1500', 'wait', 'act x7', 'act x8', 'end']);
  t.deepEqual(program.delays, [{ kind: 'fixed', ns: 1_000_000 }]);
  t.deepEqual([program.strands, program.counters], [1, 0]);
  t.deepEqual(calls, { connected: 1, failed: 0 });
});

test('answers are put into the request that they answer, as courses are numbered', (t) => {
  const row = (...answers: StepSpec[]): string | undefined =>
    rowsOf(compileSteps([create(), make(), ...answers, remove()]).program)[1];
  t.is(row(act('callManager: refuse', { status: 0xc000009a })), 'act x2 y1 b3221225626');
  t.is(row(act('callManager: refuse later')), 'act x2 y2 b3221225659');
  t.is(row(act('callManager: refuse parameters')), 'act x2 y3');
  t.is(row(act('network: reject', { cause: 17 })), 'act x2 y4 z17');
  t.is(row(act('network: release instead')), 'act x2 y5 z21');
  t.is(row(act('network: not answer')), 'act x2 y6');
  t.is(row(act('network: not connect')), 'act x2 y7');
  t.is(row(act('miniport: refuse activation')), 'act x2 y8');
  t.is(row(act('miniport: refuse activation', { times: 2 })), 'act x2 y9');
  t.is(row(act('callManager: give up')), 'act x2 y10');
  t.is(row(act('network: lower rates')), 'act x2 y11');
  t.is(row(act('network: lower rates'), act('client: accept rates')), 'act x2 y11');
  t.is(row(act('network: lower rates'), act('client: renegotiate')), 'act x2 y12');
  t.is(row(act('network: lower rates'), act('client: refuse rates')), 'act x2 y13');
  t.is(row(act('network: lower rates'), act('client: renegotiate'), act('network: refuse')), 'act x2 y14');
  t.is(rowsOf(compiled([create(), act('callManager: refuse')]).program)[0], 'act x1 y15');
});

test('answers in mid-call are put into what they answer', (t) => {
  const row = (request: StepSpec, ...answers: StepSpec[]): string | undefined =>
    rowsOf(compileSteps([create(), make(), request, ...answers, close(), remove()], ['1', '2']).program)[2];
  const modify = (): StepSpec => act('client: modify QoS', { peakCellRate: 1000 });
  const asked = (): StepSpec => act('network: modify');
  t.is(row(modify()), 'act x6 y32 a1000');
  t.is(row(modify(), act('network: grant in part')), 'act x6 y33 a1000');
  t.is(row(modify(), act('network: refuse')), 'act x6 y34 a1000');
  t.is(row(modify(), act('miniport: refuse activation')), 'act x6 y35 a1000');
  t.is(row(asked()), 'act x19 y36');
  t.is(row(asked(), act('client: renegotiate')), 'act x19 y37');
  t.is(row(asked(), act('client: refuse rates')), 'act x19 y38');
  t.is(row(asked(), act('miniport: refuse activation')), 'act x19 y39');
  const add = (): StepSpec => act('client: add party', { party: 1 });
  t.is(row(add(), act('network: reject', { cause: 3 })), 'act x4 y1 z3 a1');
  t.is(row(add(), act('network: not answer')), 'act x4 y2 a1');
  t.is(row(act('client: drop party', { party: 2 }), act('network: not answer')), 'act x5 y1 a2');
  t.is(row(close(), act('network: not answer')), 'act x7 y40');
  const offered = (...given: StepSpec[]): string | undefined => rowsOf(compileSteps([act('network: call'), ...given, close()]).program)[0];
  t.is(offered(), 'act x16 y16');
  t.is(offered(act('client: accept later')), 'act x16 y17');
  t.is(offered(act('client: reject')), 'act x16 y18 b3221225626');
  t.is(offered(act('client: reject later', { status: 0xc0000001 })), 'act x16 y19 b3221225473');
  t.is(offered(act('network: give up', { cause: 16 })), 'act x16 y28 z16');
  t.is(offered(act('client: take no calls')), 'act x16 y20');
  t.is(offered(act('network: release instead', { cause: 3 })), 'act x16 y21 z3');
  t.is(offered(act('client: lower rates')), 'act x16 y22');
  t.is(offered(act('client: lower rates'), act('callManager: give up')), 'act x16 y23');
  t.is(row(act('network: release', { cause: 16 })), 'act x17 y25 z16');
  t.deepEqual(wrong(() => [create(), make(), close(), act('network: reject'), remove()]), ['answer-does-not-fit at 4']);
});

test('repetitions, branches and strands are rows that lead to rows', (t) => {
  const repeated = compiled([create(), repeat(3, make(), repeat(2, send()), close()), remove()]);
  t.deepEqual(rowsOf(repeated.program), [
    'act x1', 'act x2', 'act x3 a1 b1500', 'again a2 b2', 'act x7', 'again x1 a1 b3', 'act x8', 'end',
  ]);
  t.deepEqual(repeated.calls, { connected: 3, failed: 0 });
  const branching = compiled([create(), make(), when('failed', [wait()], [send(), close()]), remove()]);
  t.deepEqual(rowsOf(branching.program), [
    'act x1', 'act x2', 'branch x2 a5', 'wait', 'jump a7', 'act x3 a1 b1500', 'act x7', 'act x8', 'end',
  ]);
  const strands = compiled([create(), make(), parallel([close()], [send()], [wait()]), remove()]);
  t.deepEqual(rowsOf(strands.program), [
    'act x1', 'act x2', 'fork x1 a7', 'fork x2 a9', 'act x7', 'join a6', 'jump a11',
    'act x3 a1 b1500', 'end', 'wait', 'end', 'act x8', 'end',
  ]);
  t.is(strands.program.strands, 3);
});

test('strands that run at the same time have numbers of their own, those after them the same again', (t) => {
  const pair = (): StepSpec => parallel([wait()], [wait()]);
  const { program } = compiled([create(), parallel([pair()], [pair(), pair()]), pair(), remove()]);
  t.is(program.strands, 4);
  const forked = rowsOf(program).filter((row) => row.startsWith('fork')).map((row) => row.split(' ')[1]);
  t.deepEqual(forked, ['x1', 'x2', 'x3', 'x3', 'x1']);
  const ends = rowsOf(program).filter((row) => row.startsWith('end'));
  t.deepEqual(ends, ['end', 'end x1', 'end x1', 'end', 'end', 'end']);
});

test('a repetition of nothing that a device does has no rows', (t) => {
  t.deepEqual(rowsOf(compiled([create(), repeat(1000, expect()), remove()]).program), ['act x1', 'act x8', 'end']);
});

test('an answer belongs directly after a request that it can answer', (t) => {
  t.deepEqual(wrong(() => [act('network: reject'), create(), remove()]), ['answer-without-request at 1']);
  t.deepEqual(wrong(() => [create(), make(), expect(), act('network: reject'), close(), remove()]), ['answer-without-request at 4']);
  t.deepEqual(wrong(() => [create(), act('network: reject'), remove()]), ['answer-does-not-fit at 2']);
  t.deepEqual(wrong(() => [create(), make(), act('client: renegotiate'), close(), remove()]), ['answer-without-request at 3']);
});

test('a request is answered in one way', (t) => {
  const twice = wrong(() => [create(), make(), act('network: reject'), act('network: not answer'), remove()]);
  t.deepEqual(twice, ['answers-contradict at 4']);
  const { faults } = compileSteps([create(), make(), act('network: lower rates'), act('callManager: give up'), close(), remove()]);
  t.regex(faults[0]?.message ?? '', /^`callManager: give up` contradicts `network: lower rates` \(line \d+\)$/);
});

test('what is said with an act is something that it takes, and in range', (t) => {
  t.deepEqual(wrong(() => [create(), make(), act('client: send', { cause: 3 }), close(), remove()]), ['unknown-key at 3']);
  t.deepEqual(wrong(() => [create(), make(), act('network: reject', { cause: 128 }), remove()]), ['out-of-range at 3']);
  t.deepEqual(wrong(() => [create(), make(), act('callManager: refuse', { status: 0x103 }), remove()]), ['out-of-range at 3']);
  t.deepEqual(wrong(() => [create(), make(), act('client: send', { lists: 1.5 }), close(), remove()]), ['out-of-range at 3']);
});

test('a program that no device has room for is refused at the step that is too much', (t) => {
  const eight = Array.from({ length: 9 }, () => [wait()]);
  t.deepEqual(wrong(() => [create(), parallel(...eight), remove()]).map((text) => text.split(' ')[0]), ['too-many-strands']);
  t.deepEqual(wrong(() => [create(), repeat(1001, repeat(1000, wait())), remove()]), ['too-many-steps at 2']);
  const rows = wrong(() => [create(), ...Array.from({ length: 4096 }, () => wait()), remove()]);
  t.deepEqual(rows, ['too-many-steps at 4097']);
  t.deepEqual(wrong(() => [create(), ...Array.from({ length: 65 }, () => repeat(2, wait())), remove()]), ['too-many-repeats at 131']);
});

test('steps in which nobody does anything are refused', (t) => {
  t.deepEqual(wrong(() => [wait(), expect()]), ['no-request at 1']);
  t.deepEqual(wrong(() => []), ['no-request at undefined']);
});
