import { join } from 'node:path';
import { Command } from 'commander';
import { Fault } from '../../core/fault.ts';
import { safeText } from '../../core/safe-text.ts';
import { CommandFailure, type CliContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';

/** `report RUN`: makes the reports of a run again from its capture, octet for octet. */
export function reportCommand(context: CliContext): Command {
  return new Command('report')
    .description('make the reports of a run again from its capture')
    .argument('<run>', 'a run folder')
    .action(async (run: string) => {
      const [{ runFolder }, { shownPath }] = await Promise.all([import('../trace-source.ts'), import('../../files/find-file.ts')]);
      const folder = await runFolder(run, context.cwd);
      const names = Object.keys(await remade(folder, shownPath(folder, context.cwd)));
      for (const name of names) context.out.line(safeText(shownPath(join(folder, name), context.cwd)));
    });
}

async function remade(folder: string, shown: string): Promise<object> {
  const { remakeReports } = await import('../../bench/reports.ts');
  try {
    return await remakeReports(folder);
  } catch (error) {
    if (error instanceof Fault || (error as NodeJS.ErrnoException).code === undefined) throw error;
    const next = 'See that the folder has room and can be written to.';
    const [reason = ''] = (error as Error).message.split(',');
    const fault = new Fault('report-not-written', reason, { place: { file: shown }, next, cause: error });
    throw new CommandFailure([fault], exitCodes.error);
  }
}
