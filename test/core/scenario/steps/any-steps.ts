import fc from 'fast-check';
import type { StepSpec } from '../../../../src/core/scenario/steps/step.ts';
import { act, close, create, expect, make, parallel, remove, repeat, send, wait, when } from './building.ts';

type Steps = fc.Arbitrary<StepSpec[]>;
type Make = () => StepSpec;

/** Answers after which the call stands, and those after which it does not. */
const granting: (() => StepSpec[])[] = [
  () => [],
  () => [act('network: lower rates')],
  () => [act('network: lower rates'), act('client: renegotiate')],
  () => [act('miniport: refuse activation', { times: 1 })],
];
const refusing: (() => StepSpec[])[] = [
  () => [act('callManager: refuse')],
  () => [act('network: reject', { cause: 17 })],
  () => [act('network: release instead')],
  () => [act('network: not connect')],
  () => [act('miniport: refuse activation', { times: 2 })],
];

/** Answers to a call that comes in, after which it is connected, and those after which it is not. */
const taking: (() => StepSpec[])[] = [() => [], () => [act('client: accept later')], () => [act('client: lower rates')]];
const declining: (() => StepSpec[])[] = [
  () => [act('client: reject')], () => [act('client: reject later')], () => [act('network: release instead', { cause: 3 })],
  () => [act('client: lower rates'), act('callManager: give up')], () => [act('network: give up', { cause: 16 })],
  () => [act('client: take no calls')], () => [act('network: not answer')],
];

/** How a connected call ends. */
const ending: fc.Arbitrary<Make> = fc.constantFrom(() => close(), () => act('network: release', { cause: 16 }));

/** What strands may do at the same time, and what only one of them may. */
const shared: Make[] = [() => wait(), () => wait(7), () => expect(), () => act('client: send', { lists: 2 }), () => act('network: send')];
const alone: Make[] = [...shared, () => act('client: modify QoS', { peakCellRate: 4000 }), () => act('network: modify')];

/** Steps of a connected call that leave it connected, nested up to a depth. */
function inCall(depth: number, makes: readonly Make[]): Steps {
  const leaf = fc.array(fc.constantFrom(...makes), { minLength: 1, maxLength: 3 }).map((all) => all.map((one) => one()));
  if (depth === 0) return leaf;
  const inner = inCall(depth - 1, makes);
  const strand = inCall(depth - 1, shared);
  return fc.oneof(
    leaf,
    fc.tuple(fc.integer({ min: 1, max: 4 }), inner).map(([times, steps]) => [repeat(times, ...steps)]),
    fc.array(strand, { minLength: 2, maxLength: depth === 1 ? 2 : 3 }).map((strands) => [parallel(...strands)]),
    fc.tuple(inner, inner).map(([met, otherwise]) => [send(), when('succeeded', met, otherwise)]),
    fc.tuple(inner, inner).map(([one, two]) => [...one, ...two]),
  );
}

/** One call on a VC that is there, from `make call` to its end. */
const oneCall: Steps = fc.oneof(
  fc.tuple(fc.constantFrom(...granting), inCall(2, alone), ending).map(([answers, steps, end]) => [make(), ...answers(), ...steps, end()]),
  inCall(1, alone).map((steps) => [make(), when('failed', [wait()], [...steps, close()])]),
  fc.tuple(inCall(1, shared), ending).map(([steps, end]) => [make(), parallel([wait(), end()], steps)]),
  fc.constant(null).map(() => [make(), act('network: lower rates'), act('client: refuse rates')]),
);

/** What concerns the whole client, and what can be done meanwhile. */
export const clientWide: Steps = fc.oneof(
  fc.constant(null).map(() => [act('client: close address family'), wait(), act('client: open address family'), act('client: register SAP')]),
  fc.constant(null).map(() => [act('client: deregister SAP'), wait(), act('client: close address family'), act('client: open address family'), act('client: register SAP')]),
  oneCall.map((steps) => [act('client: deregister SAP'), create(), ...steps, remove(), act('client: register SAP')]),
  fc.tuple(fc.constantFrom(...taking), inCall(1, alone)).map(([answers, steps]) => [
    act('network: call'), ...answers(), act('client: deregister SAP'), ...steps, act('client: register SAP'), ...steps.slice(0, 1).map(() => send()), close(),
  ]),
  fc.integer({ min: 2, max: 3 }).map((times) => [repeat(times, act('client: deregister SAP'), act('client: register SAP'))]),
);

/** The steps of any legal point-to-point scenario: VCs come and go, with calls on them that are made and refused. */
export const anySteps: Steps = fc
  .array(
    fc.oneof(
      fc.array(oneCall, { minLength: 0, maxLength: 2 }).map((calls) => [create(), ...calls.flat(), remove()]),
      fc.tuple(fc.integer({ min: 1, max: 3 }), oneCall).map(([times, steps]) => [create(), repeat(times, ...steps), remove()]),
      fc.tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom(...refusing)).map(([times, answers]) => [
        repeat(times, create(), make(), ...answers(), remove()),
      ]),
      fc.constant(null).map(() => [create(), act('callManager: refuse'), when('failed', [wait()])]),
      fc.tuple(fc.constantFrom(...taking), inCall(2, alone), ending).map(([answers, steps, end]) => [act('network: call'), ...answers(), ...steps, end()]),
      fc.constantFrom(...declining).map((answers) => [act('network: call'), ...answers()]),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((all) => all.flat());
