import type { Fault } from '../../fault.ts';
import { courseNames, courses, type CourseName } from '../course.ts';
import { acts, defaultStatusOf, parameterDefaults, requestTraits, type AnswerName, type RequestName } from './acts.ts';
import { besideText, stepFault } from './step-fault.ts';
import type { ActStep } from './step.ts';

/** A request with how it is answered. */
export interface AnsweredRequest {
  readonly step: ActStep;
  readonly request: RequestName;
  /** Number of the answer in LOAD: of a party 0 accepted, 1 refused, 2 none; of others that of the course which has it. */
  readonly answer: number;
  /** Cause that the network gives, 0 for none. */
  readonly cause: number;
  /** NDIS_STATUS that the call manager gives, 0 for none. */
  readonly status: number;
  /** Whether a correct device lets it succeed, and what it brings stands afterwards. */
  readonly succeeds: boolean;
  /** Whether a call is connected by it, even one that does not stand afterwards. */
  readonly connects: boolean;
  /** Given: the client closes the call in it. */
  readonly closes?: true;
  /** The step that keeps it from succeeding; absent where it succeeds. */
  readonly refusedBy?: ActStep;
}

/** A way to answer a request: answers one after another. */
interface Chain {
  readonly answers: readonly AnswerName[];
  readonly answer: number;
  readonly succeeds: boolean;
  readonly closes?: true;
}

function taking(course: CourseName, succeeds: boolean, ...names: AnswerName[]): Chain {
  return { answers: names, answer: courses[course].number, succeeds };
}

/** The client closes the call in the end. */
function closing(course: CourseName, ...names: AnswerName[]): Chain {
  return { ...taking(course, false, ...names), closes: true };
}

const granted: Chain = { answers: [], answer: 0, succeeds: true };

/** Activations that fail are told apart by how many do. */
const refusedTwice = courses.activationFails.number;

/** The requests that more than one answer is possible to. */
const chains: Readonly<Partial<Record<RequestName, readonly Chain[]>>> = {
  'client: create VC': [granted, taking('creationFails', false, 'callManager: refuse')],
  'client: make call': [
    taking('connects', true),
    taking('refusedAtOnce', false, 'callManager: refuse'),
    taking('refusedAfterPending', false, 'callManager: refuse later'),
    taking('invalidParameters', false, 'callManager: refuse parameters'),
    taking('networkRejects', false, 'network: reject'),
    taking('networkReleases', false, 'network: release instead'),
    taking('noAnswer', false, 'network: not answer'),
    taking('noConnect', false, 'network: not connect'),
    taking('activationRetried', true, 'miniport: refuse activation'),
    taking('failsWhenActive', false, 'callManager: give up'),
    taking('parametersAccepted', true, 'network: lower rates'),
    taking('parametersAccepted', true, 'network: lower rates', 'client: accept rates'),
    taking('parametersRenegotiated', true, 'network: lower rates', 'client: renegotiate'),
    closing('renegotiationRefused', 'network: lower rates', 'client: renegotiate', 'network: refuse'),
    closing('parametersUnacceptable', 'network: lower rates', 'client: refuse rates'),
  ],
  'client: add party': [
    granted, { answers: ['network: reject'], answer: 1, succeeds: false }, { answers: ['network: not answer'], answer: 2, succeeds: false },
  ],
  'client: drop party': [granted, { answers: ['network: not answer'], answer: 1, succeeds: true }],
  'client: modify QoS': [
    taking('clientModifies', true),
    taking('clientModifyGrantedInPart', true, 'network: grant in part'),
    taking('clientModifyRefused', false, 'network: refuse'),
    taking('clientModifyRefusedByMiniport', false, 'miniport: refuse activation'),
  ],
  'client: close call': [taking('connects', true), taking('releaseUnanswered', true, 'network: not answer')],
  'network: modify': [
    taking('networkModifies', true),
    taking('networkModifyRenegotiated', false, 'client: renegotiate'),
    closing('networkModifyUnacceptable', 'client: refuse rates'),
    taking('networkModifyRefusedByMiniport', false, 'miniport: refuse activation'),
  ],
  'network: call': [
    taking('incomingAccepted', true),
    taking('incomingPended', true, 'client: accept later'),
    taking('incomingRejected', false, 'client: reject'),
    taking('incomingRejectedLater', false, 'client: reject later'),
    taking('incomingNotSupported', false, 'client: take no calls'),
    taking('incomingNotEstablished', false, 'network: release instead'),
    taking('incomingUnacknowledged', false, 'network: not answer'),
    taking('incomingAbandoned', false, 'network: give up'),
    taking('incomingParametersChanged', true, 'client: lower rates'),
    taking('incomingChangesRefused', false, 'client: lower rates', 'callManager: give up'),
  ],
  'network: release': [{ ...taking('networkCloses', true), closes: true }],
};

