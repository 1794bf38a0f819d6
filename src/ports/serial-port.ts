import { Fault } from '../core/fault.ts';
import { callListener } from './listener-call.ts';
import { ModemLines } from './modem-lines.ts';
import { monotonicClock } from './monotonic-clock.ts';
import { NodeWatch } from './node-watch.ts';
import { openFault } from './open-faults.ts';
import { portClosed, portLost, portNotOpen, portOpenedOnce } from './port-faults.ts';
import type { ControlLines, Port, PortListener, PortState } from './port.ts';
import { type LineOptions, type OpenLine, openSerialLine, type SerialLine } from './serial-line.ts';

/** A serial port as a bench file describes it: 8 data bits, no parity, 1 stop bit, no flow control unless it says otherwise. */
export interface SerialPortOptions extends LineOptions {
  /** The state of the lines right after opening, where it matters (DTR resets many boards). The system raises both. */
  readonly dtr?: boolean;
  readonly rts?: boolean;
}

/** Most octets taken by one read. */
const readOctets = 64 * 1024;
/** Most octets written at once: more can stall in some drivers, and what is in their buffers a close cannot take back. */
const pieceOctets = 1024;

/** A serial port, opened through the `serialport` package. */
export class SerialPort implements Port {
  readonly name: string;
  readonly #options: SerialPortOptions;
  readonly #openLine: OpenLine;
  readonly #watch: NodeWatch;
  #state: PortState = 'new';
  #line: SerialLine | undefined;
  #listener: PortListener | undefined;
  #controlLines: ControlLines | undefined;
  #opening: Promise<void> | undefined;
  #ending: Promise<void> | undefined;
  #resumed: { readonly promise: Promise<void>; resolve(): void } | undefined;
  #lastWrite: Promise<void> = Promise.resolve();
  #rejectWrite: ((fault: Fault) => void) | undefined;
  /** Why the port takes no more writes. */
  #over: Fault | undefined;

  constructor(options: SerialPortOptions, openLine: OpenLine = openSerialLine) {
    this.name = options.path;
    this.#options = options;
    this.#openLine = openLine;
    this.#watch = new NodeWatch(options.path, () => this.#lose('its device node is gone'));
  }

  get state(): PortState {
    return this.#state;
  }

  get controlLines(): ControlLines | undefined {
    return this.#state === 'open' ? this.#controlLines : undefined;
  }

  open(listener: PortListener): Promise<void> {
    if (this.#state !== 'new') return Promise.reject(portOpenedOnce(this.name));
    this.#state = 'opening';
    this.#listener = listener;
    this.#opening = this.#open();
    return this.#opening;
  }

  async #open(): Promise<void> {
    const { dtr, rts, ...lineOptions } = this.#options;
    let line: SerialLine | undefined;
    try {
      await this.#watch.note();
      line = await this.#openLine(lineOptions);
      const modemLines = await ModemLines.of(line);
      if (dtr !== undefined || rts !== undefined) {
        if (modemLines === undefined) throw noControlLines(this.name);
        await modemLines.set({ ...(dtr !== undefined && { dtr }), ...(rts !== undefined && { rts }) });
      }
      this.#controlLines = modemLines;
      // While it was opening, close() may have been called.
      if (this.state === 'closing') throw portClosed(this.name);
    } catch (error) {
      this.#state = 'closed';
      this.#over = portClosed(this.name);
      await line?.close().catch(() => {});
      throw await openFault(this.name, error);
    }
    this.#line = line;
    this.#state = 'open';
    void this.#read(line);
    void this.#watch.start();
  }

  async #read(line: SerialLine): Promise<void> {
    const buffer = Buffer.allocUnsafe(readOctets);
    while (this.#state === 'open') {
      let length: number;
      try {
        length = (await line.read(buffer, 0, buffer.length)).bytesRead;
      } catch (error) {
        this.#lose(`reading failed: ${(error as Error).message}`, error);
        return;
      }
      const arrivedNs = monotonicClock.nowNs();
      if (length === 0) {
        this.#lose('the line hung up');
        return;
      }
      // A read that was under way when pause() came: its octets wait here, under their own stamp.
      await this.#untilResumed();
      if (this.#state !== 'open') return;
      callListener(() => this.#listener?.received({ octets: buffer.subarray(0, length), arrivedNs }));
      await this.#untilResumed();
    }
  }

  async #untilResumed(): Promise<void> {
    while (this.#resumed !== undefined) await this.#resumed.promise;
  }

  write(octets: Uint8Array): Promise<void> {
    if (this.#over !== undefined) return Promise.reject(this.#over);
    if (this.#line === undefined) return Promise.reject(portNotOpen(this.name));
    const line = this.#line;
    const written = this.#lastWrite.then(() => this.#writeAll(line, octets));
    this.#lastWrite = written.catch(() => {});
    return written;
  }

  async #writeAll(line: SerialLine, octets: Uint8Array): Promise<void> {
    const whole = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
    for (let at = 0; at < whole.length; at += pieceOctets) {
      if (this.#over !== undefined) throw this.#over;
      // A piece whose line is closed under it may never hear of it.
      await new Promise<void>((resolve, reject) => {
        this.#rejectWrite = reject;
        line.write(whole.subarray(at, at + pieceOctets)).then(() => line.drain()).then(resolve, (error: unknown) => {
          reject(this.#lose(`writing failed: ${(error as Error).message}`, error));
        });
      });
    }
  }

  pause(): void {
    if (this.#resumed !== undefined) return;
    let resolve = (): void => {};
    const promise = new Promise<void>((done) => { resolve = done; });
    this.#resumed = { promise, resolve };
  }

  resume(): void {
    const resumed = this.#resumed;
    this.#resumed = undefined;
    resumed?.resolve();
  }

  async close(): Promise<void> {
    if (this.#state === 'new') {
      this.#state = 'closed';
      this.#over = portClosed(this.name);
    } else if (this.#state === 'opening') {
      this.#state = 'closing';
      await this.#opening?.catch(() => {});
    } else if (this.#state === 'closing' && this.#ending === undefined) {
      await this.#opening?.catch(() => {});
    } else if (this.#state === 'open') {
      this.#end('closing', portClosed(this.name));
    }
    await this.#ending;
  }

  /** Returns the reason that holds: the first one, when several parts of the port meet the same loss. */
  #lose(how: string, cause?: unknown): Fault {
    if (this.#state === 'open') this.#end('lost', portLost(this.name, how, cause));
    return this.#over ?? portLost(this.name, how, cause);
  }

  #end(state: 'closing' | 'lost', reason: Fault): void {
    this.#state = state;
    this.#over = reason;
    this.#watch.stop();
    this.#rejectWrite?.(reason);
    this.#ending = this.#finish(reason);
  }

  async #finish(reason: Fault): Promise<void> {
    // A line that is gone may refuse to be closed; its descriptor is free all the same.
    await this.#line?.close().catch(() => {});
    const lost = this.#state === 'lost';
    if (!lost) this.#state = 'closed';
    // The reader may wait for resume().
    this.resume();
    callListener(() => this.#listener?.ended(lost ? reason : undefined));
  }
}

function noControlLines(name: string): Fault {
  return new Fault('no-control-lines', `${name} has no control lines, but its description sets dtr or rts`, {
    next: 'Leave dtr and rts out of the description of this port.',
  });
}
