import type { Topology } from '../core/condis/roles.ts';
import { statusText } from '../core/condis/statuses.ts';
import { delayNames, type DelayName, type Pendable, pendableNames } from '../core/scenario/call-program.ts';
import { passesIn, reaches } from '../core/scenario/course-stages.ts';
import { courses as courseTraits, traitsOf, type Course } from '../core/scenario/course.ts';
import { callsExpectedOf } from '../core/scenario/program-of.ts';
import type { AtmAddress, DirectionSpec, ScenarioSpec, ServiceCategory, StepParty } from '../core/scenario/scenario-spec.ts';
import { typicalScenarioNs } from '../core/scenario/steps/typical-steps.ts';
import { safeText } from '../core/safe-text.ts';
import { delayHelp } from '../files/scenario-schema.ts';
import { causeText } from '../report/cause-text.ts';
import { durationText } from '../report/duration-text.ts';
import { plural } from '../report/plural.ts';
import { elementSentences, layerText } from './call-elements-text.ts';
import { definitions, wrap } from './columns.ts';
import { delayText } from './delay-text.ts';
import { networkSentences } from './network-sentences.ts';
import { caseSentences, faultSentences, lineSentences } from './scenario-case-text.ts';
import { stepSentences, type PartyText } from './step-sentences.ts';
import type { TextSink } from './text-sink.ts';
import { whoCalls } from './who-calls.ts';

const deviceWords: Readonly<Record<Topology, string>> = {
  cm: 'NICs with a stand-alone call manager (cm)',
  mcm: 'miniports with an integrated call manager (mcm)',
};
const categoryWords: Readonly<Record<ServiceCategory, string>> = {
  UBR: 'best effort (UBR)', CBR: 'a constant bit rate (CBR)', 'rt-VBR': 'a variable bit rate, in time (rt-VBR)',
  'nrt-VBR': 'a variable bit rate (nrt-VBR)', ABR: 'an available bit rate (ABR)',
};

const emulatedTime = 'An emulated device does not wait for the time to pass.';

/** A scenario in plain sentences, made from what runs. */
export function scenarioText(scenario: ScenarioSpec, sink: TextSink): string[] {
  const { columns } = sink;
  const section = (title: string, parts: readonly Part[]): string[] => [
    '', sink.style('bold', title), ...parts.flatMap((part) => partLines(part, columns)),
  ];
  return [
    `${sink.style('bold', safeText(scenario.name))}  ${safeText(scenario.file)}`,
    ...wrap(safeText(scenario.summary), columns),
    ...section('Where it runs', [
      `On ${scenario.topologies.map((topology) => deviceWords[topology]).join(' and on ')}. ` +
      'The client is the driver that asks for calls, a call manager signals them to the ATM network, and a miniport drives the NIC.',
      ...faultSentences(scenario),
      ...lineSentences(scenario),
    ]),
    ...(scenario.rows === undefined ? [] : section('What differs from run to run', rowSentences(scenario.rows))),
    ...section('What the client does', clientSentences(scenario)),
    ...(scenario.steps === undefined
      ? section('What becomes of the calls', courseSentences(scenario))
      : section(scenario.calls === 1 ? 'What is done, step by step' : 'What is done each time, step by step', [stepEntries(scenario)])),
    ...(scenario.networkFaults === undefined ? [] : section('What happens on the network', networkSentences(scenario))),
    ...section('How requests are answered', answerSentences(scenario)),
    ...section('How long things take, in the time of the device', [
      delayEntries(scenario),
      `${lengthWords(scenario)} about ${durationText(typicalScenarioNs(scenario))}.`,
      emulatedTime,
    ]),
    ...section('What is expected', expectationSentences(scenario)),
  ];
}

/** Rows that are told one by one. */
const rowsTold = 12;

function rowSentences(rows: readonly ScenarioSpec[]): Part[] {
  const told = rows.slice(0, rowsTold).flatMap(({ row }): (readonly [string, string])[] => (row === undefined ? [] : [[
    `${row.number}.`, row.values.map(([name, value]) => `${name} ${value}`).join(', '),
  ]]));
  const rest = rows.length - told.length;
  return [
    `It is run ${plural(rows.length, 'time')}, once for each row of its data; what is said below is that of the first.`, told,
    ...(rest > 0 ? [`And ${plural(rest, 'further row')}.`] : []),
  ];
}

/** A sentence, or a list of names and what belongs to them. */
type Part = string | readonly (readonly [name: string, text: string])[];

function partLines(part: Part, columns: number): string[] {
  return typeof part === 'string' ? wrap(part, columns, '  ') : definitions(part, columns - 2).map((line) => `  ${line}`);
}

