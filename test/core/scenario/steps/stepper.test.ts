import test from 'ava';
import fc from 'fast-check';
import { requests } from '../../../../src/core/scenario/steps/acts.ts';
import { checkProgram } from '../../../../src/core/scenario/steps/check-program.ts';
import { compileSteps } from '../../../../src/core/scenario/steps/compile.ts';
import type { StepSpec } from '../../../../src/core/scenario/steps/step.ts';
import { stateWords, stepOutcomes } from '../../../../src/core/scenario/steps/stepper.ts';
import { anySteps } from './any-steps.ts';
import { act, close, compiled, create, make, parallel, remove, repeat, send, wait, when } from './building.ts';
import { actsOf, drive, type Ending } from './driver.ts';

const { succeeded, failed, spent } = stepOutcomes;
const numberOf = (name: keyof typeof requests): number => requests[name].number;

/** Names of the acts that one call does; `ending` says how they end. */
function done(steps: StepSpec[], ending?: Ending, parties?: readonly string[]): string[] {
  const names: string[] = [];
  const byNumber = new Map(Object.entries(requests).map(([name, { number }]) => [number as number, name]));
  const heard = (_call: number, strand: number, number: number): void => {
    names.push(`${strand > 0 ? `${strand} ` : ''}${byNumber.get(number)}`);
  };
  const { completed, failed: broken } = drive(compiled(steps, parties).program, { calls: 1, concurrency: 1, heard, ...(ending && { ending }) });
  return [...names, completed === 1 ? 'completed' : broken === 1 ? 'failed' : 'abandoned'];
}

const failing = (name: keyof typeof requests, outcome: number = failed): Ending => (_call, number) =>
  number === numberOf(name) ? outcome : succeeded;

test('acts are done one after another, and repeated as often as they say', (t) => {
  const call = (): StepSpec[] => [make(), repeat(2, send(), wait()), close()];
  const once = ['client: make call', 'client: send', 'client: send', 'client: close call'];
  t.deepEqual(done([create(), repeat(2, ...call()), remove()]), ['client: create VC', ...once, ...once, 'client: delete VC', 'completed']);
});

test('a branch is taken by how the last request ended', (t) => {
  const steps = (): StepSpec[] => [create(), make(), when('failed', [wait()], [send(), close()]), remove()];
  t.deepEqual(done(steps()), ['client: create VC', 'client: make call', 'client: send', 'client: close call', 'client: delete VC', 'completed']);
  t.deepEqual(done(steps(), failing('client: make call')), ['client: create VC', 'client: make call', 'client: delete VC', 'failed']);
});

test('what cannot be done because something before it failed is passed over', (t) => {
  const steps = (): StepSpec[] => [create(), make(), send(), close(), remove()];
  t.deepEqual(done(steps(), failing('client: make call')), ['client: create VC', 'client: make call', 'client: delete VC', 'failed']);
  t.deepEqual(done(steps(), failing('client: create VC')), ['client: create VC', 'failed']);
  const twice = [create(), make(), close(), make(), close(), remove()];
  t.deepEqual(done(twice, failing('client: make call')), ['client: create VC', 'client: make call', 'client: delete VC', 'failed']);
  t.deepEqual(done(steps(), failing('client: send')).at(-1), 'completed');
  t.deepEqual(done(steps(), failing('client: close call')).slice(-2), ['client: delete VC', 'failed']);
  t.deepEqual(done(steps(), failing('client: make call', spent)), ['client: create VC', 'client: make call', 'client: delete VC', 'failed']);
});

test('a call that the client closes at once has not failed', (t) => {
  const steps = [create(), make(), act('network: lower rates'), act('client: refuse rates'), when('succeeded', []), remove()];
  t.deepEqual(done(steps, failing('client: make call', spent)), ['client: create VC', 'client: make call', 'client: delete VC', 'completed']);
});

test('strands go on side by side, and the next step waits for all of them', (t) => {
  const steps = [create(), make(), parallel([send(1), send(1)], [wait(), wait(), wait(), wait(), send(2)], [parallel([send(3)], [send(4)])]), close(), remove()];
  const all = done(steps);
  t.deepEqual(all.slice(-3), ['client: close call', 'client: delete VC', 'completed']);
  t.deepEqual(all.slice(2, -3).sort(), ['1 client: send', '2 client: send', '3 client: send', 'client: send', 'client: send']);
});

test('strands together have failed where one of them has', (t) => {
  const steps = (): StepSpec[] => [
    create(), make(), parallel([act('network: send')], [send()], [wait()]), when('failed', [act('client: modify QoS')]), close(), remove(),
  ];
  t.false(done(steps()).includes('client: modify QoS'));
  t.true(done(steps(), failing('client: send')).includes('client: modify QoS'));
});

