import type { DeviceSpec } from '../core/device/device-spec.ts';
import { Fault } from '../core/fault.ts';
import { callNotMade } from '../core/scenario/fault-use.ts';
import { fits } from '../core/scenario/program-of.ts';
import type { ScenarioSpec } from '../core/scenario/scenario-spec.ts';
import { suggestion } from '../files/did-you-mean.ts';
import type { StubFault } from './stub-faults.ts';

/**
 * Why the faults that a scenario names cannot be given: there is none of the name, not to these devices, or not in a call that is made.
 * `calls`: how many are made in place of the scenario's.
 */
export function scenarioFaultsRefused(
  scenario: ScenarioSpec, devices: readonly DeviceSpec[], known: readonly StubFault[], calls = scenario.calls,
): Fault[] {
  const { faults, topologies } = scenario;
  const refused = faults.flatMap((use): Fault[] => {
    const { name, written } = use;
    const found = known.find((fault) => fault.name === name);
    if (found === undefined) {
      return [new Fault('unknown-fault', `there is no fault named \`${name}\``, {
        ...written, next: suggestion(name, known.map((fault) => fault.name), 'faults'),
      })];
    }
    const beyond = callNotMade(use, calls);
    if (beyond !== undefined) {
      const next = `Raise \`--calls\` to ${beyond} or more, or leave it out.`;
      return [new Fault('call-not-made', `the fault \`${name}\` is for call ${beyond}, of ${calls} that are made`, { ...written, next })];
    }
    if (topologies.every((topology) => found.topology.includes(topology))) return [];
    const own = found.topology.join(', ');
    const next = `Write \`topology: ${own}\`, or take it out.`;
    return [new Fault('fault-does-not-fit', `the fault \`${name}\` is for devices of topology ${own}`, { ...written, next })];
  });
  const [first] = faults;
  if (first === undefined) return [];
  const others = devices.filter((device) => fits(scenario, device) && device.port.kind !== 'stub');
  return [...refused, ...others.map((device) => new Fault(
    'fault-without-stub', `device ${device.name} is no emulated device: it cannot be given a fault`,
    { ...first.written, next: `Run ${scenario.name} on emulated devices alone, or take \`faults\` out.` },
  ))];
}