function clientSentences(scenario: ScenarioSpec): Part[] {
  const { calls, concurrency, callsPerVc, setup, sends, sendOctets, courses, multipoint, steps, parties } = scenario;
  const kind = multipoint === undefined ? 'call' : 'point-to-multipoint call';
  const atOnce = calls === 1 ? '' : concurrency === 1 ? ', one after another' : `, up to ${concurrency} at once`;
  const vc = callsPerVc === 1 ? 'a VC of its own' : `a VC that carries up to ${callsPerVc} calls, one after another`;
  const callers = whoCalls(scenario);
  const isMultipoint = multipoint !== undefined || parties !== undefined;
  const sentences: Part[] = [
    steps === undefined
      ? `${madeText(callers, plural(calls, kind), calls)}${atOnce}, ${calls === 1 ? 'over' : 'each over'} ${vc}.`
      : `It goes through the steps below ${calls === 1 ? 'once' : plural(calls, 'time')}${atOnce}.`,
    ...addressSentences(callers, setup),
    `${callers === 'network' ? 'The caller' : 'It'} asks for ${categoryWords[setup.serviceCategory]} over ` +
      `${layerText(setup.elements?.aal)}: ${ratesText(setup, isMultipoint)}.`,
    ...elementSentences(setup.elements),
    ...permanentSentences(scenario),
    ...partySentences(scenario),
  ];
  if (steps === undefined && courses.some((course) => reaches(course, 'use'))) {
    const sent = sends === 0 ? 'sends nothing' : `sends ${plural(sends, 'net buffer list')} of ${plural(sendOctets, 'octet')}`;
    sentences.push(`On a call that it keeps, it ${sent}, waits, and closes the call${closingText(multipoint)}.`);
  }
  sentences.push(...endingSentences(scenario));
  return sentences;
}

function madeText(callers: ReturnType<typeof whoCalls>, calls: string, number: number): string {
  if (callers === 'client') return `It makes ${calls}`;
  return callers === 'both' ? `It makes or takes ${calls}` : `${calls} ${number === 1 ? 'comes' : 'come'} in`;
}

function addressSentences(callers: ReturnType<typeof whoCalls>, { called, calling }: ScenarioSpec['setup']): string[] {
  const own = calling === undefined ? '' : `, and gives ${addressText(calling)} as its own address`;
  const from = calling === undefined ? '' : `, from ${addressText(calling)}`;
  const comeIn = `A call that comes in is for its SAP ${addressText(called)}${from}.`;
  const made = `It calls ${addressText(called)}${own}.`;
  return { client: [made], network: [comeIn], both: [made, comeIn] }[callers];
}

function permanentSentences({ permanentVc, concurrency }: ScenarioSpec): string[] {
  if (permanentVc === undefined) return [];
  const { vpi, vci, isNamed } = permanentVc;
  const from = concurrency === 1 ? `${vpi}/${vci}` : `${vpi}/${vci} and following`;
  return [`The calls use permanent VCs (${from}), and nothing is signalled: ${isNamed ? 'the client names them by VPI/VCI'
    : 'the call manager finds them by the called address'}.`];
}

function endingSentences({ endingAfter }: ScenarioSpec): string[] {
  if (endingAfter === undefined) return [];
  const begun = `When ${plural(endingAfter, 'call')} ${endingAfter === 1 ? 'has' : 'have'} come into use`;
  return [`${begun}, the call manager is unbound, or the adapter of an MCM halted: no call is begun any more, and the client closes ` +
    'those that it has, then its address family.'];
}

function lengthWords({ steps, calls }: ScenarioSpec): string {
  if (steps !== undefined) return 'All of it takes';
  return calls === 1 ? 'The call takes' : 'All calls together take';
}

function ratesText({ forward, backward }: ScenarioSpec['setup'], isMultipoint: boolean): string {
  const one = ({ peakCellRate, sustainableCellRate, maxBurst, minimumCellRate, maxSduOctets }: DirectionSpec): string => [
    `at most ${plural(peakCellRate, 'cell')}/s`,
    ...(sustainableCellRate === undefined ? [] : [`${plural(sustainableCellRate, 'cell')}/s in the long run`]),
    ...(maxBurst === undefined ? [] : [`up to ${plural(maxBurst, 'cell')} in one burst`]),
    ...(minimumCellRate === undefined ? [] : [`at least ${plural(minimumCellRate, 'cell')}/s`]),
    `in pieces (SDUs) of at most ${plural(maxSduOctets, 'octet')}`,
  ].join(', ');
  if (isMultipoint) return `${one(forward)}, to the parties alone`;
  return one(forward) === one(backward) ? `${one(forward)}, in both directions` : `forward ${one(forward)}; backward ${one(backward)}`;
}

