import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { Fault } from '../../core/fault.ts';
import type { TraceHeader } from '../../core/trace/header.ts';
import type { AtomicFile } from '../../report/atomic-file.ts';
import type { CliContext } from '../context.ts';
import type { TraceSource } from '../trace-source.ts';

/** Where the trace goes, piece by piece. */
type Write = (text: string) => Promise<'stop' | void>;

/** `trace RUN [--out FILE]`: the trace file of a run. */
export function traceCommand(context: CliContext): Command {
  return new Command('trace')
    .description('write the trace file of a run')
    .argument('<run>', 'a run folder or a capture')
    .option('--out <file>', 'in place of standard output')
    .action(async (run: string, options: { out?: string }) => {
      const { traceSource } = await import('../trace-source.ts');
      const source = await traceSource(run, context.cwd);
      await requireFile(source);
      const header = await headerAtTheEnd(source);
      if (options.out !== undefined) await toFile(source, header, resolve(context.cwd, options.out), options.out);
      else {
        await writeTrace(source, header, async (text) => {
          context.out.write(text);
          await context.out.drained();
          return context.out.closed ? 'stop' : undefined;
        });
      }
    });
}

/** What can be read once only, such as a pipe, cannot be read for its ending first. */
async function requireFile({ path, shown }: TraceSource): Promise<void> {
  if ((await stat(path)).isFile()) return;
  throw new Fault('not-a-regular-file', `${shown} is not a regular file`, {
    place: { file: shown }, next: 'Save it to a file first: it has to be read twice.',
  });
}

/** The header stands first and says how the recording ended, so the source is read once for it alone. */
async function headerAtTheEnd(source: TraceSource): Promise<TraceHeader> {
  const { readTrace } = await import('../trace-source.ts');
  let header: TraceHeader | undefined;
  const ending = await readTrace(source, {
    header: (found) => {
      header = found;
    },
    batch: () => {},
  });
  if (header === undefined || ending === undefined) throw new Error('a reader ended without a header');
  return { ...header, complete: ending.complete, ends: true };
}

async function writeTrace(source: TraceSource, header: TraceHeader, write: Write): Promise<void> {
  const [{ readTrace }, { TraceWriter }] = await Promise.all([import('../trace-source.ts'), import('../../core/trace/trace-writer.ts')]);
  const pieces: string[] = [];
  const writer = new TraceWriter(header, (text) => pieces.push(text));
  const flush = async (): Promise<'stop' | void> => {
    for (const piece of pieces.splice(0)) if ((await write(piece)) === 'stop') return 'stop';
  };
  const ending = await readTrace(source, { header: () => {}, batch: (batch) => writer.push(batch) }, flush);
  if (ending === undefined) return;
  writer.finish();
  await flush();
}

async function toFile(source: TraceSource, header: TraceHeader, path: string, shown: string): Promise<void> {
  const report = await import('../../report/atomic-file.ts');
  let file: AtomicFile | undefined;
  try {
    const target = await report.AtomicFile.create(path);
    file = target;
    await writeTrace(source, header, (text) => target.write(text));
    await target.commit();
  } catch (error) {
    await file?.discard();
    throw (await import('../not-written.ts')).notWritten(error, shown);
  }
}
