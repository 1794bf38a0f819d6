import { informationElementsIn } from '../core/condis/information-elements.ts';
import { Fault } from '../core/fault.ts';
import type { CallProgram, PartyProgram } from '../core/scenario/call-program.ts';
import type { CourseName } from '../core/scenario/course.ts';
import type { AgentStep, Hello, NetworkStep } from '../wire/hello.ts';
import { coursesOfSteps, needsOfSteps, type Needs } from './act-needs.ts';

/** Refuses, naming what is missing, a program that the device behind a HELLO cannot carry out. */
export function requireCapabilities(hello: Hello, program: CallProgram, programOctets: number): void {
  if (hello.topology !== program.topology) {
    throw new Fault('topology-differs', `the device says its topology is ${hello.topology}, the device file says ${program.topology}`, {
      next: 'Correct `topology` in the device file.',
    });
  }
  const missing = missingSteps(hello, program);
  if (missing.length > 0) {
    throw new Fault('capability-missing', `the device cannot carry out the scenario; it lacks ${missing.map(stepText).join(', ')}`, {
      next: 'Run the scenario on a device that can, or take out of it what this one cannot do.',
    });
  }
  if (programOctets > hello.maxProgramOctets) {
    throw new Fault('program-too-large', `the program takes ${programOctets} octets, the device has room for ${hello.maxProgramOctets}`, {
      next: 'Shorten what the scenario gives in call parameters.',
    });
  }
}

/** Something that a device would have to do: its call agent, or its network side. */
export interface MissingStep {
  readonly side: 'call agent' | 'network side';
  readonly step: AgentStep | NetworkStep;
}

/** What a program asks for and the device behind a HELLO does not say that it can. */
export function missingSteps(hello: Hello, program: CallProgram): MissingStep[] {
  return [
    ...agentSteps(program).filter((step) => !hello.agent.includes(step)).map((step) => ({ side: 'call agent', step }) as const),
    ...networkSteps(program).filter((step) => !hello.network.includes(step)).map((step) => ({ side: 'network side', step }) as const),
  ];
}

/** `call agent: send`. */
export function stepText({ side, step }: MissingStep): string {
  return `${side}: ${step}`;
}

const grantsLess: Needs = { agent: ['judgeParameters'], network: ['modify'] };

const incoming: Needs = { agent: ['incomingCalls'], network: ['call'] };

/** What a course asks for beyond a call that connects. */
const stepsOfCourses: Readonly<Record<CourseName, Needs>> = {
  connects: {},
  refusedAtOnce: { agent: ['refuse'] },
  refusedAfterPending: { agent: ['refuse'] },
  invalidParameters: { agent: ['judgeParameters', 'refuse'] },
  networkRejects: { network: ['reject'] },
  networkReleases: { network: ['reject'] },
  noAnswer: { network: ['silence'] },
  noConnect: { network: ['silence'] },
  activationRetried: { agent: ['refuse'] },
  activationFails: { agent: ['refuse'] },
  failsWhenActive: { agent: ['refuse'] },
  parametersAccepted: grantsLess,
  parametersRenegotiated: grantsLess,
  parametersUnacceptable: grantsLess,
  renegotiationRefused: grantsLess,
  creationFails: { agent: ['refuse'] },
  incomingAccepted: incoming,
  incomingPended: incoming,
  incomingRejected: incoming,
  incomingRejectedLater: incoming,
  incomingNotSupported: incoming,
  incomingNotEstablished: { agent: ['incomingCalls'], network: ['call', 'reject'] },
  incomingUnacknowledged: { agent: ['incomingCalls'], network: ['call', 'silence'] },
  incomingAbandoned: { agent: ['incomingCalls'], network: ['call', 'reject'] },
  incomingParametersChanged: incoming,
  incomingChangesRefused: incoming,
  incomingNetworkCloses: { agent: ['incomingCalls'], network: ['call', 'releaseConnected'] },
  networkCloses: { network: ['releaseConnected'] },
  networkClosesWithError: { agent: ['refuse'] },
  clientModifies: { network: ['modify'] },
  clientModifyGrantedInPart: grantsLess,
  clientModifyRefused: { network: ['modify'] },
  clientModifyRefusedByMiniport: { agent: ['refuse'], network: ['modify'] },
  networkModifies: { network: ['changeQoS'] },
  networkModifyRenegotiated: { agent: ['judgeParameters'], network: ['changeQoS'] },
  networkModifyUnacceptable: { agent: ['judgeParameters'], network: ['changeQoS'] },
  networkModifyRefusedByMiniport: { agent: ['refuse'], network: ['changeQoS'] },
  releaseUnanswered: { network: ['silence'] },
  noPermanentVc: { agent: ['permanentVcs'] },
};

/** What a program asks for beyond calls that connect: how its calls go, or what is done in its steps. */
function needsOf({ courses, steps }: CallProgram): Needs[] {
  const all = steps === undefined ? courses : coursesOfSteps(steps);
  return [...all.map(({ name }) => stepsOfCourses[name]), ...(steps === undefined ? [] : needsOfSteps(steps))];
}

function networkSteps(program: CallProgram): NetworkStep[] {
  const steps: NetworkStep[] = ['accept', 'release', 'delays'];
  const { multipoint } = program;
  if (multipoint !== undefined) steps.push('parties');
  const isSilent = ({ answer, droppedBy }: PartyProgram): boolean => answer === 'none' || droppedBy === 'unanswered';
  if (multipoint?.parties.some(isSilent) === true) steps.push('silence');
  for (const { kind } of program.networkFaults ?? []) steps.push(kind === 'duplicate' ? 'duplicate' : 'lose');
  return [...new Set([...steps, ...needsOf(program).flatMap(({ network }) => network ?? [])])];
}

function agentSteps(program: CallProgram): AgentStep[] {
  const steps: AgentStep[] = ['makeCall', 'pend', 'delays'];
  if (program.concurrency > 1) steps.push('concurrentCalls');
  if (program.callsPerVc > 1) steps.push('reuseVc');
  if (program.sends > 0) steps.push('send');
  if (program.multipoint !== undefined) steps.push('parties');
  if (program.permanentVc !== undefined) steps.push('permanentVcs');
  if (program.endingAfter !== undefined) steps.push('halt');
  if (program.saps !== undefined) steps.push('incomingCalls');
  if (informationElementsIn(program.callParameters).length > 0) steps.push('informationElements');
  return [...new Set([...steps, ...needsOf(program).flatMap(({ agent }) => agent ?? [])])];
}
