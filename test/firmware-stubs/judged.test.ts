import test from 'ava';
import type { Topology } from '../../src/core/condis/roles.ts';
import { pendableNames } from '../../src/core/scenario/call-program.ts';
import { bad, idsOf, judged } from './judging.ts';
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
