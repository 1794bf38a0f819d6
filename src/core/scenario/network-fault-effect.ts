import type { CallProgram, DelayName } from './call-program.ts';
import { courseOfCall, traitsOf, type Course } from './course.ts';
import { leastNs, longestNs } from './delay-bounds.ts';
import { isAmong } from './fault-use.ts';
import { passageOf, type MessagePassage } from './message-passages.ts';
import type { NetworkFault } from './network-fault.ts';
import { secondsText } from './seconds-text.ts';
import { uniTimersNs, type UniTimer } from './uni-timers.ts';

/** What of a program an effect follows from. */
export type FaultedProgram = Pick<CallProgram, 'delays' | 'multipoint'>;

/** What a network fault does to a call: how it ends then, and how much longer it takes, about; or why nobody can tell. */
export type NetworkFaultEffect =
  | { readonly kind: 'as before' | 'failed'; readonly laterNs: number; readonly expires?: UniTimer }
  | { readonly kind: 'untold'; readonly why: string; readonly next: string };

/** The effect of a fault on a call of a course; `undefined`: there is no such message, or it is not the network's to repeat or delay. */
export function effectOf(fault: NetworkFault, course: Course, program: FaultedProgram): NetworkFaultEffect | undefined {
  const passage = passageOf(course, fault.message, program.multipoint);
  if (passage === undefined) return undefined;
  const isReceived = passage.direction === 'received';
  if (fault.kind === 'lose') return isReceived ? lost(fault, passage, program) : lostOnItsWay(fault, passage);
  if (!isReceived) return undefined;
  return fault.kind === 'duplicate' ? { kind: 'as before', laterNs: 0 } : delayed(fault, passage, program);
}

/** What the system under test sent does not reach the network. */
function lostOnItsWay({ message }: NetworkFault, { guard, expiry }: MessagePassage): NetworkFaultEffect {
  if (guard === undefined) {
    const why = `nothing that a bench could see follows from a ${message} of the device that is lost`;
    return { kind: 'untold', why, next: 'Take it out.' };
  }
  return { kind: expiry === 'repeated' ? 'as before' : 'failed', laterNs: uniTimersNs[guard], expires: guard };
}

function lost(fault: NetworkFault, passage: MessagePassage, program: FaultedProgram): NetworkFaultEffect {
  const { guard, whenLost, expiry } = passage;
  if (whenLost !== undefined) {
    if ('resentAfter' in whenLost) return { kind: 'as before', laterNs: uniTimersNs[whenLost.resentAfter] };
    const why = `what a call does without ${fault.message} is no matter of \`network\``;
    if ('instead' in whenLost) return { kind: 'untold', why, next: whenLost.instead };
    return delayed({ ...fault, byNs: 0 }, { ...passage, waits: whenLost.nextAfter }, program);
  }
  if (guard === undefined) throw new Error(`${fault.message} has no guard`);
  return { kind: expiry === 'repeated' ? 'as before' : 'failed', laterNs: uniTimersNs[guard], expires: guard };
}

/** A message arrives later than the delays alone have it. */
function delayed(
  { byNs, message }: NetworkFault, { guard, waits, expiry }: MessagePassage, { delays }: FaultedProgram,
): NetworkFaultEffect {
  const sum = (bound: typeof leastNs): number => waits.reduce((ns, name: DelayName) => ns + bound(delays[name]), byNs);
  const limit = guard === undefined ? Infinity : uniTimersNs[guard];
  const [least, longest] = [sum(leastNs), sum(longestNs)];
  if (longest < limit) return { kind: 'as before', laterNs: byNs };
  const expires = guard as UniTimer;
  const late = `${message} arrives up to ${secondsText(longest)} s late, and ${expires} expires after ${secondsText(limit)} s`;
  if (expiry === undefined) return { kind: 'untold', why: late, next: `Keep it below ${secondsText(limit)} s.` };
  if (expiry === 'repeated' && longest >= 2 * limit) {
    const next = `Keep it below ${secondsText(2 * limit)} s: then ${expires} expires once at most.`;
    return { kind: 'untold', why: `${late}, twice if need be`, next };
  }
  if (least < limit) {
    return {
      kind: 'untold', why: `whether ${message} or ${expires} comes first is left to chance`,
      next: `Keep the delays below ${secondsText(limit)} s in all, or \`by\` at ${secondsText(limit)} s or above.`,
    };
  }
  return expiry === 'repeated' ? { kind: 'as before', laterNs: byNs, expires } : { kind: 'failed', laterNs: limit, expires };
}

type Faulted = FaultedProgram & Pick<CallProgram, 'calls' | 'courses' | 'networkFaults'>;

/** How many calls that their courses have connected are given up by what happens on the network. */
export function callsGivenUp(program: Faulted): number {
  const { networkFaults = [], courses, calls } = program;
  const ending = networkFaults.map((fault) => ({ fault, in: courses.map((course) => isGivenUp(fault, course, program)) }))
    .filter(({ in: some }) => some.includes(true));
  if (ending.length === 0) return 0;
  let count = 0;
  for (let call = 1; call <= calls; call++) {
    if (ending.some(({ fault, in: some }) => some[(call - 1) % courses.length] === true && isAmong(fault.calls, call))) count++;
  }
  return count;
}

/** Whether a call that its course has connected fails by a fault. */
export function isGivenUp(fault: NetworkFault, course: Course, program: FaultedProgram): boolean {
  return traitsOf(course).outcome === 'connected' && effectOf(fault, course, program)?.kind === 'failed';
}

/** How much longer all calls take, about, in nanoseconds, were they made one after another. */
export function laterNs(program: Faulted & Coursed): number {
  const { networkFaults = [], courses, calls, inSteps } = program;
  let sum = 0;
  for (const fault of networkFaults) {
    const later = courses.map((course) => {
      const effect = effectOf(fault, course, program);
      return effect === undefined || effect.kind === 'untold' ? 0 : effect.laterNs;
    });
    const inEach = inSteps === true ? [Math.max(...later)] : later;
    for (let call = 1; call <= calls; call++) if (isAmong(fault.calls, call)) sum += inEach[(call - 1) % inEach.length] as number;
  }
  return sum;
}

/** Calls that take courses in turn; `inSteps`: each goes through all of them. */
type Coursed = Pick<Faulted, 'calls' | 'courses'> & { readonly inSteps?: true };

/** The first call that two faults are both for, and whose course is as asked; `undefined`: none. */
export function sharedCall(
  one: Pick<NetworkFault, 'calls'>, other: Pick<NetworkFault, 'calls'>, { calls, courses, inSteps }: Coursed,
  isMeant: (course: Course) => boolean,
): number | undefined {
  const all = [[1, calls]] as const;
  for (const [from, to] of one.calls ?? all) {
    for (const [first, last] of other.calls ?? all) {
      const end = Math.min(to, last, calls);
      const start = Math.max(from, first);
      if (inSteps === true) {
        if (start <= end && courses.some(isMeant)) return start;
        continue;
      }
      const inTurn = Math.min(end, start + courses.length - 1);
      for (let call = start; call <= inTurn; call++) if (isMeant(courseOfCall(courses, call))) return call;
    }
  }
  return undefined;
}
