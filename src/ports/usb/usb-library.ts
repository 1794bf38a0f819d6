import type { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { Fault } from '../../core/fault.ts';

/**
 * The part of the package `usb` (node-usb 2, libusb beneath) that is used here; a test gives its own. Errors are named in `message`:
 * `LIBUSB_ERROR_ACCESS`, `LIBUSB_TRANSFER_NO_DEVICE`.
 */
export interface UsbLibrary {
  readonly usb: Pick<EventEmitter, 'on' | 'off'> & {
    /** Not 0 where libusb could not start; everything else is missing then. */
    readonly INIT_ERROR: number;
  };
  /** The same device is the same object as long as somebody holds it. */
  getDeviceList(): UsbDevice[];
  readonly Transfer: new (device: UsbDevice, endpoint: number, type: number, timeoutMs: number, ended: TransferEnded) => UsbTransfer;
}

/** Told once a submission. `octets` is what went over the line, also where it ended with an error. */
export type TransferEnded = (error: Error | undefined, buffer: Buffer, octets: number) => void;

export interface UsbTransfer {
  submit(buffer: Buffer): unknown;
  /** It then ends with `LIBUSB_TRANSFER_CANCELLED`, unless it ended just before. */
  cancel(): boolean;
}

export interface UsbEndpointDescriptor {
  readonly bEndpointAddress: number;
  readonly bmAttributes: number;
  readonly wMaxPacketSize: number;
}

export interface UsbInterfaceDescriptor {
  readonly bInterfaceNumber: number;
  readonly endpoints: readonly UsbEndpointDescriptor[];
}

type Done = (error?: Error) => void;

/** Methods of a device that bear two underscores take interfaces by their number; the package's own `Interface` takes its index for it. */
export interface UsbDevice {
  readonly busNumber: number;
  readonly deviceAddress: number;
  readonly deviceDescriptor: {
    readonly idVendor: number;
    readonly idProduct: number;
    readonly bDeviceClass: number;
    readonly iManufacturer: number;
    readonly iProduct: number;
    readonly iSerialNumber: number;
  };
  /** Of the configuration that is active: interfaces, and of each its alternate settings. */
  readonly configDescriptor: { readonly interfaces: readonly (readonly UsbInterfaceDescriptor[])[] } | undefined;
  /** Present while the device is open in this process, by whomever. */
  readonly interfaces: unknown;
  /** Does nothing where the device is open. */
  open(withInterfaces: false): void;
  /** Throws where a transfer is still under way. */
  close(): void;
  __isKernelDriverActive(interfaceNumber: number): boolean;
  __detachKernelDriver(interfaceNumber: number): void;
  __attachKernelDriver(interfaceNumber: number): void;
  __claimInterface(interfaceNumber: number): void;
  __releaseInterface(interfaceNumber: number, done: Done): void;
  __setInterface(interfaceNumber: number, setting: number, done: Done): void;
}

/** What gets hold of the library; rejects with a Fault `usb-not-available`. */
export type LoadUsb = () => Promise<UsbLibrary>;

/**
 * Loads the package, on first use: it starts a thread, and a machine that has no USB can do without it. Its own types are not asked for,
 * so that the bench can be built where it could not be installed.
 */
export const loadUsb: LoadUsb = async () => {
  let library: UsbLibrary;
  try {
    const require = createRequire(import.meta.url);
    library = require('usb') as UsbLibrary;
  } catch (error) {
    const [said] = (error as Error).message.split('\n');
    throw notAvailable(`the package \`usb\` cannot be loaded: ${said}`, error);
  }
  if (library.usb.INIT_ERROR !== 0) throw notAvailable(`libusb does not start (${library.usb.INIT_ERROR})`);
  return library;
};

function notAvailable(why: string, cause?: unknown): Fault {
  return new Fault('usb-not-available', `USB cannot be used here: ${why}`, {
    next: 'Install it with `npm install` (on Linux it needs libudev), or reach the device over serial or TCP.',
    cause,
  });
}

/** Of an endpoint address: set where it goes to the host (USB 2.0, section 9.6.6). */
export const inBit = 0x80;

/** Transfer types, as in the two lowest bits of `bmAttributes`. */
export const transferType = { control: 0, bulk: 2 } as const;
