import type { Fault } from '../../fault.ts';
import { factBits, factsOf } from './act-facts.ts';
import { requestTraits } from './acts.ts';
import type { AnsweredRequest } from './answered.ts';
import { besideText, stepFault } from './step-fault.ts';
import { requestsOf, type StepNode } from './step-tree.ts';

/**
 * What strands do to each other. Of several at the same time, one may change the call, one its parameters, and one each party; while
 * one changes the call, the others may only send, and not even that while the client closes the call because of its parameters, the drivers
 * go, or something is done that concerns all of the client.
 */
export function strandFaults(strands: readonly (readonly StepNode[])[]): Fault[] {
  const faults: Fault[] = [];
  const seen: AnsweredRequest[] = [];
  for (const strand of strands) {
    const own = [...requestsOf(strand)];
    const second = own.find((request) => seen.some((before) => contradict(before, request)));
    const first = second && seen.find((before) => contradict(before, second));
    if (first !== undefined && second !== undefined) faults.push(contradiction(first, second));
    seen.push(...own);
  }
  return faults;
}

const gone = factBits(['gone']);

/** What a request changes of a call: `call`, `parameters`, or the number of a party; `undefined`: nothing. */
function changeOf({ request, step }: AnsweredRequest): 'call' | 'parameters' | number | undefined {
  const { brings, ends } = factsOf(request);
  if (brings !== 0 || ends !== 0) return 'call';
  if (request === 'client: modify QoS' || request === 'network: modify') return 'parameters';
  return requestTraits(request).party === undefined ? undefined : (step.parameters.party ?? 0);
}

function contradict(first: AnsweredRequest, second: AnsweredRequest): boolean {
  const isAlone = ({ closes, request }: AnsweredRequest): boolean => {
    if (closes === true && request !== 'network: release') return true;
    return (factsOf(request).brings & gone) !== 0 || requestTraits(request).isClientWide === true;
  };
  if (isAlone(first) || isAlone(second)) return true;
  if (saysOf(first, second) || saysOf(second, first)) return true;
  const changes = [changeOf(first), changeOf(second)];
  return !changes.includes(undefined) && (changes.includes('call') || changes[0] === changes[1]);
}

/** Whether a request says how drivers answer what another leads to, too. */
function saysOf({ step: { requests: told = {} } }: AnsweredRequest, { request }: AnsweredRequest): boolean {
  return requestTraits(request).pends?.some((name) => told[name] !== undefined) === true;
}

function contradiction(first: AnsweredRequest, second: AnsweredRequest): Fault {
  const where = besideText(first.step, second.step);
  const message = `\`${second.request}\` and \`${first.request}\`${where} cannot go on at the same time`;
  return stepFault(second.step, 'strands-contradict', message, 'Put them into one strand, one after the other.');
}
