import { Command } from 'commander';
import type { CliContext } from '../context.ts';
import type { RunOptions } from '../run-scenarios.ts';
import { withRunOptions } from '../run-options.ts';

/** `run SCENARIO…`: each scenario on each device, devices side by side. */
export function runCommand(context: CliContext, exit: (code: number) => void): Command {
  const command = new Command('run')
    .description('run scenarios on devices, record and judge them')
    .argument('<scenario...>', 'names or paths of scenarios');
  return withRunOptions(command).action(async (words: string[], options: RunOptions) => {
    const { exitCodeAfter, ranJson, runScenarios } = await import('../run-scenarios.ts');
    const ran = await runScenarios(words, options, context);
    if (options.json === true) context.out.line(JSON.stringify(ranJson(ran)));
    exit(exitCodeAfter(ran));
  });
}
