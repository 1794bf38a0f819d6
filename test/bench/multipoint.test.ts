import test from 'ava';
import type { Topology } from '../../src/core/condis/roles.ts';
import { inProcess, plannedRun, runToEnd, temporaryFolder } from './bench-harness.ts';

/** Rows that a shipped scenario is about, beside those of every multipoint call; by topology where they differ. */
const everyCall = {
  both: 'MC-09 MC-10 MC-20 MC-21 CC-11 MK-18 MK-19 CL-01 CL-04 CL-10 MP-11 MP-14 MP-27 MP-28 SG-01', cm: 'CC-07 CC-10', mcm: 'MM-04',
};
const adding = 'MP-01 MP-02 MP-03 MP-04 MP-05 MP-07 SG-09';
const dropping = 'MP-16 MP-17 MP-18 MP-19 MP-21';
const pended = 'MP-08 MP-09 MP-20 MP-22';
const scenarios: readonly (readonly [name: string, rows: string])[] = [
  ['multipoint-call', ''],
  ['multipoint-parties', `${adding} ${dropping} ${pended} SG-14`],
  ['multipoint-initial-party-leaves', `${adding} ${dropping} ${pended} SG-14`],
  ['multipoint-party-rejected', `${adding} ${dropping} ${pended} MP-10`],
  ['multipoint-party-leaves', `${adding} ${dropping} ${pended} MP-24 MP-25 MP-26`],
  ['multipoint-synchronous', `${adding} ${dropping} MK-10 MP-10 MP-13 MP-24 MP-25 MP-26`],
];
/** Completions that are judged only where something pends. */
const pendedAlone = new Set(['CC-07', 'CC-10', 'MM-04']);

for (const [name, rows] of scenarios) {
  for (const topology of ['cm', 'mcm'] as const satisfies readonly Topology[]) {
    test(`${name} is green, and exercises what it is about (${topology})`, async (t) => {
      const outcome = await runToEnd(temporaryFolder(t), await plannedRun(name, topology, 12), inProcess(topology));
      t.deepEqual(outcome.faults, []);
      t.is(outcome.verdict, 'pass');
      const found = outcome.judgement?.requirements ?? [];
      t.deepEqual(found.filter((row) => row.findingsTotal > 0).map((row) => row.id), []);
      const all = `${everyCall.both} ${everyCall[topology]} ${rows}`.trim().split(' ');
      for (const id of all) {
        if (name === 'multipoint-synchronous' && pendedAlone.has(id)) continue;
        const row = found.find((one) => one.id === id);
        t.is(row?.outcome, 'pass', id);
        t.true((row?.triggered ?? 0) > 0, id);
      }
    });
  }
}
