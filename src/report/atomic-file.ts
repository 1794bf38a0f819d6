import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';

/**
 * A file that appears whole or not at all: written under a temporary name beside the target, flushed to the disk, then renamed.
 * Every method rejects with the system's error where there is no room or no permission; after {@link discard} nothing is left.
 */
export class AtomicFile {
  readonly path: string;
  private readonly temporary: string;
  private readonly file: FileHandle;
  private readonly hash = createHash('sha256');

  private constructor(path: string, temporary: string, file: FileHandle) {
    this.path = path;
    this.temporary = temporary;
    this.file = file;
  }

  static async create(path: string): Promise<AtomicFile> {
    const temporary = `${path}.${randomBytes(4).toString('hex')}.part`;
    return new AtomicFile(path, temporary, await open(temporary, 'wx'));
  }

  async write(text: string): Promise<void> {
    const octets = Buffer.from(text);
    this.hash.update(octets);
    await this.file.writeFile(octets);
  }

  /** Puts the file in its place and gives the SHA-256 of its contents in hex. */
  async commit(): Promise<string> {
    await this.file.sync();
    await this.file.close();
    await rename(this.temporary, this.path);
    return this.hash.digest('hex');
  }

  async discard(): Promise<void> {
    await this.file.close().catch(() => undefined);
    await rm(this.temporary, { force: true });
  }
}

/** Writes a whole file at once, as {@link AtomicFile} does. Gives its SHA-256 in hex. */
export async function writeAtomically(path: string, text: string): Promise<string> {
  const file = await AtomicFile.create(path);
  try {
    await file.write(text);
    return await file.commit();
  } catch (error) {
    await file.discard();
    throw error;
  }
}
