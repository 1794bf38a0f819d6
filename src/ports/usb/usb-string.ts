import { inBit, transferType, type UsbDevice, type UsbLibrary } from './usb-library.ts';

/** What a device may take to answer. */
const answerMs = 1000;
/** USB 2.0, section 9.4.3: GET_DESCRIPTOR, and the string type of table 9-5. */
const getDescriptor = 6;
const stringType = 3;
const englishUs = 0x0409;
const setupOctets = 8;
const mostOctets = 255;

/**
 * A string of an open device; `undefined` where it has none of that number, or does not say it in time. The library's own way is not
 * taken: its time-outs may come a minute late, as its libusb has no timer on Linux.
 */
export function readUsbString({ Transfer }: UsbLibrary, device: UsbDevice, index: number): Promise<string | undefined> {
  if (index === 0) return Promise.resolve(undefined);
  const buffer = Buffer.alloc(setupOctets + mostOctets);
  buffer.writeUInt8(inBit, 0);
  buffer.writeUInt8(getDescriptor, 1);
  buffer.writeUInt16LE((stringType << 8) | index, 2);
  buffer.writeUInt16LE(englishUs, 4);
  buffer.writeUInt16LE(mostOctets, 6);
  return new Promise((resolve) => {
    const transfer = new Transfer(device, 0, transferType.control, 0, (error, _buffer, octets) => {
      clearTimeout(timer);
      resolve(error ? undefined : buffer.toString('utf16le', setupOctets + 2, setupOctets + octets));
    });
    const timer = setTimeout(() => transfer.cancel(), answerMs);
    try {
      transfer.submit(buffer);
    } catch {
      clearTimeout(timer);
      resolve(undefined);
    }
  });
}
