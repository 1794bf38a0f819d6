import { courseNames, courses, type Course } from '../core/scenario/course.ts';
import { requests, type RequestName } from '../core/scenario/steps/acts.ts';
import { isAnsweredByCourse } from '../core/scenario/steps/answered.ts';
import { operations, rowAt, rowWords, type StepProgram, type StepRow } from '../core/scenario/steps/step-program.ts';
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
  'client: modify QoS': {},
  'client: close call': {},
  'client: delete VC': {},
  'client: open address family': { agent: ['families'] },
  'client: close address family': { agent: ['families'] },
  'client: register SAP': { agent: ['families', 'incomingCalls'] },
  'client: deregister SAP': { agent: ['families', 'incomingCalls'] },
  'network: call': { agent: ['incomingCalls'], network: ['call'] },
  'network: release': { network: ['releaseConnected'] },
  'network: drop party': { agent: ['parties'], network: ['parties'] },
  'network: modify': { network: ['changeQoS'] },
  'network: send': { agent: ['send'] },
  'callManager: unbind': { agent: ['halt'] },
  'miniport: halt': { agent: ['halt'] },
};

/** What the steps of a program ask for. */
export function needsOfSteps(steps: StepProgram): Needs[] {
  const names = (Object.keys(requests) as RequestName[]).filter((name) => actsOf(steps).some(({ x }) => x === requests[name].number));
  const multipoint: Needs[] = steps.parties === undefined ? [] : [{ agent: ['parties'], network: ['parties'] }];
  const pending: Needs[] = rowsOf(steps).some(({ operation }) => operation === operations.pend) ? [{ agent: ['pendInSteps'] }] : [];
  return [{ agent: ['steps'] }, ...multipoint, ...pending, ...names.map((name) => needsOfActs[name]), ...(isSilent(steps) ? [silent] : [])];
}

const silent: Needs = { network: ['silence'] };

/** Whether the network leaves a message about a party without an answer. */
function isSilent(steps: StepProgram): boolean {
  const [add, drop] = [requests['client: add party'].number, requests['client: drop party'].number];
  return actsOf(steps).some(({ x, y }) => (x === add && y === 2) || (x === drop && y === 1));
}

/** The courses that calls take in steps: how requests are answered. */
export function coursesOfSteps(steps: StepProgram): Course[] {
  const numbers = new Set(actsOf(steps).flatMap(({ x, y }) => (byCourse.has(x) ? [y] : [])));
  return courseNames.filter((name) => numbers.has(courses[name].number)).map((name) => ({ name }));
}

const byCourse = new Set<number>(
  (Object.keys(requests) as RequestName[]).filter(isAnsweredByCourse).map((name) => requests[name].number),
);

function actsOf(steps: StepProgram): StepRow[] {
  return rowsOf(steps).filter(({ operation }) => operation === operations.act);
}

function rowsOf({ rows }: StepProgram): StepRow[] {
  return Array.from({ length: rows.length / rowWords }, (_, row) => rowAt(rows, row));
}
