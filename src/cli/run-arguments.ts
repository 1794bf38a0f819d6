import type { PlannedRun } from '../bench/run-plan.ts';
import type { DeviceSpec } from '../core/device/device-spec.ts';
import { Fault } from '../core/fault.ts';
import { eventNamed, existsOn } from '../core/scenario/event-name.ts';
import { callNotMade, faultWord, limitForms, readFaultWord, type FaultUse } from '../core/scenario/fault-use.ts';
import { neverBegins } from '../core/scenario/never-begins.ts';
import { fits, programOf, type ProgramOverrides } from '../core/scenario/program-of.ts';
import type { ScenarioSpec } from '../core/scenario/scenario-spec.ts';
import { suggestion } from '../files/did-you-mean.ts';
import { scenarioFaultsRefused } from './scenario-faults.ts';
import type { StubFault } from './stub-faults.ts';

/** A fault of the stub's list, and when the device is to have it. */
export type UsedFault = StubFault & FaultUse;

/** What `run` was asked for, files loaded. */
export interface RunRequest {
  readonly scenarios: readonly ScenarioSpec[];
  readonly devices: readonly DeviceSpec[];
  /** Faults asked for that the stub knows. */
  readonly faults: readonly UsedFault[];
  /** The stub's own list; needed where a scenario names faults. */
  readonly known: readonly StubFault[];
  readonly overrides: ProgramOverrides;
}

/** The runs to do, and what was left out of them with the reason; or why nothing can run. */
export type Planned =
  | { readonly runs: readonly PlannedRun[]; readonly notices: readonly string[] }
  | { readonly faults: readonly Fault[] };

/**
 * Each scenario on each device that it fits, each fault on each stub that it fits. Whatever finds no place at all is a mistake, and
 * nothing runs.
 */
export function planRuns({ scenarios, devices, faults, known, overrides }: RunRequest): Planned {
  const wrong: Fault[] = scenarios.flatMap((scenario) => scenarioFaultsRefused(scenario, devices, known, overrides.calls));
  const notices: string[] = [];
  const usable = devices.filter((device) => {
    if (faults.length === 0) return true;
    const suits = faultsFor(device, faults).length > 0;
    if (!suits) notices.push(`${device.name} is left out: ${faultReason(device)}`);
    return suits;
  });
  const most = overrides.calls ?? Math.max(0, ...scenarios.map(({ calls }) => calls));
  for (const fault of faults) {
    const beyond = callNotMade(fault, most);
    if (beyond !== undefined && scenarios.length > 0) {
      const next = `Raise \`--calls\` to ${beyond} or more, or name a call that is made.`;
      wrong.push(new Fault('call-not-made', `the fault \`${fault.name}\` is for call ${beyond}, of ${most} that are made`, { next }));
    }
    const [never, ...others] = scenarios.map((scenario) => neverBegins(fault, scenario));
    if (never !== undefined && others.every((other) => other !== undefined)) {
      wrong.push(new Fault('never-begins', `the fault \`${fault.name}\` never begins: ${never.message}`, { next: never.next }));
    }
    if (usable.some((device) => faultsFor(device, [fault]).length > 0)) continue;
    wrong.push(new Fault('fault-without-device', `no device here can be given the fault \`${fault.name}\``, {
      next: `It is for emulated devices of topology ${fault.topology.join(' or ')}.${occasionHint(fault)}`,
    }));
  }
  // Where a fault leaves no device, scenarios have none either.
  for (const scenario of wrong.length > 0 ? [] : scenarios) {
    if (usable.some((device) => fits(scenario, device))) continue;
    wrong.push(new Fault('scenario-without-device', `scenario ${scenario.name} fits no device of this run`, {
      place: { file: scenario.file },
      next: `It is for ${scenario.topologies.join(' and ')}; \`condis-bench devices\` lists devices.`,
    }));
  }
  for (const device of usable) {
    if (scenarios.some((scenario) => fits(scenario, device))) continue;
    notices.push(`${device.name} is left out: no scenario of this run is for ${device.topology}`);
  }
  if (wrong.length > 0) return { faults: wrong };
  const runs = scenarios.flatMap((scenario) =>
    usable
      .filter((device) => fits(scenario, device))
      .map((device) => ({
        scenario,
        device,
        program: programOf(scenario, device, overrides),
        faults: [...new Set([...scenario.faults, ...faultsFor(device, faults)].map(faultWord))],
      })),
  );
  return { runs, notices };
}

/**
 * The faults that words such as `completed-twice` or `completed-twice@calls=3` stand for.
 * @throws Fault `unknown-fault`, `malformed-fault`
 */
export function faultsNamed(words: readonly string[], known: readonly StubFault[]): UsedFault[] {
  return words.map((word) => {
    const use = readFaultWord(word);
    if (use === undefined) {
      const next = `Write NAME; behind it can stand, in this order: ${limitForms.join(', ')}.`;
      throw new Fault('malformed-fault', `\`${word}\` does not say which fault a device is to have in which calls`, { next });
    }
    const { name } = use;
    const found = known.find((fault) => fault.name === name);
    if (found !== undefined) return { ...found, ...use };
    const next = suggestion(name, known.map((fault) => fault.name), 'faults');
    throw new Fault('unknown-fault', `there is no fault named \`${name}\``, { next });
  });
}

function faultsFor(device: DeviceSpec, faults: readonly UsedFault[]): UsedFault[] {
  if (device.port.kind !== 'stub') return [];
  return faults.filter(({ topology, on }) => topology.includes(device.topology) && (on === undefined || isEventOf(device, on.event)));
}

function isEventOf({ topology }: DeviceSpec, text: string): boolean {
  const event = eventNamed(text);
  return event !== undefined && existsOn(text, event, topology);
}

/** Functions of a call manager have other names where it is integrated. */
function occasionHint({ on }: UsedFault): string {
  return on === undefined || !/^NdisM?Cm/.test(on.event) ? '' : ` Write \`${on.event.replace(/^NdisM?Cm/, 'Ndis[M]Cm')}\` for either kind.`;
}

function faultReason(device: DeviceSpec): string {
  return device.port.kind === 'stub' ? `no fault asked for is for ${device.topology}` : 'faults can be given to emulated devices alone';
}
