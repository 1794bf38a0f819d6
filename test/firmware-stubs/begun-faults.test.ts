import test from 'ava';
import fc from 'fast-check';
import { allFaults } from '../../firmware-stubs/emulated-nic/faults/all-faults.ts';
import { faultsNamed } from '../../firmware-stubs/emulated-nic/arguments.ts';
import { tickHz } from '../../firmware-stubs/emulated-nic/delays.ts';
import { EmulatedNic } from '../../firmware-stubs/emulated-nic/emulated-nic.ts';
import { plainProgram } from '../../firmware-stubs/emulated-nic/plain-program.ts';
import { exportOf, functionIds, mcmTwin } from '../../src/core/condis/functions.ts';
import type { Topology } from '../../src/core/condis/roles.ts';
import type { CallProgram } from '../../src/core/scenario/call-program.ts';
import { compileSteps } from '../../src/core/scenario/steps/compile.ts';
import type { Hook } from '../../src/core/trace/header.ts';
import { functionOf, kindIds, kindOf } from '../../src/core/trace/event-record.ts';
import { specOf } from './watching.ts';

const topologies = ['cm', 'mcm'] as const;

/** Everything that a device with faults says. */
function said(program: CallProgram, words: readonly string[], hook: Hook = 'source'): number[][] {
  const records: number[][] = [];
  const nic = new EmulatedNic(program, faultsNamed(words, program.topology), (record, length) => {
    records.push([...record.subarray(0, length)]);
  }, hook);
  while (nic.step());
  nic.close();
  while (nic.step());
  return records;
}

/** How often each call was completed, one call after another. */
function completions(program: CallProgram, words: readonly string[], hook: Hook = 'source'): number[] {
  const counts: number[] = [];
  const own = program.topology === 'mcm' ? mcmTwin(functionIds.NdisCmMakeCallComplete) : functionIds.NdisCmMakeCallComplete;
  const completion = hook === 'import' ? exportOf(own) : own;
  for (const [identity = 0] of said(program, words, hook)) {
    if (kindOf(identity) !== kindIds.enter) continue;
    if (functionOf(identity) === functionIds.NdisClMakeCall) counts.push(0);
    else if (functionOf(identity) === completion) counts.push((counts.pop() ?? 0) + 1);
  }
  return counts;
}

/** Each pass makes two calls on one VC and a third one on another. */
const threeCalls = `  - client: create VC
  - repeat: 2
    steps:
      - client: make call
      - client: close call
  - client: delete VC
  - client: create VC
  - client: make call
  - client: close call
  - client: delete VC
`;

async function threeInPass(topology: Topology): Promise<CallProgram> {
  const { program } = compileSteps((await specOf(threeCalls, topology)).steps ?? []);
  return plainProgram({ topology, calls: 3, concurrency: 1, sends: 0, steps: program });
}

