import { readSync, writeSync } from 'node:fs';
import type { SerialLine } from './serial-line.ts';

/** A line as serialport's Linux and macOS bindings make it: a descriptor that never blocks and a watcher on it. */
export interface PolledLine extends SerialLine {
  readonly fd: number | null;
  readonly poller: {
    on(event: 'readable' | 'writable', listener: (error: Error | null) => void): unknown;
    off(event: 'readable' | 'writable', listener: (error: Error | null) => void): unknown;
    /** The watcher itself: it reports the events asked for last, and of its own accord any asked for earlier. */
    readonly poller: { poll(events: number): void; stop(): void };
  };
}

type Wish = 'readable' | 'writable';
const eventBits: Readonly<Record<Wish, number>> = { readable: 1, writable: 2 };

/**
 * Puts reading and writing of our own on serialport 13's Unix lines. Theirs
 * - reads a hung-up line again and again, without end and without telling anybody;
 * - forgets that a write waits for room as soon as a read waits for octets, so that a large write may stall for ever;
 * - reports octets that nobody asked for (after a write once had to wait) in a loop that never ends while the reader pauses.
 * Here the watcher is told after each event exactly what is still wanted, and a read of nothing is handed to the caller. Reads and
 * writes are direct calls, which such a descriptor answers at once.
 */
export function mendPolling(line: PolledLine): SerialLine {
  const wishes: { [wish in Wish]?: { resolve(): void; reject(error: Error): void } | undefined } = {};

  const tellWatcher = (): void => {
    const events = (wishes.readable ? eventBits.readable : 0) | (wishes.writable ? eventBits.writable : 0);
    if (events === 0) line.poller.poller.stop();
    else line.poller.poller.poll(events);
  };
  const happened = (wish: Wish) => (error: Error | null): void => {
    const waiting = wishes[wish];
    wishes[wish] = undefined;
    tellWatcher();
    if (error === null) waiting?.resolve();
    // The watcher calls every error of an open line a bad file descriptor.
    else waiting?.reject(new Error('the system reports the line as gone', { cause: error }));
  };
  const listeners = { readable: happened('readable'), writable: happened('writable') };
  line.poller.on('readable', listeners.readable);
  line.poller.on('writable', listeners.writable);

  const until = (wish: Wish): Promise<void> =>
    new Promise((resolve, reject) => {
      wishes[wish] = { resolve, reject };
      tellWatcher();
    });
  const descriptor = (): number => {
    if (line.fd === null) throw new Error('the line is closed');
    return line.fd;
  };

  return {
    async read(buffer, offset, length) {
      for (;;) {
        descriptor();
        await until('readable');
        const bytesRead = unlessBusy(() => readSync(descriptor(), buffer, offset, length, null));
        if (bytesRead !== undefined) return { bytesRead };
      }
    },
    async write(octets) {
      for (let written = 0; written < octets.length; ) {
        const taken = unlessBusy(() => writeSync(descriptor(), octets, written));
        if (taken === undefined) await until('writable');
        else written += taken;
      }
    },
    drain: () => line.drain(),
    set: (lines) => line.set(lines),
    get: () => line.get(),
    close() {
      line.poller.off('readable', listeners.readable);
      line.poller.off('writable', listeners.writable);
      const closed = new Error('the line was closed');
      wishes.readable?.reject(closed);
      wishes.writable?.reject(closed);
      return line.close();
    },
  };
}

function unlessBusy(call: () => number): number | undefined {
  try {
    return call();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN' || code === 'EINTR') return undefined;
    throw error;
  }
}
