import { deviceDescriptor, stringDescriptor } from './descriptors.ts';
import { InEndpoint } from './in-endpoint.ts';
import type { UsbFunction } from './usb-function.ts';
import { inAnswer, outAnswer, status, unlinkAnswer, type Setup, type SubmitRequest, type UsbipRequest } from './usbip-messages.ts';

/** Hears what becomes of a device. */
export interface UsbDeviceListener {
  /** The host sent this over the line; valid during the call. */
  received(octets: Uint8Array): void;
  /** Nobody uses the line any more, or somebody new does: what was sent and not taken is lost. */
  hungUp(): void;
  /** The host has taken the device into use. */
  configured(): void;
}

/** Standard requests (USB 2.0, table 9-4). */
const standard = {
  getStatus: 0, clearFeature: 1, setFeature: 3, getDescriptor: 6, getConfiguration: 8, setConfiguration: 9, setInterface: 11,
} as const;
/** Bits of `bmRequestType` that are 0 for a standard request. */
const kindBits = 0x60;
const done = new Uint8Array(0);

/** A device behind USB/IP: requests in, answers out, nothing known of sockets and kernels. */
export class UsbDevice {
  readonly #function: UsbFunction;
  readonly #listener: UsbDeviceListener;
  readonly #answer: (octets: Uint8Array) => void;
  readonly #input: InEndpoint;
  /** Transfers to endpoints that never answer. */
  readonly #silent: InEndpoint;
  /** From the host, while the device takes nothing. */
  readonly #untaken: SubmitRequest[] = [];
  #isPaused = false;

  constructor(usbFunction: UsbFunction, listener: UsbDeviceListener, answer: (octets: Uint8Array) => void) {
    this.#function = usbFunction;
    this.#listener = listener;
    this.#answer = answer;
    this.#input = new InEndpoint(usbFunction.packetOctets);
    this.#silent = new InEndpoint(usbFunction.packetOctets);
  }

  /** Resolves when the host has taken the octets, or somebody new uses the line. */
  send(octets: Uint8Array): Promise<void> {
    return this.#input.send(octets);
  }

  /** Stops (starts again) taking what the host sends: on the wire it would say NAK. */
  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    for (const request of this.#untaken.splice(0)) this.#takeOut(request);
  }

  /** Unlinking is always answered, as on hardware the host's controller does it. */
  take(request: UsbipRequest): void {
    if (request.kind === 'unlink') this.#answer(unlinkAnswer(request.sequence, this.#unlink(request.meant)));
    else if (request.endpoint === 0) this.#takeControl(request);
    else if (request.isIn) this.#takeIn(request);
    else this.#takeOut(request);
  }

  #unlink(sequence: number): boolean {
    const at = this.#untaken.findIndex((one) => one.sequence === sequence);
    if (at >= 0) this.#untaken.splice(at, 1);
    return at >= 0 || this.#input.cancel(sequence) || this.#silent.cancel(sequence);
  }

  #takeIn({ sequence, endpoint, octets: room }: SubmitRequest): void {
    const input = (endpoint | 0x80) === this.#function.inEndpoint ? this.#input : this.#silent;
    input.ask({ sequence, room, done: (octets) => this.#answer(inAnswer(sequence, status.ok, octets)) });
  }

  #takeOut(request: SubmitRequest): void {
    if (this.#isPaused) {
      this.#untaken.push({ ...request, data: Uint8Array.from(request.data) });
      return;
    }
    if (request.data.length > 0) this.#listener.received(request.data);
    this.#answer(outAnswer(request.sequence, status.ok, request.data.length));
  }

  #takeControl({ sequence, isIn, octets, setup, data }: SubmitRequest): void {
    const reply = (setup.requestType & kindBits) === 0 ? this.#standard(setup) : this.#function.control(setup, data, this.#host);
    const outcome = reply === undefined ? status.stall : status.ok;
    const given = (reply ?? done).subarray(0, octets);
    this.#answer(isIn ? inAnswer(sequence, outcome, given) : outAnswer(sequence, outcome, reply === undefined ? 0 : data.length));
  }

  readonly #host = {
    hungUp: (): void => {
      this.#input.clear();
      this.#listener.hungUp();
    },
  };

  #standard({ request, value }: Setup): Uint8Array | undefined {
    switch (request) {
      case standard.getStatus:
        return Uint8Array.of(0, 0);
      case standard.getDescriptor:
        return this.#descriptor(value >> 8, value & 0xff);
      case standard.getConfiguration:
        return Uint8Array.of(1);
      case standard.setConfiguration:
        this.#listener.configured();
        return done;
      case standard.setInterface:
        // A host does this when it opens the line; a line of this class has no other sign of it.
        this.#host.hungUp();
        return done;
      case standard.clearFeature:
      case standard.setFeature:
        return done;
      default:
        return undefined;
    }
  }

  #descriptor(type: number, index: number): Uint8Array | undefined {
    if (type === 1) return deviceDescriptor(this.#function.identity);
    if (type === 2) return this.#function.configuration;
    return type === 3 ? stringDescriptor(this.#function.identity, index) : undefined;
  }
}
