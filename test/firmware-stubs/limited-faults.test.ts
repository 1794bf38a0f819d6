import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { allFaults } from '../../firmware-stubs/emulated-nic/faults/all-faults.ts';
import { faultsNamed } from '../../firmware-stubs/emulated-nic/arguments.ts';
import { faultWord, readFaultWord, type CallRange } from '../../src/core/scenario/fault-use.ts';
import { fits } from '../../src/core/scenario/program-of.ts';
import { inProcess, plannedRun, runToEnd, temporaryFolder } from '../bench/bench-harness.ts';

/** Six calls one after another on a device with faults: what failed, and the rows of its calls. */
async function sixCalls(t: ExecutionContext, words: readonly string[]) {
  const planned = await plannedRun('outgoing-call', 'cm', 6, words);
  const program = { ...planned.program, concurrency: 1, callsPerVc: 1 };
  const outcome = await runToEnd(temporaryFolder(t), { ...planned, program }, inProcess('cm'));
  const rows = readFileSync(join(outcome.folder, 'measurements.csv'), 'utf8').trim().split('\n').slice(1).map((row) => row.split(','));
  const failed = outcome.judgement?.requirements.filter((row) => row.outcome === 'fail') ?? [];
  return { outcome, failed, rows };
}

test('a fault of one call of many breaks that call and no other', async (t) => {
  const { outcome, failed } = await sixCalls(t, ['completed-twice@calls=2,4-5']);
  t.is(outcome.verdict, 'fail');
  const faults = new Set(failed.flatMap(({ findings }) => findings.map(({ fault }) => fault)));
  t.is(faults.size, 3);
  const { outcome: none } = await sixCalls(t, ['completed-twice@calls=7']);
  t.is(none.verdict, 'pass');
});

test('a fault from a moment on leaves the calls before it alone', async (t) => {
  const { rows } = await sixCalls(t, []);
  const started = rows.map((row) => Number(row[6])).sort((a, b) => a - b);
  const { failed } = await sixCalls(t, [`completed-twice@after-ns=${started[4]}`]);
  t.is(new Set(failed.flatMap(({ findings }) => findings.map(({ fault }) => fault))).size, 2);
  t.is((await sixCalls(t, [`completed-twice@after-ns=${10 * (started[5] as number)}`])).outcome.verdict, 'pass');
});

test('every fault that is limited to no call at all leaves the correct device', async (t) => {
  for (const { name, scenario, topology: [topology] } of allFaults) {
    const planned = await plannedRun(scenario, topology ?? 'cm', 12, [`${name}@calls=999999`]);
    t.true(fits(planned.scenario, planned.device));
    const outcome = await runToEnd(temporaryFolder(t), planned, inProcess(topology ?? 'cm'));
    t.is(outcome.judgement?.verdict, 'pass', name);
  }
});

test('the word of a use says what it was made of, and nothing else is a word', (t) => {
  const range = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 0, max: 999 })).map(([a, b]): CallRange => [a, a + b]);
  const event = fc.constantFrom('CONNECT received', 'RELEASE COMPLETE sent', 'NdisClMakeCall', 'NdisCoCreateVc returns', 'Ndis[M]CmActivateVc');
  const count = fc.integer({ min: 1, max: 1_000_000 });
  const use = fc.record({
    name: fc.constantFrom('completed-twice', 'a'), calls: fc.array(range, { minLength: 1 }), callOfPass: fc.integer({ min: 1, max: 65_535 }),
    afterNs: fc.nat(), on: fc.record({ event, count }),
  }, { requiredKeys: ['name'] });
  fc.assert(fc.property(use, (given) => t.deepEqual(readFaultWord(faultWord(given)), given)));
  for (const word of [
    'a@calls=', 'a@calls=0', 'a@calls=3-2', 'a@calls=1,,2', 'a@after-ns=', 'a@after-ns=1@calls=1', '@calls=1', 'a@what=1', 'a@calls=1@', 'a@call-of-pass=0',
    'a@call-of-pass=65536', 'a@on=', 'a@on=CONNECT', 'a@on=CONECT received', 'a@count=2', 'a@on=SETUP sent@count=0', 'a@on=SETUP sent@count=1000001',
    'a@on=SETUP sent@calls=1',
  ]) {
    t.is(readFaultWord(word), undefined, word);
    t.throws(() => faultsNamed([word], 'cm'), { message: /is not NAME/ }, word);
  }
});