function partySentences({ multipoint }: ScenarioSpec): Part[] {
  if (multipoint === undefined) return [];
  const { parties, lastParty } = multipoint;
  if (parties.length === 0) return ['The party called first stays the only one.'];
  const last = lastParty === 'added' ? parties.findLastIndex(({ answer }) => answer === 'accepted') : -1;
  const each = parties.map(({ called, answer, droppedBy }, i) => {
    const address = addressText({ plan: called.length === 40 ? 'nsap' : 'e164', digits: called });
    const leaves = {
      client: 'the client drops it before it closes the call', network: 'it leaves by itself',
      unanswered: 'the client drops it before it closes the call, and nothing answers DROP PARTY',
    }[droppedBy];
    const refused = { accepted: undefined, rejected: 'the network rejects it', none: 'nothing answers ADD PARTY' }[answer];
    const then = refused ?? (i === last ? 'it stays until the call is closed' : leaves);
    return [`${i + 1}.`, `${address}: ${then}.`] as const;
  });
  return [`Once a call is connected, it adds ${plural(parties.length, 'party', 'parties')}:`, each];
}

function closingText(multipoint: ScenarioSpec['multipoint']): string {
  if (multipoint === undefined || multipoint.parties.length === 0) return '';
  return multipoint.lastParty === 'initial' ? ' with the party called first'
    : ' with a party that joined later; the party called first is dropped before that';
}

function stepEntries({ steps = [], topologies, parties = [] }: ScenarioSpec): Part {
  return stepSentences(steps, topologies.length > 1, partyText(parties));
}

/** Who the parties of a scenario are, in words. */
export function partyText(parties: readonly StepParty[]): PartyText {
  return (place) => {
    if (place === 0) return 'the initial party';
    const party = parties[place - 1];
    return party === undefined ? `party ${place}` : `${party.name}, ${addressText(party)}`;
  };
}

function courseSentences({ courses, calls }: ScenarioSpec): Part[] {
  const [only] = courses;
  if (courses.length === 1 && only !== undefined) {
    return [`${calls === 1 ? 'It takes' : 'Every call takes'} the course \`${only.name}\`.`, courseText(only)];
  }
  const each = courses.map((course, i) => {
    const share = Math.floor(calls / courses.length) + (i < calls % courses.length ? 1 : 0);
    return [`${i + 1}.`, `\`${course.name}\`, ${plural(share, 'call')}. ${courseText(course)}`] as const;
  });
  return ['The calls take these courses in turn:', each];
}

function courseText({ cause, status, name }: Course): string {
  const sentences = [`${courseTraits[name].summary}.`];
  if (cause !== undefined) sentences.push(`The cause is ${causeText(cause)}.`);
  if (status !== undefined) sentences.push(`The status is ${statusText(status)}.`);
  return sentences.join(' ');
}

const partyRequests: ReadonlySet<Pendable> = new Set<Pendable>(['addParty', 'dropParty']);

function answerSentences({ pended, multipoint }: ScenarioSpec): string[] {
  const asked = pendableNames.filter((name) => !partyRequests.has(name) || (multipoint?.parties.length ?? 0) > 0);
  const later = asked.filter((name) => pended[name]);
  const atOnce = asked.filter((name) => !pended[name]);
  if (atOnce.length === 0) return ['Every request pends: it returns NDIS_STATUS_PENDING and is completed later.'];
  const before = `Answered before the request returns: ${atOnce.join(', ')}.`;
  return later.length === 0 ? [before] : [before, `Pended, and completed later: ${later.join(', ')}.`];
}

function delayEntries({ delays, courses, steps }: ScenarioSpec): (readonly [DelayName, string])[] {
  const passes = (name: DelayName): boolean => (steps === undefined ? courses.some((course) => passesIn(course, name)) : name !== 'hold');
  return delayNames.filter(passes).map((name) => [name, `${delayText(delays[name])}. ${delayHelp[name]}.`]);
}

function addressText({ plan, digits }: AtmAddress): string {
  return plan === 'e164' ? `+${digits}` : digits;
}

function expectationSentences(scenario: ScenarioSpec): string[] {
  const { calls, courses, declares, seed, steps } = scenario;
  const expected = callsExpectedOf(scenario, scenario);
  const { connected, failed } = expected ?? { connected: 0, failed: 0 };
  const notMade = steps === undefined ? calls - connected - failed : 0;
  const parts = [
    ...(connected > 0 ? [`${plural(connected, 'call')} connected and closed again`] : []),
    ...(failed > 0 ? [`${plural(failed, 'call')} that ${failed === 1 ? 'fails' : 'fail'}`] : []),
    ...(notMade > 0 ? [`${plural(notMade, 'call')} not made, because the VC cannot be created`] : []),
  ];
  const hasDeclared = steps === undefined && courses.some((course) => traitsOf(course).declares !== undefined);
  const declared = Object.entries(declares).map(([name, value]) => `${name}: ${String(value)}`);
  return [
    expected === undefined ? 'How the calls end is not judged.' : `${sentenceStart(parts.length === 0 ? 'no call' : parts.join(', '))}.`,
    ...caseSentences(scenario),
    ...(declared.length > 0 ? [`Declared of the calls, because no event shows it: ${declared.join(', ')}.`] : []),
    ...(hasDeclared ? ['The device says with some calls what no event shows of them.'] : []),
    `Everything random follows from the seed ${seed}.`,
  ];
}

function sentenceStart(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
