import { transferType, type UsbDevice, type UsbEndpointDescriptor, type UsbLibrary, type UsbTransfer } from './usb-library.ts';

/** Most octets of one transfer: a multiple of every packet size, and little enough for the kernel's memory of transfers. */
const pieceOctets = 64 * 1024;

/** What a transfer meets that the device did not take in time. */
export class UsbWriteOverdue extends Error {}

/**
 * Writes to a bulk OUT endpoint, one transfer at a time. A write that fills its last packet is closed by an empty one, so that a device
 * that reads until a short packet has all of it (USB 2.0, section 5.8.3).
 */
export class UsbWriter {
  readonly #library: UsbLibrary;
  readonly #device: UsbDevice;
  readonly #endpoint: UsbEndpointDescriptor;
  readonly #timeoutMs: number;
  #last: Promise<void> = Promise.resolve();
  #transfer: UsbTransfer | undefined;
  /** Settled when the transfer under way has ended. */
  #underWay: Promise<unknown> = Promise.resolve();
  #over: Error | undefined;

  /** `timeoutMs`: what the device may take for one transfer. */
  constructor(library: UsbLibrary, device: UsbDevice, endpoint: UsbEndpointDescriptor, timeoutMs: number) {
    this.#library = library;
    this.#device = device;
    this.#endpoint = endpoint;
    this.#timeoutMs = timeoutMs;
  }

  /** Resolves when the device has all of it, in the order of the calls. Rejects with what libusb says, or a `UsbWriteOverdue`. */
  write(octets: Uint8Array): Promise<void> {
    const written = this.#last.then(() => this.#writeAll(octets));
    this.#last = written.catch(() => {});
    return written;
  }

  /** Cancels what is under way; later writes are rejected with the reason. Resolves when the last transfer has ended. */
  async stop(reason: Error): Promise<void> {
    this.#over = reason;
    this.#cancel();
    await this.#underWay.catch(() => {});
  }

  async #writeAll(octets: Uint8Array): Promise<void> {
    const whole = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
    for (let at = 0; at < whole.length; at += pieceOctets) await this.#send(whole.subarray(at, at + pieceOctets));
    if (whole.length > 0 && whole.length % this.#endpoint.wMaxPacketSize === 0) await this.#send(Buffer.alloc(0));
  }

  #send(piece: Buffer): Promise<void> {
    if (this.#over !== undefined) return Promise.reject(this.#over);
    const sent = new Promise<void>((resolve, reject) => {
      let isOverdue = false;
      const transfer = new this.#library.Transfer(this.#device, this.#endpoint.bEndpointAddress, transferType.bulk, 0, (error) => {
        clearTimeout(timer);
        this.#transfer = undefined;
        if (error === undefined) resolve();
        else reject(this.#over ?? (isOverdue ? new UsbWriteOverdue(`it took nothing for ${this.#timeoutMs} ms`) : error));
      });
      // The library's own time-outs may come a minute late.
      const timer = setTimeout(() => {
        isOverdue = true;
        this.#cancel();
      }, this.#timeoutMs);
      try {
        transfer.submit(piece);
        this.#transfer = transfer;
      } catch (error) {
        clearTimeout(timer);
        reject(error);
      }
    });
    this.#underWay = sent;
    return sent;
  }

  #cancel(): void {
    try {
      this.#transfer?.cancel();
    } catch {
      // A device that is gone may refuse; its transfers end by themselves.
    }
  }
}
