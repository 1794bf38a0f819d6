import { mkdtemp, readdir, rm, symlink, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import test, { type ExecutionContext } from 'ava';
import { openPty } from '../../firmware-stubs/pty/pty.ts';
import { Fault } from '../../src/core/fault.ts';
import { SerialPort } from '../../src/ports/serial-port.ts';
import { type DeviceProcess, startDevice } from './device-process.ts';
import { pattern } from './octet-patterns.ts';
import { RecordingListener } from './recording-listener.ts';
import { aWhile, idleShare, settling } from './waiting.ts';

/** A loop that never rests takes a whole core; anything well below is none. */
const restingShare = 0.6;

type Act = (port: SerialPort, device: DeviceProcess, near: RecordingListener) => Promise<void>;

/** What goes on when the plug is pulled. Each resolves with the thing under way. */
const moments: readonly (readonly [string, Act])[] = [
  ['right after open', async () => {}],
  ['while the line is idle', () => aWhile()],
  ['while data comes in', async (port, device, near) => {
    await device.tell('flood');
    await (port.state === 'open' && near.until(1).then(() => aWhile()));
  }],
  ['while small writes go out', async (port) => {
    void (async () => { for (;;) await port.write(Buffer.alloc(64)); })().catch(() => {});
    await aWhile();
  }],
  ['while data goes both ways', async (port, device, near) => {
    await device.tell('flood');
    void (async () => { for (;;) await port.write(Buffer.alloc(4096)); })().catch(() => {});
    await near.until(1).then(() => aWhile());
  }],
  ['while a large write stalls', async (port, device) => {
    await device.tell('hold');
    port.write(pattern(1024 * 1024)).catch(() => {});
    await aWhile();
  }],
];

async function unplugIsSeen(t: ExecutionContext, act: Act, between: (port: SerialPort) => void): Promise<void> {
  const device = await startDevice();
  const near = new RecordingListener();
  const port = new SerialPort({ path: device.path, baudRate: 115_200 });
  await port.open(near);
  await act(port, device, near);
  between(port);
  await device.kill();
  const reason = await near.untilEnded();
  t.is(reason?.code, 'port-lost');
  t.is(port.state, 'lost');
  const fault = await t.throwsAsync(port.write(Buffer.from('x')), { instanceOf: Fault });
  t.true(fault === reason);
  await Promise.all([port.close(), port.close()]);
  t.true((await idleShare()) < restingShare);
  t.is(near.endings.length, 1);
}

for (const [moment, act] of moments) {
  test.serial(`unplugged ${moment}: seen, once, and no core burnt afterwards`, (t) => unplugIsSeen(t, act, () => {}));
  test.serial(`unplugged ${moment}, reading paused: seen, once, and no core burnt afterwards`, (t) =>
    unplugIsSeen(t, act, (port) => port.pause()));
}

test.serial('paused from the first moment, with data waiting, a port burns no core, also after a write had to wait', async (t) => {
  const device = await startDevice();
  const near = new RecordingListener();
  const port = new SerialPort({ path: device.path, baudRate: 115_200 });
  await port.open(near);
  await device.tell('hold');
  const large = port.write(pattern(300_000));
  await aWhile();
  await device.tell('go');
  await large;
  port.pause();
  await device.tell('flood');
  await aWhile();
  t.true((await idleShare()) < restingShare);
  t.is(near.length, 0);
  await port.close();
  await device.kill();
});

test.serial('a large write against a reader that crawls arrives whole while data comes in', async (t) => {
  const device = await startDevice();
  const near = new RecordingListener();
  const port = new SerialPort({ path: device.path, baudRate: 115_200 });
  await port.open(near);
  await device.tell('crawl');
  await device.tell('flood');
  const length = 512 * 1024;
  await port.write(pattern(length));
  t.true(near.length > 0);
  let heard = 0;
  while (heard < length) heard = Number((await device.tell('count'))[0]);
  t.is(heard, length);
  await port.close();
  await device.kill();
});

test.serial('a stalled write leaves the event loop free', async (t) => {
  const pty = await openPty({ received() {} });
  const port = new SerialPort({ path: pty.path, baudRate: 115_200 });
  await port.open(new RecordingListener());
  pty.pause();
  const state = settling(port.write(pattern(1024 * 1024)));
  let turns = 0;
  while (turns < 1000) turns += await new Promise<number>((resolve) => setImmediate(() => resolve(1)));
  t.false(state.settled);
  await port.close();
  await pty.close();
  t.true(state.settled);
});

test.serial('the port closes itself when its node goes, though the line is alive', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'condis-bench-ports-'));
  const pty = await openPty({ received() {} });
  const path = join(folder, 'usb-debug-port');
  await symlink(pty.path, path);
  const near = new RecordingListener();
  const port = new SerialPort({ path, baudRate: 115_200 });
  await port.open(near);
  await unlink(path);
  const reason = await near.untilEnded();
  t.is(reason?.code, 'port-lost');
  t.regex(reason?.message ?? '', /node is gone/);
  await port.close();
  // Its line was alive: another port can have it.
  const next = new SerialPort({ path: pty.path, baudRate: 115_200 });
  await next.open(new RecordingListener());
  await next.close();
  await pty.close();
  await rm(folder, { recursive: true });
});

