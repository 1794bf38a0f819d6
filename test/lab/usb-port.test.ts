import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ExecutionContext } from 'ava';
import { usbDefaults } from '../../src/core/device/port-defaults.ts';
import { readUsbAddress, type UsbAddress } from '../../src/core/device/usb-address.ts';
import { Fault } from '../../src/core/fault.ts';
import { listUsbDevices } from '../../src/ports/usb/list-usb-devices.ts';
import type { UsbLineOptions } from '../../src/ports/usb/usb-line.ts';
import { UsbPort } from '../../src/ports/usb-port.ts';
import { pattern } from '../ports/octet-patterns.ts';
import { portContract } from '../ports/port-contract.ts';
import { RecordingListener } from '../ports/recording-listener.ts';
import { aWhile, idleShare } from '../ports/waiting.ts';
import { labTest } from './in-lab.ts';
import { plugDevice, type PluggedDevice } from './plugged-device.ts';

function addressOf(name: string): UsbAddress {
  const reading = readUsbAddress(name);
  if ('problem' in reading) throw new Error(reading.problem);
  return reading;
}

function portTo(name: string, more: Partial<UsbLineOptions> = {}): UsbPort {
  return new UsbPort({ ...usbDefaults, ...addressOf(name), ...more });
}

portContract('USB, on a real kernel', async () => {
  const device = await plugDevice('vendor');
  return { port: portTo(device.name), far: device.far, stallOctets: 4 * 1024 * 1024, dispose: () => device.end() };
}, labTest);

/** A test with a device that is plugged in, and a port to it that is not open. */
function deviceTest(title: string, body: (t: ExecutionContext, device: PluggedDevice, port: UsbPort, near: RecordingListener) => Promise<void>): void {
  labTest(`USB: ${title}`, async (t) => {
    const device = await plugDevice('vendor');
    const port = portTo(device.name);
    try {
      await body(t, device, port, new RecordingListener());
    } finally {
      await port.close();
      await device.end();
    }
  });
}

async function refused(t: ExecutionContext, code: string, promise: Promise<unknown>): Promise<Fault> {
  const fault = await t.throwsAsync(promise, { instanceOf: Fault });
  t.is(fault.code, code);
  t.truthy(fault.next);
  return fault;
}

const lossOf = async (near: RecordingListener): Promise<string | undefined> => (await near.untilEnded())?.message.replace(/^.* was lost: /, '');

deviceTest('a cable pulled while nothing happens is one loss', async (t, { far }, port, near) => {
  await port.open(near);
  await far.pull();
  t.is(await lossOf(near), 'the device was unplugged');
  await aWhile();
  t.is(near.endings.length, 1);
});

deviceTest('a cable pulled while octets come in is one loss, and what came before it is right', async (t, { far }, port, near) => {
  await port.open(near);
  const sent = pattern(4 * 1024 * 1024);
  const sending = far.send(sent);
  await near.until(200_000);
  await far.pull();
  t.is(await lossOf(near), 'the device was unplugged');
  await sending;
  const { length } = near;
  t.true(near.octets().equals(sent.subarray(0, length)));
  t.true(length < sent.length);
  await aWhile();
  t.deepEqual([near.length, near.endings.length], [length, 1]);
});

deviceTest('a cable pulled while the port is paused, with no transfer left to notice it, is a loss', async (t, { far }, port, near) => {
  await port.open(near);
  await far.send(pattern(1000));
  await near.until(1000);
  port.pause();
  // Each ends a transfer, so that none is under way.
  const sending = Promise.all([1, 2, 3, 4, 5, 6].map((seed) => far.send(pattern(100, seed))));
  await aWhile();
  await far.pull();
  t.is(await lossOf(near), 'the device was unplugged');
  await sending;
  t.is(near.length, 1000);
});

deviceTest('a cable pulled right after open, before anything was said', async (t, { far }, port, near) => {
  await Promise.all([port.open(near), sleep(5)]);
  await Promise.all([far.pull(), port.write(Buffer.from('x')).catch(() => undefined)]);
  t.is((await near.untilEnded())?.code, 'port-lost');
  t.is(near.endings.length, 1);
});

deviceTest('a cable pulled while the port opens: refused, or opened and lost', async (t, { far }, port, near) => {
  const opening = port.open(near).then(() => undefined, (error: unknown) => error);
  await far.pull();
  const refusal = await opening;
  if (refusal === undefined) t.is((await near.untilEnded())?.code, 'port-lost');
  else t.true(refusal instanceof Fault, (refusal as Error).message);
  t.is(near.endings.length, refusal === undefined ? 1 : 0);
});

labTest('USB: pulled and plugged in again five times, each loss is seen once and each new port works', async (t) => {
  for (let round = 1; round <= 5; round++) {
    const [device, near] = [await plugDevice('vendor'), new RecordingListener()];
    const port = portTo(device.name);
    await port.open(near);
    await device.far.send(pattern(1000, round));
    await near.until(1000);
    t.true(near.octets().equals(pattern(1000, round)));
    await device.far.pull();
    t.is(await lossOf(near), 'the device was unplugged');
    await port.close();
    t.is(near.endings.length, 1);
    await device.end();
  }
});

deviceTest('a write that the device does not take ends by a timer of our own, not by that of libusb, which comes a minute late', async (t, { name, far }, _port, near) => {
  const port = portTo(name, { writeTimeoutMs: 400 });
  await port.open(near);
  await port.write(Buffer.from('x'));
  await far.heard.until(1);
  far.pause();
  const outcome = await Promise.race([refused(t, 'port-lost', port.write(pattern(100_000))), sleep(30_000, 'nothing after 30 s')]);
  t.is((outcome as Fault).message, `${name} was lost: it took nothing for 400 ms`);
  t.is(port.state, 'lost');
  await port.close();
});

