import type { CallRange } from './fault-use.ts';
import { traitsOf, type Course } from './course.ts';
import type { ScenarioSpec } from './scenario-spec.ts';
import { acts, type ActName, type RequestName } from './steps/acts.ts';
import { everyStep } from './steps/step-parameters.ts';
import type { StepSpec } from './steps/step.ts';

/** What somebody asks for in a scenario, and how it is answered as far as that brings further events. */
export interface RequestIn {
  readonly request: RequestName;
  readonly answers: readonly ActName[];
}

/** What is asked for in the calls of a scenario that are meant; absent: in all. */
export function requestsIn(scenario: ScenarioSpec, calls?: readonly CallRange[]): RequestIn[] {
  if (scenario.steps !== undefined) return requestsOfSteps(scenario.steps);
  const { courses, endingAfter, multipoint, faults } = scenario;
  const taken = courses.filter((_, i) => calls === undefined || isTaken(i, courses.length, calls));
  const parties: RequestName[] = (multipoint?.parties ?? []).length === 0 ? []
    : ['client: add party', 'client: drop party', 'network: drop party'];
  const names = [...parties, ...(endingAfter === undefined ? [] : ['callManager: unbind' as const])];
  return [...names.map((request) => ({ request, answers: [] })), ...taken.flatMap((course) => requestsOfCourse(course, faults.length > 1))];
}

/** Whether one of some calls takes the course that stands at place `i` of a list that calls take in turn. */
function isTaken(i: number, length: number, calls: readonly CallRange[]): boolean {
  return calls.some(([first, last]) => first + ((((i + 1 - first) % length) + length) % length) <= last);
}

function requestsOfSteps(steps: readonly StepSpec[]): RequestIn[] {
  const found: { readonly request: RequestName; readonly answers: ActName[] }[] = [];
  for (const step of everyStep(steps)) {
    if (step.kind !== 'act') continue;
    if (acts[step.act].kind === 'request') found.push({ request: step.act as RequestName, answers: [] });
    else found.at(-1)?.answers.push(step.act);
  }
  return found;
}

/** What may be answered to lower rates. */
const toRates: readonly ActName[] = ['client: renegotiate', 'client: refuse rates'];

/** `isUncertain`: there are other faults, by which a call that is to fail may be taken for one that is connected. */
function requestsOfCourse(course: Course, isUncertain: boolean): RequestIn[] {
  const { direction, outcome, closedBy } = traitsOf(course);
  const isIncoming = direction === 'incoming';
  const names: RequestName[] = [
    ...(isIncoming ? ['network: call' as const] : ['client: create VC' as const, 'client: delete VC' as const]),
    ...(isIncoming || outcome === 'not made' ? [] : ['client: make call' as const]),
    ...(outcome === 'connected' || isUncertain ? ['client: send' as const, 'network: send' as const, 'client: close call' as const] : []),
    ...(closedBy === undefined ? [] : ['network: release' as const]),
    ...(course.name.startsWith('clientModif') ? ['client: modify QoS' as const] : []),
    ...(course.name.startsWith('networkModif') ? ['network: modify' as const] : []),
  ];
  const isRenegotiated = /renegotiat|parameters/i.test(course.name);
  return names.map((request) => ({ request, answers: isRenegotiated ? toRates : [] }));
}
