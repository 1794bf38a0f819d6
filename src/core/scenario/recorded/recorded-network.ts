import type { Course } from '../course.ts';
import { effectOf, type FaultedProgram } from '../network-fault-effect.ts';
import { faultyMessages, type NetworkFault, type NetworkFaultKind } from '../network-fault.ts';
import type { CallEvents } from './call-events.ts';

/** Later than this a message is not taken for a second arrival of the one before: its sender may have had a timer expire. */
const repetitionNs = 1_000_000_000;

const answers = ['rx CALL PROCEEDING', 'rx CONNECT', 'rx RELEASE', 'rx RELEASE COMPLETE'];

/**
 * What happened on the network to the messages of a call, as far as the events show it: some came twice; a request was answered after it
 * had been sent again, or CONNECT was the first answer. That a message was late, the delays say. What the course cannot have is left out.
 */
export function recordedNetwork(events: CallEvents, course: Course, program: FaultedProgram): NetworkFault[] {
  const fault = (kind: NetworkFaultKind, message: NetworkFault['message']): NetworkFault => ({ kind, message, byNs: 0 });
  const lost = lostIn(events, course);
  const twice = faultyMessages.filter((message) => isTwice(events, `rx ${message}`)).map((message) => fault('duplicate', message));
  const found = [...(lost === undefined ? [] : [fault('lose', lost)]), ...twice];
  return found.filter((each) => {
    const effect = effectOf(each, course, program);
    return effect !== undefined && effect.kind !== 'untold';
  });
}

function isTwice(events: CallEvents, name: string): boolean {
  const [first, second] = events.every(name);
  return first !== undefined && second !== undefined && first.party === second.party && second.at - first.at < repetitionNs;
}

/** The message that did not arrive; where there were several, the first. */
function lostIn(events: CallEvents, { name }: Course): NetworkFault['message'] | undefined {
  if (events.count('tx SETUP') > 1 && events.find(answers, events.findLast('tx SETUP')) >= 0) return 'SETUP';
  const isConnected = events.has('tx SETUP') && events.has('rx CONNECT');
  if (isConnected && !events.has('rx CALL PROCEEDING') && !events.has('rx ALERTING')) return 'CALL PROCEEDING';
  return name !== 'releaseUnanswered' && events.count('tx RELEASE') > 1 ? 'RELEASE' : undefined;
}
