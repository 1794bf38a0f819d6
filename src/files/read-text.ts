import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Fault } from '../core/fault.ts';

/** Far above any file that a person writes by hand. */
const limitOctets = 256 * 1024;

/**
 * The text of a small regular file. `shown` is the name for people.
 * @throws Fault `file-not-found`, `file-not-readable`, `not-a-regular-file`, `file-too-large`, `not-utf-8`
 */
export async function readText(path: string, shown: string): Promise<string> {
  const handle = await openFile(path, shown);
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) {
      throw new Fault('not-a-regular-file', `${shown} is not a regular file`, { place: { file: shown }, next: 'Name a YAML file.' });
    }
    if (stat.size > limitOctets) {
      throw new Fault('file-too-large', `${stat.size} octets; at most ${limitOctets} are read`, {
        place: { file: shown },
        next: 'Is it really a scenario or device file? Those are a few lines long.',
      });
    }
    return decode(await handle.readFile(), shown);
  } finally {
    await handle.close();
  }
}

/** Without O_NONBLOCK the opening of a FIFO would wait for a writer. */
async function openFile(path: string, shown: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new Fault('file-not-found', 'there is no such file', { place: { file: shown }, next: 'Check the path.', cause: error });
    }
    throw new Fault('file-not-readable', message, { place: { file: shown }, next: 'Check its permissions.', cause: error });
  }
}

function decode(octets: Uint8Array, shown: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch (error) {
    throw new Fault('not-utf-8', 'the file is not UTF-8 text', { place: { file: shown }, next: 'Save it as UTF-8.', cause: error });
  }
}
