import { styleText } from 'node:util';
import { Fault } from '../core/fault.ts';

type Style = Parameters<typeof styleText>[0];

/** The part of a standard stream that is used here. */
export interface OutputStream {
  write(text: string, done?: () => void): boolean;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
  once(event: 'drain' | 'close', listener: () => void): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/**
 * Standard output or error. A reader that has gone away (`| head`) is no error: what is written after that is dropped, and
 * {@link closed} says so to whoever would write much more.
 */
export class TextSink {
  closed = false;
  private readonly stream: OutputStream;
  private readonly coloured: boolean;
  /** Somebody is watching: a line may be rewritten. Not on a CI server, whatever its terminal pretends. */
  readonly live: boolean;
  private waiting = false;
  /** Wakes whoever waits for the stream, when it closes. */
  private wake = (): void => {};

  constructor(stream: OutputStream, env: NodeJS.ProcessEnv) {
    this.stream = stream;
    const terminal = stream.isTTY === true && env['TERM'] !== 'dumb';
    this.live = terminal && !env['CI'];
    this.coloured = terminal && !env['NO_COLOR'];
    stream.on('error', (error) => {
      this.closed = true;
      if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw notWritten(error);
    });
    stream.once('close', () => {
      this.closed = true;
      this.wake();
    });
  }

  /** Characters a line, 80 where there is no terminal that says otherwise. */
  get columns(): number {
    return this.stream.isTTY === true ? Math.max(40, this.stream.columns ?? 80) : 80;
  }

  write(text: string): void {
    if (!this.closed && !this.stream.write(text)) this.waiting = true;
  }

  line(text = ''): void {
    this.write(`${text}\n`);
  }

  /** Resolves when the reader has caught up or gone away. */
  async drained(): Promise<void> {
    if (!this.waiting || this.closed) return;
    this.waiting = false;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      this.stream.once('drain', resolve);
    });
  }

  /** Resolves when all that was written has left this process, or cannot any more. */
  async written(): Promise<void> {
    if (!this.closed) await new Promise<void>((resolve) => this.stream.write('', resolve));
  }

  style(style: Style, text: string): string {
    return this.coloured ? styleText(style, text, { validateStream: false }) : text;
  }
}

function notWritten(cause: Error): Fault {
  return new Fault('output-not-written', `the output could not be written: ${cause.message}`, {
    next: 'See whether the disk that it was sent to has room.',
    cause,
  });
}