for (const topology of topologies) {
  const six = plainProgram({ topology, calls: 6, concurrency: 1, callsPerVc: 1 });

  test(`a fault begins with an event, and is there from then on (${topology})`, (t) => {
    t.deepEqual(completions(six, []), [1, 1, 1, 1, 1, 1]);
    t.deepEqual(completions(six, ['completed-twice@on=NdisClMakeCall returns@count=4']), [1, 1, 1, 2, 2, 2]);
    t.deepEqual(completions(six, ['completed-twice@on=CONNECT received']), [2, 2, 2, 2, 2, 2]);
    t.deepEqual(completions(six, ['completed-twice@on=ProtocolClCloseCallComplete@count=2']), [1, 1, 2, 2, 2, 2]);
    t.deepEqual(completions(six, ['completed-twice@on=SETUP sent@count=7']), [1, 1, 1, 1, 1, 1]);
  });

  test(`of an event of some calls it is those calls alone, from the event on (${topology})`, (t) => {
    t.deepEqual(completions(six, ['completed-twice@calls=2,5-6@on=CONNECT received']), [1, 2, 1, 1, 2, 2]);
    t.deepEqual(completions(six, ['completed-twice@calls=2,5-6@on=CONNECT received@count=2']), [1, 1, 1, 1, 1, 1]);
    t.deepEqual(completions(six, ['completed-twice@calls=3@on=ProtocolClCloseCallComplete']), [1, 1, 1, 1, 1, 1]);
    t.deepEqual(completions(six, ['completed-twice@calls=4@on=SETUP sent', 'completed-twice@calls=1']), [2, 1, 1, 2, 1, 1]);
  });

  test(`a time says from when on the event is waited for (${topology})`, (t) => {
    const third = said(six, []).filter(([identity = 0]) => kindOf(identity) === kindIds.enter && functionOf(identity) === functionIds.NdisClMakeCall)[2];
    const afterNs = ((third?.[2] ?? 0) + 1) * (1_000_000_000 / tickHz);
    t.deepEqual(completions(six, [`completed-twice@after-ns=${afterNs}@on=NdisClMakeCall@count=2`]), [1, 1, 1, 1, 2, 2]);
  });

  test(`where the probe sees exports, an event has its other name (${topology})`, (t) => {
    const word = 'completed-twice@on=Ndis[M]CmCloseCallComplete@count=2';
    t.deepEqual(completions(six, [word], 'import'), completions(six, [word]));
    t.deepEqual(completions(six, [word]), [1, 1, 2, 2, 2, 2]);
  });

  test(`a fault of one call of a pass breaks that call and no other (${topology})`, async (t) => {
    const program = await threeInPass(topology);
    t.deepEqual(completions(program, ['completed-twice@call-of-pass=2']), [1, 2, 1, 1, 2, 1, 1, 2, 1]);
    t.deepEqual(completions(program, ['completed-twice@calls=2@call-of-pass=3']), [1, 1, 1, 1, 1, 2, 1, 1, 1]);
    t.deepEqual(completions(program, ['completed-twice@calls=3@call-of-pass=1@on=CONNECT received']), [1, 1, 1, 1, 1, 1, 2, 1, 1]);
    t.deepEqual(completions(program, ['completed-twice@call-of-pass=4']), [1, 1, 1, 1, 1, 1, 1, 1, 1]);
    t.deepEqual(completions(program, ['completed-twice@calls=2']), [1, 1, 1, 2, 2, 2, 1, 1, 1]);
    t.deepEqual(completions(program, ['completed-twice@on=CONNECT received@count=5']), [1, 1, 1, 1, 2, 2, 2, 2, 2]);
  });

  test(`a fault that never begins changes nothing of what a device says (${topology})`, (t) => {
    const fitting = allFaults.filter((fault) => fault.topology.includes(topology)).map(({ name }) => name);
    const never = fc.constantFrom(
      '@calls=999999', '@call-of-pass=2', '@after-ns=999999999999999', '@on=NdisClAddParty', '@on=CONNECT received@count=1000000',
      '@calls=2@on=ProtocolClIncomingCall', '@calls=1-9@call-of-pass=1@on=RELEASE COMPLETE received@count=2',
    );
    const correct = new Map<number, number[][]>();
    fc.assert(fc.property(fc.constantFrom(...fitting), never, fc.integer({ min: 1, max: 3 }), (name, limit, concurrency) => {
      const program = plainProgram({ topology, calls: 6, concurrency, callsPerVc: 2, sends: 2 });
      const plain = correct.get(concurrency) ?? said(program, []);
      correct.set(concurrency, plain);
      t.deepEqual(said(program, [`${name}${limit}`]), plain, `${name}${limit}`);
    }), { numRuns: 120 });
  });
}

test('an event that a device does not have is no word for it', (t) => {
  t.throws(() => faultsNamed(['completed-twice@on=NdisCmMakeCallComplete'], 'mcm'), { message: /topology mcm has no NdisCmMakeCallComplete/ });
  t.throws(() => faultsNamed(['completed-twice@on=NdisMCmMakeCallComplete'], 'cm'), { message: /topology cm has no/ });
  t.is(faultsNamed(['completed-twice@on=Ndis[M]CmMakeCallComplete'], 'mcm').length, 1);
});