/** Numbers of the answers that a request can have. */
export function answerNumbers(request: RequestName): number[] {
  const numbers = (chains[request] ?? [granted]).map(({ answer }) => answer);
  return request === 'client: make call' ? [...numbers, refusedTwice] : numbers;
}

/** Whether the answers of a request are those of courses. */
export function isAnsweredByCourse(request: RequestName): boolean {
  return request in chains && requestTraits(request).party === undefined;
}

/** Puts a request and the answers that follow it together; what is wrong with the answers is added to `faults`. */
export function answered(step: ActStep, answers: readonly ActStep[], faults: Fault[]): AnsweredRequest {
  const request = step.act as RequestName;
  const possible = chains[request] ?? [granted];
  const fitting: ActStep[] = [];
  for (const answer of answers) {
    const isNext = possible.some((chain) => [...fitting, answer].every(({ act }, i) => chain.answers[i] === act));
    if (isNext) fitting.push(answer);
    else faults.push(misfit(step, fitting.at(-1), answer));
  }
  const later = fitting.find(({ act }) => act === 'callManager: refuse later');
  if (later !== undefined && step.requests?.makeCall === false) {
    const message = `\`callManager: refuse later\` answers a request that is not pended${besideText(step, later)}`;
    faults.push(stepFault(later, 'answers-contradict', message, 'Write `callManager: refuse`, or let `makeCall` be pended.'));
  }
  const chain = possible.find((one) => one.answers.length === fitting.length && one.answers.every((name, i) => fitting[i]?.act === name));
  return outcome(step, request, chain ?? granted, fitting);
}

function misfit(step: ActStep, before: ActStep | undefined, answer: ActStep): Fault {
  const traits = acts[answer.act];
  const possible: readonly string[] = traits.kind === 'answer' ? traits.answers : [];
  if (!possible.includes(step.act)) {
    const next = `It answers ${possible.map((name) => `\`${name}\``).join(' or ')}.`;
    return stepFault(answer, 'answer-does-not-fit', `\`${answer.act}\` is no answer to \`${step.act}\`${besideText(step, answer)}`, next);
  }
  if (before !== undefined) {
    const message = `\`${answer.act}\` contradicts \`${before.act}\`${besideText(before, answer)}`;
    return stepFault(answer, 'answers-contradict', message, 'Keep one of the two: a request is answered in one way.');
  }
  const first = Object.values(chains).flat().find(({ answers }) => answers.includes(answer.act as AnswerName));
  const next = `Write \`${first?.answers[0]}\` before it.`;
  return stepFault(answer, 'answer-without-request', `\`${answer.act}\` answers something that does not happen`, next);
}

function outcome(step: ActStep, request: RequestName, chain: Chain, given: readonly ActStep[]): AnsweredRequest {
  const last = given.at(-1);
  const takes = (parameter: 'cause' | 'status'): boolean => last !== undefined && (acts[last.act].takes ?? []).includes(parameter);
  const isFailing = request === 'client: make call' && last?.act === 'miniport: refuse activation' && last.parameters.times === 2;
  const succeeds = chain.succeeds && !isFailing;
  const answer = isFailing ? refusedTwice : chain.answer;
  const { brings } = requestTraits(request);
  const cause = request === 'network: release' ? step.parameters.cause : takes('cause') ? last?.parameters.cause : 0;
  const hasStatus = takes('status') && (request === 'client: make call' || request === 'network: call');
  return {
    step, request, succeeds, answer,
    connects: brings.includes('call') && isConnected(answer),
    cause: cause ?? parameterDefaults.cause,
    status: hasStatus && last !== undefined ? (last.parameters.status ?? defaultStatusOf(last.act)) : 0,
    ...(chain.closes && { closes: chain.closes }),
    ...(!succeeds && last !== undefined && { refusedBy: last }),
  };
}

function isConnected(course: number): boolean {
  return courseNames.some((name) => courses[name].number === course && courses[name].outcome === 'connected');
}
