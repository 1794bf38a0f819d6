import { courseNames, courses, type Course } from '../core/scenario/course.ts';
import { requests, type RequestName } from '../core/scenario/steps/acts.ts';
import { operations, rowAt, rowWords, type StepProgram } from '../core/scenario/steps/step-program.ts';
import type { AgentStep, NetworkStep } from '../wire/hello.ts';

/** What the call agent and the network side of a device have to be able to do. */
export interface Needs {
  readonly agent?: readonly AgentStep[];
  readonly network?: readonly NetworkStep[];
}

/** What an act asks for, beyond what its answer does. */
const needsOfActs: Readonly<Record<RequestName, Needs>> = {
  'client: create VC': {},
  'client: make call': {},
  'client: send': { agent: ['send'] },
  'client: add party': { agent: ['parties'], network: ['parties'] },
  'client: drop party': { agent: ['parties'], network: ['parties'] },
  'client: modify QoS': { agent: ['judgeParameters'], network: ['modify'] },
  'client: close call': {},
  'client: delete VC': {},
  'network: call': {},
  'network: release': {},
  'network: drop party': { agent: ['parties'], network: ['parties'] },
  'network: modify': { network: ['changeQoS'] },
  'network: send': { agent: ['send'] },
  'callManager: unbind': { agent: ['halt'] },
  'miniport: halt': { agent: ['halt'] },
};

/** Numbers of the acts whose answers are courses. */
const answeredByCourse = new Set<number>([requests['client: create VC'].number, requests['client: make call'].number]);

/** What the steps of a program ask for. */
export function needsOfSteps(steps: StepProgram): Needs[] {
  const names = (Object.keys(requests) as RequestName[]).filter((name) => actsOf(steps).some(({ x }) => x === requests[name].number));
  const multipoint: Needs[] = steps.parties === undefined ? [] : [{ agent: ['parties'], network: ['parties'] }];
  return [{ agent: ['steps'] }, ...multipoint, ...names.map((name) => needsOfActs[name])];
}

/** The courses that calls take in steps: how requests are answered. */
export function coursesOfSteps(steps: StepProgram): Course[] {
  const numbers = new Set(actsOf(steps).flatMap(({ x, y }) => (answeredByCourse.has(x) ? [y] : [])));
  return courseNames.filter((name) => numbers.has(courses[name].number)).map((name) => ({ name }));
}

function actsOf({ rows }: StepProgram) {
  const all = Array.from({ length: rows.length / rowWords }, (_, row) => rowAt(rows, row));
  return all.filter(({ operation }) => operation === operations.act);
}
