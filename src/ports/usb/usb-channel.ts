import { inBit, transferType, type UsbDevice, type UsbEndpointDescriptor } from './usb-library.ts';
import { usbNoChannel } from './usb-faults.ts';

/** The interface and endpoints that a device file names; what it does not name is the first that fits. */
export interface UsbChannelWish {
  readonly interfaceNumber?: number;
  /** Addresses of endpoints, 0x81 to 0x8f and 0x01 to 0x0f. */
  readonly inEndpoint?: number;
  readonly outEndpoint?: number;
}

/** The two endpoints of a debug channel. */
export interface UsbChannel {
  readonly interfaceNumber: number;
  readonly input: UsbEndpointDescriptor;
  readonly output: UsbEndpointDescriptor;
}

/** The debug channel of a device: a bulk endpoint each way in one interface, in its setting 0. Throws a Fault `usb-no-channel`. */
export function usbChannel(name: string, device: UsbDevice, wish: UsbChannelWish): UsbChannel {
  const interfaces = (device.configDescriptor?.interfaces ?? []).flatMap(([first]) => (first === undefined ? [] : [first]));
  const channels = interfaces.flatMap(({ bInterfaceNumber, endpoints }) => {
    const bulk = endpoints.filter(({ bmAttributes }) => (bmAttributes & 3) === transferType.bulk);
    const inputs = bulk.filter(({ bEndpointAddress }) => (bEndpointAddress & inBit) !== 0);
    const outputs = bulk.filter(({ bEndpointAddress }) => (bEndpointAddress & inBit) === 0);
    return inputs.length === 0 || outputs.length === 0 ? [] : [{ interfaceNumber: bInterfaceNumber, inputs, outputs }];
  });
  const there = channels.map(({ interfaceNumber, inputs, outputs }) => {
    return `interface ${interfaceNumber} with bulk endpoints ${[...inputs, ...outputs].map(hexAddress).join(', ')}`;
  });
  const fitting = channels.filter(({ interfaceNumber }) => interfaceNumber === (wish.interfaceNumber ?? interfaceNumber));
  if (fitting.length === 0) {
    const which = wish.interfaceNumber === undefined ? 'it has no interface' : `interface ${wish.interfaceNumber} is not there or is none`;
    throw usbNoChannel(name, `${which} with a bulk endpoint each way`, there);
  }
  for (const { interfaceNumber, inputs, outputs } of fitting) {
    const input = inputs.find(({ bEndpointAddress }) => bEndpointAddress === (wish.inEndpoint ?? bEndpointAddress));
    const output = outputs.find(({ bEndpointAddress }) => bEndpointAddress === (wish.outEndpoint ?? bEndpointAddress));
    if (input !== undefined && output !== undefined) return { interfaceNumber, input, output };
  }
  const wanted = [wish.inEndpoint, wish.outEndpoint].filter((address) => address !== undefined).map((address) => `0x${hex2(address)}`);
  throw usbNoChannel(name, `no bulk endpoint ${wanted.join(' and ')}`, there);
}

function hexAddress({ bEndpointAddress }: UsbEndpointDescriptor): string {
  return `0x${hex2(bEndpointAddress)}`;
}

function hex2(address: number): string {
  return address.toString(16).padStart(2, '0');
}
