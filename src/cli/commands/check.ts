import { Command } from 'commander';
import type { Judge } from '../../core/judge.ts';
import type { Judgement } from '../../core/judgement.ts';
import type { CliContext } from '../context.ts';
import { exitCodeOf } from '../exit-codes.ts';

interface CheckOptions {
  readonly json?: true;
  readonly strict?: true;
}

/** `check [--json] [--strict] PATH`: judges a trace file, a capture or a run folder, told apart by their contents. */
export function checkCommand(context: CliContext, exit: (code: number) => void): Command {
  return new Command('check')
    .description('judge a trace file, a capture or a run folder')
    .argument('<path>')
    .option('--json', 'the whole judgement as JSON')
    .option('--strict', 'a broken *should* fails too')
    .action(async (path: string, options: CheckOptions) => {
      const judgement = await judge(path, options.strict === true, context);
      if (options.json) {
        const { judgementJson } = await import('../../core/judgement-json.ts');
        context.out.write(judgementJson(judgement));
      } else {
        const { judgementText } = await import('../judgement-text.ts');
        const { judgementWords } = await import('../judgement-words.ts');
        for (const line of judgementText(judgement, options.strict === true, judgementWords, context.out)) context.out.line(line);
      }
      exit(exitCodeOf(judgement.verdict));
    });
}

async function judge(word: string, strict: boolean, context: CliContext): Promise<Judgement> {
  const [{ traceSource, readTrace }, core] = await Promise.all([import('../trace-source.ts'), import('../../core/judge.ts')]);
  let judge: Judge | undefined;
  const ending = await readTrace(await traceSource(word, context.cwd), {
    header: (header) => {
      judge = new core.Judge(header, { strict });
    },
    batch: (batch) => judge?.push(batch),
  });
  if (judge === undefined || ending === undefined) throw new Error('a reader ended without a header');
  return judge.finish(ending);
}
