import { isMainThread } from 'node:worker_threads';
import { Fault } from '../core/fault.ts';
import { mendPolling, type PolledLine } from './unix-line.ts';

/** How a serial line is opened. */
export interface LineOptions {
  /** Device node or port name: `/dev/ttyUSB0`, `/dev/serial/by-id/…`, `COM3`. */
  readonly path: string;
  /** Bits per second on the wire. A pseudo-terminal and most USB debug ports take any and heed none. */
  readonly baudRate: number;
  readonly dataBits?: 5 | 6 | 7 | 8;
  readonly parity?: 'none' | 'even' | 'odd';
  readonly stopBits?: 1 | 2;
  /** Whether the hardware's RTS and CTS lines control the flow. */
  readonly rtscts?: boolean;
}

/** An opened serial line: the part of `serialport`'s binding interface that a port uses. */
export interface SerialLine {
  /** Resolves with what one read delivered; 0 octets mean that the line hung up. */
  read(buffer: Buffer, offset: number, length: number): Promise<{ readonly bytesRead: number }>;
  /** Resolves when the operating system has all of it. */
  write(octets: Buffer): Promise<void>;
  /** Resolves when the operating system has sent all of it. */
  drain(): Promise<void>;
  /** Sets all lines: one that is not named is lowered. */
  set(lines: { readonly dtr: boolean; readonly rts: boolean }): Promise<void>;
  get(): Promise<{ readonly cts: boolean; readonly dsr: boolean; readonly dcd: boolean }>;
  close(): Promise<void>;
}

/** What opens a line; a test gives its own. */
export type OpenLine = (options: LineOptions) => Promise<SerialLine>;

/**
 * Opens a line through the `serialport` package, at the level of its bindings: the stream above them reads ahead of a paused consumer,
 * stamps nothing and cannot be paused without a read in flight. The package is loaded here, on first use.
 */
export const openSerialLine: OpenLine = async (options) => {
  // Its poller lives on the main thread's event loop: the first octet in a worker thread ends the whole process.
  if (!isMainThread) {
    throw new Fault('port-in-worker-thread', `${options.path} cannot be opened in a worker thread`, {
      next: 'Open ports in the main thread or in a child process.',
    });
  }
  const { SerialPort } = await import('serialport');
  const binding = SerialPort.binding as unknown as { open: OpenLine };
  const line = await binding.open(options);
  return 'poller' in line ? mendPolling(line as PolledLine) : line;
};
