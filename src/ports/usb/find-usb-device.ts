import { setTimeout as sleep } from 'node:timers/promises';
import type { UsbAddress } from '../../core/device/usb-address.ts';
import { Fault } from '../../core/fault.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { usbNotFound, usbOpenFault, usbSeveral } from './usb-faults.ts';
import type { UsbDevice, UsbLibrary } from './usb-library.ts';
import { readUsbString } from './usb-string.ts';

/** A device of the right kind, and what could be learnt of it. */
interface Candidate {
  readonly device: UsbDevice;
  /** Another port of this process has it. */
  readonly isTaken: boolean;
  readonly serialNumber?: string | undefined;
  /** Why it could not be opened. */
  readonly refusal?: unknown;
}

const lookMs = 100;

/**
 * Finds the one device that an address means and opens it. Rejects with a Fault that says what to do. A device that was plugged in a moment
 * ago may not be known yet, and its permissions come later still: it is looked for again for `appearMs`.
 */
export async function findUsbDevice(library: UsbLibrary, address: UsbAddress, appearMs = 2000): Promise<UsbDevice> {
  const endMs = performance.now() + appearMs;
  for (;;) {
    try {
      return await lookForDevice(library, address);
    } catch (error) {
      const mayAppear = error instanceof Fault && /^port-not-(found|permitted)$/.test(error.code);
      if (!mayAppear || performance.now() >= endMs) throw error;
    }
    await sleep(lookMs);
  }
}

function lookForDevice(library: UsbLibrary, address: UsbAddress): Promise<UsbDevice> {
  return oneAtATime(async () => {
    const candidates: Candidate[] = [];
    let found: UsbDevice | undefined;
    try {
      for (const device of library.getDeviceList()) {
        const { idVendor, idProduct } = device.deviceDescriptor;
        if (idVendor !== address.vendorId || idProduct !== address.productId) continue;
        const candidate = await candidateOf(library, device);
        // For a moment after it was unplugged, the list still holds a device.
        if ((candidate.refusal as Error | undefined)?.message !== 'LIBUSB_ERROR_NO_DEVICE') candidates.push(candidate);
      }
      found = chosen(address, candidates);
    } finally {
      for (const { device, isTaken } of candidates) if (device !== found && !isTaken) device.close();
    }
    return found;
  });
}

/** Opens a device, unless it is open, and asks for its serial number. */
async function candidateOf(library: UsbLibrary, device: UsbDevice): Promise<Candidate> {
  const isTaken = device.interfaces !== undefined;
  try {
    device.open(false);
  } catch (refusal) {
    return { device, isTaken: true, refusal };
  }
  return { device, isTaken, serialNumber: await readUsbString(library, device, device.deviceDescriptor.iSerialNumber) };
}

function chosen(address: UsbAddress, candidates: readonly Candidate[]): UsbDevice {
  const { serialNumber: wanted } = address;
  const meant = candidates.filter(({ serialNumber, refusal }) => {
    return wanted === undefined || (refusal === undefined && serialNumber === wanted);
  });
  const serials = (of: readonly Candidate[]) => of.map(({ serialNumber }) => serialNumber);
  if (meant.length > 1) throw usbSeveral(address, serials(meant));
  const [only] = meant;
  // A device that may not be asked may be the one.
  const refused = candidates.find(({ refusal }) => refusal !== undefined);
  if (refused !== undefined && (only === undefined || only === refused)) throw usbOpenFault(address, refused.refusal);
  if (only === undefined) throw usbNotFound(address, serials(candidates));
  if (only.isTaken) throw usbOpenFault(address, new Error('LIBUSB_ERROR_BUSY'));
  return only.device;
}
