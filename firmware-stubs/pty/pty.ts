import { closeSync, constants, openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { Fault } from '../../src/core/fault.ts';
import { loadPtyLibrary, type PtyLibrary } from './libc.ts';
import { WriteQueue } from './write-queue.ts';

/** Hears what comes through the line. */
export interface PtyListener {
  /** The octets are the listener's to keep. */
  received(octets: Uint8Array): void;
  /** Somebody opened `path`; seen at most 20 ms late. */
  opened?(): void;
  /** Nobody has `path` open any more. What was written and not read is lost. It can be opened again. */
  hungUp?(): void;
}

/**
 * The device's end of a serial line without hardware: a pseudo-terminal master. A program opens `path` as it would a real port.
 * It carries octets unchanged; it has no modem lines and takes any baud rate without heeding it.
 */
export interface Pty {
  readonly path: string;
  /** Whether somebody has `path` open. */
  readonly inUse: boolean;
  /** Octets written while nobody had `path` open: as on a real line, they are lost. */
  readonly unheardOctets: number;
  /**
   * Resolves when the kernel has taken the octets (they must not change before), in the order of the calls. Never blocks the
   * process: while the reader stalls the promise waits. Rejects with a Fault after `close`, or when 16 MiB wait already.
   */
  write(octets: Uint8Array): Promise<void>;
  /** Stops (starts again) reading, so that the writer at the other end has to wait. */
  pause(): void;
  resume(): void;
  /** Pulls the plug: `path` goes, and whoever has it open sees a hang-up. Idempotent. */
  close(): Promise<void>;
}

const lookMs = 20;

/** Makes a pseudo-terminal. Rejects with a Fault `no-pty` where the system has none, `pty-failed` where it refuses. */
export async function openPty(listener: PtyListener): Promise<Pty> {
  return new Master(await loadPtyLibrary(), listener);
}

/**
 * While nobody has the other end open, reading the master ends in an error at once and would do so for ever; so there is a read
 * stream only while somebody has, and a slow look for the next one otherwise.
 */
class Master implements Pty {
  readonly path: string;
  readonly #library: PtyLibrary;
  readonly #listener: PtyListener;
  readonly #fd: number;
  readonly #queue: WriteQueue;
  #stream: ReadStream | undefined;
  #look: NodeJS.Timeout | undefined;
  #unheardOctets = 0;
  #paused = false;
  #closed = false;

  constructor(library: PtyLibrary, listener: PtyListener) {
    this.#library = library;
    this.#listener = listener;
    this.#fd = library.openMaster();
    try {
      library.makeRaw(this.#fd);
      this.path = library.pathOf(this.#fd);
      // A master whose other end was never opened does not tell that nobody is there; one whose other end was closed does.
      this.#cleanOtherEnd();
    } catch (error) {
      closeSync(this.#fd);
      throw error;
    }
    this.#queue = new WriteQueue(this.#fd, (fd) => library.untilWritable(fd));
    this.#look = setInterval(() => this.#lookForUser(), lookMs);
  }

  get inUse(): boolean {
    return this.#stream !== undefined;
  }

  get unheardOctets(): number {
    return this.#unheardOctets;
  }

  write(octets: Uint8Array): Promise<void> {
    if (this.#closed) return Promise.reject(new Fault('pty-closed', `${this.path} is closed`));
    if (this.#stream === undefined) this.#lookForUser();
    if (this.#stream !== undefined) return this.#queue.push(octets);
    // The kernel would keep them for whoever opens the line next, in the middle of a frame as like as not.
    this.#unheardOctets += octets.length;
    return Promise.resolve();
  }

  pause(): void {
    this.#paused = true;
    this.#stream?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#stream?.resume();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#look);
    this.#queue.fail(new Fault('pty-closed', `${this.path} was closed before the octets were written`));
    const stream = this.#stream;
    this.#stream = undefined;
    if (stream !== undefined) {
      const gone = new Promise((resolve) => stream.once('close', resolve));
      stream.destroy();
      await gone;
    }
    closeSync(this.#fd);
  }

  #lookForUser(): void {
    if (this.#library.isHungUp(this.#fd)) return;
    clearInterval(this.#look);
    // The stream closes its descriptor when it ends; the master has to outlive it.
    const stream = new ReadStream(this.#library.duplicate(this.#fd));
    this.#stream = stream;
    stream.on('data', (octets: Buffer) => this.#listener.received(octets));
    // EIO is the hang-up on Linux, an end of file on macOS; `close` follows both.
    stream.on('error', () => {});
    stream.on('end', () => stream.destroy());
    stream.on('close', () => this.#hungUp(stream));
    if (this.#paused) stream.pause();
    this.#listener.opened?.();
  }

  #hungUp(stream: ReadStream): void {
    if (this.#stream !== stream) return;
    this.#stream = undefined;
    this.#unheardOctets += this.#queue.discard();
    try {
      this.#cleanOtherEnd();
    } catch {
      // Only the next one's first octets suffer, and a framing on a serial line has to live with such.
    }
    this.#look = setInterval(() => this.#lookForUser(), lookMs);
    this.#listener.hungUp?.();
  }

  /** The next one to open the line is not to read what was meant for the last one, and the master cannot take it back. */
  #cleanOtherEnd(): void {
    const other = openSync(this.path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
    this.#library.discardUnread(other);
    closeSync(other);
  }
}
