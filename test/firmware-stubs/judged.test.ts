import test from 'ava';
import { allFaults } from '../../firmware-stubs/emulated-nic/faults/all-faults.ts';
import type { Topology } from '../../src/core/condis/roles.ts';
import { pendableNames } from '../../src/core/scenario/call-program.ts';
import { bad, idsOf, judged } from './judged-run.ts';
import { pendedOnly, plainProgram } from './recorded.ts';

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

for (const { name, topology, requirement } of allFaults) {
  for (const one of topology) {
    test(`${one}: ${name} turns one call red at a requirement that it names, as one fault`, (t) => {
      const judgement = judged(plainProgram({ topology: one }), [name]);
      t.is(judgement.verdict, 'fail');
      const failed = idsOf(judgement, 'fail');
      t.true(failed.some((id) => requirement.includes(id)), failed.join());
      t.deepEqual(idsOf(judgement, 'self-check', 'inconclusive'), []);
      const findings = judgement.requirements.filter(({ outcome }) => outcome === 'fail').flatMap((result) => result.findings);
      t.is(new Set(findings.map(({ fault }) => fault)).size, 1);
    });
  }
}
