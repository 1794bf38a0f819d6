import type { DeviceSpec } from '../device/device-spec.ts';
import { Fault } from '../fault.ts';
import type { CallProgram } from './call-program.ts';
import { callParametersOf } from './call-parameters-of.ts';
import type { ScenarioSpec } from './scenario-spec.ts';

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
 * @throws Fault `topology-does-not-fit`
 */
export function programOf(scenario: ScenarioSpec, device: DeviceSpec, overrides: ProgramOverrides = {}): CallProgram {
  const unfit = topologyFault(scenario, device);
  if (unfit !== undefined) throw unfit;
  const { setup } = scenario;
  const calls = overrides.calls ?? scenario.calls;
  return {
    topology: device.topology,
    calls,
    concurrency: Math.min(scenario.concurrency, calls),
    callsPerVc: scenario.callsPerVc,
    seed: overrides.seed ?? scenario.seed,
    sends: scenario.sends,
    sendOctets: scenario.sendOctets,
    pended: scenario.pended,
    delays: scenario.delays,
    callParameters: callParametersOf(setup, scenario.permanentVc),
    courses: scenario.courses,
    addresses: { called: setup.called.digits, ...(setup.calling === undefined ? {} : { calling: setup.calling.digits }) },
    ...(scenario.multipoint === undefined ? {} : { multipoint: scenario.multipoint }),
    ...(scenario.permanentVc === undefined ? {} : { permanentVc: scenario.permanentVc }),
  };
}
