import { Command } from 'commander';
import { definitions, wrap } from '../columns.ts';
import type { CliContext } from '../context.ts';
import { stubFaults } from '../stub-faults.ts';

/** `faults [--json]`: what can be broken in an emulated NIC. */
export function faultsCommand(context: CliContext): Command {
  return new Command('faults')
    .description('list the faults that an emulated device can be given')
    .option('--json', 'as JSON')
    .action(async (options: { json?: true }) => {
      const { faults, limits } = await stubFaults(context);
      if (options.json) {
        context.out.line(JSON.stringify({ faults, limits }));
        return;
      }
      const entries = faults.map(({ name, topology, requirement, scenario, summary }) => {
        const what = summary === undefined ? '' : `${summary} `;
        return [name, `${what}Breaks ${requirement.join(', ')}; shown by ${scenario} (${topology.join(', ')}).`] as const;
      });
      for (const line of definitions(entries, context.out.columns)) context.out.line(line);
      const forms = limits.map((form) => `\`${form}\``).join(', ');
      const about = `Behind a name can stand, in this order, when a device has it: ${forms}. See docs/scenarios.md.`;
      for (const line of ['', ...wrap(about, context.out.columns)]) context.out.line(line);
    });
}
