import test from 'ava';
import fc from 'fast-check';
import { stubArguments } from '../../../firmware-stubs/emulated-nic/arguments.ts';
import { acmFunction } from '../../../firmware-stubs/usb/acm-function.ts';
import { InEndpoint } from '../../../firmware-stubs/usb/in-endpoint.ts';
import { UsbDevice } from '../../../firmware-stubs/usb/usb-device.ts';
import { UsbipReader, type UsbipRequest } from '../../../firmware-stubs/usb/usbip-messages.ts';
import { vendorFunction } from '../../../firmware-stubs/usb/vendor-function.ts';
import { Fault } from '../../../src/core/fault.ts';
import { pattern } from '../../ports/octet-patterns.ts';
import { aWhile, settling } from '../../ports/waiting.ts';

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex');

// Written by hand from Linux, Documentation/usb/usbip_protocol.rst: command, sequence, devid, direction, endpoint; then of a transfer
// flags, length, start frame, packets, interval, setup; of an unlinking the sequence that is meant.
const head = (command: number, sequence: number, direction: number, endpoint: number): string =>
  [command, sequence, 0x00010002, direction, endpoint].map((word) => word.toString(16).padStart(8, '0')).join('');
const submitHex = (sequence: number, direction: number, endpoint: number, octets: number, setup = '0000000000000000', data = ''): string =>
  `${head(1, sequence, direction, endpoint)}00000000${octets.toString(16).padStart(8, '0')}00000000ffffffff00000000${setup}${data}`;
const unlinkHex = (sequence: number, meant: number): string => `${head(2, sequence, 0, 0)}${meant.toString(16).padStart(8, '0')}${'00'.repeat(24)}`;
const answerHex = (command: number, sequence: number, status: string, actual: number, data = ''): string =>
  `${[command, sequence, 0, 0, 0].map((word) => word.toString(16).padStart(8, '0')).join('')}${status}${actual.toString(16).padStart(8, '0')}${'00'.repeat(20)}${data}`;

const ok = '00000000';
const stall = 'ffffffe0';
const unlinked = 'ffffff98';

/** A device, what it answers, and what becomes of its line. */
function plugged(usbFunction = vendorFunction('S1')) {
  const [answers, heard] = [[] as string[], [] as string[]];
  const device = new UsbDevice(usbFunction, {
    received: (octets) => heard.push(hex(octets)),
    hungUp: () => heard.push('hung up'),
    configured: () => heard.push('configured'),
  }, (octets) => answers.push(hex(octets)));
  const reader = new UsbipReader();
  const host = (text: string): void => {
    for (const request of reader.push(Buffer.from(text, 'hex'))) device.take(request);
  };
  return { device, answers, heard, host };
}

test('requests of the kernel are taken apart, whatever pieces they come in', (t) => {
  const stream = Buffer.from(submitHex(1, 0, 2, 3, undefined, 'aabbcc') + submitHex(2, 1, 1, 0x4000) + unlinkHex(3, 2) + submitHex(4, 1, 0, 18, '8006000100001200'), 'hex');
  const setup = { requestType: 0, request: 0, value: 0, index: 0, length: 0 };
  const expected = [
    { kind: 'submit', sequence: 1, endpoint: 2, isIn: false, octets: 3, setup, data: 'aabbcc' },
    { kind: 'submit', sequence: 2, endpoint: 1, isIn: true, octets: 0x4000, setup, data: '' },
    { kind: 'unlink', sequence: 3, meant: 2 },
    { kind: 'submit', sequence: 4, endpoint: 0, isIn: true, octets: 18, setup: { requestType: 0x80, request: 6, value: 0x0100, index: 0, length: 18 }, data: '' },
  ];
  const plain = (request: UsbipRequest) => ('data' in request ? { ...request, data: hex(request.data) } : request);
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 60 })), (sizes) => {
    const reader = new UsbipReader();
    const found: unknown[] = [];
    let at = 0;
    for (const size of [...sizes, stream.length]) {
      for (const request of reader.push(stream.subarray(at, at + size))) found.push(plain(request));
      at += size;
    }
    t.deepEqual(found, expected);
  }));
  t.throws(() => [...new UsbipReader().push(Buffer.from(head(9, 1, 0, 0) + '00'.repeat(28), 'hex'))], { message: /no request 9/ });
});

test('a device says what it is, in the octets of USB 2.0', (t) => {
  const { host, answers, heard } = plugged();
  host(submitHex(1, 1, 0, 18, '8006000100001200'));
  host(submitHex(2, 1, 0, 255, '800600020000ff00'));
  host(submitHex(3, 1, 0, 9, '8006000200000900'));
  host(submitHex(4, 1, 0, 255, '800603030904ff00'));
  host(submitHex(5, 1, 0, 255, '800600030000ff00'));
  host(submitHex(6, 0, 0, 0, '0009010000000000'));
  t.deepEqual(answers, [
    answerHex(3, 1, ok, 18, '12010002ff0000400912010000010102' + '0301'),
    answerHex(3, 2, ok, 32, '0902200001010080320904000002ff000000070581020002000705020200' + '0200'),
    answerHex(3, 3, ok, 9, '090220000101008032'),
    answerHex(3, 4, ok, 6, '060353003100'),
    answerHex(3, 5, ok, 4, '04030904'),
    answerHex(3, 6, ok, 0),
  ]);
  t.deepEqual(heard, ['configured']);
});

