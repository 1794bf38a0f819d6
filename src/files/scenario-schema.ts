import { z } from 'zod';
import type { Topology } from '../core/condis/roles.ts';
import { delayNames, pendableNames, type DelayName } from '../core/scenario/call-program.ts';
import { defaultCounts, defaultDelays, defaultPended, defaultSendOctets } from '../core/scenario/defaults.ts';
import { plainCourses, traitsOf } from '../core/scenario/course.ts';
import type { CallSetupSpec, ScenarioSpec } from '../core/scenario/scenario-spec.ts';
import { isRequest, requestTraits } from '../core/scenario/steps/acts.ts';
import { everyStep } from '../core/scenario/steps/step-parameters.ts';
import { declarationBits, type Declaration } from '../core/trace/tail.ts';
import { cellSduOf } from './call-elements-schema.ts';
import { call, callRefusals, directedKeys, listOctetsOf, setupOf } from './call-schema.ts';
import { caseOf, expect, expectRefusals, limitRefusals, limits } from './case-schema.ts';
import { course } from './course-schema.ts';
import { delay } from './delay-schema.ts';
import { faults } from './faults-schema.ts';
import { incomingRefusals } from './incoming-refusals.ts';
import { line } from './line-schema.ts';
import { network, refusalsOfNetwork } from './network-schema.ts';
import { multipoint, multipointOf, multipointRefusals } from './multipoint-schema.ts';
import { callsNotMade } from './occasion-schema.ts';
import { permanentRefusals, permanentVcOf } from './permanent-vc-schema.ts';
import { atmAddress, sduOctets } from './quantities.ts';
import type { Refusal } from './refusal.ts';
import { contradictions } from './scenario-contradictions.ts';
import { rowKeys } from './rows/row-table.ts';
import { strictKeys, summary, topology } from './shared-schema.ts';
import { fragments } from './steps/fragments.ts';
import type { ReadSteps } from './steps/read-steps.ts';
import { innerSteps } from './steps/step-forms.ts';
import { stepRefusals } from './steps/step-refusals.ts';
import type { YamlFile } from './yaml-file.ts';

/** Where each delay passes. */
export const delayHelp: Readonly<Record<DelayName, string>> = {
  betweenCalls: 'Between two calls of one client thread',
  callManagerSetup:
    'ProtocolCmMakeCall entered to SETUP sent; ProtocolCmAddParty entered to ADD PARTY sent; SETUP received to the VC of its call created',
  networkProceeding: 'SETUP sent to CALL PROCEEDING received; CONNECT sent to CONNECT ACKNOWLEDGE received',
  networkConnect: 'CALL PROCEEDING received to CONNECT received; ADD PARTY sent to its answer received',
  callManagerActivation:
    'CONNECT received, or a VC created for a call that comes in, to NdisCmActivateVc; on an MCM the programming of its NIC',
  miniportActivation: 'MiniportCoActivateVc entered to the end of activation',
  callManagerCompletion: 'Activation done to Ndis[M]CmMakeCallComplete',
  clientReaction:
    'ProtocolClMakeCallComplete or ProtocolClCallConnected to the first send; ProtocolClIncomingCall to NdisClIncomingCallComplete',
  transmission: 'A send entered to its completion',
  hold: 'Last transfer to NdisClCloseCall',
  networkRelease: 'RELEASE sent to RELEASE COMPLETE received; DROP PARTY sent to DROP PARTY ACKNOWLEDGE received',
  miniportDeactivation: 'MiniportCoDeactivateVc entered to the end of deactivation',
  dispatch: 'One step inside a driver or NDIS',
};
const delayKeys = delayNames.filter((name) => name !== 'hold');
const declarationKeys = Object.keys(declarationBits) as Declaration[];

