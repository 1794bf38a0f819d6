/** Which USB device is meant. */
export interface UsbAddress {
  /** 0 to 0xffff, as `idVendor` and `idProduct` of the device descriptor (USB 2.0, section 9.6.1). */
  readonly vendorId: number;
  readonly productId: number;
  /** The device's serial number string; absent where there is one such device at most. */
  readonly serialNumber?: string;
}

/** An address as read, or what is wrong with its text and what to do. */
export type UsbAddressReading = UsbAddress | { readonly problem: string; readonly next: string };

const form = 'Write `usb://VENDOR:PRODUCT` or `usb://VENDOR:PRODUCT/SERIAL`, as `condis-bench ports` shows it: `usb://1209:0001/A50285BI`.';

/** Longest serial number: what a string descriptor has room for. */
const serialCharacters = 126;

/** Reads `usb://VENDOR:PRODUCT[/SERIAL]`: four hex digits each; what follows the slash is the serial number as the device gives it. */
export function readUsbAddress(text: string): UsbAddressReading {
  const [, ids, serialNumber] = /^usb:\/\/([^/]*)(?:\/(.*))?$/su.exec(text) ?? [];
  if (ids === undefined) return wrong('the address does not begin with `usb://`');
  const [, vendor, product] = /^([0-9a-f]{4}):([0-9a-f]{4})$/i.exec(ids) ?? [];
  if (vendor === undefined || product === undefined) return wrong(`\`${ids}\` is no vendor and product: two times four hex digits`);
  if (serialNumber === '') return wrong('the serial number after the slash is missing');
  if (serialNumber !== undefined && (serialNumber.length > serialCharacters || /\p{Cc}/u.test(serialNumber))) {
    return wrong(`no device has such a serial number: at most ${serialCharacters} characters, no control characters`);
  }
  const whole = { vendorId: parseInt(vendor, 16), productId: parseInt(product, 16) };
  return serialNumber === undefined ? whole : { ...whole, serialNumber };
}

/** An address as people write it: `usb://1209:0001/A50285BI`. */
export function usbAddressText({ vendorId, productId, serialNumber }: UsbAddress): string {
  const ids = `usb://${hex4(vendorId)}:${hex4(productId)}`;
  return serialNumber === undefined ? ids : `${ids}/${serialNumber}`;
}

/** A vendor or product as it is written everywhere: four lower-case hex digits. */
export function hex4(id: number): string {
  return id.toString(16).padStart(4, '0');
}

function wrong(problem: string): UsbAddressReading {
  return { problem, next: form };
}
