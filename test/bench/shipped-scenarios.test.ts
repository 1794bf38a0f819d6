import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import type { Topology } from '../../src/core/condis/roles.ts';
import { about, isOf } from './about-scenarios.ts';
import { inProcess, packageRoot, plannedRun, recordOf, runToEnd, temporaryFolder } from './bench-harness.ts';

/**
 * Rows of the seed pages and of the MCM completion that no shipped scenario decides, by topology, each with the outcome that they all
 * agree on and the reason. Guards and rows of the other topology are left out. The lists may only become shorter.
 */
const openRows = JSON.parse(readFileSync(join(packageRoot, 'test/bench/seed-rows.json'), 'utf8')) as Record<Topology, Record<string, string>>;

/** Acts after which the drivers are gone. */
const endings: ReadonlySet<string> = new Set(['callManager: unbind', 'miniport: halt']);

/** Enough for each course to be taken twice. */
const mostCalls = 32;

const shipped = readdirSync(join(packageRoot, 'scenarios')).map((file) => {
  const name = file.replace(/\.yaml$/, '');
  return { name, text: readFileSync(join(packageRoot, 'scenarios', file), 'utf8') };
});
/** Scenarios for a correct device; those that name faults are for a broken one. */
const scenarios = shipped.filter(({ text }) => !/^faults:/m.test(text)).map(({ name }) => name);
const negative = shipped.filter(({ name }) => !scenarios.includes(name));

/** Whether a scenario is for devices of a topology. */
function isFor(name: string, topology: Topology): boolean {
  const [, only = topology] = /^topology: (cm|mcm)$/m.exec(shipped.find((one) => one.name === name)?.text ?? '') ?? [];
  return only === topology;
}

test('what scenarios are about is said of scenarios that ship', (t) => {
  t.deepEqual(Object.keys(about).filter((name) => !scenarios.includes(name)), []);
});

for (const topology of ['cm', 'mcm'] as const) {
  /** Seed rows that no scenario has decided yet, with the outcomes that they had. */
  const open = new Map<string, Set<string>>();

  for (const name of scenarios.filter((one) => isFor(one, topology))) {
    test.serial(`${name} is green on the correct model, and decides what it is about (${topology})`, async (t) => {
      const planned = await plannedRun(name, topology, mostCalls);
      const outcome = await runToEnd(temporaryFolder(t), planned, inProcess(topology));
      t.deepEqual(outcome.faults, []);
      const requirements = outcome.judgement?.requirements ?? [];
      t.deepEqual(requirements.flatMap((row) => row.findings.map(({ id, message }) => `${id}: ${message}`)), []);
      t.is(outcome.verdict, 'pass');
      const { expectations, limits } = recordOf(outcome);
      // Where the drivers go while calls are open, nobody can say beforehand how many there are.
      const isEnded = planned.scenario.steps?.some((step) => step.kind === 'act' && endings.has(step.act)) === true;
      const goes = isEnded || planned.program.endingAfter !== undefined;
      t.true(expectations.length >= (goes ? 0 : 3));
      t.deepEqual([...expectations, ...limits].filter(({ verdict }) => verdict !== 'pass'), []);
      const decided = new Set(requirements.filter((row) => row.outcome === 'pass' && row.triggered > 0).map((row) => row.id));
      t.deepEqual((about[name] ?? []).filter((id) => isOf(id, topology) && !decided.has(id)), []);
      for (const { id, outcome: found, reason } of requirements) {
        if (!/^(MC|CC|MM)-/.test(id) || !isOf(id, topology) || found === 'guard') continue;
        const outcomes = open.get(id) ?? new Set();
        open.set(id, outcomes.add(decided.has(id) ? 'decided' : reason === undefined ? found : `${found}: ${reason}`));
      }
    });
  }

  for (const { name, text } of negative.filter(({ text: file }) => !file.includes(`topology: ${topology === 'cm' ? 'mcm' : 'cm'}`))) {
    test.serial(`${name} is green though requirements are broken, and red on the correct model (${topology})`, async (t) => {
      const planned = await plannedRun(name, topology, mostCalls);
      const broken = await runToEnd(temporaryFolder(t), planned, inProcess(topology));
      t.is(broken.verdict, 'pass');
      t.is(broken.judgement?.verdict, 'fail');
      t.regex(text, /^expect:/m);
      const correct = await runToEnd(temporaryFolder(t), { ...planned, faults: [] }, inProcess(topology));
      t.is(correct.verdict, 'fail');
      t.is(correct.judgement?.verdict, 'pass');
    });
  }

  test.serial(`the shipped scenarios decide every seed row but those that are listed (${topology})`, (t) => {
    const left = [...open].filter(([, outcomes]) => !outcomes.has('decided'));
    t.deepEqual(left.map(([id]) => id).toSorted(), Object.keys(openRows[topology]).toSorted());
    for (const [id, outcomes] of left) for (const found of outcomes) t.true(openRows[topology][id]?.startsWith(found), `${id} is ${found}`);
  });
}