test('a strand whose call another has closed passes over what it still had to do', (t) => {
  const steps = [create(), make(), parallel([close()], [repeat(50, wait()), send()]), remove()];
  t.deepEqual(done(steps), ['client: create VC', 'client: make call', 'client: close call', 'client: delete VC', 'completed']);
});

test('parties are kept with the call: a party that was refused is not dropped, and the last never is', (t) => {
  const add = act('client: add party', { party: 1 });
  const steps = (): StepSpec[] => [create(), make(), add, act('client: drop party', { party: 0 }), close(), remove()];
  t.true(done(steps(), undefined, ['1']).includes('client: drop party'));
  t.false(done(steps(), failing('client: add party'), ['1']).includes('client: drop party'));
});

test('10^6 calls, 10^5 at once, take no more memory than at the beginning, and each is accounted for', (t) => {
  const steps = [create(), make(), when('failed', [wait()], [repeat(2, send()), parallel([wait()], [send()]), close()]), remove()];
  const { program } = compiled(steps);
  const ending: Ending = (call, number) => (call % 10 === 3 && number === numberOf('client: make call') ? failed : succeeded);
  const few = drive(program, { calls: 100_000, concurrency: 100_000, ending });
  const many = drive(program, { calls: 1_000_000, concurrency: 100_000, ending });
  t.deepEqual({ ...many, acts: 0, octets: 0 }, { offered: 1_000_000, completed: 900_000, failed: 100_000, abandoned: 0, acts: 0, octets: 0 });
  t.is(many.octets, few.octets);
  t.is(many.acts, 900_000 * 7 + 100_000 * 3);
  t.true(stateWords(program) <= 8);
});

test('calls that are left when the device stops are abandoned, and the sum stays', (t) => {
  const { program } = compiled([create(), make(), send(), close(), remove()]);
  const { offered, completed, failed: broken, abandoned } = drive(program, { calls: 1000, concurrency: 10, mostActs: 777 });
  t.is(offered, completed + broken + abandoned);
  t.true(abandoned > 0 && completed > 0);
});

test('any legal steps pass the check, end, and are accounted for, always in the same way', (t) => {
  const property = fc.property(anySteps, fc.nat(100), (steps, luck) => {
    const { faults, program, calls } = compileSteps(steps);
    t.deepEqual(faults.map((fault) => fault.describe()), []);
    t.is(checkProgram(program), undefined);
    t.truthy(calls);
    const ending: Ending = (call, number, answer) => {
      if (number === numberOf('client: make call') && answer > 0 && ![8, 11, 12].includes(answer)) return failed;
      if (number === numberOf('network: call') && [18, 19, 20, 21, 23, 27, 28].includes(answer)) return failed;
      return (call * 7 + number * 13 + luck) % 5 === 0 ? failed : succeeded;
    };
    const heard: string[][] = [[], []];
    const driven = heard.map((list) => drive(program, {
      calls: 20, concurrency: 3, ending, heard: (...all) => void list.push(all.join()),
    }));
    const [first] = driven;
    t.is(first?.abandoned, 0);
    t.is(first?.offered, (first?.completed ?? 0) + (first?.failed ?? 0));
    t.deepEqual(driven[0], driven[1]);
    t.deepEqual(heard[0], heard[1]);
    t.true(actsOf(program).length > 0);
  });
  fc.assert(property, { numRuns: 300 });
});

test('a program from outside is checked row by row', (t) => {
  const { program } = compiled([create(), make(), repeat(2, send()), parallel([send()], [wait()]), close(), remove()]);
  t.is(checkProgram(program), undefined);
  const changed = (at: number, value: number): string | undefined => checkProgram({ ...program, rows: program.rows.with(at, value) });
  t.is(changed(0, 99), 'row 0: there is no operation 99');
  t.is(changed(0, 0x6301), 'row 0: there is no act 99');
  t.is(changed(3, 0x0163_0201), 'row 1: act 2 has no answer 99');
  t.is(changed(10, 3), 'row 3: it goes to row 3, 2 times');
  t.is(changed(9, 0x0103), 'row 3: there is no counter 1');
  t.is(changed(13, 4), 'row 4: it forks strand 1 at row 4');
  t.is(changed(19, 3), 'row 6: it joins strands 3');
  t.is(changed(22, 99), 'row 7: it goes to row 99');
  t.is(checkProgram({ ...program, rows: program.rows.slice(0, -3) }), 'the last row is no end');
  t.is(checkProgram({ ...program, delays: [] }), 'row 8: there is no delay 0');
  t.is(checkProgram({ ...program, strands: 9 }), '9 strands');
  t.is(checkProgram({ ...program, rows: new Int32Array() }), '0 rows');
});
