import { type UsbAddress, usbAddressText } from '../../core/device/usb-address.ts';
import { Fault } from '../../core/fault.ts';
import { claimInterface } from './claimed-interface.ts';
import { findUsbDevice } from './find-usb-device.ts';
import { usbChannel, type UsbChannelWish } from './usb-channel.ts';
import { usbLoss, usbOpenFault } from './usb-faults.ts';
import type { UsbDevice, UsbLibrary } from './usb-library.ts';
import { UsbReader } from './usb-reader.ts';
import { UsbWriteOverdue, UsbWriter } from './usb-writer.ts';

/** A USB debug channel as a device file describes it. */
export interface UsbLineOptions extends UsbAddress, UsbChannelWish {
  /** Octets of one transfer from the device, and how many wait for it at any time. */
  readonly transferOctets: number;
  readonly transfers: number;
  /** What the device may take for one transfer to it. */
  readonly writeTimeoutMs: number;
}

/** Hears what comes over the line. */
export interface UsbLineListener {
  received(octets: Uint8Array, arrivedNs: number): void;
  /** The line is of no use any more; told once or more. `how` is for people. */
  lost(how: string, cause?: unknown): void;
}

/** An opened channel: its interface is claimed, its transfers wait. */
export interface UsbLine {
  /** Begins to deliver. */
  start(): void;
  pause(): void;
  resume(): void;
  /** Rejects with the reason given to `close`, or after `lost` was told. */
  write(octets: Uint8Array): Promise<void>;
  /** Ends all transfers, releases the interface and closes the device. */
  close(reason: Fault): Promise<void>;
}

/** Opens the channel. Rejects with a Fault that says what to do. */
export async function openUsbLine(library: UsbLibrary, options: UsbLineOptions, listener: UsbLineListener): Promise<UsbLine> {
  const device = await findUsbDevice(library, options);
  try {
    const channel = usbChannel(usbAddressText(options), device, options);
    refuseTransferSize(options, channel.input.wMaxPacketSize);
    const claimed = await claimInterface(device, channel).catch((error: unknown) => {
      throw usbOpenFault(options, error);
    });
    const reader = new UsbReader(library, device, channel.input, options, {
      received: (octets, arrivedNs) => listener.received(octets, arrivedNs),
      failed: (error) => listener.lost(usbLoss('reading', error), error),
    });
    const writer = new UsbWriter(library, device, channel.output, options.writeTimeoutMs);
    // What is told of a device that nobody reads from at the moment.
    const detached = (gone: UsbDevice): void => {
      if (gone === device) listener.lost('the device was unplugged');
    };
    library.usb.on('detach', detached);
    return {
      start: () => reader.start(),
      pause: () => reader.pause(),
      resume: () => reader.resume(),
      write: (octets) => writer.write(octets).catch((error: Error) => {
        if (!(error instanceof Fault)) listener.lost(error instanceof UsbWriteOverdue ? error.message : usbLoss('writing', error), error);
        throw error;
      }),
      async close(reason) {
        library.usb.off('detach', detached);
        await Promise.all([reader.stop(), writer.stop(reason)]);
        await claimed.release();
      },
    };
  } catch (error) {
    try {
      device.close();
    } catch {
      // It is closed, or gone.
    }
    throw error;
  }
}

function refuseTransferSize({ transferOctets, ...address }: UsbLineOptions, packetOctets: number): void {
  if (transferOctets % packetOctets === 0) return;
  const problem = `sends packets of ${packetOctets} octets, which do not fill ${transferOctets}`;
  throw new Fault('usb-transfer-size', `${usbAddressText(address)} ${problem}`, {
    next: `Set transferOctets to a multiple of ${packetOctets}, or leave it out.`,
  });
}
