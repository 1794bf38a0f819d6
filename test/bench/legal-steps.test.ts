import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import type { Topology } from '../../src/core/condis/roles.ts';
import { callsExpectedOf, programOf } from '../../src/core/scenario/program-of.ts';
import type { ScenarioSpec } from '../../src/core/scenario/scenario-spec.ts';
import { loadDevice, loadScenario } from '../../src/files/load-file.ts';
import { inProcess, packageRoot, recordOf, runToEnd, temporaryFolder } from './bench-harness.ts';
import { scratchFolder } from '../scratch-folder.ts';

const folder = scratchFolder('steps');

type Step = Readonly<Record<string, unknown>>;
const wait: fc.Arbitrary<Step> = fc.nat(20).map((ms) => ({ wait: `${ms} ms` }));
const send = fc.record({ lists: fc.integer({ min: 1, max: 3 }), octets: fc.integer({ min: 1, max: 1500 }), isSeen: fc.boolean() }).map(({ lists, octets, isSeen }) => [
  { client: 'send', lists, octets: `${octets} octets` }, ...(isSeen ? [{ expect: 'ProtocolCoSendNetBufferListsComplete' }] : []),
]);
const one: fc.Arbitrary<Step[]> = fc.oneof(wait.map((step) => [step]), send);
const use: fc.Arbitrary<Step[]> = fc.oneof(
  one,
  fc.tuple(fc.integer({ min: 1, max: 3 }), fc.array(one, { minLength: 1, maxLength: 2 })).map(([repeat, steps]) => [{ repeat, steps: steps.flat() }]),
  fc.tuple(one, one).map(([a, b]) => [{ parallel: [a, b.filter((step) => !('client' in step) && !('expect' in step)).concat({ wait: '1 ms' })] }]),
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the language
  fc.constantFrom('succeeded', 'failed').map((condition) => [{ client: 'send' }, { if: condition, then: [{ wait: '1 ms' }], else: [{ wait: '2 ms' }] }]),
).map((steps) => steps.filter((step) => !('if' in step && step['if'] === 'failed')));
const party = fc.constantFrom('client', 'network').chain((who) => fc.boolean().map((isRejected) => [
  { client: 'add party', party: 'guest' },
  ...(isRejected ? [{ network: 'reject', cause: 17 }, { expect: 'ADD PARTY REJECT received', cause: 17 }]
    : [{ expect: 'ADD PARTY ACKNOWLEDGE received' }, { [who]: 'drop party', party: 'guest' }]),
]));
/** Events of a call that is made, in their order. */
const setUp = fc.subarray(['NdisClMakeCall', 'ProtocolCmMakeCall', 'SETUP sent', 'CALL PROCEEDING received', 'CONNECT received'])
  .map((events) => events.map((event): Step => ({ expect: event, optional: event === 'CALL PROCEEDING received' })));
const made: fc.Arbitrary<Step[]> = fc.tuple(fc.boolean(), fc.boolean(), fc.array(fc.oneof(use, use, party), { maxLength: 3 }), setUp).map(([isTimed, isSeen, uses, seen]) => [
  { client: 'create VC' }, { client: 'make call', ...(isTimed && { starts: 'set-up' }) },
  ...(isSeen ? [{ 'in any order': [{ expect: 'CONNECT received' }, { expect: 'CALL PROCEEDING received', keep: { channel: 'Vci' } }] }] : seen),
  ...(isTimed ? [{ expect: 'ProtocolClMakeCallComplete', status: 'NDIS_STATUS_SUCCESS', stops: 'set-up' }] : []),
  ...uses.flat(), { client: 'close call' }, ...(isSeen ? [{ expect: 'RELEASE sent' }] : []), { client: 'delete VC' },
]);
const refused: fc.Arbitrary<Step[]> = fc.constantFrom<Step>(
  { network: 'reject', cause: 'user busy' }, { network: 'release instead' }, { callManager: 'refuse' }, { callManager: 'refuse later', status: 'NDIS_STATUS_RESOURCES' },
  { miniport: 'refuse activation', times: 2 }, { network: 'not answer' },
).map((answer) => [
  { client: 'create VC' }, { client: 'make call' }, answer, { expect: 'SETUP sent', optional: true },
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the language
  { if: 'failed', then: [{ wait: '1 ms' }] }, { client: 'delete VC' },
]);

