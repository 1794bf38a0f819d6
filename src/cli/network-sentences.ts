import { effectOf } from '../core/scenario/network-fault-effect.ts';
import type { NetworkFault } from '../core/scenario/network-fault.ts';
import type { ScenarioSpec } from '../core/scenario/scenario-spec.ts';
import { coursesInSteps } from '../core/scenario/steps/courses-in-steps.ts';
import { exactText } from '../files/exact-duration.ts';
import { timesText } from './scenario-case-text.ts';

/** What happens to messages on the network, and what follows from it. */
export function networkSentences({ networkFaults = [], steps, courses, multipoint, delays }: ScenarioSpec): string[] {
  const taken = steps === undefined ? { courses, ...(multipoint !== undefined && { multipoint }) } : coursesInSteps(steps);
  const context = { delays, ...taken };
  return networkFaults.map((fault) => {
    const effects = context.courses.map((course) => effectOf(fault, course, context));
    const effect = effects.find((each) => each?.kind === 'failed') ?? effects.find((each) => each !== undefined);
    const expires = effect?.kind === 'untold' ? undefined : effect?.expires;
    const follows = effect?.kind === 'failed' ? 'the call is given up' : `${expires === 'T303' ? 'SETUP' : 'RELEASE'} is sent again`;
    const after = expires === undefined ? afterwards(fault) : `${expires} expires, and ${follows}`;
    return `The first ${fault.message} of a call ${happening(fault)}${timesText(fault, steps !== undefined)}: ${after}.`;
  });
}

function happening({ kind, byNs }: NetworkFault): string {
  if (kind === 'duplicate') return 'arrives twice';
  return kind === 'lose' ? 'gets lost' : `is sent ${exactText(byNs)} later`;
}

/** What follows where no timer of the device expires. */
function afterwards({ kind, message }: NetworkFault): string {
  if (kind === 'duplicate') return 'the second one changes nothing';
  if (kind === 'delay') return 'in time for the call to go on';
  return message === 'CALL PROCEEDING' ? 'CONNECT is the answer' : 'the network sends it again';
}
