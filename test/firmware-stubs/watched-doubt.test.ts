import test from 'ava';
import fc from 'fast-check';
import { defaultCalled } from '../../src/core/scenario/defaults.ts';
import type { CallProgram } from '../../src/core/scenario/call-program.ts';
import type { LineFault } from '../../src/core/scenario/line-fault.ts';
import type { StepExpectationRecord } from '../../src/core/scenario/watch/watch-record.ts';
import { compileSteps } from '../../src/core/scenario/steps/compile.ts';
import { plainProgram } from './recorded.ts';
import { planOf, specOf, watched } from './watching.ts';

const topologies = ['cm', 'mcm'] as const;

/** Steps, and what they are about. */
const scenarios = {
  'calls that come in one after another': `  - network: call
  - expect: ProtocolClCallConnected
  - client: close call
  - expect: ProtocolClCloseCallComplete
  - network: call
    starts: second
  - client: reject
  - expect: SETUP received
  - expect: RELEASE COMPLETE received
    stops: second
`,
  'a call that is refused before one that is not': `  - network: call
  - client: reject
  - expect: SETUP received
  - expect: RELEASE sent
  - network: call
  - expect: ProtocolClCallConnected
  - wait: { uniform: [1 us, 500 ms] }
  - client: close call
  - expect: RELEASE sent
`,
  'a call each way': `  - client: create VC
  - client: make call
  - expect: CONNECT received
    within: 10 s
  - client: close call
  - expect: RELEASE sent
  - client: delete VC
  - expect: NdisCoDeleteVc returns
  - network: call
  - expect: ProtocolClCallConnected
  - network: release
  - expect: ProtocolClIncomingCloseCall
`,
  'three calls on VCs of their own': `  - repeat: 3
    steps:
      - client: create VC
      - expect: NdisCoCreateVc returns
      - client: make call
      - expect: SETUP sent
      - expect: ProtocolClMakeCallComplete
        within: 10 s
      - client: close call
      - expect: ProtocolClCloseCallComplete
      - client: delete VC
`,
  'one call': `  - client: create VC
  - expect: NdisCoCreateVc returns
  - client: make call
  - in any order:
      - expect: CONNECT received
      - expect: ProtocolClMakeCallComplete
  - client: send
  - expect: ProtocolCoSendNetBufferListsComplete
  - client: close call
  - expect: RELEASE COMPLETE received
  - client: delete VC
  - expect: NdisCoDeleteVc returns
`,
} as const;

async function stepping(steps: string, topology: (typeof topologies)[number], changes: Partial<CallProgram>): Promise<CallProgram> {
  const { program } = compileSteps((await specOf(steps, topology)).steps ?? []);
  return plainProgram({ topology, sends: 0, steps: program, saps: [defaultCalled.digits], ...changes });
}

function accused(expectations: readonly StepExpectationRecord[]): string[] {
  return expectations.filter(({ notMet }) => notMet > 0).map(({ expected, met, notMet, open }) => `${expected}: ${met} ${notMet} ${open}`);
}

for (const topology of topologies) {
  for (const [name, steps] of Object.entries(scenarios)) {
    test(`${name}: however many at once, a correct device is not accused (${topology})`, async (t) => {
      for (const concurrency of [1, 2, 3, 5]) {
        for (const seed of [1, 2]) {
          const program = await stepping(steps, topology, { calls: 10, concurrency, seed });
          const { record: { expectations } } = watched(await planOf(steps, topology, concurrency === 1), program);
          t.deepEqual(accused(expectations), [], `${concurrency} at once, seed ${seed}`);
          }
      }
    });

    test(`${name}: nothing that a bad line has swallowed is held against a correct device (${topology})`, async (t) => {
      const drop = fc.record({ kind: fc.constant('drop' as const), octets: fc.integer({ min: 1, max: 3000 }), holdNs: fc.constant(0), afterOctets: fc.integer({ min: 1500, max: 60_000 }) });
      const lines = fc.array(drop, { minLength: 1, maxLength: 4 });
      let open = 0;
      for (const concurrency of [1, 2, 3]) {
        const program = await stepping(steps, topology, { calls: 9, concurrency });
        const plan = await planOf(steps, topology, concurrency === 1);
        const property = fc.property(lines, (line: LineFault[]) => {
          const { record: { expectations } } = watched(plan, program, [], false, line);
          t.deepEqual(accused(expectations), []);
          open += expectations.reduce((sum, each) => sum + each.open, 0);
        });
        fc.assert(property, { numRuns: 8, seed: 20_260 });
      }
      t.true(open > 0);
    });
  }
}
