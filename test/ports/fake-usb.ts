import { EventEmitter } from 'node:events';
import type { TransferEnded, UsbDevice, UsbInterfaceDescriptor, UsbLibrary, UsbTransfer } from '../../src/ports/usb/usb-library.ts';

/** A transfer that the port asked for, in the hands of the test. */
export interface Submitted {
  readonly endpoint: number;
  readonly buffer: Buffer;
  readonly device: FakeUsbDevice;
  /** Ends it: with what came into its buffer, with nothing where the host sends, or with an error of this name. */
  end(came?: Uint8Array | string): void;
}

const endpoint = (bEndpointAddress: number, bmAttributes = 2) => ({ bEndpointAddress, bmAttributes, wMaxPacketSize: 512 });

/** One interface of number 3 with a bulk endpoint each way, and before them ones that do not fit. */
const usualInterfaces: readonly (readonly UsbInterfaceDescriptor[])[] = [
  [{ bInterfaceNumber: 0, endpoints: [endpoint(0x83, 3)] }],
  [{ bInterfaceNumber: 3, endpoints: [endpoint(0x84, 3), endpoint(0x81), endpoint(0x82), endpoint(0x02)] }],
];

/** A device that does as it is told and writes down what it was told. */
export class FakeUsbDevice implements UsbDevice {
  readonly busNumber = 1;
  readonly deviceAddress = 1;
  readonly deviceDescriptor = { idVendor: 0x1209, idProduct: 1, bDeviceClass: 255, iManufacturer: 1, iProduct: 2, iSerialNumber: 3 };
  configDescriptor: UsbDevice['configDescriptor'] = { interfaces: usualInterfaces };
  interfaces: unknown;
  readonly log: string[] = [];
  /** Names of errors, by what meets them: `open`, `claim 3`. */
  readonly errors: Record<string, string> = {};
  /** Numbers of interfaces that a driver of the kernel has. */
  readonly driven = new Set<number>();
  readonly serialNumber: string;

  constructor(serialNumber = 'S1') {
    this.serialNumber = serialNumber;
  }

  open(): void {
    this.#did('open');
    this.interfaces = [];
  }
  close(): void {
    this.#did('close');
    this.interfaces = undefined;
  }
  __isKernelDriverActive(number: number): boolean {
    if (this.errors['driver'] !== undefined) throw new Error(this.errors['driver']);
    return this.driven.has(number);
  }
  __detachKernelDriver(number: number): void {
    this.#did(`detach ${number}`);
  }
  __attachKernelDriver(number: number): void {
    this.#did(`attach ${number}`);
  }
  __claimInterface(number: number): void {
    this.#did(`claim ${number}`);
  }
  __releaseInterface(number: number, done: (error?: Error) => void): void {
    this.#did(`release ${number}`);
    setImmediate(done);
  }
  __setInterface(number: number, setting: number, done: (error?: Error) => void): void {
    const name = this.errors['set'];
    this.log.push(`set ${number} ${setting}`);
    setImmediate(() => done(name === undefined ? undefined : new Error(name)));
  }
  #did(what: string): void {
    this.log.push(what);
    const name = this.errors[what];
    if (name !== undefined) throw new Error(name);
  }
}

/** Stands in for the package `usb`. Strings are answered by themselves; other transfers wait for the test. */
export class FakeUsb implements UsbLibrary {
  readonly usb = Object.assign(new EventEmitter(), { INIT_ERROR: 0 });
  readonly devices: FakeUsbDevice[];
  readonly submitted: Submitted[] = [];
  /** What the next submissions meet. */
  submitError: string | undefined;
  /** Whether devices answer when they are asked for a string. */
  answersStrings = true;
  readonly Transfer: UsbLibrary['Transfer'];

  constructor(...devices: FakeUsbDevice[]) {
    this.devices = devices;
    const submit = (
      device: FakeUsbDevice, address: number, buffer: Buffer, ended: TransferEnded,
    ): (() => boolean) => this.#submit(device, address, buffer, ended);
    this.Transfer = class implements UsbTransfer {
      readonly #device: FakeUsbDevice;
      readonly #endpoint: number;
      readonly #ended: TransferEnded;
      #cancel: (() => boolean) | undefined;
      constructor(device: UsbDevice, address: number, _type: number, timeoutMs: number, ended: TransferEnded) {
        if (timeoutMs !== 0) throw new Error('the time-outs of libusb come late: none is to be asked for');
        this.#device = device as FakeUsbDevice;
        this.#endpoint = address;
        this.#ended = ended;
      }
      submit(buffer: Buffer): void {
        this.#cancel = submit(this.#device, this.#endpoint, buffer, this.#ended);
      }
      cancel(): boolean {
        return this.#cancel?.() ?? false;
      }
    };
  }

  getDeviceList(): FakeUsbDevice[] {
    return this.devices;
  }

  /** Those that wait at an endpoint, in the order of their submission. */
  waiting(address: number): Submitted[] {
    return this.submitted.filter((one) => one.endpoint === address);
  }

  #submit(device: FakeUsbDevice, address: number, buffer: Buffer, ended: TransferEnded): () => boolean {
    if (this.submitError !== undefined) throw new Error(this.submitError);
    const one: Submitted = {
      endpoint: address, buffer, device,
      end: (came) => {
        const at = this.submitted.indexOf(one);
        if (at < 0) return;
        this.submitted.splice(at, 1);
        if (typeof came === 'string') ended(new Error(came), buffer, 0);
        // Of a control transfer, what came stands behind the setup.
        else ended(undefined, buffer, came === undefined ? buffer.length : Buffer.from(came).copy(buffer, address === 0 ? 8 : 0));
      },
    };
    this.submitted.push(one);
    if (address === 0 && this.answersStrings) setImmediate(() => this.#answerString(one));
    return () => {
      if (!this.submitted.includes(one)) return false;
      setImmediate(() => one.end('LIBUSB_TRANSFER_CANCELLED'));
      return true;
    };
  }

  #answerString(asked: Submitted): void {
    const { buffer, device } = asked;
    const text = Buffer.from(['', 'Maker', 'Thing', device.serialNumber][buffer.readUInt8(2)] ?? '', 'utf16le');
    asked.end(Buffer.concat([Buffer.from([text.length + 2, 3]), text]));
  }
}
