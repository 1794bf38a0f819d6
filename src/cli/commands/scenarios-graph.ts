import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { DeviceSpec } from '../../core/device/device-spec.ts';
import { Fault } from '../../core/fault.ts';
import type { ScenarioSpec } from '../../core/scenario/scenario-spec.ts';
import { CommandFailure, type CliContext } from '../context.ts';

interface GraphOptions {
  readonly device?: string;
  readonly call?: number;
  readonly out?: string;
}

/** `scenarios graph SCENARIO`: one of its calls as a ladder, or its steps as they are written. */
export function scenariosGraphCommand(context: CliContext): Command {
  return new Command('graph')
    .description('draw a scenario as a ladder (SVG): its written steps, or a call as a device makes it')
    .argument('<scenario>', 'name or path')
    .option('--device <device>', 'name or path of the device that makes the call (default: the first emulated one that fits)')
    .option('--call <n>', 'which of its calls (default: 1); they take the courses of the scenario in turn', callNumber)
    .option('-o, --out <file>', 'in place of standard output')
    .action(async (word: string, options: GraphOptions) => {
      const { scenarioNamed } = await import('../load-named.ts');
      const scenario = await scenarioNamed(word, context);
      const { call = 1 } = options;
      if (call > scenario.calls) {
        throw new Fault('no-such-call', `the scenario has no call ${call}`, {
          place: { file: scenario.file }, next: `It has ${scenario.calls}.`,
        });
      }
      const { scenarioGraph, stepsGraph } = await import('../scenario-graph.ts');
      const isWritten = scenario.steps !== undefined && options.device === undefined && options.call === undefined;
      const svg = isWritten ? stepsGraph(scenario)
        : await scenarioGraph(scenario, await deviceFor(scenario, options.device, context), call, context);
      if (options.out === undefined) context.out.write(svg);
      else await toFile(svg, options.out, context);
    });
}

async function deviceFor(scenario: ScenarioSpec, word: string | undefined, context: CliContext): Promise<DeviceSpec> {
  const [{ fits }, { emulatedDevices }, { loadNamed }] = await Promise.all([
    import('../../core/scenario/program-of.ts'), import('../emulated-devices.ts'), import('../load-named.ts'),
  ]);
  if (word !== undefined) {
    const { specs: [named], faults } = await loadNamed('devices', [word], context);
    if (named === undefined) throw new CommandFailure(faults);
    return named;
  }
  const device = (await emulatedDevices(context)).find((each) => fits(scenario, each));
  if (device !== undefined) return device;
  throw new Fault('scenario-without-device', `scenario ${scenario.name} fits no emulated device`, {
    place: { file: scenario.file }, next: 'Name a device with --device; `condis-bench devices` lists them.',
  });
}

async function toFile(svg: string, out: string, { cwd }: CliContext): Promise<void> {
  const { writeAtomically } = await import('../../report/atomic-file.ts');
  try {
    await writeAtomically(resolve(cwd, out), svg);
  } catch (error) {
    throw (await import('../not-written.ts')).notWritten(error, out);
  }
}

function callNumber(text: string): number {
  const value = /^[0-9]{1,7}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= 1) return value;
  throw new InvalidArgumentError('Allowed: whole numbers from 1.');
}
