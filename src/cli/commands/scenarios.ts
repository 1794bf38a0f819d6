import { Command } from 'commander';
import { definitions } from '../columns.ts';
import { CommandFailure, type CliContext } from '../context.ts';
import { scenariosCheckCommand } from './scenarios-check.ts';
import { scenariosExplainCommand } from './scenarios-explain.ts';
import { scenariosGraphCommand } from './scenarios-graph.ts';
import { scenariosNewCommand } from './scenarios-new.ts';

/** `scenarios [--json]`: those that a name can stand for; and what can be done with a scenario besides running it. */
export function scenariosCommand(context: CliContext, exit: (code: number) => void): Command {
  return new Command('scenarios')
    .description('list the scenarios that can be run by name; check, explain, draw or begin one')
    .option('--json', 'as JSON')
    .action(async (options: { json?: true }) => {
      const { loadAll } = await import('../load-all.ts');
      const { specs, faults } = await loadAll('scenarios', context);
      if (options.json) {
        const scenarios = specs.map(({ name, file, topologies, summary }) => ({ name, file, topology: topologies, summary }));
        context.out.line(JSON.stringify({ scenarios }));
      } else {
        const entries = specs.map(({ name, topologies, summary }) => [name, `${summary} (${topologies.join(', ')})`] as const);
        for (const line of definitions(entries, context.out.columns)) context.out.line(line);
      }
      if (faults.length > 0) throw new CommandFailure(faults);
    })
    .addCommand(scenariosCheckCommand(context, exit))
    .addCommand(scenariosExplainCommand(context))
    .addCommand(scenariosGraphCommand(context))
    .addCommand(scenariosNewCommand(context));
}
