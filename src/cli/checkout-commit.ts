import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const commitPattern = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

/** The commit that a folder is a checkout of, in hex, as git's own files say it; `null` where it is none (an installed package). */
export async function checkoutCommit(folder: string): Promise<string | null> {
  const git = await gitFolder(folder);
  const head = await text(join(git, 'HEAD'));
  if (head === undefined) return null;
  const [, ref] = /^ref: (.+)$/.exec(head) ?? [];
  const commit = ref === undefined ? head : await commitOf(git, ref);
  return commit !== undefined && commitPattern.test(commit) ? commit : null;
}

/** In a linked worktree `.git` is a file that names the folder. */
async function gitFolder(folder: string): Promise<string> {
  const git = join(folder, '.git');
  const [, linked] = /^gitdir: (.+)$/.exec((await text(git)) ?? '') ?? [];
  return linked === undefined ? git : resolve(folder, linked);
}

/** Refs lie in files of their own or, packed, in one; those of a linked worktree with the main one. */
async function commitOf(git: string, ref: string): Promise<string | undefined> {
  const common = await text(join(git, 'commondir'));
  const folder = common === undefined ? git : resolve(git, common);
  const loose = await text(join(folder, ref));
  if (loose !== undefined) return loose;
  const packed = (await text(join(folder, 'packed-refs')))?.split('\n').find((line) => line.endsWith(` ${ref}`));
  return packed?.split(' ')[0];
}

async function text(path: string): Promise<string | undefined> {
  const content = await readFile(path, 'utf8').catch(() => undefined);
  return content?.trim();
}