test.serial('the port closes itself when another device has taken its name', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'condis-bench-ports-'));
  const [first, second] = [await openPty({ received() {} }), await openPty({ received() {} })];
  const path = join(folder, 'usb-debug-port');
  await symlink(first.path, path);
  const near = new RecordingListener();
  const port = new SerialPort({ path, baudRate: 115_200 });
  await port.open(near);
  await unlink(path);
  await symlink(second.path, path);
  t.is((await near.untilEnded())?.code, 'port-lost');
  await Promise.all([first.close(), second.close(), port.close()]);
  await rm(folder, { recursive: true });
});

test.serial('a second port on the same path is refused, naming who has it and what to do', async (t) => {
  const pty = await openPty({ received() {} });
  const first = new SerialPort({ path: pty.path, baudRate: 115_200 });
  await first.open(new RecordingListener());
  const second = new SerialPort({ path: pty.path, baudRate: 115_200 });
  const fault = await t.throwsAsync(second.open(new RecordingListener()), { instanceOf: Fault });
  t.is(fault?.code, 'port-busy');
  if (process.platform === 'linux') t.true(fault?.message.includes(`process ${process.pid}`));
  t.truthy(fault?.next);
  t.is(first.state, 'open');
  await first.close();
  await pty.close();
});

test.serial('a port is refused in a worker thread, where its first octet would end the process', async (t) => {
  const pty = await openPty({ received() {} });
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    import(workerData.module)
      .then(({ SerialPort }) => new SerialPort({ path: workerData.path, baudRate: 115200 }).open({ received() {}, ended() {} }))
      .then(() => parentPort.postMessage('opened'), (fault) => parentPort.postMessage(fault.code));`;
  const module = new URL('../../src/ports/serial-port.js', import.meta.url).href;
  const worker = new Worker(code, { eval: true, workerData: { module, path: pty.path } });
  const said = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  t.is(said, 'port-in-worker-thread');
  await worker.terminate();
  await pty.close();
});

test.serial('opening and closing leaves no descriptor behind', async (t) => {
  const pty = await openPty({ received() {} });
  const openOnce = async (): Promise<void> => {
    const port = new SerialPort({ path: pty.path, baudRate: 115_200 });
    await port.open(new RecordingListener());
    await port.close();
  };
  await openOnce();
  const descriptors = async (): Promise<number> => (await readdir('/dev/fd')).length;
  const before = await descriptors();
  for (let i = 0; i < 10; i++) await openOnce();
  // The emulator's end may be between two looks at its line.
  await aWhile();
  t.true((await descriptors()) <= before + 1);
  await pty.close();
});
