import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { allFaults } from '../../firmware-stubs/emulated-nic/faults/all-faults.ts';
import type { Topology } from '../../src/core/condis/roles.ts';
import { requirementById } from '../../src/core/requirements/catalogue/catalogue.ts';
import { inProcess, packageRoot, plannedRun, runToEnd, temporaryFolder } from './bench-harness.ts';

/**
 * Rows of the seed pages and of the MCM completion that the main job leaves undecided, by topology, each with its outcome and the
 * reason. Guards and rows of the other topology are left out. The lists may only become shorter.
 */
const openRows = JSON.parse(readFileSync(join(packageRoot, 'test/bench/seed-rows.json'), 'utf8')) as Record<Topology, Record<string, string>>;

function isOf(id: string, topology: Topology): boolean {
  const row = requirementById(id);
  return row !== undefined && (row.topology === 'both' || row.topology === topology);
}

for (const topology of ['cm', 'mcm'] as const) {
  test(`the correct model is green on 1,000 calls, 50 at a time, in every seed row that it can show (${topology})`, async (t) => {
    const planned = await plannedRun('many-vcs', topology, 1000);
    const program = { ...planned.program, concurrency: 50 };
    const outcome = await runToEnd(temporaryFolder(t), { ...planned, program }, inProcess(topology));
    t.deepEqual(outcome.faults, []);
    t.is(outcome.verdict, 'pass');
    const requirements = outcome.judgement?.requirements ?? [];
    t.deepEqual(requirements.filter((row) => row.findingsTotal > 0).map((row) => row.id), []);
    const open = requirements
      .filter((row) => /^(MC|CC|MM)-/.test(row.id) && isOf(row.id, topology) && row.outcome !== 'guard')
      .filter((row) => row.outcome !== 'pass' || row.triggered === 0)
      .map(({ id, outcome: found, reason }) => [id, reason === undefined ? found : `${found}: ${reason}`] as const);
    t.deepEqual(open.map(([id]) => id).toSorted(), Object.keys(openRows[topology]).toSorted());
    for (const [id, found] of open) t.true(openRows[topology][id]?.startsWith(found), `${id} is ${found}`);
  });
}

for (const fault of allFaults) {
  for (const topology of fault.topology) {
    test(`${fault.name} turns one call red at what it breaks, as one fault and with nothing else (${topology})`, async (t) => {
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
