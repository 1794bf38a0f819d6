import type { DeviceSpec } from '../device/device-spec.ts';
import { Fault } from '../fault.ts';
import type { CallProgram } from './call-program.ts';
import { callParametersOf } from './call-parameters-of.ts';
import { plainCourses } from './course.ts';
import { expectedCalls, type ExpectedCalls } from './expectation.ts';
import type { ScenarioSpec } from './scenario-spec.ts';
import { clientWideFaults } from './steps/client-wide.ts';
import { compileSteps, type CompiledSteps } from './steps/compile.ts';

/** What the command line says in place of the scenario file. */
export interface ProgramOverrides {
  readonly calls?: number;
  readonly seed?: number;
}

/** Whether the scenario can run on the device. */
export function fits(scenario: ScenarioSpec, device: DeviceSpec): boolean {
  return scenario.topologies.includes(device.topology);
}

/** Fault `topology-does-not-fit` where the scenario cannot run on the device. */
export function topologyFault(scenario: ScenarioSpec, device: DeviceSpec): Fault | undefined {
  if (fits(scenario, device)) return undefined;
  return new Fault('topology-does-not-fit', `scenario ${scenario.name} is for ${scenario.topologies.join(', ')}; ` +
    `device ${device.name} is ${device.topology}`, {
    place: { file: scenario.file },
    next: 'Name a device of that topology with --device; `condis-bench devices` lists them.',
  });
}

/**
 * The program that carries a scenario out on a device. The same files and overrides give the same program.
 * @throws Fault `topology-does-not-fit`, or what is wrong with its steps
 */
export function programOf(scenario: ScenarioSpec, device: DeviceSpec, overrides: ProgramOverrides = {}): CallProgram {
  const unfit = topologyFault(scenario, device);
  if (unfit !== undefined) throw unfit;
  const { setup } = scenario;
  const calls = overrides.calls ?? scenario.calls;
  const steps = compiledSteps(scenario);
  const [unfitSteps] = steps === undefined ? [] : clientWideFaults(scenario.steps ?? [], steps, { ...scenario, calls });
  if (unfitSteps !== undefined) throw unfitSteps;
  const saps = scenario.saps.length === 0 && steps?.needsSaps === true ? [setup.called.digits] : scenario.saps;
  return {
    topology: device.topology,
    calls,
    concurrency: Math.min(scenario.concurrency, calls),
    callsPerVc: steps === undefined ? scenario.callsPerVc : 1,
    seed: overrides.seed ?? scenario.seed,
    sends: steps === undefined ? scenario.sends : 0,
    sendOctets: scenario.sendOctets,
    pended: scenario.pended,
    delays: scenario.delays,
    callParameters: callParametersOf(setup, scenario.permanentVc),
    courses: steps === undefined ? scenario.courses : plainCourses,
    addresses: { called: setup.called.digits, ...(setup.calling === undefined ? {} : { calling: setup.calling.digits }) },
    ...(saps.length === 0 ? {} : { saps }),
    ...(scenario.multipoint === undefined || steps !== undefined ? {} : { multipoint: scenario.multipoint }),
    ...(scenario.permanentVc === undefined ? {} : { permanentVc: scenario.permanentVc }),
    ...(scenario.endingAfter === undefined ? {} : { endingAfter: Math.min(scenario.endingAfter, calls) }),
    ...(steps !== undefined && { steps: steps.program }),
    ...(scenario.networkFaults !== undefined && { networkFaults: scenario.networkFaults }),
  };
}

/** The calls that the bench expects to see of a program; `undefined` where nobody can say beforehand, or the scenario does not ask. */
export function callsExpectedOf(
  scenario: ScenarioSpec, program: Pick<CallProgram, 'calls' | 'courses' | 'delays' | 'endingAfter' | 'multipoint' | 'networkFaults'>,
): ExpectedCalls | undefined {
  if (!scenario.judgesCalls) return undefined;
  // How many calls are under way when the drivers go depends on the device.
  if (program.endingAfter !== undefined && program.endingAfter < program.calls) return undefined;
  const steps = compiledSteps(scenario);
  if (steps === undefined) return expectedCalls(program);
  return steps.calls && { connected: steps.calls.connected * program.calls, failed: steps.calls.failed * program.calls };
}

/** How many calls a run of a program comes to: a pass through steps may make several, or none. */
export function callsMade(scenario: ScenarioSpec, { calls }: Pick<CallProgram, 'calls'>): number {
  const inPass = compiledSteps(scenario)?.calls;
  return inPass === undefined ? calls : (inPass.connected + inPass.failed) * calls;
}

/** What the steps of a scenario come to. Its file was refused where something is wrong with them. */
function compiledSteps({ steps, parties }: ScenarioSpec): CompiledSteps | undefined {
  if (steps === undefined) return undefined;
  const compiled = compileSteps(steps, parties?.map(({ digits }) => digits));
  const [fault] = compiled.faults;
  if (fault !== undefined) throw fault;
  return compiled;
}
