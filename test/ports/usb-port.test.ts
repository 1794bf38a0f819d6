import { setImmediate as turn } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { usbDefaults } from '../../src/core/device/port-defaults.ts';
import { Fault } from '../../src/core/fault.ts';
import { portOf } from '../../src/ports/port-spec.ts';
import { findUsbDevice } from '../../src/ports/usb/find-usb-device.ts';
import { listUsbDevices } from '../../src/ports/usb/list-usb-devices.ts';
import type { UsbLineOptions } from '../../src/ports/usb/usb-line.ts';
import { UsbPort } from '../../src/ports/usb-port.ts';
import { FakeUsb, FakeUsbDevice } from './fake-usb.ts';
import { pattern } from './octet-patterns.ts';
import { RecordingListener } from './recording-listener.ts';
import { aWhile } from './waiting.ts';

const address = { vendorId: 0x1209, productId: 1 };
const [inEndpoint, outEndpoint] = [0x81, 0x02];

interface Opened {
  readonly usb: FakeUsb;
  readonly device: FakeUsbDevice;
  readonly port: UsbPort;
  readonly near: RecordingListener;
}

async function opened(more: Partial<UsbLineOptions> = {}, device = new FakeUsbDevice()): Promise<Opened> {
  const [usb, near] = [new FakeUsb(device), new RecordingListener()];
  const port = new UsbPort({ ...address, ...usbDefaults, ...more }, async () => usb);
  await port.open(near);
  return { usb, device, port, near };
}

async function refusal(t: ExecutionContext, device: FakeUsbDevice, more: Partial<UsbLineOptions> = {}): Promise<Fault> {
  const near = new RecordingListener();
  const port = new UsbPort({ ...address, ...usbDefaults, ...more }, async () => new FakeUsb(device));
  const fault = await t.throwsAsync(port.open(near), { instanceOf: Fault });
  t.is(port.state, 'closed');
  t.truthy(fault.next);
  t.is(device.interfaces, undefined);
  t.deepEqual(near.endings, []);
  return fault;
}

test('with a fake library: several transfers wait; each batch goes out as it came, and its transfer waits again', async (t) => {
  const { usb, port, near } = await opened({ transfers: 3, transferOctets: 1024 });
  t.is(usb.waiting(inEndpoint).length, 3);
  const [first, second] = usb.waiting(inEndpoint);
  first?.end(pattern(1024, 1));
  second?.end(pattern(10, 2));
  usb.waiting(inEndpoint)[0]?.end(new Uint8Array(0));
  t.deepEqual(near.parts.map((part) => part.length), [1024, 10]);
  t.true(near.octets().equals(Buffer.concat([pattern(1024, 1), pattern(10, 2)])));
  t.is(usb.waiting(inEndpoint).length, 3);
  await port.close();
  t.is(usb.submitted.length, 0);
});

test('with a fake library: what ends while the port is paused keeps its stamp and its order, and its transfer rests', async (t) => {
  const { usb, port, near } = await opened({ transfers: 2, transferOctets: 512 });
  port.pause();
  usb.waiting(inEndpoint)[0]?.end(Buffer.from('one'));
  await aWhile();
  usb.waiting(inEndpoint)[0]?.end(Buffer.from('two'));
  t.deepEqual([near.length, usb.waiting(inEndpoint).length], [0, 0]);
  port.resume();
  t.deepEqual(near.parts.map(String), ['one', 'two']);
  t.true((near.stamps[1] ?? 0) - (near.stamps[0] ?? 0) >= 50e6);
  t.is(usb.waiting(inEndpoint).length, 2);
  await port.close();
});

test('with a fake library: a write is one transfer after another, of 64 KiB at most; an empty one closes what fills its last packet', async (t) => {
  const { usb, port } = await opened();
  const octets = pattern(150_000);
  const writes = [port.write(octets), port.write(pattern(1024)), port.write(new Uint8Array(0)), port.write(pattern(1))];
  const sent: Buffer[] = [];
  for (;;) {
    await turn();
    const waiting = usb.waiting(outEndpoint);
    t.true(waiting.length <= 1);
    const [one] = waiting;
    if (one === undefined) break;
    sent.push(Buffer.from(one.buffer));
    one.end();
  }
  await Promise.all(writes);
  t.deepEqual(sent.map((piece) => piece.length), [65_536, 65_536, 18_928, 1024, 0, 1]);
  t.true(Buffer.concat(sent.slice(0, 3)).equals(octets));
  await port.close();
});

