import test from 'ava';
import { allFaults } from '../../firmware-stubs/emulated-nic/faults/all-faults.ts';
import type { Topology } from '../../src/core/condis/roles.ts';
import type { Judgement } from '../../src/core/judgement.ts';
import { pendableNames } from '../../src/core/scenario/call-program.ts';
import type { Hook } from '../../src/core/trace/header.ts';
import { bad, idsOf, judged } from './judging.ts';
import { everyCourse, pendedOnly, plainProgram, recorded } from './recorded.ts';

const topologies: readonly Topology[] = ['cm', 'mcm'];

for (const topology of topologies) {
  test(`${topology}: the correct model is green on 1000 calls, 50 VCs at a time`, (t) => {
    const judgement = judged(plainProgram({ topology, calls: 1000, concurrency: 50 }));
    t.is(judgement.verdict, 'pass');
    t.deepEqual(idsOf(judgement, ...bad), []);
    t.deepEqual(judgement.notModelled, []);
    t.is(judgement.orphans, 0);
    t.true(idsOf(judgement, 'pass').length > 80);
  });

  for (const name of pendableNames) {
    test(`${topology}: it is green with ${name} alone pended, and with all but ${name}`, (t) => {
      const others = pendableNames.filter((other) => other !== name);
      for (const pended of [pendedOnly(name), pendedOnly(...others)]) {
        const judgement = judged(plainProgram({ topology, calls: 9, concurrency: 3, callsPerVc: 2, sends: 3, pended }));
        t.deepEqual(idsOf(judgement, ...bad), []);
        t.is(judgement.verdict, 'pass');
      }
    });
  }
}

/** Rows about which name a driver calls by: an import does not show it. */
const nameRows = new Set(['CC-32', 'CC-33', 'MM-11', 'AV-26', 'DA-15']);

/** Id, outcome and number of findings of every row but those. */
function outcomesOf(judgement: Judgement): string[] {
  return judgement.requirements.filter(({ id }) => !nameRows.has(id)).map(({ id, outcome, findingsTotal }) => `${id} ${outcome} ${findingsTotal}`);
}

for (const topology of topologies) {
  test(`${topology}: a probe in the imports comes to the same judgement, faults and courses included, but on names`, (t) => {
    const program = plainProgram({ topology, calls: everyCourse.length, concurrency: 3, courses: everyCourse });
    const faults = allFaults.filter((fault) => fault.topology.includes(topology)).map(({ name }) => [name]);
    for (const names of [[], ...faults]) {
      const judgement = judged(program, names, {}, 'import');
      t.deepEqual(outcomesOf(judgement), outcomesOf(judged(program, names)), names.join());
      const unseen = judgement.requirements.filter(({ id }) => nameRows.has(id)).map(({ outcome }) => outcome);
      t.true(unseen.every((outcome) => outcome === 'not-observed' || outcome === 'vacuous'), unseen.join());
    }
  });
}

test('a probe in the imports sees the exports of ndis.sys: macros of an MCM by their NdisCm names, its own functions by their NdisMCm names', (t) => {
  const namesOf = (hook: Hook): Set<string> => new Set(recorded(plainProgram({ topology: 'mcm' }), [], undefined, hook).events.flatMap(({ fn }) => fn ?? []));
  const source = namesOf('source');
  const imports = namesOf('import');
  t.deepEqual([...imports].filter((name) => !source.has(name)).toSorted(), [
    'NdisCmCloseAddressFamilyComplete', 'NdisCmCloseCallComplete', 'NdisCmMakeCallComplete', 'NdisCmOpenAddressFamilyComplete',
  ]);
  t.deepEqual([...imports].filter((name) => name.startsWith('NdisMCm')).toSorted(), [
    'NdisMCmActivateVc', 'NdisMCmDeactivateVc', 'NdisMCmRegisterAddressFamilyEx',
  ]);
});