const requests = fc.constantFrom(undefined, { makeCall: 'synchronous' }, { activateVc: 'synchronous', deactivateVc: 'pended' }, { makeCall: 'pended', closeCall: 'synchronous' });
const offered: fc.Arbitrary<Step[]> = fc.tuple(
  fc.constantFrom<Step[]>([], [{ client: 'accept later' }], [{ client: 'lower rates' }]), fc.array(use, { maxLength: 2 }),
  fc.constantFrom<Step>({ client: 'close call' }, { client: 'close call', requests: { closeCall: 'synchronous' } }, { network: 'release' }, { network: 'release', cause: 41 }),
).map(([answers, uses, end]) => [{ network: 'call' }, ...answers, ...uses.flat(), end]);
const declined: fc.Arbitrary<Step[]> = fc.constantFrom<Step[]>(
  [{ client: 'reject' }, { expect: 'ProtocolClIncomingCall returns', status: 'NDIS_STATUS_RESOURCES' }], [{ client: 'reject later', status: 'NDIS_STATUS_FAILURE' }],
  [{ client: 'take no calls' }], [{ network: 'give up' }, { expect: 'RELEASE received', cause: 16 }], [{ network: 'release instead', cause: 3 }],
  [{ network: 'not answer' }], [{ client: 'lower rates' }, { callManager: 'give up' }],
).map((answers) => [{ network: 'call' }, ...answers]);
const changed: fc.Arbitrary<Step[]> = fc.tuple(fc.array(fc.constantFrom<Step[]>(
  [{ client: 'modify QoS' }], [{ client: 'modify QoS', peakCellRate: '2000 cells/s' }, { network: 'grant in part' }], [{ client: 'modify QoS' }, { network: 'refuse' }],
  [{ client: 'modify QoS', requests: { makeCall: 'synchronous' } }, { miniport: 'refuse activation' }], [{ network: 'modify' }], [{ network: 'modify' }, { client: 'renegotiate' }],
  [{ network: 'modify', peakCellRate: '777 cells/s' }, { miniport: 'refuse activation' }],
), { maxLength: 3 }), fc.constantFrom<Step[]>([{ client: 'close call' }], [{ network: 'modify' }, { client: 'refuse rates' }], [{ client: 'close call' }, { network: 'not answer' }]))
  .chain(([changes, end]) => requests.map((told) => [
    { client: 'create VC' }, { client: 'make call', ...(told !== undefined && { requests: told }) }, ...changes.flat(), ...end, { client: 'delete VC' },
  ]));
/** What concerns the whole client. */
const clientWide: fc.Arbitrary<Step[]> = fc.constantFrom<Step[]>(
  [{ client: 'close address family' }, { wait: '1 ms' }, { client: 'open address family' }, { expect: 'ProtocolClOpenAfCompleteEx' }, { client: 'register SAP' }],
  [{ network: 'call' }, { client: 'deregister SAP' }, { expect: 'ProtocolClDeregisterSapComplete' }, { client: 'close call' }, { client: 'register SAP' }],
  [{ client: 'deregister SAP' }, { client: 'create VC' }, { client: 'register SAP', requests: { registerSap: 'synchronous' } }, { client: 'delete VC' }],
);

/** A legal scenario of steps, by construction. With passes at once it cannot always be told whose a call is that comes in. */
const legal = fc.boolean().chain((isAlone) => fc.record({
  topology: fc.constantFrom('cm' as const, 'mcm' as const),
  calls: fc.integer({ min: 1, max: 4 }),
  concurrency: fc.integer({ min: 1, max: isAlone ? 1 : 4 }),
  seed: fc.nat(0xffffffff),
  sessions: fc.boolean().chain((isMultipoint) => fc.array(
    isMultipoint ? fc.oneof(made, made, refused) : fc.oneof(made, refused, changed, ...(isAlone ? [offered, declined, clientWide] : [])),
    { minLength: 1, maxLength: 3 },
  )),
  isAgain: fc.boolean(),
  isShared: fc.boolean(),
})).filter(({ sessions }) => !sessions.flat().some((step) => 'party' in step) || !sessions.flat().some((step) => step['network'] === 'call' || 'peakCellRate' in step)).map(({ topology, calls, concurrency, seed, sessions, isAgain, isShared }) => {
  const steps = sessions.flat();
  const asked = isShared ? [{ use: 'all', with: { pause: '3 ms' } }] : steps;
  return {
    summary: 'Anything.', topology, calls, concurrency: Math.min(calls, concurrency), seed,
    steps: isAgain ? [{ repeat: 2, steps: asked }] : asked,
    ...(isShared && { fragments: { all: [...steps, { wait: '${pause}' }] } }),
  };
});

let files = 0;
async function loaded(file: object): Promise<ScenarioSpec> {
  const path = join(folder, `steps-${files++}.yaml`);
  writeFileSync(path, JSON.stringify(file, undefined, 1));
  const found = await loadScenario(path, path);
  if ('faults' in found) throw new Error(found.faults.map((fault) => fault.describe()).join('\n'));
  return found.spec;
}

async function device(topology: Topology) {
  const found = await loadDevice(join(packageRoot, 'devices', `emulated-${topology}.yaml`), 'device.yaml');
  if ('faults' in found) throw new Error('a shipped device does not load');
  return found.spec;
}

test('any legal steps pass the check', async (t) => {
  await fc.assert(fc.asyncProperty(legal, async (file) => {
    const scenario = await loaded(file);
    t.true((scenario.steps ?? []).length > 0);
    t.not(callsExpectedOf(scenario, scenario), undefined);
  }), { numRuns: 300 });
});

test('any legal steps run to their end on the emulated device, and everything that they expect is met', async (t) => {
  await fc.assert(fc.asyncProperty(legal, async (file) => {
    const scenario = await loaded(file);
    const spec = await device(file.topology);
    const program = programOf(scenario, spec);
    const outcome = await runToEnd(temporaryFolder(t), { scenario, device: spec, program, faults: [] }, inProcess(file.topology));
    t.deepEqual(outcome.faults, []);
    const { expectations, judgement } = recordOf(outcome);
    t.deepEqual(judgement?.requirements.flatMap(({ findings }) => findings.map(({ id, message }) => `${id}: ${message}`)), []);
    t.deepEqual(expectations.filter(({ verdict }) => verdict !== 'pass'), []);
    t.is(outcome.verdict, 'pass');
  }), { numRuns: 25 });
});
