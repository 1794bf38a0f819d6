import { open, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import { Fault } from '../core/fault.ts';
import { TraceReader, type TraceConsumer, type TraceEnding } from '../core/trace/trace-reader.ts';
import { shownPath } from '../files/find-file.ts';
import { readAhead } from '../files/read-ahead.ts';
import { CaptureReplay, type CaptureListener } from '../wire/capture/capture-replay.ts';

/** A trace file or capture on the disk. */
export interface TraceSource {
  readonly path: string;
  /** The path for people. */
  readonly shown: string;
}

const chunkOctets = 1 << 20;

/** The first four octets of a pcapng file: the type of a section header block. */
const pcapngMagic = [0x0a, 0x0d, 0x0d, 0x0a];

/**
 * What a word stands for: a run folder for its capture, anything else for itself.
 * @throws Fault `file-not-found`, `no-capture`
 */
export async function traceSource(word: string, cwd: string): Promise<TraceSource> {
  const path = resolve(cwd, word);
  const shown = shownPath(path, cwd);
  if (!(await statOf(path, shown)).isDirectory()) return { path, shown };
  const capture = join(path, 'capture.pcapng');
  const found = await stat(capture).catch(() => undefined);
  if (found?.isFile() !== true) {
    const next = 'Name a run folder, a capture or a trace file.';
    throw new Fault('no-capture', 'the folder holds no capture.pcapng', { place: { file: shown }, next });
  }
  return { path: capture, shown: shownPath(capture, cwd) };
}

/**
 * The folder of a run that has a capture.
 * @throws Fault `file-not-found`, `no-capture`, `no-run-folder`
 */
export async function runFolder(word: string, cwd: string): Promise<string> {
  const { path, shown } = await traceSource(word, cwd);
  if (path !== resolve(cwd, word)) return dirname(path);
  throw new Fault('no-run-folder', 'this is no run folder', { place: { file: shown }, next: 'Name the folder that holds capture.pcapng.' });
}

/**
 * Reads a source from its beginning in pieces of 1 MiB; its first octets tell a capture from a trace file. `between` is awaited
 * after each piece and may say `stop`. `listener` hears what a capture says beside its events.
 * @throws Fault as the readers do, with line and column or, in a capture, the offset
 */
export async function readTrace(
  { path, shown }: TraceSource, consumer: TraceConsumer, between: () => Promise<'stop' | void> = async () => {},
  listener: CaptureListener = {},
): Promise<TraceEnding | undefined> {
  const file = await openFile(path, shown);
  try {
    let reader: CaptureReplay | TraceReader | undefined;
    for await (const piece of readAhead((buffer) => fill(file, buffer, shown), chunkOctets)) {
      const isCapture = pcapngMagic.every((octet, i) => piece[i] === octet);
      reader ??= isCapture ? new CaptureReplay(shown, consumer, listener, { crc32 }) : new TraceReader(shown, consumer);
      reader.push(piece);
      if ((await between()) === 'stop') return undefined;
    }
    return (reader ?? new TraceReader(shown, consumer)).finish();
  } finally {
    await file.close();
  }
}

/** Reads until the buffer is full or the file at its end: a pipe gives less at a time than is asked for. */
async function fill(file: FileHandle, buffer: Uint8Array, shown: string): Promise<number> {
  let length = 0;
  try {
    while (length < buffer.length) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
  } catch (error) {
    throw new Fault('file-not-readable', (error as Error).message, { place: { file: shown }, next: 'Is the disk in order?', cause: error });
  }
  return length;
}

async function openFile(path: string, shown: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (error) {
    throw notOpened(error, shown);
  }
}

async function statOf(path: string, shown: string): Promise<Awaited<ReturnType<typeof stat>>> {
  try {
    return await stat(path);
  } catch (error) {
    throw notOpened(error, shown);
  }
}

function notOpened(error: unknown, shown: string): Fault {
  const { code, message } = error as NodeJS.ErrnoException;
  const place = { file: shown };
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new Fault('file-not-found', 'there is no such file or folder', { place, next: 'Check the path.', cause: error });
  }
  return new Fault('file-not-readable', message, { place, next: 'Check its permissions.', cause: error });
}
