import { createHash } from 'node:crypto';
import test from 'ava';
import { allFaults } from '../../firmware-stubs/emulated-nic/faults/all-faults.ts';
import type { FaultSpec } from '../../firmware-stubs/emulated-nic/faults/fault.ts';
import type { PlannedRun } from '../../src/bench/run-plan.ts';
import type { Topology } from '../../src/core/condis/roles.ts';
import type { Judgement } from '../../src/core/judgement.ts';
import { requirementById } from '../../src/core/requirements/catalogue/catalogue.ts';
import { plannedRun } from '../bench/bench-harness.ts';
import { idsOf, judged, spoken } from './judging.ts';

const topologies: readonly Topology[] = ['cm', 'mcm'];
const both = topologies.map((topology) => [topology, allFaults.filter((fault) => fault.topology.includes(topology))] as const);

const loaded = new Map<string, Promise<PlannedRun>>();

/** One call of a scenario; its files are read once. */
function planOf(scenario: string, topology: Topology): Promise<PlannedRun> {
  const key = `${scenario} ${topology}`;
  const plan = loaded.get(key) ?? plannedRun(scenario, topology, 1);
  loaded.set(key, plan);
  return plan;
}

async function oneCall(scenario: string, topology: Topology, faults: readonly string[]): Promise<Judgement> {
  const planned = await planOf(scenario, topology);
  return judged(planned.program, faults, planned.scenario.declares);
}

/** The rows that a fault breaks on a topology. */
function rowsOf({ requirement }: FaultSpec, topology: Topology): string[] {
  return requirement.filter((id) => ['both', topology].includes(requirementById(id)?.topology ?? ''));
}

for (const [topology, faults] of both) {
  for (const fault of faults) {
    test(`${topology}: ${fault.name} turns one call red at every row that it names, as one fault and nothing else`, async (t) => {
      const judgement = await oneCall(fault.scenario, topology, [fault.name]);
      const rows = rowsOf(fault, topology);
      t.true(rows.length > 0);
      const failed = idsOf(judgement, 'fail');
      t.deepEqual(rows.filter((id) => !failed.includes(id)), [], failed.join());
      t.is(judgement.verdict, 'fail');
      t.deepEqual(idsOf(judgement, 'self-check', 'inconclusive'), []);
      const findings = judgement.requirements.filter(({ outcome }) => outcome === 'fail').flatMap((result) => result.findings);
      t.deepEqual([...new Set(findings.map((finding) => finding.fault))], [1]);
      t.is((await oneCall(fault.scenario, topology, [])).verdict, 'pass', 'without it the scenario is green');
    });
  }
}

/** Faults that need a party and the outcome of its call. */
const ofParties = [
  'closed-with-parties', 'failed-party-freed-early', 'party-context-kept', 'party-context-withheld', 'party-freed-by-call-manager',
  'party-freed-by-client', 'party-handle-withheld', 'party-leave-unreported', 'party-never-added', 'party-used-after-failure',
];

/** Faults that need a call whose parameters are changed. */
const ofChanges = [
  'change-never-completed', 'change-without-activation', 'failed-reactivation-deactivates', 'offer-before-activation', 'offer-unanswered',
  'refused-change-kept', 'refused-change-reported-granted', 'refused-offer-dispatched', 'refused-renegotiation-kept',
];

/** Faults that need a call on a permanent VC. */
const ofPermanentVcs = ['missing-permanent-vc-misreported', 'permanent-flag-withheld', 'permanent-vc-negotiated'];

/** Faults that show in the parameters of a completion with success. */
const ofCompletions = ['bearer-class-as-signalled', 'directions-exchanged', 'stream-completed-as-aal5'];

/** Faults that show when everything is closed in the end. */
const ofEndings = [
  'family-close-never-completed', 'family-closed-twice', 'family-closed-with-calls', 'notice-never-answered', 'stopped-without-notice',
];

/** Faults that need a connected call in which the network does not answer. */
const ofSilence = ['release-never-cleared', 'unanswered-drop-never-cleared', 'unanswered-party-never-cleared'];