test('with a fake library: close cancels every transfer before it releases the interface', async (t) => {
  const { usb, device, port, near } = await opened();
  const write = t.throwsAsync(port.write(pattern(10)), { instanceOf: Fault });
  await turn();
  t.is(usb.submitted.length, 5);
  const atRelease: number[] = [];
  device.__releaseInterface = (_number, done) => {
    atRelease.push(usb.submitted.length);
    done();
  };
  await Promise.all([port.close(), port.close()]);
  t.deepEqual(atRelease, [0]);
  t.is((await write)?.code, 'port-closed');
  t.is(device.interfaces, undefined);
  t.is(usb.usb.listenerCount('detach'), 0);
  t.deepEqual(near.endings, [undefined]);
});

test('with a fake library: several signs of one loss end the port once, for the first reason', async (t) => {
  const { usb, device, port, near } = await opened();
  const write = t.throwsAsync(port.write(pattern(10)), { instanceOf: Fault });
  await turn();
  const [first, ...others] = usb.waiting(inEndpoint);
  first?.end('LIBUSB_TRANSFER_NO_DEVICE');
  usb.usb.emit('detach', device);
  for (const other of [...others, ...usb.waiting(outEndpoint)]) other.end('LIBUSB_TRANSFER_NO_DEVICE');
  const reason = await near.untilEnded();
  t.regex(reason?.message ?? '', /^usb:\/\/1209:0001 was lost: the device was unplugged$/);
  t.true((await write) === reason);
  await port.close();
  await aWhile();
  t.deepEqual([near.endings.length, port.state], [1, 'lost']);
});

test('with a fake library: what was under way when a transfer failed is handed over first', async (t) => {
  const { usb, near } = await opened({ transfers: 2 });
  const [first, second] = usb.waiting(inEndpoint);
  first?.end(Buffer.from('last words'));
  second?.end('LIBUSB_TRANSFER_STALL');
  t.regex((await near.untilEnded())?.message ?? '', /reading failed: the device halted the endpoint$/);
  t.is(near.octets().toString(), 'last words');
});

test('with a fake library: the detaching of another device is no loss; that of this one is, with no transfer under way', async (t) => {
  const { usb, device, port, near } = await opened({ transfers: 1 });
  port.pause();
  usb.waiting(inEndpoint)[0]?.end(Buffer.from('x'));
  usb.usb.emit('detach', new FakeUsbDevice());
  t.is(port.state, 'open');
  usb.usb.emit('detach', device);
  t.is((await near.untilEnded())?.code, 'port-lost');
});

test('with a fake library: a transfer that cannot be submitted is a loss', async (t) => {
  const { usb, near } = await opened({ transfers: 1 });
  usb.submitError = 'LIBUSB_ERROR_NO_DEVICE';
  usb.waiting(inEndpoint)[0]?.end(Buffer.from('x'));
  t.regex((await near.untilEnded())?.message ?? '', /the device was unplugged$/);
  const writing = await opened();
  writing.usb.submitError = 'LIBUSB_ERROR_IO';
  const fault = await t.throwsAsync(writing.port.write(pattern(1)), { instanceOf: Fault });
  t.regex(fault.message, /was lost: writing failed: LIBUSB_ERROR_IO$/);
});

test('with a fake library: a write that the device does not take in time is a loss', async (t) => {
  const { usb, port, near } = await opened({ writeTimeoutMs: 20 });
  const fault = await t.throwsAsync(port.write(pattern(10)), { instanceOf: Fault });
  t.regex(fault.message, /was lost: it took nothing for 20 ms$/);
  t.is(await near.untilEnded(), fault);
  t.is(usb.submitted.length, 0);
});

test('with a fake library: a driver of the kernel loses the interface, and all its interfaces are given back', async (t) => {
  const device = new FakeUsbDevice();
  device.driven.add(0).add(3);
  const { port } = await opened({}, device);
  t.deepEqual(device.log, ['open', 'detach 3', 'claim 3', 'set 3 0']);
  await port.close();
  t.deepEqual(device.log.slice(4), ['release 3', 'attach 0', 'attach 3', 'close']);
});

test('with a fake library: a system that knows no drivers of a kernel is no hindrance', async (t) => {
  const device = new FakeUsbDevice();
  device.errors['driver'] = 'LIBUSB_ERROR_NOT_SUPPORTED';
  const { port } = await opened({}, device);
  t.deepEqual(device.log, ['open', 'claim 3', 'set 3 0']);
  await port.close();
});

for (const [what, name, code] of [
  ['open', 'LIBUSB_ERROR_ACCESS', 'port-not-permitted'],
  ['open', 'LIBUSB_ERROR_NOT_SUPPORTED', 'usb-no-driver'],
  ['open', 'LIBUSB_ERROR_NO_DEVICE', 'port-not-found'],
  ['claim 3', 'LIBUSB_ERROR_BUSY', 'port-busy'],
  ['claim 3', 'LIBUSB_ERROR_NOT_FOUND', 'usb-no-driver'],
  ['set', 'LIBUSB_ERROR_IO', 'port-open-failed'],
] as const) {
  test(`with a fake library: ${what} that meets ${name} is the fault ${code}, and nothing stays open`, async (t) => {
    const device = new FakeUsbDevice();
    device.errors[what] = name;
    t.is((await refusal(t, device)).code, code);
  });
}

