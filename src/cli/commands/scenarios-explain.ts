import { Command } from 'commander';
import type { CliContext } from '../context.ts';

/** `scenarios explain SCENARIO`: what it does, in sentences. */
export function scenariosExplainCommand(context: CliContext): Command {
  return new Command('explain')
    .description('say in plain sentences what a scenario does')
    .argument('<scenario>', 'name or path')
    .option('--requirements', 'run it on the emulated devices and say which requirements it puts to the test')
    .action(async (word: string, options: { requirements?: true }) => {
      const [{ scenarioNamed }, { scenarioText }] = await Promise.all([import('../load-named.ts'), import('../scenario-text.ts')]);
      const scenario = await scenarioNamed(word, context);
      for (const line of scenarioText(scenario, context.out)) context.out.line(line);
      if (options.requirements !== true) return;
      const { scenarioRequirements } = await import('../scenario-requirements.ts');
      for (const line of await scenarioRequirements(scenario, context)) context.out.line(line);
    });
}