/**
 * Faults that leave no room for each other: with one of `by`, whatever order they stack in, those of `hidden` have nothing left to
 * break, or nothing that could show it.
 */
const exclusive: readonly { readonly why: string; readonly by: readonly string[]; readonly hidden: readonly string[] }[] = [
  {
    why: 'a request that is never completed shows no completion, and nobody is told when it is time to send or to close',
    by: ['call-never-completed'],
    hidden: [
      'activation-failure-ignored', 'activation-not-awaited', 'activation-skipped', 'completed-above-dispatch-level',
      'completed-as-call-manager', 'completed-as-mcm', 'completion-pending-status', 'completion-without-parameters',
      ...ofCompletions, 'failed-vc-left-active', 'negotiated-parameters-withheld', 'refusal-taken-for-success', 'sends-after-close', 'sends-before-connected',
      'stray-party-context', 'stray-party-handle', 'unacceptable-parameters-kept', 'vc-context-freed-early', ...ofParties,
      ...ofChanges, ...ofEndings, ...ofPermanentVcs, ...ofSilence,
    ],
  },
  {
    why: 'a status that is not final reports no success, and a second completion is no second final status',
    by: ['completion-pending-status'],
    hidden: [
      'activation-failure-ignored', 'activation-not-awaited', 'activation-skipped', 'completed-twice', 'completion-without-parameters',
      ...ofCompletions, 'failed-vc-left-active', 'negotiated-parameters-withheld', 'unacceptable-parameters-kept', ...ofParties.filter((name) => name !== 'party-handle-withheld'),
      ...ofChanges, ...ofEndings, ...ofPermanentVcs, ...ofSilence,
    ],
  },
  { why: 'what is activated early is active in time', by: ['activated-before-connect'], hidden: ['activation-not-awaited'] },
  {
    why: 'what is never activated is not activated too early, and with nothing that could differ',
    by: ['activation-skipped'],
    hidden: ['activated-before-connect', ...ofCompletions, 'negotiated-parameters-withheld', 'refusal-taken-for-success'],
  },
  {
    why: 'a success returned too early is one act with its completion',
    by: ['activation-skipped'],
    hidden: ['completed-though-synchronous'],
  },
  {
    why: 'who sends no SETUP sends it no wrong way, is refused nothing and negotiates nothing',
    by: ['connects-without-signalling'],
    hidden: [
      'failure-not-completed', 'negotiated-parameters-withheld', 'setup-around-ndis', 'signalling-through-ndis', 'silent-call-never-cleared',
    ],
  },
  { why: 'no failure, none to complete', by: ['refusal-taken-for-success'], hidden: ['failure-not-completed'] },
  { why: 'no completion of a failure, none with success', by: ['failure-not-completed'], hidden: ['refusal-taken-for-success'] },
  { why: 'no parameters are not wrong parameters', by: ['completion-without-parameters'], hidden: [...ofCompletions, 'negotiated-parameters-withheld'] },
  { why: 'wrong parameters are not none', by: ['negotiated-parameters-withheld'], hidden: ['completion-without-parameters'] },
  { why: 'what stands in for a missing party is one party', by: ['stray-party-context'], hidden: ['stray-party-handle'] },
  { why: 'what stands in for a missing party is one party', by: ['stray-party-handle'], hidden: ['stray-party-context'] },
  { why: 'memory is freed once', by: ['parameters-freed-before-call'], hidden: ['parameters-freed-while-pending'] },
  {
    why: 'a call that is not reported as failed has no party that failed with it',
    by: ['connects-without-signalling', 'failure-not-completed', 'refusal-taken-for-success'],
    hidden: ['failed-party-freed-early', 'party-used-after-failure'],
  },
  { why: 'who has not heard that the call failed does not delete its VC', by: ['failure-not-completed'], hidden: ['failed-vc-left-active'] },
  {
    why: 'a VC that was never activated is not left active, and a call that fails reports no success without activation',
    by: ['activation-skipped', 'failed-vc-left-active'],
    hidden: ['activation-skipped', 'failed-vc-left-active'],
  },
  {
    why: 'a call that was given up, with its VC active and reported as connected, looks like one that is',
    by: ['failed-vc-left-active', 'refusal-taken-for-success'],
    hidden: ['failed-vc-left-active', 'refusal-taken-for-success'],
  },
  { why: 'memory is freed once', by: ['party-freed-by-call-manager'], hidden: ['party-context-kept'] },
  { why: 'what is kept for good is not freed early', by: ['party-context-kept'], hidden: ['party-freed-by-call-manager'] },
  {
    why: 'a call without a party, or one that looks so, has no party that anything could be wrong with',
    by: ['party-context-missing', 'party-handle-withheld'],
    hidden: ofParties,
  },
  {
    why: 'a context that nobody was given is neither freed nor kept, as far as the events show',
    by: ['party-context-withheld'],
    hidden: ['party-context-kept', 'party-freed-by-call-manager'],
  },
  {
    why: 'an activation that is over late, or is of a VC that does not exist, stands in for one that is missing or refused',
    by: ['activated-before-connect', 'activation-not-awaited', 'activation-skipped', 'call-on-unknown-vc'],
    hidden: [
      'change-without-activation', 'failed-reactivation-deactivates', 'offer-before-activation', 'permanent-vc-exchanged',
      'refused-change-kept', 'refused-offer-dispatched',
    ],
  },
  {
    why: 'an address family that is not closed to the end is open, so that its call manager goes with it',
    by: ['family-close-never-completed'],
    hidden: ['stopped-without-notice'],
  },
  { why: 'a notice that never came needs no answer', by: ['stopped-without-notice'], hidden: ['notice-never-answered'] },
  {
    why: 'a call on a permanent VC that is signalled is none; what is not sent does no harm, and what nobody looks for is not missing',
    by: ['connects-without-signalling', 'permanent-vc-signalled', 'refusal-taken-for-success', 'missing-permanent-vc-misreported'],
    hidden: ['permanent-vc-signalled', 'missing-permanent-vc-misreported', 'connects-without-signalling', 'refusal-taken-for-success'],
  },
  {
    why: 'parameters that are not there, or are the client\'s own, lack no flag; a failure that is not completed has no status',
    by: ['completion-without-parameters', 'failure-not-completed', 'negotiated-parameters-withheld'],
    hidden: ['missing-permanent-vc-misreported', 'permanent-flag-withheld'],
  },
  {
    why: 'a change that is never completed ends neither well nor badly',
    by: ['change-never-completed'],
    hidden: ['change-without-activation', 'failed-reactivation-deactivates', 'refused-change-kept', 'refused-change-reported-granted'],
  },
  { why: 'no activation, none that fails', by: ['change-without-activation'], hidden: ['failed-reactivation-deactivates'] },
  { why: 'a VC that is activated once more is active', by: ['refused-change-kept'], hidden: ['failed-reactivation-deactivates'] },
  {
    why: 'what the client hears of as granted it does not keep against a refusal',
    by: ['refused-change-reported-granted'],
    hidden: ['refused-renegotiation-kept'],
  },
  {
    why: 'who waits for a party that is never added neither closes the call nor sees a party leave',
    by: ['party-never-added'],
    hidden: ['closed-with-parties', 'party-leave-unreported', 'unanswered-drop-never-cleared'],
  },
  {
    why: 'what else is wrong with the end of a call whose VC stays active follows from that',
    by: ['closed-vc-left-active'],
    hidden: ['unacknowledged-call-not-cleared'],
  },
  {
    why: 'without its SAP a client takes no calls, and has none to deregister',
    by: ['sap-never-registered'],
    hidden: [
      'abandoned-offer-unreported', 'call-closed-with-sap', 'changes-refused-silently', 'closes-again', 'connected-before-answer', 'connection-unreported', 'offer-answered-twice',
      'offer-changed-silently', 'offer-for-unknown-sap', 'offer-never-answered', 'rejected-vc-left-active', 'sap-deregistered-twice',
      'sap-never-deregistered', 'sap-not-deregistered', 'sap-taken-twice', 'sends-before-call-connected',
      'unacknowledged-call-not-cleared',
    ],
  },
  {
    why: 'an offer that is never answered is neither taken nor changed',
    by: ['offer-never-answered'],
    hidden: ['abandoned-offer-unreported', 'changes-refused-silently', 'offer-changed-silently', 'sends-before-call-connected'],
  },
  {
    why: 'who waits for a call to be connected neither closes it nor gives its SAP up',
    by: ['connection-unreported'],
    hidden: ['closes-again', 'sap-deregistered-twice', 'sap-never-deregistered', 'sap-not-deregistered'],
  },
  { why: 'who was told too early that the call is connected sends in time', by: ['connected-before-answer'], hidden: ['sends-before-call-connected'] },
  { why: 'a SAP is deregistered once, late or never', by: ['sap-not-deregistered'], hidden: ['sap-deregistered-twice', 'sap-never-deregistered'] },
  { why: 'who waits for the end of a deregistration asks for no other', by: ['sap-never-deregistered'], hidden: ['sap-deregistered-twice'] },
  {
    why: 'what stays active on a call that is not closed says nothing of closing it',
    by: ['incoming-close-ignored', 'network-close-unreported', 'activation-skipped'],
    hidden: ['closed-vc-left-active'],
  },
  {
    why: 'who is not told that the network has closed the call cannot follow it',
    by: ['network-close-unreported'],
    hidden: ['incoming-close-ignored', 'sends-after-incoming-close'],
  },
  {
    why: 'a call that the network or the client does not have is closed by nobody',
    by: ['call-never-completed', 'completion-pending-status', 'connects-without-signalling'],
    hidden: [
      'closed-vc-left-active', 'incoming-close-ignored', 'network-close-reported-as-error', 'network-close-unreported',
      'sends-after-incoming-close',
    ],
  },
];

