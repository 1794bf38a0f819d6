import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { judgeRun } from '../../src/bench/judge-run.ts';
import type { Topology } from '../../src/core/condis/roles.ts';
import { passesIn, reaches } from '../../src/core/scenario/course-stages.ts';
import { courseNames, traitsOf, type CourseName } from '../../src/core/scenario/course.ts';
import { delayNames, pendableNames, type DelayName } from '../../src/core/scenario/call-program.ts';
import { expectedCalls } from '../../src/core/scenario/expectation.ts';
import { callsExpectedOf, programOf } from '../../src/core/scenario/program-of.ts';
import type { ScenarioSpec } from '../../src/core/scenario/scenario-spec.ts';
import { typicalScenarioNs } from '../../src/core/scenario/steps/typical-steps.ts';
import { loadDevice, loadScenario } from '../../src/files/load-file.ts';
import { TraceSurvey } from '../../src/report/story/run-story.ts';
import { inProcess, packageRoot } from './bench-harness.ts';
import { scratchFolder } from '../scratch-folder.ts';

const folder = scratchFolder('legal');

async function loaded(path: string): Promise<ScenarioSpec> {
  const found = await loadScenario(path, path);
  if ('faults' in found) throw new Error(found.faults.map((fault) => fault.describe()).join('\n'));
  return found.spec;
}

/** Runs a scenario on the emulated device inside this process: what it comes to, and how long it took in the time of the device. */
async function ran(scenario: ScenarioSpec, topology: Topology) {
  const device = await loadDevice(join(packageRoot, 'devices', `emulated-${topology}.yaml`), 'device.yaml');
  if ('faults' in device) throw new Error('a shipped device does not load');
  const survey = new TraceSurvey();
  let lastNs = 0;
  const planned = { scenario, device: device.spec, program: programOf(scenario, device.spec), faults: [] };
  await judgeRun(planned, inProcess(topology), new AbortController().signal, () => undefined, {
    header: (header) => survey.header(header),
    batch: (batch) => {
      survey.batch(batch);
      lastNs = batch.at[batch.count - 1] ?? lastNs;
    },
  });
  const { judgement, survey: { results } } = survey.finish({ complete: true });
  const broken = judgement.requirements.flatMap((row) => row.findings.map(({ id, message }) => `${id}: ${message}`));
  return { verdict: judgement.verdict, broken, calls: { connected: results.connected, failed: results.failed + results.refused }, lastNs };
}

const duration = fc.integer({ min: 0, max: 2_000_000 }).map((us) => `${us} us`);
const delay = fc.oneof(
  duration,
  fc.tuple(fc.nat(1000), fc.nat(1000)).map(([least, more]) => ({ uniform: [`${least} ms`, `${least + more} ms`] })),
  fc.record({ mean: duration, sigma: fc.nat(200).map((ms) => `${ms} ms`) }).map((normal) => ({ normal })),
  fc.record({ median: fc.nat(100).map((ms) => `${ms} ms`), sigma: fc.double({ min: 0, max: 1, noNaN: true }) }).map((it) => ({ 'log-normal': it })),
);
const octets = fc.integer({ min: 1, max: 65535 });
const rate = fc.integer({ min: 2, max: 0xffffff }).map((cells) => `${cells} cells/s`);
const address = fc.oneof(fc.stringMatching(/^\+[0-9]{1,15}$/), fc.stringMatching(/^39[0-9a-f]{38}$/));
const detailed: Partial<Record<CourseName, fc.Arbitrary<object>>> = {
  networkRejects: fc.record({ cause: fc.oneof(fc.integer({ min: 1, max: 127 }), fc.constantFrom('user busy', 'no route to destination')) }),
  refusedAtOnce: fc.record({ status: fc.constantFrom('NDIS_STATUS_RESOURCES', 'NDIS_STATUS_NOT_SUPPORTED') }),
};
const course = fc.constantFrom(...courseNames).chain((name) => (detailed[name] ?? fc.constant({})).map((more) => ({ name, more })));
const party = fc.oneof(
  fc.constant({}), fc.constant({ answer: 'rejected' }), fc.constant({ droppedBy: 'network' }), address.map((called) => ({ called })),
);

const hex = (least: number, most: number) => fc.uint8Array({ minLength: least, maxLength: most }).map((octets) => Buffer.from(octets).toString('hex'));
/** Information elements that go with any category. */
const elements = fc.record({
  susceptibleToClipping: fc.boolean(), calledSubaddress: hex(1, 20), callingSubaddress: hex(1, 20),
  bhli: fc.oneof(hex(1, 8).map((user) => ({ user })), hex(7, 7).map((vendor) => ({ vendor }))),
  blli: fc.constantFrom({ layer2: 'LLC' }, { layer3: 'IP' }, { layer2: 'Q.922', layer3: 'SNAP', snap: '00000c0800' }),
}, { requiredKeys: [] });
const stream = { AAL1: { cbrRate: '2048 kbit/s', clockRecovery: 'SRTS', blockSize: '32 octets', partialFill: '40 octets' } };
const layer = fc.constantFrom(undefined, 'AAL5', 'AAL3/4', { AAL5: { sscs: 'frame relay' } }, stream);