/** A scenario file. */
export const scenarioSchema = z
  .strictObject({
    summary,
    topology: z
      .union([topology, z.array(topology).min(1).max(2)])
      .optional()
      .meta({ description: 'The kinds of device it is for; default both' }),
    calls: count(1_000_000).meta({ description: `Calls in all; default ${defaultCounts.calls}` }),
    concurrency: count(65_536).meta({ description: `Calls in flight at once; default ${defaultCounts.concurrency}` }),
    callsPerVc: count(1_000_000).meta({ description: `Calls one after another on a VC; default ${defaultCounts.callsPerVc}` }),
    seed: z
      .int()
      .min(0)
      .max(0xffffffff)
      .optional()
      .meta({ description: `Everything random follows from it; default ${defaultCounts.seed}` }),
    course: course.optional(),
    call: call.optional().meta({ description: 'What the client asks of the network' }),
    saps: z
      .array(atmAddress)
      .min(1)
      .max(16)
      .optional()
      .meta({ description: 'Addresses of the SAPs that the client registers; where calls come in, default that of `call.called`' }),
    multipoint: multipoint.optional().meta({ description: 'Makes the calls point-to-multipoint, and says what parties join them' }),
    sends: z
      .int()
      .min(0)
      .max(10_000)
      .optional()
      .meta({ description: `Net buffer lists sent on each call; default ${defaultCounts.sends}` }),
    sendSize: sduOctets.optional().meta({ description: `Octets in each list; default ${defaultSendOctets} octets` }),
    hold: delay.optional().meta({ description: delayHelp.hold }),
    close: z.literal('client').optional().meta({ description: 'Who closes the call; this version has one choice' }),
    requests: strictKeys(pendableNames, () => z.enum(['pended', 'synchronous']))
      .optional()
      .meta({ description: 'How each request is answered; default pended' }),
    delays: strictKeys(delayKeys, (name) => delay.meta({ description: delayHelp[name] }))
      .optional()
      .meta({ description: 'Where time passes in a call, in the time of the device' }),
    endingAfter: count(1_000_000).meta({
      description: 'Calls in use after which the call manager is unbound, or the adapter of an MCM halted, whatever is open; default never',
    }),
    declares: strictKeys(declarationKeys, () => z.boolean())
      .optional()
      .meta({ description: 'What no event shows; the `declares` of the trace' }),
    faults: faults.optional(),
    line: line.optional(),
    network: network.optional(),
    expect: expect.optional(),
    limits: limits.optional(),
    steps: innerSteps.optional().meta({ description: 'What is done in every call, step by step; in place of `course` and its like' }),
    fragments: fragments.optional(),
    rows: rowKeys.rows.optional(),
    matrix: rowKeys.matrix.optional(),
    exclude: rowKeys.exclude.optional(),
  })
  .superRefine((file, context) => {
    const refuse = (path: (string | number)[], message: string, next: string, params: object = {}) =>
      context.addIssue({ code: 'custom', path, message, params: { next, ...params } });
    if (file.concurrency !== undefined && file.concurrency > (file.calls ?? 1)) {
      const next = 'Raise `calls` or lower `concurrency`.';
      refuse(['concurrency'], `${file.concurrency} calls at once, of ${file.calls ?? 1} in all`, next);
    }
    for (const [path, message, next] of callRefusals(file.call ?? {})) refuse(['call', ...path], message, next);
    if (file.multipoint !== undefined) {
      for (const [path, message, next] of multipointRefusals(file.multipoint)) refuse(['multipoint', ...path], message, next);
      for (const key of directedKeys) {
        if (typeof file.call?.[key] !== 'object') continue;
        refuse(['call', key], 'a multipoint call carries nothing backward', 'Give one value: it is the forward one.');
      }
    }
    if (file.declares?.multipoint !== undefined && file.declares.multipoint !== (file.multipoint !== undefined)) {
      const next = 'Take it out: a scenario with the key `multipoint` declares its calls multipoint, any other none.';
      refuse(['declares', 'multipoint'], 'contradicts the rest of the file', next);
    }
    const others = { multipoint: file.multipoint !== undefined, concurrency: file.concurrency ?? defaultCounts.concurrency };
    for (const [path, ...why] of permanentRefusals(file.call, file.course ?? plainCourses, others)) refuse([...path], ...why);
    for (const [key, message, next] of stepRefusals(file)) refuse([key], message, next, { code: 'not-with-steps', atKey: true });
    const topologies = topologiesOf(file.topology);
    const ends = file.expect?.calls ?? 'any';
    const contrary = (file.course ?? plainCourses).find((one) => ends !== 'any' && traitsOf(one).outcome !== ends);
    if (contrary !== undefined) {
      const path = file.expect?.requirements === undefined ? ['expect'] : ['expect', 'calls'];
      const next = `Leave \`${path.join('.')}\` out: what is expected of each call follows from its course.`;
      refuse(path, `a call of course \`${contrary.name}\` ends ${traitsOf(contrary).outcome}`, next);
    }
    for (const [path, ...why] of incomingRefusals(file, setupOf(file.call, false).called.digits)) refuse([...path], ...why);
    const calls = file.calls ?? defaultCounts.calls;
    for (const [path, ...why] of callsNotMade(file.faults ?? [], calls)) refuse(['faults', ...path], ...why);
    const moments = (file.line ?? []).map(({ moment }) => (moment !== undefined && 'on' in moment ? moment : undefined));
    for (const [path, ...why] of callsNotMade(moments, calls)) refuse(['line', ...path], ...why);
    for (const [path, ...why] of expectRefusals(file.expect ?? {}, topologies)) refuse(['expect', ...path], ...why);
    for (const [path, ...why] of limitRefusals(file.limits ?? {}, topologies)) refuse(['limits', ...path], ...why);
    if (file.requests?.makeCall === 'synchronous' && file.course?.some(({ name }) => name === 'refusedAfterPending') === true) {
      const next = 'Use `refusedAtOnce`, or let `makeCall` be pended.';
      refuse(['course'], 'a call manager that answers NdisClMakeCall at once cannot refuse it later', next);
    }
    const { forward } = setupOf(file.call, false);
    if (file.sendSize !== undefined && file.sendSize > forward.maxSduOctets) {
      const isCell = cellSduOf(file.call?.aal) !== undefined;
      const next = isCell ? 'Lower `sendSize`: a list holds what one cell carries.' : 'Lower `sendSize` or raise `maxSdu` under `call`.';
      refuse(['sendSize'], `longer than the call's SDU of ${forward.maxSduOctets} octets`, next);
    }
    // What keys mean together is asked where each of them is right.
    if (context.issues.length > 0) return;
    for (const [path, message, next] of [...contradictions(file), ...networkRefusalsIn(file)]) refuse([...path], message, next);
  });

