import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { allFaults } from '../../firmware-stubs/emulated-nic/faults/all-faults.ts';
import type { Topology } from '../../src/core/condis/roles.ts';
import type { Judgement } from '../../src/core/judgement.ts';
import { faultWord } from '../../src/core/scenario/fault-use.ts';
import type { ScenarioSpec } from '../../src/core/scenario/scenario-spec.ts';
import { loadScenario } from '../../src/files/load-file.ts';
import { about, aboutBreaches, isOf } from '../bench/about-scenarios.ts';
import { packageRoot, plannedRun } from '../bench/bench-harness.ts';
import { idsOf, judged } from './judging.ts';

/**
 * One fault for each shipped scenario of a correct device that turns it red at a requirement that the scenario is about; by topology
 * where they differ.
 */
const shownBy: Readonly<Record<string, string | Readonly<Record<Topology, string>>>> = {
  'activation-fails': 'activation-failure-ignored',
  'activation-retried': 'activation-not-awaited',
  'answers-lost': 'silent-call-never-cleared',
  'bearer-classes': 'bearer-class-as-signalled',
  'both-directions': 'connection-unreported',
  'cbr-call': 'directions-exchanged',
  'circuit-emulation': 'stream-completed-as-aal5',
  'client-modifies': 'change-never-completed',
  'client-modify-granted-in-part': 'change-without-activation',
  'client-modify-not-activated': 'refused-change-reported-granted',
  'client-modify-refused': 'refused-change-kept',
  'creation-fails': 'creation-left-pending',
  'fails-when-active': 'failed-vc-left-active',
  'incoming-abandoned': 'abandoned-offer-unreported',
  'incoming-call': 'sap-never-registered',
  'incoming-changes-refused': 'changes-refused-silently',
  'incoming-network-closes': 'sends-after-incoming-close',
  'incoming-not-established': 'incoming-close-ignored',
  'incoming-not-supported': 'rejected-vc-left-active',
  'incoming-parameters-changed': 'offer-changed-silently',
  'incoming-pended': 'offer-answered-twice',
  'incoming-rejected': 'rejected-vc-left-active',
  'incoming-synchronous': 'closes-again',
  'incoming-unacknowledged': 'unacknowledged-call-not-cleared',
  'incoming-vc-reuse': 'closes-again',
  'invalid-parameters': 'unvalidated-parameters',
  'line-stands-still': 'sends-before-connected',
  'many-vcs': 'call-on-unknown-vc',
  'mixed-courses': 'unacceptable-parameters-kept',
  'multipoint-call': 'party-context-missing',
  'multipoint-drop-unanswered': 'unanswered-drop-never-cleared',
  'multipoint-failures': 'party-used-after-failure',
  'multipoint-initial-party-leaves': 'closed-with-parties',
  'multipoint-network-closes': 'network-close-unreported',
  'multipoint-parties': 'party-never-added',
  'multipoint-party-leaves': 'party-leave-unreported',
  'multipoint-party-rejected': 'party-never-added',
  'multipoint-party-unanswered': 'unanswered-party-never-cleared',
  'multipoint-rejected': 'failed-party-freed-early',
  'multipoint-synchronous': 'party-freed-by-client',
  'network-closes': 'network-close-reported-as-error',
  'network-closes-with-error': 'incoming-close-ignored',
  'network-modifies': 'offer-unanswered',
  'network-modify-not-activated': 'refused-offer-dispatched',
  'network-modify-renegotiated': 'change-without-activation',
  'network-modify-unacceptable': 'offer-before-activation',
  'network-rejects': 'failure-not-completed',
  'network-releases': { cm: 'refusal-taken-for-success', mcm: 'failure-not-completed' },
  'no-answer': 'failure-not-completed',
  'no-connect': 'silent-call-never-cleared',
  'outgoing-call': 'call-never-completed',
  'parameters-accepted': 'negotiated-parameters-withheld',
  'parameters-renegotiated': 'change-without-activation',
  'parameters-unacceptable': 'unacceptable-parameters-kept',
  'permanent-vc': 'permanent-vc-exchanged',
  'permanent-vc-by-address': 'permanent-flag-withheld',
  'permanent-vc-missing': 'missing-permanent-vc-misreported',
  'permanent-vc-unchanged': 'permanent-vc-negotiated',
  'refused-after-pending': 'completed-twice',
  'refused-at-once': 'refusal-completed-too',
  'release-unanswered': 'release-never-cleared',
  'renegotiation-refused': 'refused-renegotiation-kept',
  'repeated-messages': 'connects-again',
  'sap-in-use': 'sap-taken-twice',
  'set-up-within-limits': 'activated-before-connect',
  'setup-lost': 'unanswered-setup-forgotten',
  'slow-network': 'sends-before-connected',
  'steps-answered-both-ways': 'completed-though-synchronous',
  'steps-changed-parameters': 'refused-change-kept',
  'steps-incoming-answers': 'offer-answered-twice',
  'steps-unanswered': 'unanswered-party-never-cleared',
  'steps-family-reopened': 'vc-created-before-open',
  'steps-sap-given-up': 'call-closed-with-sap',
  'steps-halt': 'notice-never-answered',
  'steps-unbind': 'stopped-without-notice',
  'steps-busy-then-free': 'failure-not-completed',
  'steps-make-call': 'activation-not-awaited',
  'steps-multipoint': 'party-context-kept',
  'steps-rejected-for-causes': 'failure-not-completed',
  'synchronous-activation': 'activation-skipped',
  'synchronous-calls': 'completed-though-synchronous',
  'synchronous-changes': 'change-without-activation',
  'synchronous-failures': 'unvalidated-parameters',
  'unbind-with-calls': 'stopped-without-notice',
  'vc-reuse': 'call-on-unknown-vc',
};

