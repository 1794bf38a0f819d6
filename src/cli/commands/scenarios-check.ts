import { resolve } from 'node:path';
import { Command } from 'commander';
import type { DeviceSpec } from '../../core/device/device-spec.ts';
import type { Fault } from '../../core/fault.ts';
import type { ScenarioSpec } from '../../core/scenario/scenario-spec.ts';
import { plural } from '../../report/plural.ts';
import { CommandFailure, type CliContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';

interface CheckOptions {
  readonly device?: string[];
  readonly json?: true;
}

/** `scenarios check [SCENARIO…]`: everything that is wrong with scenario files; nothing runs. */
export function scenariosCheckCommand(context: CliContext, exit: (code: number) => void): Command {
  return new Command('check')
    .description('say everything that is wrong with scenario files; nothing runs')
    .argument('[scenario...]', 'names or paths (default: all that can be run by name)')
    .option('--device <device...>', 'devices that must be able to carry them out')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExit codes: 0 nothing is wrong, 2 something is.')
    .action(async (words: string[], options: CheckOptions) => {
      const [{ loadAll }, { loadNamed }] = await Promise.all([import('../load-all.ts'), import('../load-named.ts')]);
      const scenarios = words.length > 0 ? await loadNamed('scenarios', words, context) : await loadAll('scenarios', context);
      const devices = await loadNamed('devices', options.device ?? [], context);
      const pairs = scenarios.specs.flatMap((scenario) => devices.specs.map((device) => [scenario, device] as const));
      const unfit = await Promise.all(pairs.map(([scenario, device]) => lack(scenario, device, context)));
      const faults = [...scenarios.faults, ...devices.faults, ...unfit.flat()];
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

/** What the device cannot do of the scenario. */
async function lack(scenario: ScenarioSpec, device: DeviceSpec, context: CliContext): Promise<Fault[]> {
  const [{ topologyFault }, { placeInFile }] = await Promise.all([
    import('../../core/scenario/program-of.ts'), import('../../files/place-in-file.ts'),
  ]);
  const fault = topologyFault(scenario, device);
  return fault === undefined ? [] : [await placeInFile(fault, resolve(context.cwd, scenario.file), scenario.file, ['topology'])];
}

function faultJson({ code, message, place, next }: Fault) {
  return { code, message, file: place?.file, line: place?.line, column: place?.column, next };
}