/** What is wrong with `network` beside courses; what is beside steps is known when they are read. */
function networkRefusalsIn({ network: faults = [], steps, course: inTurn, call: asked, delays, multipoint: parties, ...file }: {
  readonly [Key in 'network' | 'steps' | 'course' | 'call' | 'delays' | 'multipoint' | 'calls' | 'expect']?: ScenarioFile[Key] | undefined;
}): Refusal[] {
  if (faults.length === 0 || steps !== undefined) return [];
  if (asked?.permanent === true) return [[['network'], 'nothing is signalled in a call on a permanent VC', 'Take it out.']];
  const ends = file.expect?.calls;
  return refusalsOfNetwork(faults, {
    calls: file.calls ?? defaultCounts.calls, courses: inTurn ?? plainCourses, delays: { ...defaultDelays, ...delays },
    ...(parties !== undefined && { multipoint: multipointOf(parties) }),
    isOpen: ends === 'any', ...(ends === 'connected' && { isConnected: true }),
  }).map(([path, ...why]) => [['network', ...path], ...why]);
}

export type ScenarioFile = z.output<typeof scenarioSchema>;

/** The inner form of a valid scenario file. `read` are its steps, where it has any. */
export function scenarioOf(file: ScenarioFile, name: string, shown: string, yaml: YamlFile, read?: ReadSteps): ScenarioSpec {
  const isMultipoint = file.multipoint !== undefined || (read?.parties.isSpokenOf ?? false);
  const setup = setupOf(file.call, isMultipoint);
  const permanentVc = permanentVcOf(file.call);
  const pended = Object.entries(file.requests ?? {}).map(([request, answer]) => [request, answer === 'pended']);
  return {
    name,
    file: shown,
    summary: file.summary,
    topologies: topologiesOf(file.topology),
    calls: file.calls ?? defaultCounts.calls,
    concurrency: file.concurrency ?? defaultCounts.concurrency,
    callsPerVc: file.callsPerVc ?? defaultCounts.callsPerVc,
    seed: file.seed ?? defaultCounts.seed,
    sends: file.sends ?? defaultCounts.sends,
    sendOctets: file.sendSize ?? listOctetsOf(file.call).usual,
    setup,
    saps: sapsOf(file, setup, read).map(({ digits }) => digits),
    ...(file.multipoint === undefined ? {} : { multipoint: multipointOf(file.multipoint) }),
    pended: { ...defaultPended, ...(Object.fromEntries(pended) as Partial<ScenarioSpec['pended']>) },
    delays: { ...defaultDelays, ...file.delays, ...(file.hold === undefined ? {} : { hold: file.hold }) },
    ...(permanentVc === undefined ? {} : { permanentVc }),
    ...(file.endingAfter === undefined ? {} : { endingAfter: file.endingAfter }),
    declares: {
      ...(isMultipoint ? { multipoint: true } : {}), ...(permanentVc === undefined ? {} : { permanentVc: true }), ...file.declares,
    },
    courses: file.course ?? plainCourses,
    ...(read !== undefined && { steps: read.steps, ...(isMultipoint && { parties: read.parties.inOrder }) }),
    faults: (file.faults ?? []).map((fault, i) => ({ ...fault, written: yaml.placeOf(['faults', i]) })),
    line: file.line ?? [],
    ...(file.network !== undefined && { networkFaults: file.network }),
    ...caseOf(file.expect, file.limits, (path) => yaml.lineOf(path)),
  };
}

/** The SAPs of a file: those that it names, or the one that its incoming calls, or steps about SAPs, need. */
function sapsOf(
  { saps, course: inTurn = [] }: ScenarioFile, { called }: CallSetupSpec, read: ReadSteps | undefined,
): readonly CallSetupSpec['called'][] {
  const areNeeded = [...everyStep(read?.steps ?? [])].some((step) => {
    return step.kind === 'act' && isRequest(step.act) && requestTraits(step.act).needsSaps === true;
  });
  return saps ?? (areNeeded || inTurn.some((one) => traitsOf(one).direction === 'incoming') ? [called] : []);
}

export function topologiesOf(given: Topology | Topology[] | undefined): Topology[] {
  return given === undefined ? ['cm', 'mcm'] : [...new Set([given].flat())];
}

function count(max: number) {
  return z.int().min(1).max(max).optional();
}
