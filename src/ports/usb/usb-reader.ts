import { monotonicClock } from '../monotonic-clock.ts';
import { transferType, type UsbDevice, type UsbEndpointDescriptor, type UsbLibrary, type UsbTransfer } from './usb-library.ts';

/** Hears what a reader has to say, in the order in which it came. */
export interface UsbReaderListener {
  /** The octets are valid during the call. `arrivedNs` is of the host's monotonic clock. */
  received(octets: Uint8Array, arrivedNs: number): void;
  /** Told once; nothing is received after it. */
  failed(error: Error): void;
}

export interface UsbReaderOptions {
  /** Transfers that wait for the device at any time: while one is handed over, the others go on. */
  readonly transfers: number;
  /** Room of each; a multiple of the endpoint's packet size. */
  readonly transferOctets: number;
}

/** A transfer with room of its own, used again and again. */
interface Slot {
  readonly transfer: UsbTransfer;
  readonly buffer: Buffer;
  isPending: boolean;
  /** Of what came last and waits to be handed over. */
  octets: number;
  arrivedNs: number;
}

/** Keeps several transfers waiting at a bulk IN endpoint. */
export class UsbReader {
  readonly #slots: readonly Slot[];
  readonly #listener: UsbReaderListener;
  /** Slots that ended and are not handed over, in order. */
  readonly #arrived: Slot[] = [];
  #isPaused = false;
  #isStopped = false;
  #isHandingOver = false;
  #pending = 0;
  #allEnded: (() => void) | undefined;

  constructor(
    { Transfer }: UsbLibrary, device: UsbDevice, { bEndpointAddress }: UsbEndpointDescriptor,
    { transfers, transferOctets }: UsbReaderOptions, listener: UsbReaderListener,
  ) {
    this.#listener = listener;
    this.#slots = Array.from({ length: transfers }, () => {
      const ended = (error: Error | undefined, _buffer: Buffer, octets: number): void => this.#ended(slot, error, octets);
      const slot: Slot = {
        transfer: new Transfer(device, bEndpointAddress, transferType.bulk, 0, ended),
        buffer: Buffer.allocUnsafeSlow(transferOctets),
        isPending: false,
        octets: 0,
        arrivedNs: 0,
      };
      return slot;
    });
  }

  start(): void {
    for (const slot of this.#slots) this.#submit(slot);
  }

  /** Nothing is handed over, and what is full is not submitted again: the device then has nowhere to send to. */
  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#handOver();
  }

  /** Cancels what is under way; nothing is received any more. Resolves when the last transfer has ended. */
  stop(): Promise<void> {
    this.#isStopped = true;
    for (const { transfer, isPending } of this.#slots) if (isPending) cancel(transfer);
    return this.#pending === 0 ? Promise.resolve() : new Promise((resolve) => { this.#allEnded = resolve; });
  }

  #submit(slot: Slot): void {
    try {
      slot.transfer.submit(slot.buffer);
      slot.isPending = true;
      this.#pending++;
    } catch (error) {
      // Told as all others are: after whoever starts or resumes has returned.
      setImmediate(() => this.#fail(error as Error));
    }
  }

  #ended(slot: Slot, error: Error | undefined, octets: number): void {
    slot.arrivedNs = monotonicClock.nowNs();
    slot.isPending = false;
    slot.octets = octets;
    this.#pending--;
    if (this.#isStopped) {
      if (this.#pending === 0) this.#allEnded?.();
      return;
    }
    this.#arrived.push(slot);
    this.#handOver(error === undefined ? undefined : slot);
    if (error !== undefined) this.#fail(error);
  }

  #fail(error: Error): void {
    if (!this.#isStopped) {
      this.#isStopped = true;
      this.#listener.failed(error);
    }
  }

  /** `last` is not submitted again. The listener may pause, resume and stop from within. */
  #handOver(last?: Slot): void {
    if (this.#isHandingOver) return;
    this.#isHandingOver = true;
    while (!this.#isPaused && !this.#isStopped) {
      const slot = this.#arrived.shift();
      if (slot === undefined) break;
      // A packet of nothing ends a transfer and says no more.
      if (slot.octets > 0) this.#listener.received(slot.buffer.subarray(0, slot.octets), slot.arrivedNs);
      if (slot !== last && !this.#isStopped) this.#submit(slot);
    }
    this.#isHandingOver = false;
  }
}

/** A device that is gone may refuse; its transfers end by themselves. */
function cancel(transfer: UsbTransfer): void {
  try {
    transfer.cancel();
  } catch {
    // As above.
  }
}