test('what a device does not know it refuses: a string, a request of its class, a qualifier of speeds', (t) => {
  const { host, answers } = plugged();
  for (const setup of ['800604030904ff00', 'c055000000000800', '8006000600000a00']) host(submitHex(7, 1, 0, 255, setup));
  t.deepEqual(answers, [stall, stall, stall].map((status) => answerHex(3, 7, status, 0)));
});

test('what the host sends is heard and answered, but not while the device takes nothing; an empty packet is not heard', (t) => {
  const { host, device, answers, heard } = plugged();
  host(submitHex(1, 0, 2, 2, undefined, '0102') + submitHex(2, 0, 2, 0));
  device.pause();
  host(submitHex(3, 0, 2, 1, undefined, '03') + submitHex(4, 0, 2, 1, undefined, '04') + submitHex(5, 0, 2, 1, undefined, '05') + unlinkHex(6, 4));
  t.deepEqual(heard, ['0102']);
  device.resume();
  t.deepEqual(heard, ['0102', '03', '05']);
  t.deepEqual(answers, [
    answerHex(3, 1, ok, 2), answerHex(3, 2, ok, 0), answerHex(4, 6, unlinked, 0), answerHex(3, 3, ok, 1), answerHex(3, 5, ok, 1),
  ]);
});

test('a transfer that waits is taken back once; one that is over is not there any more', async (t) => {
  const { host, device, answers } = plugged();
  host(submitHex(1, 1, 1, 512) + submitHex(2, 1, 1, 512) + submitHex(3, 1, 3, 16) + unlinkHex(4, 1) + unlinkHex(5, 1) + unlinkHex(6, 3));
  await device.send(Buffer.from('hi'));
  host(unlinkHex(7, 2));
  t.deepEqual(answers, [
    answerHex(4, 4, unlinked, 0), answerHex(4, 5, ok, 0), answerHex(4, 6, unlinked, 0), answerHex(3, 2, ok, 2, '6869'), answerHex(4, 7, ok, 0),
  ]);
});

test('selecting the setting of the interface is a new user, who reads nothing that was meant for the last', async (t) => {
  const { host, device, answers, heard } = plugged();
  const sent = device.send(pattern(5000));
  host(submitHex(1, 0, 0, 0, '010b000000000000'));
  await sent;
  host(submitHex(2, 1, 1, 512));
  await device.send(Buffer.from('new'));
  t.deepEqual(heard, ['hung up']);
  t.deepEqual(answers, [answerHex(3, 1, ok, 0), answerHex(3, 2, ok, 3, '6e6577')]);
});

test('a serial line keeps its coding, and its user is gone when DTR falls', (t) => {
  const { host, answers, heard } = plugged(acmFunction('S1'));
  host(submitHex(1, 0, 0, 7, '2120000000000700', '00c20100000008'));
  host(submitHex(2, 1, 0, 7, 'a121000000000700'));
  host(submitHex(3, 0, 0, 0, '2122030000000000'));
  t.deepEqual(heard, []);
  host(submitHex(4, 0, 0, 0, '2122020000000000'));
  t.deepEqual(heard, ['hung up']);
  t.deepEqual(answers, [answerHex(3, 1, ok, 7), answerHex(3, 2, ok, 7, '00c20100000008'), answerHex(3, 3, ok, 0), answerHex(3, 4, ok, 0)]);
});

test('what is sent arrives whole and in order, and every transfer ends full, or short, or empty', async (t) => {
  await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 8 }), fc.constantFrom(512, 1024, 4096), async (sizes, room) => {
    const endpoint = new InEndpoint(512);
    const messages = sizes.map((size, i) => pattern(size, i + 1));
    const sent = Promise.all(messages.map((message) => endpoint.send(message)));
    const came: Uint8Array[] = [];
    const transfers = messages.reduce((sum, { length }) => sum + Math.floor(length / room) + 1, 0);
    for (let sequence = 0; sequence < transfers; sequence++) {
      endpoint.ask({ sequence, room, done: (octets) => came.push(Buffer.from(octets)) });
    }
    await sent;
    t.true(Buffer.concat(came).equals(Buffer.concat(messages)));
    t.deepEqual(came.map(({ length }) => length), messages.flatMap(({ length }) => [...Array.from({ length: Math.floor(length / room) }, () => room), length % room]));
  }), { numRuns: 50 });
});

test('who sends waits until the host has taken it', async (t) => {
  const endpoint = new InEndpoint(512);
  const state = settling(endpoint.send(pattern(600)));
  endpoint.ask({ sequence: 1, room: 512, done: () => {} });
  await aWhile();
  t.false(state.settled);
  endpoint.ask({ sequence: 2, room: 512, done: () => {} });
  await aWhile();
  t.true(state.settled);
});

test('--usb takes the kind of device or none', (t) => {
  const lineOf = (...words: string[]) => {
    const given = stubArguments(['--topology', 'cm', ...words]);
    return given.does === 'serve' ? given.line : undefined;
  };
  t.deepEqual(lineOf('--usb'), { usb: 'vendor' });
  t.deepEqual(lineOf('--usb', '--pace', 'real'), { usb: 'vendor' });
  t.deepEqual(lineOf('--usb', 'acm'), { usb: 'acm' });
  for (const words of [['--usb', 'ftdi'], ['--usb', '--stdio'], ['--usb', '--tcp'], ['--tcp', '[::1]:4000', '--usb', 'acm']]) {
    t.is(t.throws(() => lineOf(...words), { instanceOf: Fault })?.code, 'bad-arguments', words.join(' '));
  }
});
