import { intervals } from '../timing/intervals.ts';
import { reaches } from './course-stages.ts';
import { traitsOf, type Course } from './course.ts';
import type { ScenarioSpec } from './scenario-spec.ts';
import { isRequest, requests, type RequestName } from './steps/acts.ts';
import { eventsOf, eventsOfAnswer } from './steps/request-events.ts';
import { everyStep } from './steps/step-parameters.ts';

/** An interval that no call of a scenario can have, and the event without which there is none. */
export interface NeverMeasured {
  readonly id: string;
  readonly event: string;
}

/** Functions that are called for the signalling VC, too, whatever the calls are. */
const always = /(Create|Delete|Activate|Deactivate)Vc|NetBufferLists/;

/** The limits of a scenario on intervals whose beginning or end nothing in it brings about. Where that is not certain, there are none. */
export function neverMeasured(scenario: ScenarioSpec): NeverMeasured[] {
  const brought = broughtBy(scenario);
  if (brought === 'anything') return [];
  const ids = new Set(scenario.limits.map(({ id }) => id));
  return intervals.filter(({ id }) => ids.has(id)).flatMap(({ id, from, to }) => {
    const missing = [from, to].map(eventIn).find((event) => event !== undefined && !brought.has(event.name));
    return missing === undefined ? [] : [{ id, event: missing.written }];
  });
}

/** The event that an end of an interval is, where it is one that requests bring about and nothing else does. */
function eventIn(end: string): { readonly name: string; readonly written: string } | undefined {
  const [, called] = /^E (\S+)$/.exec(end) ?? [];
  const [, message, direction] = /^S:([A-Z ]+) (tx|rx)\b/.exec(end) ?? [];
  const name = called?.replace('[M]', '') ?? (message === undefined ? '' : `${message} ${direction}`);
  if (always.test(name) || !everything.has(name)) return undefined;
  return { name, written: called ?? `${message} ${direction === 'tx' ? 'sent' : 'received'}` };
}

const everything = new Set((Object.keys(requests) as RequestName[]).flatMap(namesOf));

function namesOf(request: RequestName): string[] {
  const events = eventsOf(request);
  return events === 'anything' ? [] : [...events.chains.flat(2), ...(events.besides ?? [])];
}

function broughtBy(scenario: ScenarioSpec): ReadonlySet<string> | 'anything' {
  const { steps, courses: inTurn, multipoint, endingAfter, permanentVc } = scenario;
  const done = [...everyStep(steps ?? [])].flatMap((step) => (step.kind === 'act' ? [step.act] : []));
  if (endingAfter !== undefined || done.some((act) => isRequest(act) && eventsOf(act) === 'anything')) return 'anything';
  const names = steps === undefined
    ? [...inTurn.flatMap(namesIn), ...(multipoint === undefined ? [] : partyRequests.flatMap(namesOf))]
    : done.flatMap((act) => (isRequest(act) ? namesOf(act) : (eventsOfAnswer(act).besides ?? [])));
  // Nothing is signalled for a permanent VC.
  return new Set(permanentVc === undefined ? names : names.filter((name) => !isMessage(name)));
}

const partyRequests = ['client: add party', 'client: drop party', 'network: drop party'] as const;

/** What a course may bring about. */
function namesIn(course: Course): string[] {
  const { name } = course;
  if (name === 'creationFails') return [];
  const isIncoming = traitsOf(course).direction === 'incoming';
  const all = [
    isIncoming ? 'network: call' : 'client: make call', 'client: close call', 'network: release',
    ...(/^clientModif|enegotiat/.test(name) ? ['client: modify QoS'] as const : []),
    ...(name.startsWith('networkModif') ? ['network: modify'] as const : []),
  ] as const;
  const names = all.flatMap(namesOf);
  if (isIncoming) return names;
  if (!reaches(course, 'setup')) return names.filter((each) => !isMessage(each));
  const [isAnswered, isDecided] = [reaches(course, 'answer'), reaches(course, 'decision')];
  return names.filter((each) => (isDecided || !each.startsWith('CONNECT')) && (isAnswered || each !== 'CALL PROCEEDING rx'));
}

function isMessage(name: string): boolean {
  return / [rt]x$/.test(name);
}
