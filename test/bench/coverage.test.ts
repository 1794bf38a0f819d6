import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { judgeRun } from '../../src/bench/judge-run.ts';
import { coverageOf, type CoveredRun } from '../../src/core/coverage.ts';
import { inProcess, packageRoot, plannedRun, recordOf, runToEnd, temporaryFolder } from './bench-harness.ts';
import { judgementJson } from '../../src/core/judgement-json.ts';
import { loadScenario } from '../../src/files/load-file.ts';

const signal = new AbortController().signal;

/** These devices write nothing beside their line. */
const unsaid = (line: string): void => {
  throw new Error(line);
};

test('a run that is judged and not recorded comes to what a recorded one does', async (t) => {
  for (const topology of ['cm', 'mcm'] as const) {
    const planned = await plannedRun('outgoing-call', topology, 7);
    const recorded = recordOf(await runToEnd(temporaryFolder(t), planned, inProcess(topology))).judgement;
    const judged = await judgeRun(planned, inProcess(topology), signal, unsaid);
    t.is(judgementJson(judged), judgementJson(recorded!));
  }
});

test('a device that goes away while it is judged is a fault', async (t) => {
  const planned = await plannedRun('outgoing-call', 'cm', 10_000);
  const reach = inProcess('cm', { cut: (cut) => setTimeout(cut, 20) });
  await t.throwsAsync(judgeRun(planned, reach, signal, unsaid), { code: 'port-lost' });
});

test('the shipped scenarios are green and decide every sentence that a trace can decide', async (t) => {
  const names = readdirSync(join(packageRoot, 'scenarios')).map((file) => file.replace(/\.yaml$/, ''));
  const runs: CoveredRun[] = [];
  for (const name of names) {
    const loaded = await loadScenario(join(packageRoot, 'scenarios', `${name}.yaml`), name);
    if ('faults' in loaded) throw new Error(name);
    for (const topology of loaded.spec.faults.length > 0 ? [] : loaded.spec.topologies) {
      const planned = await plannedRun(name, topology, Math.min(12, loaded.spec.calls));
      const judgement = await judgeRun(planned, inProcess(topology), signal, unsaid);
      runs.push({ scenario: name, device: `emulated-${topology}`, topology, judgement });
    }
  }
  t.deepEqual(runs.filter(({ judgement }) => judgement.verdict !== 'pass').map(({ scenario, topology }) => `${scenario} ${topology}`), []);
  const coverage = coverageOf(runs);
  t.deepEqual(coverage.sentences.filter(({ state }) => state === 'open').map(({ page, anchor, missing }) => [page, anchor, missing]), []);
  t.true(coverage.decidable > 70);
  t.is(coverage.verdict, 'pass');
});
