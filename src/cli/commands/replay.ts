import { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { wholeNumber, withRunOptions } from '../run-options.ts';
import type { RunOptions } from '../run-scenarios.ts';

interface ReplayOptions extends RunOptions {
  readonly call?: number;
}

/** `replay RUN`: one recorded call again, as a scenario of its own. */
export function replayCommand(context: CliContext, exit: (code: number) => void): Command {
  const command = new Command('replay')
    .description('make a recorded call again, as a scenario against a device')
    .argument('<run>', 'a run folder, a capture or a trace file')
    .option('--call <n>', 'number of the call (default: one that broke something, else the typical one)', wholeNumber(1, 1_000_000));
  return withRunOptions(command).action(async (run: string, options: ReplayOptions) => {
    const [{ recordedCallOf }, { writeReplay }, { comparison, comparisonText }] = await Promise.all([
      import('../recorded-call-of.ts'), import('../write-replay.ts'), import('../replay-comparison.ts'),
    ]);
    const { exitCodeAfter, ranJson, runScenarios } = await import('../run-scenarios.ts');
    const recorded = await recordedCallOf(run, options.call, context);
    const shown = await writeReplay(recorded, options.out ?? 'runs', context);
    const people = options.json === true ? context.err : context.out;
    people.line(`Call ${recorded.number} of ${recorded.shown}, VC ${recorded.vc}, is made again as ${shown}.`);
    for (const notice of recorded.notices) people.line(notice);
    const ran = await runScenarios([shown], options, context);
    const compared = comparison(recorded.broken, ran.outcomes);
    for (const line of comparisonText(compared)) people.line(line);
    if (options.json === true) {
      const replay = { call: recorded.number, vc: recorded.vc, scenario: shown, ...compared };
      context.out.line(JSON.stringify({ ...ranJson(ran), replay }));
    }
    exit(exitCodeAfter(ran));
  });
}
