import { Command } from 'commander';
import type { Judge } from '../../core/judge.ts';
import type { Judgement } from '../../core/judgement.ts';
import type { CliContext } from '../context.ts';
import { exitCodeOf } from '../exit-codes.ts';
import type { TraceSource } from '../trace-source.ts';

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
      const { traceSource } = await import('../trace-source.ts');
      const source = await traceSource(path, context.cwd);
      const strict = options.strict === true;
      const judgement = await judge(source, strict);
      if (options.json) {
        const { judgementJson } = await import('../../core/judgement-json.ts');
        context.out.write(judgementJson(judgement));
      } else await tell(judgement, source, strict, context);
      exit(exitCodeOf(judgement.verdict));
    });
}

async function tell(judgement: Judgement, source: TraceSource, strict: boolean, context: CliContext): Promise<void> {
  const [{ judgementText }, { judgementWords }, { evidenceFor }] = await Promise.all([
    import('../judgement-text.ts'), import('../judgement-words.ts'), import('../evidence.ts'),
  ]);
  const evidence = await evidenceFor(judgement, source);
  for (const line of judgementText(judgement, strict, judgementWords, evidence, context.out)) context.out.line(line);
}

async function judge(source: TraceSource, strict: boolean): Promise<Judgement> {
  const [{ readTrace }, core] = await Promise.all([import('../trace-source.ts'), import('../../core/judge.ts')]);
  let judge: Judge | undefined;
  const ending = await readTrace(source, {
    header: (header) => {
      judge = new core.Judge(header, { strict });
    },
    batch: (batch) => judge?.push(batch),
  });
  if (judge === undefined || ending === undefined) throw new Error('a reader ended without a header');
  return judge.finish(ending);
}
