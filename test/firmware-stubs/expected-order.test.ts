import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { functionIds } from '../../src/core/condis/functions.ts';
import type { Topology } from '../../src/core/condis/roles.ts';
import type { CallProgram } from '../../src/core/scenario/call-program.ts';
import { programOf } from '../../src/core/scenario/program-of.ts';
import type { ScenarioSpec } from '../../src/core/scenario/scenario-spec.ts';
import { acts } from '../../src/core/scenario/steps/acts.ts';
import { checkExpectations } from '../../src/core/scenario/steps/check-expectations.ts';
import type { ExpectedEvent, ExpectStep, StepSpec } from '../../src/core/scenario/steps/step.ts';
import { watchPlanOf } from '../../src/core/scenario/watch/plan-of.ts';
import type { WatchPlan } from '../../src/core/scenario/watch/watch-plan.ts';
import { WatchEvent } from '../../src/core/scenario/watch/watch-event.ts';
import { directionIds, kindIds } from '../../src/core/trace/event-record.ts';
import { loadDevice } from '../../src/files/load-file.ts';
import { packageRoot } from '../bench/bench-harness.ts';
import { batchesOf, specOf, watched } from './watching.ts';

const create = '  - client: create VC\n';
const make = `${create}  - client: make call\n`;
const end = '  - client: close call\n  - client: delete VC\n';

/** Steps that together take every request, and every answer whose events may come in another order. */
const all: readonly string[] = [
  `${make}${end}`,
  `${make}  - network: reject\n  - client: delete VC\n`,
  `${make}  - network: release instead\n  - client: delete VC\n`,
  `${make}  - network: not answer\n  - client: delete VC\n`,
  `${make}  - network: not connect\n  - client: delete VC\n`,
  `${make}  - callManager: refuse\n  - client: delete VC\n`,
  `${make}  - callManager: refuse later\n  - client: delete VC\n`,
  `${make}  - callManager: give up\n  - client: delete VC\n`,
  `${make}  - miniport: refuse activation\n${end}`,
  `${make}  - miniport: refuse activation\n    times: 2\n  - client: delete VC\n`,
  `${make}  - network: lower rates\n  - client: renegotiate\n${end}`,
  `${make}  - network: lower rates\n  - client: renegotiate\n  - network: refuse\n  - client: delete VC\n`,
  `${make}  - network: lower rates\n  - client: refuse rates\n  - client: delete VC\n`,
  `${make}  - client: send\n  - client: send\n    lists: 3\n${end}`, `${make}  - network: send\n  - network: send\n    lists: 2\n${end}`,
  `${make}  - client: modify QoS\n  - client: modify QoS\n  - network: refuse\n  - client: modify QoS\n  - miniport: refuse activation\n${end}`,
  `${make}  - client: modify QoS\n  - network: grant in part\n  - network: modify\n  - network: modify\n  - client: renegotiate\n${end}`,
  `${make}  - network: modify\n  - miniport: refuse activation\n${end}`,
  `${make}  - network: modify\n  - client: refuse rates\n  - client: delete VC\n`,
  `${make}  - network: release\n  - client: delete VC\n`,
  `${make}  - client: close call\n  - network: not answer\n  - client: delete VC\n`,
  `${make}  - client: add party\n    party: a\n  - client: add party\n    party: b\n  - network: reject\n  - client: drop party\n    party: a\n${end}`,
  `${make}  - client: add party\n    party: a\n  - network: drop party\n    party: a\n${end}`,
  '  - network: call\n  - client: close call\n', '  - network: call\n  - client: accept later\n  - network: release\n',
  '  - network: call\n  - client: reject\n', '  - network: call\n  - client: reject later\n', '  - network: call\n  - network: release instead\n',
  '  - network: call\n  - client: lower rates\n  - client: close call\n', '  - network: call\n  - client: lower rates\n  - callManager: give up\n',
];

interface Run {
  readonly scenario: ScenarioSpec;
  readonly program: CallProgram;
  /** Of each request, by its place among the steps: its events in their order. */
  readonly seen: ReadonlyMap<number, readonly ExpectedEvent[]>;
}

