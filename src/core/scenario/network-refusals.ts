import type { CallProgram } from './call-program.ts';
import { callNotMade } from './fault-use.ts';
import { effectOf, isGivenUp, sharedCall } from './network-fault-effect.ts';
import type { NetworkFault } from './network-fault.ts';

/** Why a network fault cannot be meant: its place in the list, the key there that says it, what is wrong, and what to do. */
export type NetworkRefusal = readonly [fault: number, key: 'kind' | 'calls' | 'after', message: string, next: string];

/** What the faults of a scenario are about. */
export interface NetworkFaultContext extends Pick<CallProgram, 'calls' | 'courses' | 'delays' | 'multipoint'> {
  /** Given: every call goes through all of the courses, one after another, as its steps say. */
  readonly inSteps?: true;
  /** Given: `expect` says that every call is connected. */
  readonly isConnected?: true;
  /** Nothing is expected of how calls end. */
  readonly isOpen: boolean;
}

/** Network faults that never happen, that contradict each other, or whose effect nobody can tell beforehand. */
export function networkRefusals(faults: readonly NetworkFault[], context: NetworkFaultContext): NetworkRefusal[] {
  return faults.flatMap((fault, i): NetworkRefusal[] => {
    const why = refusalOf(fault, i, context) ?? contradicted(faults, i, context);
    return why === undefined ? [] : [why];
  });
}

function refusalOf(fault: NetworkFault, i: number, context: NetworkFaultContext): NetworkRefusal | undefined {
  const { message } = fault;
  const beyond = callNotMade(fault, context.calls);
  if (beyond !== undefined) return [i, 'calls', `there is no call ${beyond}: the scenario makes ${context.calls}`, 'Raise `calls`.'];
  if (sharedCall(fault, fault, context, (course) => effectOf(fault, course, context) !== undefined) === undefined) {
    const names = [...new Set(context.courses.map(({ name }) => `\`${name}\``))].join(', ');
    const next = 'Name a message that is sent in them, or other calls.';
    return [i, 'kind', `no call that it is for has a message ${message} that it could happen to (${names})`, next];
  }
  for (const course of context.courses) {
    const effect = effectOf(fault, course, context);
    if (effect?.kind !== 'untold' || sharedCall(fault, fault, context, (each) => each === course) === undefined) continue;
    return [i, 'kind', effect.why, effect.next];
  }
  if (sharedCall(fault, fault, context, (course) => isGivenUp(fault, course, context)) === undefined) return undefined;
  if (context.inSteps === true) {
    const next = 'Let the request be answered so: `- network: not connect`, or `- network: not answer`.';
    return [i, 'kind', 'a call is given up by it, and the steps go on with one that is connected', next];
  }
  if (context.isConnected === true) {
    const next = 'Leave `expect` out: what is expected of each call follows from the rest.';
    return [i, 'kind', 'a call is given up by it, and `expect` says otherwise', next];
  }
  if (fault.afterNs === undefined || context.isOpen) return undefined;
  const next = 'Say which calls with `calls`, or `expect: any`.';
  return [i, 'after', 'calls are given up by it, and how many depends on the time', next];
}

/** Two faults of one message, or two in one call of which either changes what the call waits for, have no effect that could be told. */
function contradicted(faults: readonly NetworkFault[], i: number, context: NetworkFaultContext): NetworkRefusal | undefined {
  const fault = faults[i] as NetworkFault;
  for (const other of faults.slice(0, i)) {
    if (other.message !== fault.message && (other.kind === 'duplicate' || fault.kind === 'duplicate')) continue;
    const call = sharedCall(fault, other, context, (course) => {
      return effectOf(fault, course, context) !== undefined && effectOf(other, course, context) !== undefined;
    });
    if (call === undefined) continue;
    const what = other.message === fault.message ? `${fault.message} of call ${call} is hit twice`
      : `call ${call} has \`${other.kind}: ${other.message}\` already`;
    const next = 'Give either its own `calls`; only duplicates of other messages go together with another fault.';
    return [i, 'kind', what, next];
  }
  return undefined;
}