function mayHide(by: string, hidden: string): boolean {
  return exclusive.some((one) => one.by.includes(by) && one.hidden.includes(hidden));
}

/** Pairs that show in one scenario, and a quarter of the others; `CONDIS_BENCH_EVERY_PAIR=1` takes every pair, which lasts minutes. */
function isTried(first: FaultSpec, second: FaultSpec): boolean {
  if (process.env['CONDIS_BENCH_EVERY_PAIR'] === '1' || first.scenario === second.scenario) return true;
  return createHash('md5').update(`${first.name} ${second.name}`).digest().readUInt8(0) % 4 === 0;
}

for (const [topology, faults] of both) {
  // One after another, so that each result comes when it is there.
  for (const [index, first] of faults.entries()) {
    test.serial(`${topology}: ${first.name} and those after it do not hide each other`, async (t) => {
      for (const second of faults.slice(index + 1).filter((other) => isTried(first, other))) {
        const names = [first.name, second.name];
        for (const scenario of new Set([first.scenario, second.scenario])) {
          const judgement = await oneCall(scenario, topology, names);
          const failed = idsOf(judgement, 'fail');
          const where = `${names.join(' + ')} in ${scenario}: ${failed.join()}`;
          // Two faults of which each hides the other may cancel out.
          if (!mayHide(first.name, second.name) || !mayHide(second.name, first.name)) t.not(judgement.verdict, 'pass', where);
          t.deepEqual(idsOf(judgement, 'self-check'), [], where);
          for (const [fault, other] of [[first, second], [second, first]] as const) {
            if (fault.scenario !== scenario || mayHide(other.name, fault.name)) continue;
            t.true(rowsOf(fault, topology).some((id) => failed.includes(id)), `${fault.name} is hidden, ${where}`);
          }
        }
      }
      t.pass();
    });
  }

  test(`${topology}: one seed gives the same octets, whatever the fault`, async (t) => {
    for (const fault of faults) {
      const planned = await planOf(fault.scenario, topology);
      const program = { ...planned.program, calls: 5, concurrency: 2 };
      const said = [1, 2].map(() => {
        const hash = createHash('sha256');
        spoken(program, [fault.name], (octets) => hash.update(octets));
        return hash.digest('hex');
      });
      t.is(said[0], said[1], fault.name);
    }
  });
}

test('the exclusions name faults that there are', (t) => {
  const known = new Set(allFaults.map(({ name }) => name));
  for (const { by, hidden } of exclusive) for (const name of [...by, ...hidden]) t.true(known.has(name), name);
});
