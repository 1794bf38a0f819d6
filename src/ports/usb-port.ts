import { usbAddressText } from '../core/device/usb-address.ts';
import type { Fault } from '../core/fault.ts';
import { callListener } from './listener-call.ts';
import { portClosed, portLost, portNotOpen, portOpenedOnce } from './port-faults.ts';
import type { Port, PortListener, PortState } from './port.ts';
import { type LoadUsb, loadUsb } from './usb/usb-library.ts';
import { openUsbLine, type UsbLine, type UsbLineOptions } from './usb/usb-line.ts';

/** A USB interface with a bulk endpoint each way, opened through the `usb` package, which is loaded when a port is opened. */
export class UsbPort implements Port {
  /** `usb://vendor:product/serial` */
  readonly name: string;
  readonly controlLines = undefined;
  readonly #options: UsbLineOptions;
  readonly #load: LoadUsb;
  #state: PortState = 'new';
  #line: UsbLine | undefined;
  #listener: PortListener | undefined;
  #isPaused = false;
  #opening: Promise<void> | undefined;
  #ending: Promise<void> | undefined;
  /** Writes that are not done. */
  readonly #rejectWrites = new Set<(fault: Fault) => void>();
  /** Why the port takes no more writes. */
  #over: Fault | undefined;

  constructor(options: UsbLineOptions, load: LoadUsb = loadUsb) {
    this.name = usbAddressText(options);
    this.#options = options;
    this.#load = load;
  }

  get state(): PortState {
    return this.#state;
  }

  open(listener: PortListener): Promise<void> {
    if (this.#state !== 'new') return Promise.reject(portOpenedOnce(this.name));
    this.#state = 'opening';
    this.#listener = listener;
    this.#opening = this.#open();
    return this.#opening;
  }

  async #open(): Promise<void> {
    let line: UsbLine | undefined;
    // Unplugged before the port is open: there is no loss to tell yet, and the first transfer will meet it.
    try {
      line = await openUsbLine(await this.#load(), this.#options, {
        received: (octets, arrivedNs) => callListener(() => this.#listener?.received({ octets, arrivedNs })),
        lost: (how, cause) => this.#lose(how, cause),
      });
      // While it was opening, close() may have been called.
      if (this.state === 'closing') throw portClosed(this.name);
    } catch (error) {
      this.#state = 'closed';
      this.#over = portClosed(this.name);
      await line?.close(this.#over);
      throw error;
    }
    this.#line = line;
    this.#state = 'open';
    if (this.#isPaused) line.pause();
    line.start();
  }

  write(octets: Uint8Array): Promise<void> {
    if (this.#over !== undefined) return Promise.reject(this.#over);
    const line = this.#line;
    if (line === undefined) return Promise.reject(portNotOpen(this.name));
    return new Promise((resolve, reject) => {
      this.#rejectWrites.add(reject);
      // A write that fails is a loss, which rejects it with its reason.
      line.write(octets).then(resolve, reject).finally(() => this.#rejectWrites.delete(reject));
    });
  }

  pause(): void {
    this.#isPaused = true;
    this.#line?.pause();
  }

  resume(): void {
    this.#isPaused = false;
    this.#line?.resume();
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

  /** The first sign of a loss counts; others follow it. */
  #lose(how: string, cause?: unknown): void {
    if (this.#state === 'open') this.#end('lost', portLost(this.name, how, cause));
  }

  #end(state: 'closing' | 'lost', reason: Fault): void {
    this.#state = state;
    this.#over = reason;
    for (const reject of this.#rejectWrites) reject(reason);
    this.#ending = this.#finish(reason);
  }

  async #finish(reason: Fault): Promise<void> {
    await this.#line?.close(reason);
    const lost = this.#state === 'lost';
    if (!lost) this.#state = 'closed';
    callListener(() => this.#listener?.ended(lost ? reason : undefined));
  }
}