/** A legal scenario file, by construction: keys that could not have an effect are left out. */
const legal = fc.record({
  calls: fc.integer({ min: 1, max: 8 }),
  concurrency: fc.integer({ min: 1, max: 8 }),
  callsPerVc: fc.integer({ min: 1, max: 3 }),
  seed: fc.nat(0xffffffff),
  topology: fc.constantFrom('cm' as const, 'mcm' as const),
  courses: fc.array(course, { minLength: 1, maxLength: 4 }),
  sends: fc.nat(5),
  sendSize: octets,
  called: address,
  calling: fc.option(address),
  isConstant: fc.boolean(),
  rate,
  elements,
  layer,
  classAtEnd: fc.boolean(),
  hold: delay,
  parties: fc.option(fc.array(party, { maxLength: 3 })),
  requests: fc.dictionary(fc.constantFrom(...pendableNames), fc.constantFrom('pended', 'synchronous')),
  delays: fc.dictionary(fc.constantFrom(...delayNames.filter((name) => name !== 'hold')), delay),
}).map((any) => {
  const synchronous = any.requests['makeCall'] === 'synchronous';
  const inTurn = any.courses.filter(({ name }) => !synchronous || name !== 'refusedAfterPending').slice(0, any.calls);
  const concurrency = Math.min(any.concurrency, any.calls);
  const isUsed = inTurn.length === 0 || inTurn.some((one) => reaches(one, 'use'));
  const isReused = any.calls > concurrency && any.callsPerVc <= any.calls && inTurn.every((one) => traitsOf(one).outcome === 'connected');
  const passes = (name: string): boolean => inTurn.length === 0 || inTurn.some((one) => passesIn(one, name as DelayName));
  const isStream = any.isConstant && any.layer === stream;
  const bearerClass = any.classAtEnd ? 'BCOB-X' : any.isConstant ? 'BCOB-A' : 'BCOB-C';
  const isIncoming = inTurn.some((one) => traitsOf(one).direction === 'incoming');
  const isAsked = (name: string): boolean => {
    if (name === 'registerSap' || name === 'deregisterSap') return isIncoming;
    return (!isIncoming && (any.parties?.length ?? 0) > 0) || (name !== 'addParty' && name !== 'dropParty');
  };
  return {
    summary: 'Anything.',
    topology: any.topology,
    calls: any.calls,
    concurrency,
    seed: any.seed,
    ...(isReused && { callsPerVc: any.callsPerVc }),
    ...(inTurn.length > 0 && { course: inTurn.map(({ name, more }) => (Object.keys(more).length > 0 ? { [name]: more } : name)) }),
    call: {
      called: any.called,
      ...(any.calling !== null && { calling: any.calling }),
      ...(any.isConstant && { serviceCategory: 'CBR', peakCellRate: isStream ? '16777215 cells/s' : any.rate, qosClass: 1 }),
      ...(isStream ? { aal: any.layer } : { ...(any.layer !== stream && any.layer !== undefined && { aal: any.layer }), maxSdu: '65535 octets' }),
      bearerClass,
      ...any.elements,
    },
    ...(any.parties !== null && !isIncoming && { multipoint: { parties: any.parties } }),
    ...(isUsed && { sends: any.sends, hold: any.hold, ...(any.sends > 0 && { sendSize: `${isStream ? Math.min(any.sendSize, 40) : any.sendSize} octets` }) }),
    requests: Object.fromEntries(Object.entries(any.requests).filter(([name]) => isAsked(name))),
    delays: Object.fromEntries(Object.entries(any.delays).filter(([name]) => passes(name))),
  };
});

test('any legal scenario loads, and its run on the emulated device ends green with the calls that are expected', async (t) => {
  let files = 0;
  await fc.assert(fc.asyncProperty(legal, async (file) => {
    const path = join(folder, `legal-${files++}.yaml`);
    writeFileSync(path, JSON.stringify(file, undefined, 1));
    const scenario = await loaded(path);
    const { verdict, broken, calls } = await ran(scenario, file.topology);
    t.deepEqual(broken, []);
    t.is(verdict, 'pass');
    t.deepEqual(calls, expectedCalls(scenario));
  }), { numRuns: 120 });
});

for (const file of readdirSync(join(packageRoot, 'templates'))) {
  test(`the template ${file} is green on both emulated devices, and takes about the time that is said of it`, async (t) => {
    const scenario = await loaded(join(packageRoot, 'templates', file));
    for (const topology of ['cm', 'mcm'] as const) {
      const { verdict, broken, calls, lastNs } = await ran(scenario, topology);
      t.deepEqual(broken, []);
      t.is(verdict, 'pass');
      t.deepEqual(calls, callsExpectedOf(scenario, scenario));
      const ratio = typicalScenarioNs(scenario) / lastNs;
      t.true(ratio > 0.4 && ratio < 2.5, `${topology}: ${ratio}`);
    }
  });
}
