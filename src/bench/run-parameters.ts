import { hostname } from 'node:os';
import { statusText } from '../core/condis/statuses.ts';
import { elementWords } from '../core/scenario/call-element-words.ts';
import type { CallProgram, Delay } from '../core/scenario/call-program.ts';
import type { Course } from '../core/scenario/course.ts';
import { lineFaultText } from '../core/scenario/line-fault.ts';
import { networkFaultText } from '../core/scenario/network-fault.ts';
import { callsExpectedOf } from '../core/scenario/program-of.ts';
import type { ScenarioSpec } from '../core/scenario/scenario-spec.ts';
import { watchPlanOf } from '../core/scenario/watch/plan-of.ts';
import type { WatchPlan } from '../core/scenario/watch/watch-plan.ts';
import type { RunParameter } from '../report/measurements-csv.ts';
import type { RunAbout } from '../report/run-about.ts';
import type { PlannedRun } from './run-plan.ts';

/** What the capture of a run says of it from the start. `commit` is that of the checkout that runs, where it is one. */
export function runAbout({ scenario, device, program }: PlannedRun, commit: string | null): RunAbout {
  const expected = callsExpectedOf(scenario, program);
  const watch = watchedIn(scenario, program);
  return {
    seed: program.seed,
    calls: program.calls,
    ...(expected !== undefined && { expect: expected }),
    requirements: scenario.requirements,
    limits: scenario.limits,
    ...(watch !== undefined && { watch }),
    scenarioFile: scenario.file,
    scenarioSummary: scenario.summary,
    deviceFile: device.file,
    deviceSummary: device.summary,
    commit,
    station: hostname(),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    parameters: runParameters(scenario, program),
  };
}

/** What is watched of a scenario's steps. */
export function watchedIn(
  { steps, topologies, concurrency }: ScenarioSpec, { calls }: Pick<CallProgram, 'calls'>,
): WatchPlan | undefined {
  return steps === undefined ? undefined : watchPlanOf(steps, topologies.length > 1, concurrency === 1, calls);
}

/** What a run's calls were made with, in the words of the scenario file: the `param.` columns of measurements.csv. */
export function runParameters(scenario: ScenarioSpec, program: CallProgram): RunParameter[] {
  const { setup } = scenario;
  const parameters: [string, string | number][] = [
    ['serviceCategory', setup.serviceCategory],
    ['called', setup.called.digits],
    ['forward.maxSduOctets', setup.forward.maxSduOctets],
    ['forward.peakCellRate', setup.forward.peakCellRate],
    ['backward.maxSduOctets', setup.backward.maxSduOctets],
    ['backward.peakCellRate', setup.backward.peakCellRate],
    ...moreRates('forward', setup.forward),
    ...moreRates('backward', setup.backward),
    ...wordsIn(elementWords(setup.elements ?? {})),
    ['concurrency', program.concurrency],
    ['seed', program.seed],
    ...rowParameters(scenario),
    ...(program.steps === undefined ? lifeParameters(program) : []),
    ...(scenario.line.length === 0 ? [] : [['line', scenario.line.map(lineFaultText).join(', ')] as [string, string]]),
    ...networkParameters(program),
    ...Object.entries(program.pended).map(([request, pended]): [string, string] => [`pended.${request}`, String(pended)]),
    ...Object.entries(program.delays)
      .filter(([name]) => name !== 'hold' || program.steps === undefined)
      .map(([name, delay]): [string, string] => [`delay.${name}`, delayText(delay)]),
  ];
  return parameters.map(([name, value]) => ({ name, value: String(value) }));
}

/** What happens to messages on the network. */
function networkParameters({ networkFaults }: CallProgram): [string, string][] {
  return networkFaults === undefined ? [] : [['network', networkFaults.map(networkFaultText).join(', ')]];
}

/** What becomes of calls that take no steps. */
function lifeParameters(program: CallProgram): [string, string | number][] {
  return [
    ['callsPerVc', program.callsPerVc],
    ['sends', program.sends],
    ['sendOctets', program.sendOctets],
    ['course', program.courses.map(courseText).join(', ')],
    ...partyParameters(program),
  ];
}

/** What a direction asks for beside its peak rate. */
function moreRates(
  name: string, { sustainableCellRate, maxBurst, minimumCellRate }: ScenarioSpec['setup']['forward'],
): [string, string | number][] {
  const rates = { sustainableCellRate, maxBurst, minimumCellRate };
  return Object.entries(rates).flatMap(([rate, value]): [string, number][] => (value === undefined ? [] : [[`${name}.${rate}`, value]]));
}

/** Values by their way from the top: `aal.AAL1.cbrRate`. */
function wordsIn(words: object, way = ''): [string, string | number][] {
  return Object.entries(words).flatMap(([name, value]: [string, unknown]): [string, string | number][] => {
    return typeof value === 'object' && value !== null ? wordsIn(value, `${way}${name}.`) : [[`${way}${name}`, String(value)]];
  });
}

/** The row of a scenario's data that the run was made with. */
function rowParameters({ row }: ScenarioSpec): [string, string | number][] {
  if (row === undefined) return [];
  return [['row', row.number], ...row.values.map(([name, value]): [string, string] => [`row.${name}`, value])];
}

function courseText({ name, cause, status }: Course): string {
  const details = [...(cause === undefined ? [] : [`cause ${cause}`]), ...(status === undefined ? [] : [statusText(status)])];
  return [name, ...details].join(' ');
}

/** What is said of the parties of multipoint calls; of point-to-point calls nothing. */
function partyParameters({ multipoint }: CallProgram): [string, string | number][] {
  if (multipoint === undefined) return [];
  return [
    ['multipoint.parties', multipoint.parties.length],
    ['multipoint.rejected', multipoint.parties.filter(({ answer }) => answer === 'rejected').length],
    ['multipoint.lastParty', multipoint.lastParty],
  ];
}

function delayText(delay: Delay): string {
  switch (delay.kind) {
    case 'fixed':
      return `${delay.ns} ns`;
    case 'uniform':
      return `uniform ${delay.minNs} to ${delay.maxNs} ns`;
    case 'normal':
      return `normal ${delay.meanNs} ns sigma ${delay.sigmaNs} ns`;
    case 'log-normal':
      return `log-normal ${delay.medianNs} ns sigma ${delay.sigma}`;
  }
}
