import { constants } from 'node:fs';
import { access, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Fault } from '../core/fault.ts';
import { isNoRoom, noRoomAdvice } from './no-room.ts';

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

/** Path of the folder of one run, `STAMP-SCENARIO-DEVICE-ID`, below `outDir`. `id` tells apart runs of the same second. */
export function runFolderPath(outDir: string, startedAt: Date, scenario: string, device: string, id: string): string {
  return join(outDir, `${folderStamp(startedAt)}-${safeName(scenario)}-${safeName(device)}-${safeName(id)}`);
}

/**
 * Makes the folder that receives run folders, and those above it that are missing.
 * @throws Fault `disk-full`, or `run-folder-not-made` where nothing can be written there
 */
export async function makeOutDir(outDir: string): Promise<void> {
  try {
    await makeFolders(resolve(outDir));
    await access(outDir, constants.W_OK);
  } catch (cause) {
    throw notMade(outDir, cause);
  }
}

/**
 * Makes the folder of a run with one file in it, both at once: whoever finds the folder finds the file. Until then they lie beside it
 * under a hidden name that ends in `.part`, which is all that a process killed in between leaves. A folder that holds anything is
 * never reused.
 * @throws Fault `disk-full`, or `run-folder-not-made`; nothing is left then
 */
export async function makeRunFolder(folder: string, file: string, octets: Uint8Array): Promise<void> {
  const unnamed = join(dirname(folder), `.${basename(folder)}.part`);
  try {
    await mkdir(unnamed);
    try {
      await writeWhole(join(unnamed, file), octets);
      await rename(unnamed, folder);
    } catch (error) {
      await rm(unnamed, { recursive: true, force: true });
      throw error;
    }
  } catch (cause) {
    throw notMade(folder, cause);
  }
}

/** The file is closed before its folder is renamed: Windows does not rename a folder in which one is open. */
async function writeWhole(path: string, octets: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(octets);
    await file.sync();
  } finally {
    await file.close();
  }
}

function notMade(folder: string, cause: unknown): Fault {
  const message = `cannot make ${folder}: ${(cause as Error).message}`;
  if (isNoRoom(cause)) return new Fault('disk-full', message, { next: noRoomAdvice, cause });
  return new Fault('run-folder-not-made', message, { next: 'Name another folder with --out, one that can be written to.', cause });
}

/**
 * Makes a folder and those above it that are missing. Node's own recursive mkdir never ends where a parent refuses with ENOENT, as
 * /proc does.
 */
async function makeFolders(path: string): Promise<void> {
  if (await isFolder(path)) return;
  if (dirname(path) !== path) await makeFolders(dirname(path));
  await mkdir(path).catch(async (error: unknown) => {
    // Another process may have been quicker.
    if (!(await isFolder(path))) throw error;
  });
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}
