import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

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
 * exists already is never reused: rejects with EEXIST then.
 */
export async function makeRunFolder(outDir: string, startedAt: Date, scenario: string, device: string, id: string): Promise<string> {
  const folder = join(outDir, `${folderStamp(startedAt)}-${safeName(scenario)}-${safeName(device)}-${safeName(id)}`);
  await mkdir(outDir, { recursive: true });
  await mkdir(folder);
  return folder;
}
