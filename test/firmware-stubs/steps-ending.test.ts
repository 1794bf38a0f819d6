import test from 'ava';
import { defaultCalled, defaultDelays } from '../../src/core/scenario/defaults.ts';
import type { CallProgram } from '../../src/core/scenario/call-program.ts';
import { compileSteps } from '../../src/core/scenario/steps/compile.ts';
import type { StepSpec } from '../../src/core/scenario/steps/step.ts';
import { act, close, create, make, parallel, remove, repeat, send, wait, when } from '../core/scenario/steps/building.ts';
import { bad, idsOf, judged } from './judging.ts';
import { multipointProgram, outline, plainProgram, recordBytes, recorded } from './recorded.ts';

const topologies = ['cm', 'mcm'] as const;
const second = 1_000_000_000;

/** The step with which the drivers of a topology go. */
function going(topology: (typeof topologies)[number]): StepSpec {
  return act(topology === 'cm' ? 'callManager: unbind' : 'miniport: halt');
}

function program(steps: readonly StepSpec[], changes: Partial<CallProgram>, parties?: readonly string[]): CallProgram {
  const { faults, program: compiled } = compileSteps(steps, parties);
  if (faults.length > 0) throw new Error(faults.map((fault) => fault.describe()).join('\n'));
  return { ...plainProgram({ sends: 0, saps: [defaultCalled.digits], ...changes }), steps: compiled };
}

for (const topology of topologies) {
  test(`the drivers go in a step: every call is closed, no further one begun, and all is accounted for (${topology})`, (t) => {
    const calls = program([create(), make(), send(2), wait(20 * second), going(topology)], { topology, calls: 9, concurrency: 3 });
    const { events, counts, isClosed } = recorded(calls);
    t.deepEqual(counts, { offered: 3, completed: 3, failed: 0, abandoned: 0, open: 0 });
    t.true(isClosed);
    const lines = outline(events);
    const at = (line: string): number => lines.indexOf(line);
    const closes = lines.flatMap((line, i) => (line === 'E NdisClCloseCall' ? [i] : []));
    t.is(closes.length, 3);
    const [begin, end] = topology === 'cm' ? ['E ProtocolUnbindAdapterEx', 'R ProtocolUnbindAdapterEx SUCCESS'] : ['E MiniportHaltEx', 'R MiniportHaltEx'];
    t.true(at(begin) > 0 && at(begin) < at('E ProtocolClNotifyCloseAf'));
    t.true(closes.every((each) => each > at('E ProtocolClNotifyCloseAf') && each < at('E NdisClCloseAddressFamily')));
    t.true(at('E NdisClCloseAddressFamily') < at('E NdisClNotifyCloseAddressFamilyComplete') && at('E NdisClNotifyCloseAddressFamilyComplete') < at(end));
    t.is(lines.filter((line) => line === begin).length, 1);
    t.is(recordBytes(calls), recordBytes(calls));
    t.deepEqual(idsOf(judged(calls), ...bad), []);
  });

  test(`whatever calls are at when the drivers go, it ends well (${topology})`, (t) => {
    const tails: StepSpec[][] = [
      [create(), make(), parallel([send(30), wait(second)], [wait(1000), act('network: send', { lists: 2 })]), close(), remove()],
      [act('network: call'), act('network: send', { lists: 3 }), act('network: release', { cause: 16 })],
      [create(), make(), act('network: reject', { cause: 17 }), when('failed', [wait(1000)]), remove()],
      [repeat(4, create(), make(), wait(30_000_000), close(), remove())],
    ];
    for (const [i, tail] of tails.entries()) {
      for (const seed of [1, 2, 3]) {
        for (const before of [0, 5_000_000, 60_000_000]) {
          // The calls reach the step at different times: what one of them is at then, another has behind it.
          const calls = program([...tail, wait(before), ...tail, going(topology)], { topology, calls: 12, concurrency: 4, seed });
          const { counts, isClosed } = recorded(calls);
          const told = `${i} ${seed} ${before} ${JSON.stringify(counts)}`;
          t.is(counts.offered, counts.completed + counts.failed, told);
          t.true(isClosed, told);
          t.deepEqual(idsOf(judged(calls), ...bad), [], told);
        }
      }
    }
  });

  test(`what other strands send is back before a call is released or closed, whenever that is (${topology})`, (t) => {
    for (const before of [0, 60_000, 150_000]) {
      for (const transmission of [0, 40_000]) {
        const changes: Partial<CallProgram> = { topology, calls: 24, concurrency: 4, delays: { ...defaultDelays, transmission: { kind: 'fixed', ns: transmission } } };
        const others: StepSpec[][] = [[send(4), send(3)], [act('network: send', { lists: 2 })]];
        const released = [act('network: call'), parallel([wait(before), act('network: release', { cause: 16 })], ...others)];
        const closed = [create(), make(), parallel([wait(before), close()], ...others), remove()];
        for (const steps of [released, closed]) t.deepEqual(idsOf(judged(program(steps, changes)), ...bad), [], `${before} ${transmission}`);
      }
    }
  });

  test(`parties leave a call before it is closed because the drivers go (${topology})`, (t) => {
    const { multipoint: _, ...plain } = multipointProgram({}, { sends: 0, topology });
    const steps = compileSteps([create(), make(), act('client: add party', { party: 1 }), going(topology)], ['493012']);
    t.deepEqual(steps.faults, []);
    const calls = { ...plain, steps: steps.program };
    const { events, counts, isClosed } = recorded(calls);
    t.like(counts, { offered: 1, completed: 1, failed: 0 });
    t.true(isClosed);
    t.is(outline(events).filter((line) => line === 'E NdisClDropParty').length, 1);
    t.deepEqual(idsOf(judged(calls, [], { multipoint: true }), ...bad), []);
  });
}

test('a call that the drivers going keeps from being made has failed, one that they close has not', (t) => {
  const calls = program([create(), wait(second), make(), when('succeeded', [close()]), remove(), going('cm')], { calls: 2, concurrency: 2 });
  t.like(recorded(calls).counts, { offered: 2, completed: 2 });
  const split = program([create(), wait(second), make(), wait(10 * second), going('cm'), wait(second)], { calls: 1 });
  t.like(recorded(split).counts, { offered: 1, completed: 1 });
});

test('a device refuses the act with which the drivers of the other kind go', (t) => {
  t.throws(() => recorded(program([act('callManager: unbind')], { topology: 'mcm' })), { instanceOf: RangeError, message: /cannot do act 24/ });
});
