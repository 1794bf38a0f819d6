import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'ava';
import { listLinuxPorts, listPorts } from '../../src/ports/list-ports.ts';
import { monotonicClock } from '../../src/ports/monotonic-clock.ts';

/** Lays out files (`path: content`) and links (`path: -> target`) as the kernel and udev do. */
async function layOut(entries: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'condis-bench-sys-'));
  for (const [path, content] of Object.entries(entries)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    if (content.startsWith('-> ')) await symlink(content.slice(3), join(root, path));
    else await writeFile(join(root, path), `${content}\n`);
  }
  return root;
}

const usb = 'devices/pci0000:00/0000:00:14.0/usb1/1-1';

test('a Linux port is listed with its stable path, its USB identity and its driver', async (t) => {
  const root = await layOut({
    [`${usb}/idVendor`]: '0403',
    [`${usb}/idProduct`]: '6001',
    [`${usb}/serial`]: 'A10ZYXWV',
    [`${usb}/manufacturer`]: 'FTDI',
    [`${usb}/1-1:1.0/ttyUSB10/driver`]: '-> ../../../../../../../bus/usb-serial/drivers/ftdi_sio',
    'class/tty/ttyUSB10/device': `-> ../../../${usb}/1-1:1.0/ttyUSB10`,
    [`devices/pci0000:00/0000:00:14.0/usb1/1-2/idVendor`]: '2e8a',
    [`devices/pci0000:00/0000:00:14.0/usb1/1-2/idProduct`]: '000a',
    [`devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/driver`]: '-> ../../../../../../bus/usb/drivers/cdc_acm',
    'class/tty/ttyACM2/device': '-> ../../../devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0',
    'devices/pnp0/00:00/driver': '-> ../../../bus/pnp/drivers/serial',
    'devices/pnp0/00:00/00:00:0/driver': '-> ../../../../bus/serial-base/drivers/ctrl',
    'devices/pnp0/00:00/00:00:0/00:00:0.0/driver': '-> ../../../../../bus/serial-base/drivers/port',
    'class/tty/ttyS0/device': '-> ../../../devices/pnp0/00:00/00:00:0/00:00:0.0',
    'class/tty/ttyS0/type': '4',
    'class/tty/ttyS1/device': '-> ../../../devices/pnp0/00:00/00:00:0/00:00:0.0',
    'class/tty/ttyS1/type': '0',
    'class/tty/tty1/uevent': 'DEVNAME=tty1',
    'dev/serial/by-id/usb-FTDI_USB-RS232_A10ZYXWV-if00-port0': '-> ../../ttyUSB10',
  });
  const dev = join(root, 'dev');
  t.deepEqual(await listLinuxPorts({ ttyClass: join(root, 'class/tty'), byId: join(dev, 'serial/by-id'), dev }), [
    { path: join(dev, 'ttyACM2'), vendorId: '2e8a', productId: '000a', driver: 'cdc_acm' },
    { path: join(dev, 'ttyS0'), driver: 'serial' },
    {
      path: join(dev, 'ttyUSB10'),
      byId: join(dev, 'serial/by-id/usb-FTDI_USB-RS232_A10ZYXWV-if00-port0'),
      vendorId: '0403',
      productId: '6001',
      serialNumber: 'A10ZYXWV',
      manufacturer: 'FTDI',
      driver: 'ftdi_sio',
    },
  ]);
  await rm(root, { recursive: true });
});

test('a system without any of these folders has no ports', async (t) => {
  t.deepEqual(await listLinuxPorts({ ttyClass: '/no/such', byId: '/no/such', dev: '/dev' }), []);
});

test('this machine can be asked without a helper program', async (t) => {
  for (const port of await listPorts()) t.regex(port.path, /\S/);
  t.pass();
});

test('the clock is a safe integer that never goes back, and its UTC keeps its differences exactly', (t) => {
  let last = 0;
  for (let i = 0; i < 10_000; i++) {
    const nowNs = monotonicClock.nowNs();
    if (!Number.isSafeInteger(nowNs) || nowNs < last) t.fail(`${nowNs} after ${last}`);
    last = nowNs;
  }
  t.is(monotonicClock.utcNs(last) - monotonicClock.utcNs(0), BigInt(last));
  const offMs = Math.abs(Number(monotonicClock.utcNs(monotonicClock.nowNs()) / 1_000_000n) - Date.now());
  t.true(offMs < 60_000);
});