deviceTest('what fills its last packet arrives at once, and an empty packet is no batch', async (t, { far }, port, near) => {
  await port.open(near);
  let length = 0;
  for (const octets of [512, 1024, 16_384, 32_768, 511, 513, 1]) {
    await far.send(pattern(octets, octets));
    length += octets;
    await near.until(length);
  }
  t.true(near.parts.every((part) => part.length > 0));
  t.is(near.length, length);
});

deviceTest('transfers of one packet each keep the order', async (t, { name, far }, _port, near) => {
  const port = portTo(name, { transferOctets: 512, transfers: 16 });
  await port.open(near);
  await far.send(pattern(300_000));
  await near.until(300_000);
  t.true(near.octets().equals(pattern(300_000)));
  t.true(near.parts.every((part) => part.length <= 512));
  await port.close();
});

deviceTest('what one user left unread the next one does not read', async (t, { name, far }, port, near) => {
  await port.open(near);
  port.pause();
  const sending = far.send(pattern(1024 * 1024));
  await aWhile();
  await port.close();
  const [next, hears] = [portTo(name), new RecordingListener()];
  await next.open(hears);
  await sending;
  await far.send(pattern(1000, 9));
  await hears.until(1000);
  t.true(hears.octets().equals(pattern(1000, 9)));
  await next.close();
});

deviceTest('an open port costs nothing while nothing happens', async (t, _device, port, near) => {
  await port.open(near);
  await aWhile();
  t.true((await idleShare()) < 0.5);
});

deviceTest('an interface that somebody else holds is busy, in this process and in another', async (t, { name }, port, near) => {
  await port.open(near);
  await refused(t, 'port-busy', portTo(name).open(new RecordingListener()));
  t.is(port.state, 'open');
  await port.close();
  const holder = await otherProcess(name, {});
  t.is(holder.said, 'open');
  await refused(t, 'port-busy', portTo(name).open(new RecordingListener()));
  await holder.end();
  const after = portTo(name);
  await after.open(new RecordingListener());
  await after.close();
});

deviceTest('who may not open it is told the rule for udev', async (t, { name }) => {
  const other = await otherProcess(name, { uid: 65534, gid: 65534 });
  await other.end();
  t.regex(other.said, /^port-not-permitted .*SUBSYSTEM=="usb", ATTR\{idVendor\}=="1209", ATTR\{idProduct\}=="0001"/);
});

/** The addresses of the twins that this process sees; it hears of a device that is plugged in a moment after the kernel. */
async function twins(count: number): Promise<string[]> {
  for (let i = 0; ; i++) {
    const { devices } = await listUsbDevices();
    const addresses = devices.map(({ address }) => address).filter((address) => address.includes('TWIN')).sort();
    if (addresses.length === count || i === 100) return addresses;
    await sleep(50);
  }
}

labTest('USB: of two alike, the serial number decides; without it, all are named', async (t) => {
  const [one, two] = [await plugDevice('vendor', 'TWIN-1'), await plugDevice('vendor', 'TWIN-2')];
  const ports = [portTo(one.name), portTo(two.name)] as const;
  const neither = portTo('usb://1209:0001');
  try {
    t.deepEqual(await twins(2), [one.name, two.name]);
    const several = await refused(t, 'usb-several-devices', neither.open(new RecordingListener()));
    t.regex(several.message, /TWIN-1, TWIN-2|TWIN-2, TWIN-1/);
    const nears = [new RecordingListener(), new RecordingListener()] as const;
    // Both look at both devices, at once.
    await Promise.all([ports[0].open(nears[0]), ports[1].open(nears[1])]);
    await Promise.all([one.far.send(Buffer.from('one')), two.far.send(Buffer.from('two')), nears[0].until(3), nears[1].until(3)]);
    t.deepEqual(nears.map((near) => near.octets().toString()), ['one', 'two']);
    await Promise.all(ports.map((port) => port.close()));
    const missing = await refused(t, 'port-not-found', portTo('usb://1209:0001/TWIN-3').open(new RecordingListener()));
    t.regex(missing.message, /there is TWIN-[12], TWIN-[12]$/);
  } finally {
    await Promise.all([...ports, neither].map((port) => port.close()));
    await Promise.all([one.end(), two.end()]);
  }
});

labTest('USB: nothing of that kind is plugged in', async (t) => {
  await refused(t, 'port-not-found', portTo('usb://1209:7777').open(new RecordingListener()));
});

labTest('USB: an interface that a driver of the kernel has is taken from it, and given back', async (t) => {
  const device = await plugDevice('acm', 'ACM-1');
  const { name: tty, far } = device;
  const [port, near] = [portTo('usb://1209:0002/ACM-1'), new RecordingListener()];
  await port.open(near);
  t.false(existsSync(tty));
  await Promise.all([far.send(pattern(5000)), near.until(5000), port.write(pattern(5000, 2)), far.heard.until(5000)]);
  t.true(near.octets().equals(pattern(5000)));
  t.true(far.heard.octets().equals(pattern(5000, 2)));
  await port.close();
  for (let i = 0; i < 100 && !existsSync(tty); i++) await sleep(50);
  t.true(existsSync(tty));
  await device.end();
});

/** A process that opens a port, says `open` or what was refused, and holds it until told to end. */
async function otherProcess(name: string, user: { uid?: number; gid?: number }): Promise<{ said: string; end(): Promise<void> }> {
  const program = fileURLToPath(new URL('port-holder-process.js', import.meta.url));
  const child = spawn(process.execPath, [program, name], { stdio: ['pipe', 'pipe', 'inherit'], ...user });
  const closed = once(child, 'close');
  const [said] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    said,
    async end() {
      child.stdin.end();
      await closed;
    },
  };
}
