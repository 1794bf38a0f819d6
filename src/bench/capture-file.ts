import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../core/fault.ts';
import { isNoRoom, noRoomAdvice } from './no-room.ts';
import { makeRunFolder } from './run-folder.ts';

const captureName = 'capture.pcapng';

/** Above this many octets waiting for the disk the port is asked to pause; below a quarter of it, to go on. */
export const pauseAboveOctets = 16 * 1024 * 1024;
/** Above this many the next batch is not taken: a port that does not heed its pause must not fill the memory. */
export const refuseAboveOctets = 64 * 1024 * 1024;

/**
 * The growing capture on the disk: blocks are appended in order, in writes as large as what has gathered while the last one was
 * under way. What is written is whole blocks only, so that a crash leaves a file that is readable up to its last one. The run's
 * folder appears with the capture's first blocks in it: whoever finds it can read them.
 */
export class CaptureFile {
  readonly path: string;
  /** Octets accepted and not yet written. */
  queuedOctets = 0;
  /** Set by the first write that failed; nothing is written after it. */
  failure: Fault | undefined;
  private readonly folder: string;
  private file: FileHandle | undefined;
  private waiting: Uint8Array[] = [];
  private writing: Promise<void> = Promise.resolve();
  /** Before {@link begin} is done, blocks only gather. */
  private idle = false;
  private readonly onQueueChange: () => void;

  /** `folder` is that of the run, and not there yet. `onQueueChange` is called after each write. */
  constructor(folder: string, onQueueChange: () => void) {
    this.folder = folder;
    this.path = join(folder, captureName);
    this.onQueueChange = onQueueChange;
  }

  /** Makes the folder with what has been appended so far. Rejects with a Fault where that fails; then nothing is to be closed. */
  async begin(): Promise<void> {
    const first = this.takeWaiting();
    await makeRunFolder(this.folder, captureName, first);
    this.queuedOctets -= first.length;
    try {
      this.file = await open(this.path, 'a');
    } catch (cause) {
      throw writeFault(this.path, cause);
    }
    this.writing = this.drain(this.file);
  }

  /** Takes whole blocks. The octets are kept until written: the caller does not change them. */
  append(blocks: Uint8Array): void {
    if (this.failure !== undefined || blocks.length === 0) return;
    this.waiting.push(blocks);
    this.queuedOctets += blocks.length;
    if (this.idle && this.file !== undefined) this.writing = this.drain(this.file);
  }

  /** Resolves when everything is on the disk and the file closed. Never rejects: see {@link failure}. */
  async close(): Promise<void> {
    await this.writing;
    try {
      if (this.failure === undefined) await this.file?.sync();
    } catch (cause) {
      this.failure = writeFault(this.path, cause);
    } finally {
      await this.file?.close();
    }
  }

  private async drain(file: FileHandle): Promise<void> {
    this.idle = false;
    while (this.waiting.length > 0 && this.failure === undefined) {
      const octets = this.takeWaiting();
      try {
        await writeAll(file, octets);
      } catch (cause) {
        this.failure = writeFault(this.path, cause);
        this.waiting = [];
      }
      this.queuedOctets = this.failure === undefined ? this.queuedOctets - octets.length : 0;
      this.onQueueChange();
    }
    this.idle = true;
  }

  private takeWaiting(): Uint8Array {
    const blocks = this.waiting;
    this.waiting = [];
    return blocks.length === 1 ? (blocks[0] as Uint8Array) : Buffer.concat(blocks);
  }
}

async function writeAll(file: FileHandle, octets: Uint8Array): Promise<void> {
  for (let done = 0; done < octets.length; ) {
    const { bytesWritten } = await file.write(octets, done);
    done += bytesWritten;
  }
}

function writeFault(path: string, cause: unknown): Fault {
  const full = isNoRoom(cause);
  return new Fault(full ? 'disk-full' : 'capture-not-written', `cannot write ${path}: ${(cause as Error).message}`, {
    next: full ? noRoomAdvice : 'Check the folder given with --out.',
    cause,
  });
}
