import { mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Fault } from '../core/fault.ts';

/** Characters that a file name may hold on every system a lab uses; everything else becomes `-`. */
const unsafe = /[^A-Za-z0-9._-]+/g;

/** A name from a file, made fit to be part of a folder's name: no separators, no leading dot, at most 60 characters. */
export function safeName(name: string): string {
  return name.replaceAll(unsafe, '-').replace(/^[.-]+/, '').slice(0, 60) || 'unnamed';
}

/** `20261121T145700Z`: UTC without colons. */
export function folderStamp(startedAt: Date): string {
  return `${startedAt.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/**
 * Makes the folder of one run, `STAMP-SCENARIO-DEVICE-ID`, below `outDir`. `id` tells apart runs of the same second; a folder that
 * exists already is never reused.
 * @throws Fault `run-folder-not-made`
 */
export async function makeRunFolder(outDir: string, startedAt: Date, scenario: string, device: string, id: string): Promise<string> {
  const folder = join(outDir, `${folderStamp(startedAt)}-${safeName(scenario)}-${safeName(device)}-${safeName(id)}`);
  try {
    await makeFolders(resolve(outDir));
    await mkdir(folder);
  } catch (cause) {
    throw new Fault('run-folder-not-made', `cannot make ${folder}: ${(cause as Error).message}`, {
      next: 'Name another folder with --out, one that can be written to.',
      cause,
    });
  }
  return folder;
}

/**
 * Makes a folder and those above it that are missing. Node's own recursive mkdir never ends where a parent refuses with ENOENT, as
 * /proc does.
 */
async function makeFolders(path: string): Promise<void> {
  if ((await stat(path).catch(() => undefined))?.isDirectory() === true) return;
  if (dirname(path) !== path) await makeFolders(dirname(path));
  await mkdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}
