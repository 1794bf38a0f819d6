import { readdir } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Fault } from '../core/fault.ts';
import { suggestion } from './did-you-mean.ts';

/** What kind of file is looked for; the folder is named for it. */
export type FileKind = 'scenarios' | 'devices';

/** A file that a word on the command line stands for. */
export interface FoundFile {
  readonly name: string;
  readonly path: string;
  /** The path as people see it: relative where it lies below the current folder. */
  readonly shown: string;
}

/** Where names are looked up: in `<cwd>/scenarios`, then in the package's own. */
export interface Places {
  readonly cwd: string;
  readonly packageRoot: string;
}

/** Whether a word is a path; any other is a name. */
export function isPath(word: string): boolean {
  return word.includes('/') || word.includes('\\') || word.endsWith('.yaml');
}

/**
 * The file behind a word.
 * @throws Fault `unknown-scenario`, `unknown-device`
 */
export async function findFile(kind: FileKind, word: string, places: Places): Promise<FoundFile> {
  if (isPath(word)) {
    const path = resolve(places.cwd, word);
    return { name: word, path, shown: shownPath(path, places.cwd) };
  }
  const files = await listFiles(kind, places);
  const found = files.find((file) => file.name === word);
  if (found !== undefined) return found;
  const one = kind.slice(0, -1);
  const next = suggestion(word, files.map((file) => file.name), kind);
  throw new Fault(`unknown-${one}`, `there is no ${one} named \`${word}\``, { next });
}

/** Every file that a name can stand for, by name; of two with one name, the current folder's. */
export async function listFiles(kind: FileKind, places: Places): Promise<FoundFile[]> {
  const found = new Map<string, FoundFile>();
  for (const root of [places.cwd, places.packageRoot]) {
    for (const entry of await entriesOf(join(root, kind))) {
      const name = entry.replace(/\.yaml$/, '');
      const path = join(root, kind, entry);
      if (!found.has(name)) found.set(name, { name, path, shown: shownPath(path, places.cwd) });
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((entry) => entry.endsWith('.yaml') && entry !== '.yaml');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    const next = 'Check its permissions.';
    throw new Fault('folder-not-readable', (error as Error).message, { place: { file: folder }, next, cause: error });
  }
}

/** Relative to the current folder where the path lies below it, else absolute. */
export function shownPath(path: string, cwd: string): string {
  const below = relative(cwd, path);
  return below === '' || below.startsWith(`..${sep}`) || below === '..' || isAbsolute(below) ? path : below;
}
