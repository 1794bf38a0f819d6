import { Command } from 'commander';
import type { CliContext } from '../context.ts';

/** `scenarios new NAME [--from TEMPLATE]`: begins a scenario file. */
export function scenariosNewCommand(context: CliContext): Command {
  return new Command('new')
    .description('begin a scenario in ./scenarios, with comments; nothing is overwritten')
    .argument('<name>', 'name of the scenario: small letters, digits and hyphens')
    .option('--from <template>', 'what to begin with; docs/scenarios.md lists the templates', 'point-to-point')
    .action(async (name: string, { from }: { from: string }) => {
      const { newScenario } = await import('../../files/new-scenario.ts');
      const { shown } = await newScenario(name, from, context);
      context.out.line(`${shown} is written.`);
      context.out.line(`\`condis-bench scenarios explain ${name}\` says what it does, \`condis-bench run ${name}\` runs it.`);
    });
}
