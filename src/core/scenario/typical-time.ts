import type { CallProgram, Delay } from './call-program.ts';
import { reaches } from './course-stages.ts';
import { courseOfCall, type Course } from './course.ts';
import { laterNs } from './network-fault-effect.ts';
import { uniTimersNs } from './uni-timers.ts';

type Timed =
  Pick<CallProgram, 'calls' | 'concurrency' | 'courses' | 'delays' | 'multipoint' | 'networkFaults' | 'permanentVc' | 'sends'>;

/** The middle of a delay, in nanoseconds. */
export function middleNs(delay: Delay): number {
  switch (delay.kind) {
    case 'fixed':
      return delay.ns;
    case 'uniform':
      return (delay.minNs + delay.maxNs) / 2;
    case 'normal':
      return delay.meanNs;
    case 'log-normal':
      return delay.medianNs * Math.exp(delay.sigma ** 2 / 2);
  }
}

/** What it takes until a call of a course is connected or given up, about, in nanoseconds of the device's clock. */
export function typicalSetUpNs(delays: Timed['delays'], course: Pick<Course, 'name'>, isSignalled = true): number {
  const { name } = course;
  let ns = name === 'creationFails' ? 0 : middleNs(delays.callManagerSetup);
  if (name === 'noAnswer') ns += 2 * uniTimersNs.T303;
  if (name === 'incomingUnacknowledged') ns += uniTimersNs.T313;
  if (name === 'noConnect') ns += uniTimersNs.T310;
  if (name === 'releaseUnanswered') ns += 2 * uniTimersNs.T308;
  if (isSignalled && reaches(course, 'answer')) ns += middleNs(delays.networkProceeding);
  if (isSignalled && reaches(course, 'decision')) ns += middleNs(delays.networkConnect);
  if (reaches(course, 'activation')) {
    const tries = name === 'activationRetried' || name === 'activationFails' ? 2 : 1;
    ns += middleNs(delays.callManagerActivation) + tries * middleNs(delays.miniportActivation) + middleNs(delays.callManagerCompletion);
  }
  return ns;
}

/** What it takes until a call is released, about. */
export function typicalReleaseNs(delays: Timed['delays']): number {
  return middleNs(delays.networkRelease) + middleNs(delays.miniportDeactivation);
}

/** What a call of a course takes from its beginning to its end, about, in nanoseconds of the device's clock. */
export function typicalCallNs(program: Timed, course: Course): number {
  const { delays, multipoint, sends } = program;
  const isSignalled = program.permanentVc === undefined;
  let ns = typicalSetUpNs(delays, course, isSignalled);
  if (reaches(course, 'use')) {
    const parties = multipoint?.parties ?? [];
    const accepted = parties.filter(({ answer }) => answer === 'accepted').length;
    ns += middleNs(delays.clientReaction) + (sends > 0 ? 2 * middleNs(delays.transmission) : 0) + middleNs(delays.hold);
    ns += parties.length * (middleNs(delays.callManagerSetup) + middleNs(delays.networkConnect));
    ns += accepted * middleNs(delays.networkRelease);
    ns += parties.filter(({ answer }) => answer === 'none').length * uniTimersNs.T399;
    ns += parties.filter(({ droppedBy }) => droppedBy === 'unanswered').length * uniTimersNs.T398;
  }
  if (reaches(course, 'release')) ns += isSignalled ? typicalReleaseNs(delays) : middleNs(delays.miniportDeactivation);
  return ns;
}

/** What all calls take, about, in nanoseconds of the device's clock. */
export function typicalRunNs(program: Timed): number {
  const { calls, concurrency, courses, delays } = program;
  const some = Math.min(calls, courses.length);
  let sum = 0;
  for (let call = 1; call <= some; call++) sum += typicalCallNs(program, courseOfCall(courses, call));
  return Math.ceil(calls / concurrency) * (sum / some + middleNs(delays.betweenCalls)) + laterNs(program) / concurrency;
}
