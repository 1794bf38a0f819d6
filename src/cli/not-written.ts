import { Fault } from '../core/fault.ts';
import { CommandFailure } from './context.ts';
import { exitCodes } from './exit-codes.ts';

/** What a command ends with when a file could not be written; anything but an error of the system is given back as it is. */
export function notWritten(error: unknown, shown: string): unknown {
  if (error instanceof Fault || (error as NodeJS.ErrnoException).code === undefined) return error;
  const next = 'Name a file in a folder that is there, with room and permission.';
  // The rest of the system's message names the temporary file.
  const [reason = ''] = (error as Error).message.split(',');
  return new CommandFailure([new Fault('file-not-written', reason, { place: { file: shown }, next, cause: error })], exitCodes.error);
}
