import { Command, InvalidArgumentError } from 'commander';
import type { CoveredRun } from '../../core/coverage.ts';
import type { CliContext } from '../context.ts';
import { exitCodeOf, exitCodes } from '../exit-codes.ts';

interface CoverageOptions {
  readonly calls: number;
  readonly json?: true;
}

/** Calls of a run when nobody says how many: enough for a VC that is used again. */
const fewCalls = 12;

/** `coverage [RUN…]`: which scenario puts which requirement, and which sentence of the pages, to the test. */
export function coverageCommand(context: CliContext, exit: (code: number) => void): Command {
  return new Command('coverage')
    .description('show which scenario puts which requirement and which sentence of the pages to the test')
    .argument('[run...]', 'run folders, captures or trace files (default: run every scenario on the emulated devices)')
    .option('--calls <n>', 'calls a run, where scenarios are run', wholeNumber, fewCalls)
    .option('--json', 'as JSON')
    .addHelpText('after', `
Exit codes: 0 every decidable sentence was put to the test and nothing failed,
3 some were not, otherwise the worst verdict among the runs.`)
    .action(async (words: string[], options: CoverageOptions) => {
      const { coverageOf } = await import('../../core/coverage.ts');
      const runs = words.length > 0 ? await recorded(words, context) : await emulated(options.calls, context);
      if (runs === undefined) {
        context.err.line('Interrupted: nothing can be said of runs that were not made.');
        exit(exitCodes.interrupted);
        return;
      }
      const coverage = coverageOf(runs);
      const { coverageJson, coverageText } = await import('../coverage-text.ts');
      if (options.json) context.out.line(coverageJson(coverage, runs));
      else for (const line of coverageText(coverage, runs, context.out)) context.out.line(line);
      exit(exitCodeOf(coverage.verdict));
    });
}

async function recorded(words: readonly string[], context: CliContext): Promise<CoveredRun[]> {
  const { recordedRun } = await import('../covered-runs.ts');
  const runs: CoveredRun[] = [];
  for (const word of words) runs.push(await recordedRun(word, context));
  return runs;
}

/** `undefined` when interrupted. */
async function emulated(calls: number, context: CliContext): Promise<CoveredRun[] | undefined> {
  const [{ shippedRuns, judgeAll }, judgeRun] = await Promise.all([import('../covered-runs.ts'), context.loadJudgeRun()]);
  const planned = await shippedRuns(calls, context);
  const signal = context.interruption();
  const runs = await judgeAll(planned, judgeRun, signal);
  return signal.aborted ? undefined : runs;
}

function wholeNumber(text: string): number {
  const value = /^[0-9]{1,7}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= 1 && value <= 1_000_000) return value;
  throw new InvalidArgumentError('Allowed: whole numbers from 1 to 1000000.');
}