/** No fault serves for more scenarios than this. */
const mostScenarios = 5;

const shipped = readdirSync(join(packageRoot, 'scenarios')).map((file) => file.replace(/\.yaml$/, ''));

async function scenarioOf(name: string): Promise<ScenarioSpec> {
  const loaded = await loadScenario(join(packageRoot, 'scenarios', `${name}.yaml`), `scenarios/${name}.yaml`);
  if ('faults' in loaded) throw new Error(`scenarios/${name}.yaml does not load`);
  return loaded.spec;
}

const scenarios = await Promise.all(shipped.map(scenarioOf));
const negative = scenarios.filter(({ faults }) => faults.length > 0);
const positive = scenarios.filter((scenario) => !negative.includes(scenario));

function faultNameFor(name: string, topology: Topology): string | undefined {
  const shown = shownBy[name];
  return typeof shown === 'object' ? shown[topology] : shown;
}

/** What is said of as many calls as the scenario has courses. */
async function judgedWith({ name, calls, courses, declares }: ScenarioSpec, topology: Topology, faults: readonly string[]): Promise<Judgement> {
  // A fault of one call needs that call.
  const { program } = await plannedRun(name, topology, faults.some((word) => word.includes('@')) ? calls : courses.length);
  return judged(program, faults, declares);
}

for (const scenario of positive) {
  const { name } = scenario;
  for (const topology of scenario.topologies) {
    test(`${topology}: ${name} is red at what it is about, with the fault that shows it`, async (t) => {
      const fault = allFaults.find((each) => each.name === faultNameFor(name, topology));
      if (fault === undefined) return t.fail('the table has no fault for it');
      t.true(fault.topology.includes(topology), fault.name);
      const isAbout = [...(about[name] ?? []), ...(aboutBreaches[name] ?? [])].filter((id) => isOf(id, topology));
      const common = isAbout.filter((id) => fault.requirement.includes(id));
      const judgement = await judgedWith(scenario, topology, [fault.name]);
      const failed = idsOf(judgement, 'fail');
      t.true(common.some((id) => failed.includes(id)), `red at ${failed.join()}, of what both are about (${common.join()}) at none`);
      t.is(judgement.verdict, 'fail');
      t.is((await judgedWith(scenario, topology, [])).verdict, 'pass', 'without the fault it is green');
    });
  }
}

for (const scenario of negative) {
  const { name, faults, requirements } = scenario;
  for (const topology of scenario.topologies) {
    test(`${topology}: ${name} is red where its expectations are not asked`, async (t) => {
      const judgement = await judgedWith(scenario, topology, faults.map(faultWord));
      t.is(judgement.verdict, 'fail');
      const expected = requirements.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id);
      t.true(expected.length > 0);
      t.deepEqual(expected.filter((id) => !idsOf(judgement, 'fail').includes(id)), []);
    });
  }
}

test('every scenario of a correct device has its fault, and no fault serves for many', (t) => {
  t.deepEqual(Object.keys(shownBy).toSorted(), positive.map(({ name }) => name).toSorted());
  const served = new Map<string, Set<string>>();
  for (const { name, topologies } of positive) {
    for (const fault of topologies.map((topology) => faultNameFor(name, topology) ?? '')) served.set(fault, (served.get(fault) ?? new Set()).add(name));
  }
  const most = Math.max(...[...served.values()].map(({ size }) => size));
  t.log(`${positive.length} scenarios, ${served.size} faults, at most ${most} scenarios a fault`);
  t.deepEqual([...served].filter(([, names]) => names.size > mostScenarios), []);
});
