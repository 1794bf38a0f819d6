import { setImmediate } from 'node:timers/promises';
import test from 'ava';
import { serialDefaults } from '../../src/core/device/port-defaults.ts';
import { Fault } from '../../src/core/fault.ts';
import { portOf } from '../../src/ports/port-spec.ts';
import { SerialPort, type SerialPortOptions } from '../../src/ports/serial-port.ts';
import { FakeLine } from './fake-line.ts';
import { RecordingListener } from './recording-listener.ts';

const options = { path: 'fake', baudRate: 115_200 };

async function opened(more: Partial<SerialPortOptions> = {}): Promise<{ port: SerialPort; line: FakeLine; near: RecordingListener }> {
  const [line, near] = [new FakeLine(), new RecordingListener()];
  const port = new SerialPort({ ...options, ...more }, async () => line);
  await port.open(near);
  return { port, line, near };
}

test('with a fake binding: setting one control line leaves the other as it is', async (t) => {
  const { port, line } = await opened();
  await port.controlLines?.set({ rts: false });
  await port.controlLines?.set({ dtr: false });
  await port.controlLines?.set({ rts: true });
  await port.controlLines?.set({});
  t.deepEqual(line.log, [
    'set {"dtr":true,"rts":false}',
    'set {"dtr":false,"rts":false}',
    'set {"dtr":false,"rts":true}',
    'set {"dtr":false,"rts":true}',
  ]);
  t.deepEqual(await port.controlLines?.get(), { cts: true, dsr: false, dcd: true });
});

test('with a fake binding: the lines that a description names are set at opening, and no other', async (t) => {
  const { line } = await opened({ dtr: false });
  t.deepEqual(line.log, ['set {"dtr":false,"rts":true}']);
  t.deepEqual((await opened()).line.log, []);
});

test('with a fake binding: a port without control lines has none, and refuses a description that sets them', async (t) => {
  const line = new FakeLine();
  line.hasModemLines = false;
  const bare = new SerialPort(options, async () => line);
  await bare.open(new RecordingListener());
  t.is(bare.controlLines, undefined);
  const port = new SerialPort({ ...options, rts: false }, async () => line);
  const fault = await t.throwsAsync(port.open(new RecordingListener()), { instanceOf: Fault });
  t.is(fault?.code, 'no-control-lines');
  t.is(port.state, 'closed');
  t.deepEqual(line.log, ['close']);
});

test('with a fake binding: a write goes out in pieces of at most 1 KiB, each drained before the next', async (t) => {
  const { port, line } = await opened();
  await Promise.all([port.write(new Uint8Array(2500)), port.write(new Uint8Array(1))]);
  t.deepEqual(line.log, ['write 1024', 'drain', 'write 1024', 'drain', 'write 452', 'drain', 'write 1', 'drain']);
});

test('with a fake binding: a write that the system never answers is rejected when the port closes', async (t) => {
  const { port, line } = await opened();
  line.stalls = true;
  const writes = [port.write(new Uint8Array(1)), port.write(new Uint8Array(1))].map((write) => t.throwsAsync(write, { instanceOf: Fault }));
  await setImmediate();
  await port.close();
  for (const fault of await Promise.all(writes)) t.is(fault?.code, 'port-closed');
});

test('with a fake binding: several signs of one loss end the port once, for the first reason', async (t) => {
  const { port, line, near } = await opened();
  line.writeError = new Error('EIO');
  line.closeError = new Error('unable to close');
  const writes = [port.write(new Uint8Array(1)), port.write(new Uint8Array(1))];
  const faults = await Promise.all(writes.map((write) => t.throwsAsync(write, { instanceOf: Fault })));
  line.failRead(new Error('bad file descriptor'));
  line.hangUp();
  await Promise.all([port.close(), port.close()]);
  t.deepEqual(near.endings.map((reason) => reason?.message), ['fake was lost: writing failed: EIO']);
  t.true(faults.every((fault) => fault === near.endings[0]));
  t.deepEqual(line.log, ['close']);
});

test('with a fake binding: a failed read and a read of nothing are losses', async (t) => {
  const failed = await opened();
  failed.line.failRead(new Error('EIO'));
  t.is((await failed.near.untilEnded())?.message, 'fake was lost: reading failed: EIO');
  const hungUp = await opened();
  hungUp.line.hangUp();
  t.is((await hungUp.near.untilEnded())?.message, 'fake was lost: the line hung up');
});

test('with a fake binding: a port that is closed while it opens never opens', async (t) => {
  const [line, near] = [new FakeLine(), new RecordingListener()];
  const port = new SerialPort(options, async () => line);
  const opening = t.throwsAsync(port.open(near), { instanceOf: Fault });
  await Promise.all([port.close(), port.close()]);
  t.is((await opening)?.code, 'port-closed');
  t.is(port.state, 'closed');
  t.deepEqual(line.log, ['close']);
  t.deepEqual(near.endings, []);
});

const refusals = [
  ['Error: No such file or directory, cannot open /dev/ttyUSB9', 'port-not-found'],
  ['Opening COM9: File not found', 'port-not-found'],
  ['Error: Permission denied, cannot open /dev/ttyUSB0', 'port-not-permitted'],
  ['Opening COM3: Access denied', 'port-not-permitted'],
  ['Error Resource temporarily unavailable Cannot lock port', 'port-busy'],
  ['Error: Device or resource busy, cannot open /dev/ttyUSB0', 'port-busy'],
  ['Error baud rate of 3 is not supported on your platform', 'port-open-failed'],
] as const;

for (const [said, code] of refusals) {
  test(`an open that meets "${said}" is the fault ${code}, with a next step`, async (t) => {
    const port = new SerialPort(options, async () => { throw new Error(said); });
    const fault = await t.throwsAsync(port.open(new RecordingListener()), { instanceOf: Fault });
    t.is(fault?.code, code);
    t.truthy(fault?.next);
    t.is(port.state, 'closed');
  });
}

test('a path that is not there, and one that is no serial port, are refused by the real binding', async (t) => {
  const missing = new SerialPort({ path: '/dev/no-such-port', baudRate: 115_200 }).open(new RecordingListener());
  t.is((await t.throwsAsync(missing, { instanceOf: Fault }))?.code, 'port-not-found');
  const file = new SerialPort({ path: process.execPath, baudRate: 115_200 }).open(new RecordingListener());
  t.regex((await t.throwsAsync(file, { instanceOf: Fault }))?.code ?? '', /^port-/);
});

test('a specification becomes a port of its kind, not opened yet', (t) => {
  const port = portOf({ kind: 'serial', name: 'main', path: '/dev/ttyUSB0', ...serialDefaults });
  t.true(port instanceof SerialPort);
  t.is(port.name, '/dev/ttyUSB0');
  t.is(port.state, 'new');
});
