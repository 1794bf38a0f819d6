import test from 'ava';
import fc from 'fast-check';
import { readUsbAddress, usbAddressText } from '../../../src/core/device/usb-address.ts';

test('an address is vendor and product in hex, and the serial number as it is', (t) => {
  t.deepEqual(readUsbAddress('usb://1209:0001'), { vendorId: 0x1209, productId: 1 });
  t.deepEqual(readUsbAddress('usb://0403:6010/A5 0/2:8'), { vendorId: 0x0403, productId: 0x6010, serialNumber: 'A5 0/2:8' });
  t.is(usbAddressText({ vendorId: 0xbeef, productId: 2, serialNumber: 'X' }), 'usb://beef:0002/X');
});

test('what is no address is told, with the form', (t) => {
  for (const [text, problem] of [
    ['1209:0001', /does not begin/],
    ['usb:1209:0001', /does not begin/],
    ['usb://', /`` is no vendor and product/],
    ['usb://1209', /`1209` is no vendor and product/],
    ['usb://1209:001', /two times four hex digits/],
    ['usb://0x1209:0x0001', /`0x1209:0x0001`/],
    ['usb://1209:0001/', /serial number after the slash is missing/],
    ['usb://1209:0001/a\nb', /no control characters/],
    [`usb://1209:0001/${'a'.repeat(127)}`, /at most 126/],
  ] as const) {
    const reading = readUsbAddress(text);
    t.regex('problem' in reading ? reading.problem : 'none', problem, text);
    t.regex('problem' in reading ? reading.next : '', /usb:\/\/VENDOR:PRODUCT/);
  }
});

test('what was written is read as it was', (t) => {
  const id = fc.integer({ min: 0, max: 0xffff });
  const serial = fc.string({ minLength: 1, maxLength: 60 }).filter((text) => !/\p{Cc}/u.test(text));
  fc.assert(fc.property(id, id, fc.option(serial, { nil: undefined }), (vendorId, productId, serialNumber) => {
    const address = { vendorId, productId, ...(serialNumber !== undefined && { serialNumber }) };
    t.deepEqual(readUsbAddress(usbAddressText(address)), address);
  }));
});