test('with a fake library: an interface or endpoints that are not there are told with those that are', async (t) => {
  for (const [wish, problem] of [
    [{ interfaceNumber: 0 }, /interface 0 is not there or is none with a bulk endpoint each way/],
    [{ inEndpoint: 0x85 }, /no bulk endpoint 0x85/],
    [{ inEndpoint: 0x84 }, /no bulk endpoint 0x84/],
    [{ outEndpoint: 0x03, inEndpoint: 0x82 }, /no bulk endpoint 0x82 and 0x03/],
  ] as const) {
    const fault = await refusal(t, new FakeUsbDevice(), wish);
    t.is(fault.code, 'usb-no-channel');
    t.regex(fault.message, problem);
    t.is(fault.next, 'It has interface 3 with bulk endpoints 0x81, 0x82, 0x02.');
  }
  const bare = new FakeUsbDevice();
  bare.configDescriptor = undefined;
  t.regex((await refusal(t, bare)).next ?? '', /no debug channel/);
  t.is((await refusal(t, new FakeUsbDevice(), { transferOctets: 1000 })).code, 'usb-transfer-size');
  const other = await opened({ inEndpoint: 0x82 });
  t.is(other.usb.waiting(0x82).length, 4);
  await other.port.close();
});

test('with a fake library: a port that is closed while it opens never opens', async (t) => {
  const [device, near] = [new FakeUsbDevice(), new RecordingListener()];
  const port = new UsbPort({ ...address, ...usbDefaults }, async () => new FakeUsb(device));
  const opening = t.throwsAsync(port.open(near), { instanceOf: Fault });
  await Promise.all([port.close(), port.close()]);
  t.is((await opening)?.code, 'port-closed');
  t.deepEqual([port.state, device.interfaces, near.endings], ['closed', undefined, []]);
});

test('with a fake library: of several devices the serial number decides; one that may not be asked may be the one', async (t) => {
  const [one, two] = [new FakeUsbDevice('A'), new FakeUsbDevice('B')];
  const usb = new FakeUsb(one, two);
  const find = (serialNumber?: string) => findUsbDevice(usb, { ...address, ...(serialNumber !== undefined && { serialNumber }) }, 0);
  const refused = async (code: string, finding: Promise<unknown>): Promise<void> => {
    const fault = await t.throwsAsync(finding, { instanceOf: Fault });
    t.is(fault.code, code);
    t.truthy(fault.next);
  };
  t.is(await find('B'), two);
  t.is(one.interfaces, undefined);
  await refused('port-busy', find('B'));
  t.deepEqual(two.log, ['open', 'open']);
  await refused('usb-several-devices', find());
  await refused('port-not-found', find('C'));
  one.errors['open'] = 'LIBUSB_ERROR_ACCESS';
  await refused('port-not-permitted', find('A'));
  two.close();
  t.is(await find('B'), two);
  await refused('port-not-found', findUsbDevice(usb, { vendorId: 1, productId: 1 }, 0));
});

test('with a fake library: a device that does not answer for its strings is asked for a second', async (t) => {
  const device = new FakeUsbDevice();
  const usb = new FakeUsb(device);
  usb.answersStrings = false;
  const { devices } = await listUsbDevices(async () => usb);
  t.deepEqual(devices, [{ address: 'usb://1209:0001', vendorId: '1209', productId: '0001', interface: 3 }]);
  t.is(device.interfaces, undefined);
});

test('with a fake library: devices are listed with what they say of themselves, or why they cannot be asked', async (t) => {
  const closed = new FakeUsbDevice('Z');
  closed.errors['open'] = 'LIBUSB_ERROR_ACCESS';
  const { devices } = await listUsbDevices(async () => new FakeUsb(new FakeUsbDevice('Y'), closed));
  const ids = { vendorId: '1209', productId: '0001', interface: 3 };
  t.deepEqual(devices, [
    { address: 'usb://1209:0001', ...ids, notOpened: 'LIBUSB_ERROR_ACCESS' },
    { address: 'usb://1209:0001/Y', serialNumber: 'Y', manufacturer: 'Maker', product: 'Thing', ...ids },
  ]);
  const notListed = new Fault('usb-not-available', 'no USB');
  t.deepEqual(await listUsbDevices(() => Promise.reject(notListed)), { devices: [], notListed });
});

test('a port that a device file describes loads nothing of USB before it is opened', async (t) => {
  const port = portOf({ kind: 'usb', name: 'main', ...address, serialNumber: 'S1', ...usbDefaults });
  t.is(port.name, 'usb://1209:0001/S1');
  await port.close();
  t.is(port.state, 'closed');
});
