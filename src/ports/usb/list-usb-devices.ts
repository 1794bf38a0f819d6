import { hex4, usbAddressText } from '../../core/device/usb-address.ts';
import { Fault } from '../../core/fault.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { usbChannel } from './usb-channel.ts';
import { type LoadUsb, loadUsb, type UsbDevice, type UsbLibrary } from './usb-library.ts';
import { readUsbString } from './usb-string.ts';

/** A USB device of this machine. */
export interface UsbDeviceDescription {
  /** For a device file: `usb://1209:0001/A50285BI`; without the serial number where the device has none or cannot be asked. */
  readonly address: string;
  /** Four lower-case hex digits each. */
  readonly vendorId: string;
  readonly productId: string;
  readonly serialNumber?: string;
  readonly manufacturer?: string;
  readonly product?: string;
  /** The interface that can be a debug channel: it has a bulk endpoint each way. */
  readonly interface?: number;
  /** Why it cannot be opened, as libusb names it. */
  readonly notOpened?: string;
}

/** The USB devices of this machine but for hubs, or why they cannot be listed. */
export interface UsbDeviceList {
  readonly devices: readonly UsbDeviceDescription[];
  readonly notListed?: Fault;
}

const hubClass = 9;

/** Ordered by address. A device is opened for a moment, to ask for its strings; whoever uses it does not notice. */
export async function listUsbDevices(load: LoadUsb = loadUsb): Promise<UsbDeviceList> {
  let library: UsbLibrary;
  try {
    library = await load();
  } catch (error) {
    if (error instanceof Fault) return { devices: [], notListed: error };
    throw error;
  }
  return oneAtATime(async () => {
    const devices: UsbDeviceDescription[] = [];
    for (const device of library.getDeviceList()) {
      if (device.deviceDescriptor.bDeviceClass !== hubClass) devices.push(await described(library, device));
    }
    return { devices: devices.sort((a, b) => (a.address < b.address ? -1 : 1)) };
  });
}

async function described(library: UsbLibrary, device: UsbDevice): Promise<UsbDeviceDescription> {
  const { idVendor: vendorId, idProduct: productId, iSerialNumber, iManufacturer, iProduct } = device.deviceDescriptor;
  const ids = { vendorId: hex4(vendorId), productId: hex4(productId) };
  const channel = channelOf(device);
  const isOpen = device.interfaces !== undefined;
  try {
    device.open(false);
  } catch (error) {
    return { address: usbAddressText({ vendorId, productId }), ...ids, ...channel, notOpened: (error as Error).message };
  }
  try {
    const ask = (index: number): Promise<string | undefined> => readUsbString(library, device, index);
    const [serialNumber, manufacturer, product] = [await ask(iSerialNumber), await ask(iManufacturer), await ask(iProduct)];
    return {
      address: usbAddressText({ vendorId, productId, ...(serialNumber !== undefined && { serialNumber }) }),
      ...ids,
      ...(serialNumber !== undefined && { serialNumber }),
      ...(manufacturer !== undefined && { manufacturer }),
      ...(product !== undefined && { product }),
      ...channel,
    };
  } finally {
    if (!isOpen) device.close();
  }
}

function channelOf(device: UsbDevice): { readonly interface?: number } {
  try {
    return { interface: usbChannel('', device, {}).interfaceNumber };
  } catch {
    return {};
  }
}
