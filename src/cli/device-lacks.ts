import { resolve } from 'node:path';
import { missingSteps, requireCapabilities, stepText, type MissingStep } from '../bench/capabilities.ts';
import type { DeviceSpec } from '../core/device/device-spec.ts';
import { Fault } from '../core/fault.ts';
import { programOf, topologyFault } from '../core/scenario/program-of.ts';
import type { ScenarioSpec } from '../core/scenario/scenario-spec.ts';
import { placeInFile } from '../files/place-in-file.ts';
import { encodeCallProgram } from '../wire/call-program-codec.ts';
import type { Hello } from '../wire/hello.ts';

/** The key of a scenario file that asks for a step; a step that is not named here is asked for by a course. */
const keys: Partial<Record<MissingStep['step'], string>> = {
  makeCall: 'summary', pend: 'requests', delays: 'delays', concurrentCalls: 'concurrency', reuseVc: 'callsPerVc', send: 'sends',
  parties: 'multipoint', accept: 'summary', release: 'summary',
};

/**
 * What a device cannot do of a scenario, each at the key that asks for it: by its topology and, where it has said who it is, by what it
 * says that it can.
 */
export async function deviceLacks(scenario: ScenarioSpec, device: DeviceSpec, hello: Hello | undefined, cwd: string): Promise<Fault[]> {
  const placed = (fault: Fault, key: string): Promise<Fault> => placeInFile(fault, resolve(cwd, scenario.file), scenario.file, [key]);
  const unfit = topologyFault(scenario, device);
  if (unfit !== undefined) return [await placed(unfit, 'topology')];
  if (hello === undefined) return [];
  const program = programOf(scenario, device);
  const missing = missingSteps(hello, program);
  const next = 'Take it out, or choose a device that can.';
  const faults = missing.map((step) => {
    const fault = new Fault('capability-missing', `device ${device.name} cannot do what this asks for (${stepText(step)})`, { next });
    return placed(fault, keys[step.step] ?? 'course');
  });
  if (faults.length > 0) return Promise.all(faults);
  try {
    requireCapabilities(hello, program, encodeCallProgram(program).length);
    return [];
  } catch (error) {
    if (error instanceof Fault) return [await placed(error, 'summary')];
    throw error;
  }
}
