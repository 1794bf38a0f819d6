import type { Socket } from 'node:net';
import { usbAddressText } from '../../src/core/device/usb-address.ts';
import { acmFunction } from './acm-function.ts';
import { ttyOfPort } from './tty-of-port.ts';
import { UsbDevice } from './usb-device.ts';
import { UsbipReader } from './usbip-messages.ts';
import { vendorFunction } from './vendor-function.ts';
import { plugIn } from './virtual-host.ts';

/** Hears what comes through the line. */
export interface UsbLineListener {
  /** The octets are valid during the call. */
  received(octets: Uint8Array): void;
  /** Nobody uses the line any more, or somebody new does. What was written and not read is lost. */
  hungUp(): void;
}

/** The device's end of a line over USB. */
export interface UsbLine {
  /** `usb://vendor:product/serial`, or the path of the serial line that the system made of it. */
  readonly name: string;
  /** Resolves when the host has taken the octets, in the order of the calls, or when there is nobody to take them. */
  write(octets: Uint8Array): Promise<void>;
  /** Stops (starts again) taking what the host sends. */
  pause(): void;
  resume(): void;
  /** Pulls the cable. Resolves when the kernel has been told. */
  close(): Promise<void>;
}

/** `vendor`: an interface of its own class. `acm`: a serial line, for which the system has a driver. */
export type UsbLineKind = 'vendor' | 'acm';

const functions = { vendor: vendorFunction, acm: acmFunction } as const;

/**
 * Plugs a device into this machine, and resolves when the system has taken it into use. Rejects with a Fault `no-usb-line`. It must not run
 * in the process that opens the line: the system's calls of that one may wait for answers of this one.
 */
export async function openUsbLine(kind: UsbLineKind, serialNumber: string, listener: UsbLineListener): Promise<UsbLine> {
  const usbFunction = functions[kind](serialNumber);
  const { socket, port } = await plugIn();
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  let device: UsbDevice | undefined;
  await new Promise<void>((configured) => {
    const heard = { ...bound(listener), configured };
    device = new UsbDevice(usbFunction, heard, (octets) => void socket.write(octets));
    serve(socket, device);
    void gone.then(configured);
  });
  const served = device as unknown as UsbDevice;
  return {
    name: kind === 'acm' ? await ttyOfPort(port) : usbAddressText(usbFunction.identity),
    write: (octets) => Promise.race([served.send(octets), gone]),
    pause: () => served.pause(),
    resume: () => served.resume(),
    close() {
      socket.destroy();
      return gone;
    },
  };
}

function bound(listener: UsbLineListener): UsbLineListener {
  return { received: (octets) => listener.received(octets), hungUp: () => listener.hungUp() };
}

function serve(socket: Socket, device: UsbDevice): void {
  const reader = new UsbipReader();
  socket.on('data', (octets: Buffer) => {
    for (const request of reader.push(octets)) device.take(request);
  });
  // A cable that is pulled at the other end; `close` follows.
  socket.on('error', () => {});
}
