import { constants } from 'node:fs';
import { Fault } from '../../src/core/fault.ts';

/**
 * The few functions of the C library that make a pseudo-terminal. Every descriptor is a plain number; every function throws a
 * Fault `pty-failed` naming the call that failed.
 */
export interface PtyLibrary {
  /** A new master: unlocked, not inherited by child processes, never blocking, nobody's controlling terminal. */
  openMaster(): number;
  /** The path of the other end (`/dev/pts/3`). */
  pathOf(master: number): string;
  /** Turns echo, line editing and every translation of octets off, on the other end too. */
  makeRaw(master: number): void;
  /** A second descriptor of the same master, not inherited by child processes. */
  duplicate(master: number): number;
  /** Throws away what waits to be read at this descriptor of the other end. */
  discardUnread(other: number): void;
  /** Whether the other end was opened and nobody has it open any more. */
  isHungUp(master: number): boolean;
  /** Resolves when the kernel has room for octets again, or after 10 ms; waits on a thread of its own. */
  untilWritable(master: number): Promise<void>;
}

// Numbers that Node does not name; Linux (other than MIPS, SPARC, Alpha) and macOS have all but one in common.
const setDescriptorFlags = 2;
const closeOnExec = 1;
const getStatusFlags = 3;
const setStatusFlags = 4;
const tcsaNow = 0;
const flushInput = process.platform === 'darwin' ? 1 : 0;
const pollWritable = 4;
const pollHangUp = 0x10;
const writableMs = 10;
// Larger than `struct termios` of any of these systems (60 octets on Linux, 72 on macOS).
const termiosRoom = 256;

/** Set to `1`, makes this system look as if it had no pseudo-terminals, so that what is done then can be seen on any. */
const withoutPty = 'CONDIS_BENCH_NO_PTY';

/** Binds the functions. Rejects with a Fault `no-pty` where there are none. */
export async function loadPtyLibrary(): Promise<PtyLibrary> {
  if (process.env[withoutPty] === '1') throw noPty(`${withoutPty} is set`);
  if (process.platform === 'win32') throw noPty('Windows has no pseudo-terminals that a serial library can open');
  try {
    return await bind();
  } catch (error) {
    throw noPty(`the C library could not be called: ${(error as Error).message}`, error);
  }
}

function noPty(why: string, cause?: unknown): Fault {
  return new Fault('no-pty', `no pseudo-terminals here (${why})`, {
    next: 'Reach the emulated device over TCP instead.',
    cause,
  });
}

async function bind(): Promise<PtyLibrary> {
  const { default: koffi } = await import('koffi');
  const libc = koffi.load(null);
  const posixOpenpt = libc.func('int posix_openpt(int flags)');
  const grantpt = libc.func('int grantpt(int fd)');
  const unlockpt = libc.func('int unlockpt(int fd)');
  const ptsname = libc.func('int ptsname_r(int fd, _Out_ uint8_t *name, size_t length)');
  const tcgetattr = libc.func('int tcgetattr(int fd, _Out_ uint8_t *termios)');
  const cfmakeraw = libc.func('void cfmakeraw(_Inout_ uint8_t *termios)');
  const tcsetattr = libc.func('int tcsetattr(int fd, int when, const uint8_t *termios)');
  const tcflush = libc.func('int tcflush(int fd, int what)');
  const dup = libc.func('int dup(int fd)');
  const fcntl = libc.func('int fcntl(int fd, int command, ...)');
  const poll = libc.func('int poll(_Inout_ void *entries, unsigned long count, int timeoutMs)');
  const close = libc.func('int close(int fd)');

  const check = (call: string, result: number): number => {
    if (result >= 0) return result;
    const errno = koffi.errno();
    const name = Object.entries(koffi.os.errno).find(([, number]) => number === errno)?.[0] ?? `errno ${errno}`;
    throw new Fault('pty-failed', `${call} failed with ${name}`, {
      next: 'See whether the system has pseudo-terminals left (on Linux: /proc/sys/kernel/pty/nr and max) and /dev/pts is mounted.',
    });
  };
  const pending = new Set<DataView>();
  const keepFromChildren = (fd: number): number => {
    check('fcntl(F_SETFD)', fcntl(fd, setDescriptorFlags, 'int', closeOnExec));
    return fd;
  };

  return {
    openMaster() {
      const master = check('posix_openpt', posixOpenpt(constants.O_RDWR | constants.O_NOCTTY));
      try {
        keepFromChildren(master);
        const flags = check('fcntl(F_GETFL)', fcntl(master, getStatusFlags));
        check('fcntl(F_SETFL)', fcntl(master, setStatusFlags, 'int', flags | constants.O_NONBLOCK));
        check('grantpt', grantpt(master));
        check('unlockpt', unlockpt(master));
        return master;
      } catch (error) {
        close(master);
        throw error;
      }
    },
    pathOf(master) {
      const name = new Uint8Array(256);
      // ptsname_r returns an error number, not -1, on some systems.
      check('ptsname_r', -Math.abs(ptsname(master, name, name.length)));
      return Buffer.from(name.buffer, 0, name.indexOf(0)).toString('utf8');
    },
    makeRaw(master) {
      const termios = new Uint8Array(termiosRoom);
      check('tcgetattr', tcgetattr(master, termios));
      cfmakeraw(termios);
      check('tcsetattr', tcsetattr(master, tcsaNow, termios));
    },
    duplicate: (master) => keepFromChildren(check('dup', dup(master))),
    discardUnread(other) {
      check('tcflush', tcflush(other, flushInput));
    },
    isHungUp(master) {
      const entry = pollEntry(master, 0);
      check('poll', poll(entry, 1, 0));
      // A hang-up is reported unasked.
      return (entry.getInt16(6, littleEndian) & pollHangUp) !== 0;
    },
    untilWritable: (master) =>
      new Promise((resolve) => {
        const entry = pollEntry(master, pollWritable);
        // Whatever it says, the next write tells more. The entry must live until the call is over: the kernel writes into it.
        poll.async(entry, 1, writableMs, () => {
          pending.delete(entry);
          resolve();
        });
        pending.add(entry);
      }),
  };
}

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** `struct pollfd`: int fd; short events; short revents. */
function pollEntry(fd: number, events: number): DataView {
  const entry = new DataView(new ArrayBuffer(8));
  entry.setInt32(0, fd, littleEndian);
  entry.setInt16(4, events, littleEndian);
  return entry;
}
