import { Command } from 'commander';
import { definitions } from '../columns.ts';
import { CommandFailure, type CliContext } from '../context.ts';

/** `scenarios [--json]`: those that a name can stand for. */
export function scenariosCommand(context: CliContext): Command {
  return new Command('scenarios')
    .description('list the scenarios that can be run by name')
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
    });
}