/** What a correct device does in each request of steps. */
async function runOf(steps: string, topology: Topology, pended: boolean): Promise<Run> {
  const loaded = await specOf(steps, topology);
  const device = await loadDevice(join(packageRoot, 'devices', `emulated-${topology}.yaml`), 'device.yaml');
  if ('faults' in device) throw new Error('a shipped device does not load');
  const answers = Object.fromEntries(Object.keys(loaded.pended).map((name) => [name, pended])) as ScenarioSpec['pended'];
  const scenario = { ...loaded, pended: answers };
  const program = programOf(scenario, device.spec);
  const requests = [...(scenario.steps ?? []).entries()].flatMap(([at, step]) => {
    const traits = step.kind === 'act' ? acts[step.act] : undefined;
    return traits?.kind === 'request' ? [{ at, number: traits.number }] : [];
  });
  const taken: { readonly begins: number; readonly vc: string; readonly event: ExpectedEvent }[] = [];
  let vcOfCall: string | undefined;
  const event = new WatchEvent();
  batchesOf(program, [], [], (batch) => {
    for (let i = 0; i < batch.count; i++) {
      event.read(batch, i, false);
      if (event.kind > kindIds.signal) continue;
      const vc = event.hasVc ? `${event.vcHigh} ${event.vcLow}` : '';
      const isOfCall = event.fn === functionIds.NdisClMakeCall || event.fn === functionIds.ProtocolClIncomingCall;
      if (isOfCall && event.kind === kindIds.enter) vcOfCall = vc;
      taken.push({ begins: event.begins, vc, event: expectedOf(event) });
    }
  });
  const seen = new Map<number, ExpectedEvent[]>();
  let next = 0;
  for (const { begins, vc, event: one } of taken) {
    // What is about another VC is signalling.
    if (vc !== '' && vc !== vcOfCall) continue;
    if (begins !== 0 && begins === requests[next]?.number) next++;
    const at = requests[next - 1]?.at;
    if (at !== undefined && vc !== '') seen.set(at, [...(seen.get(at) ?? []), one]);
  }
  return { scenario, program, seen };
}

function expectedOf({ kind, fn, detail }: WatchEvent): ExpectedEvent {
  if (kind === kindIds.signal) return { kind: 'signal', dir: detail === directionIds.tx ? 'tx' : 'rx', message: fn };
  return { kind: kind === kindIds.enter ? 'enter' : 'return', fn };
}

function expectation(event: ExpectedEvent, line: number, anyOrder?: number): ExpectStep {
  const written = { place: { file: 'steps.yaml', line }, excerpt: '' };
  return { kind: 'expect', written, event, isOptional: false, ...(anyOrder !== undefined && { anyOrder }) };
}

/** The steps of a run with expectations behind the request that stands at a place, and its answers. */
function expecting({ scenario: { steps = [] } }: Run, at: number, expectations: readonly ExpectStep[]): StepSpec[] {
  const behind = steps.findIndex((step, i) => i > at && !(step.kind === 'act' && acts[step.act].kind === 'answer'));
  const to = behind < 0 ? steps.length : behind;
  return [...steps.slice(0, to), ...expectations, ...steps.slice(to)];
}

const runs: Run[] = [];
test.before(async () => {
  for (const topology of ['cm', 'mcm'] as const) {
    for (const pended of [true, false]) for (const steps of all) runs.push(await runOf(steps, topology, pended));
  }
});

/** A request of a run, some of its events by their places, and how they are mixed up. */
const chosen = fc.record({
  run: fc.nat(), request: fc.nat(), places: fc.uniqueArray(fc.nat(40), { minLength: 1, maxLength: 6 }), isGrouped: fc.boolean(), order: fc.infiniteStream(fc.nat()),
}).map(({ run: number, request, places, isGrouped, order }) => {
  const run = runs[number % runs.length] as Run;
  const [at, events] = [...run.seen][request % run.seen.size] as [number, readonly ExpectedEvent[]];
  const some = [...new Set(places.map((place) => place % events.length))].toSorted((a, b) => a - b).map((place) => events[place] as ExpectedEvent);
  const ranks = [...order.take(some.length)];
  const mixed = some.map((event, i) => ({ event, rank: ranks[i] as number })).toSorted((a, b) => a.rank - b.rank).map(({ event }) => event);
  return { run, at, some, mixed, isGrouped };
});

test('what a correct device does can be expected in the order in which it does it, and is met', (t) => {
  fc.assert(fc.property(chosen, ({ run, at, some, mixed, isGrouped }) => {
    const steps = expecting(run, at, (isGrouped ? mixed : some).map((event, i) => expectation(event, 1000 + i, isGrouped ? 1 : undefined)));
    t.deepEqual(checkExpectations(steps, run.scenario, false).map((fault) => fault.describe()), []);
    const { record } = watched(watchPlanOf(steps, false, true) as WatchPlan, run.program);
    t.deepEqual(record.expectations.filter(({ verdict }) => verdict !== 'pass'), []);
  }), { numRuns: 400 });
});

test('what is refused because of its order is not met', (t) => {
  let refused = 0;
  fc.assert(fc.property(chosen, ({ run, at, mixed }) => {
    const steps = expecting(run, at, [...mixed, ...mixed.slice(0, 1)].map((event, i) => expectation(event, 1000 + i)));
    const faults = checkExpectations(steps, run.scenario, false);
    if (faults.length === 0) return;
    refused++;
    const { record } = watched(watchPlanOf(steps, false, true) as WatchPlan, run.program);
    for (const { place } of faults) {
      const found = record.expectations.find(({ writtenAt }) => writtenAt === `steps.yaml:${place?.line}`);
      t.deepEqual([found?.met, found?.verdict], [0, 'fail'], faults.map((fault) => fault.describe()).join());
    }
  }), { numRuns: 400 });
  // Most of them are: what is mixed up is seldom right.
  t.true(refused > 100, `${refused}`);
});
