import { join } from 'node:path';
import test from 'ava';
import { allFaults } from '../../firmware-stubs/emulated-nic/faults/all-faults.ts';
import { judgeCapture } from '../../src/bench/judge-capture.ts';
import type { Topology } from '../../src/core/condis/roles.ts';
import { requirementById } from '../../src/core/requirements/catalogue/catalogue.ts';
import { inProcess, plannedRun, runToEnd, temporaryFolder } from './bench-harness.ts';

function isOf(id: string, topology: Topology): boolean {
  const row = requirementById(id);
  return row !== undefined && (row.topology === 'both' || row.topology === topology);
}

for (const topology of ['cm', 'mcm'] as const) {
  test.serial(`the correct model is green on 1,000 calls, 50 at a time (${topology})`, async (t) => {
    const planned = await plannedRun('many-vcs', topology, 1000);
    const program = { ...planned.program, concurrency: 50 };
    const outcome = await runToEnd(temporaryFolder(t), { ...planned, program }, inProcess(topology));
    t.deepEqual(outcome.faults, []);
    t.is(outcome.verdict, 'pass');
    const requirements = outcome.judgement?.requirements ?? [];
    t.deepEqual(requirements.filter((row) => row.findingsTotal > 0).map((row) => row.id), []);
  });
}

test.serial('a device whose probe sits in its imports is judged as such, and its verdicts are right', async (t) => {
  const hooked = async (faults: readonly string[]) =>
    runToEnd(temporaryFolder(t), await plannedRun('mixed-courses', 'mcm', 15, faults), inProcess('mcm', { hook: 'import' }));
  const outcome = await hooked([]);
  t.is(outcome.verdict, 'pass');
  const { surveyed } = await judgeCapture(join(outcome.folder, 'capture.pcapng'));
  t.is(surveyed.header.hook, 'import');
  const outcomeOf = (id: string): string | undefined => outcome.judgement?.requirements.find((row) => row.id === id)?.outcome;
  t.deepEqual([outcomeOf('MM-02'), outcomeOf('MM-09'), outcomeOf('CC-33')], ['pass', 'pass', 'not-observed']);
  t.is((await hooked(['call-never-completed'])).verdict, 'fail');
});

for (const fault of allFaults) {
  for (const topology of fault.topology) {
    // One after another: a device must not look silent because of the others in this process.
    test.serial(`${fault.name} turns one call red at what it breaks, as one fault and with nothing else (${topology})`, async (t) => {
      const outcome = await runToEnd(temporaryFolder(t), await plannedRun(fault.scenario, topology, 1, [fault.name]), inProcess(topology));
      t.is(outcome.verdict, 'fail');
      const failing = outcome.judgement?.requirements.filter((row) => row.outcome === 'fail' || row.outcome === 'self-check') ?? [];
      const broken = fault.requirement.filter((id) => isOf(id, topology));
      t.true(broken.length > 0);
      for (const id of broken) t.true(failing.some((row) => row.id === id), `${id} is not red`);
      t.is(new Set(failing.flatMap((row) => row.findings.map((finding) => finding.fault))).size, 1);
    });
  }
}
