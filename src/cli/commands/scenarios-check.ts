import { Command } from 'commander';
import type { DeviceSpec } from '../../core/device/device-spec.ts';
import { Fault } from '../../core/fault.ts';
import type { ScenarioSpec } from '../../core/scenario/scenario-spec.ts';
import { plural } from '../../report/plural.ts';
import type { Hello } from '../../wire/hello.ts';
import { CommandFailure, type CliContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';

interface CheckOptions {
  readonly device?: string[];
  readonly ask?: true;
  readonly json?: true;
}

/** `scenarios check [SCENARIO…]`: everything that is wrong with scenario files; nothing runs. */
export function scenariosCheckCommand(context: CliContext, exit: (code: number) => void): Command {
  return new Command('check')
    .description('say everything that is wrong with scenario files; nothing runs')
    .argument('[scenario...]', 'names or paths (default: all that can be run by name)')
    .option('--device <device...>', 'devices that must be able to carry them out')
    .option('--ask', 'ask these devices what they can do; their ports are opened')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExit codes: 0 nothing is wrong, 2 something is, 4 a device did not answer.')
    .action(async (words: string[], options: CheckOptions) => {
      if (options.ask === true && options.device === undefined) {
        throw new Fault('nothing-to-ask', 'no device is named that could be asked', { next: 'Name one with --device.' });
      }
      const [{ loadAll }, { loadNamed }] = await Promise.all([import('../load-all.ts'), import('../load-named.ts')]);
      const scenarios = words.length > 0 ? await loadNamed('scenarios', words, context) : await loadAll('scenarios', context);
      const devices = await loadNamed('devices', options.device ?? [], context);
      const unfit = devices.specs.length === 0 ? [] : await lacks(scenarios.specs, devices.specs, options.ask === true, context);
      const misnamed = await namedFaultsRefused(scenarios.specs, devices.specs, context);
      const faults = [...scenarios.faults, ...devices.faults, ...unfit, ...misnamed];
      if (options.json) {
        const checked = scenarios.specs.map(({ name, file }) => ({ name, file }));
        context.out.line(JSON.stringify({ checked, faults: faults.map(faultJson) }));
        if (faults.length > 0) exit(exitCodes.refused);
        return;
      }
      if (faults.length > 0) throw new CommandFailure(faults);
      const on = devices.specs.length === 0 ? '' : ` for ${plural(devices.specs.length, 'device')}`;
      context.out.line(`Nothing is wrong with ${plural(scenarios.specs.length, 'scenario')}${on}.`);
    });
}

/** What the devices cannot do of the scenarios; each is asked once, if at all. */
async function lacks(
  scenarios: readonly ScenarioSpec[], devices: readonly DeviceSpec[], ask: boolean, context: CliContext,
): Promise<Fault[]> {
  const { deviceLacks } = await import('../device-lacks.ts');
  const faults: Fault[] = [];
  for (const device of devices) {
    const hello = ask ? await asked(device, context) : undefined;
    for (const scenario of scenarios) faults.push(...await deviceLacks(scenario, device, hello, context.cwd));
  }
  return faults;
}

/** A device that does not answer is no mistake in a file. */
async function asked(device: DeviceSpec, context: CliContext): Promise<Hello> {
  const meetDevice = await context.loadMeetDevice();
  try {
    return await meetDevice(device);
  } catch (error) {
    throw error instanceof Fault ? new CommandFailure([error], exitCodes.error) : error;
  }
}

/** Faults that scenarios name in vain. The emulated NIC is asked only where one names some. */
async function namedFaultsRefused(
  scenarios: readonly ScenarioSpec[], devices: readonly DeviceSpec[], context: CliContext,
): Promise<Fault[]> {
  const naming = scenarios.filter((scenario) => scenario.faults.length > 0);
  if (naming.length === 0) return [];
  const [{ stubFaults }, { scenarioFaultsRefused }] = await Promise.all([import('../stub-faults.ts'), import('../scenario-faults.ts')]);
  const { faults: known } = await stubFaults(context);
  return naming.flatMap((scenario) => scenarioFaultsRefused(scenario, devices, known));
}

function faultJson({ code, message, place, next }: Fault) {
  return { code, message, file: place?.file, line: place?.line, column: place?.column, next };
}
