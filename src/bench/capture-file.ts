import { constants } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { Fault } from '../core/fault.ts';

/** Above this many octets waiting for the disk the port is asked to pause; below a quarter of it, to go on. */
export const pauseAboveOctets = 16 * 1024 * 1024;
/** Above this many the next batch is not taken: a port that does not heed its pause must not fill the memory. */
export const refuseAboveOctets = 64 * 1024 * 1024;

/**
 * The growing capture on the disk: blocks are appended in order, in writes as large as what has gathered while the last one was
 * under way. What is written is whole blocks only, so that a crash leaves a file that is readable up to its last one. The file gets
 * its name when its first blocks are in it: whoever finds it can read it.
 */
export class CaptureFile {
  readonly path: string;
  /** Octets accepted and not yet written. */
  queuedOctets = 0;
  /** Set by the first write that failed; nothing is written after it. */
  failure: Fault | undefined;
  private readonly file: FileHandle;
  private waiting: Uint8Array[] = [];
  private writing: Promise<void> = Promise.resolve();
  private idle = true;
  private readonly onQueueChange: () => void;

  private constructor(path: string, file: FileHandle, onQueueChange: () => void) {
    this.path = path;
    this.file = file;
    this.onQueueChange = onQueueChange;
  }

  /** Creates the file, not under its name yet; rejects with a Fault where it cannot be made. `onQueueChange` is called after each write. */
  static async create(path: string, onQueueChange: () => void): Promise<CaptureFile> {
    try {
      return new CaptureFile(path, await open(unnamed(path), constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY), onQueueChange);
    } catch (cause) {
      throw writeFault(path, cause);
    }
  }

  /** Gives the file its name, once what has been appended so far is written. Rejects with a Fault where that fails. */
  async publish(): Promise<void> {
    await this.writing;
    if (this.failure !== undefined) throw this.failure;
    try {
      await rename(unnamed(this.path), this.path);
    } catch (cause) {
      throw writeFault(this.path, cause);
    }
  }

  /** Takes whole blocks. The octets are kept until written: the caller does not change them. */
  append(blocks: Uint8Array): void {
    if (this.failure !== undefined || blocks.length === 0) return;
    this.waiting.push(blocks);
    this.queuedOctets += blocks.length;
    if (this.idle) {
      this.idle = false;
      this.writing = this.drain();
    }
  }

  /** Resolves when everything is on the disk and the file closed. Never rejects: see {@link failure}. */
  async close(): Promise<void> {
    await this.writing;
    try {
      if (this.failure === undefined) await this.file.sync();
    } catch (cause) {
      this.failure = writeFault(this.path, cause);
    } finally {
      await this.file.close();
    }
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0 && this.failure === undefined) {
      const blocks = this.waiting;
      this.waiting = [];
      const octets = blocks.reduce((sum, block) => sum + block.length, 0);
      try {
        await writeAll(this.file, blocks.length === 1 ? (blocks[0] as Uint8Array) : Buffer.concat(blocks, octets));
      } catch (cause) {
        this.failure = writeFault(this.path, cause);
        this.waiting = [];
      }
      this.queuedOctets = this.failure === undefined ? this.queuedOctets - octets : 0;
      this.onQueueChange();
    }
    this.idle = true;
  }
}

function unnamed(path: string): string {
  return `${path}.part`;
}

async function writeAll(file: FileHandle, octets: Uint8Array): Promise<void> {
  for (let done = 0; done < octets.length; ) {
    const { bytesWritten } = await file.write(octets, done);
    done += bytesWritten;
  }
}

function writeFault(path: string, cause: unknown): Fault {
  const code = (cause as NodeJS.ErrnoException).code;
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return new Fault(full ? 'disk-full' : 'capture-not-written', `cannot write ${path}: ${(cause as Error).message}`, {
    next: full
      ? 'Free some room or name another folder with --out; what was recorded so far is kept.'
      : 'Check the folder given with --out.',
    cause,
  });
}
