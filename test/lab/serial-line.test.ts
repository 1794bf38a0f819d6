import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { serialDefaults } from '../../src/core/device/port-defaults.ts';
import { listPorts } from '../../src/ports/list-ports.ts';
import { portOf } from '../../src/ports/port-spec.ts';
import type { Port } from '../../src/ports/port.ts';
import { pattern } from '../ports/octet-patterns.ts';
import { portContract } from '../ports/port-contract.ts';
import { RecordingListener } from '../ports/recording-listener.ts';
import { aWhile, idleShare } from '../ports/waiting.ts';
import { labTest } from './in-lab.ts';
import { plugDevice } from './plugged-device.ts';

function portTo(path: string): Port {
  return portOf({ kind: 'serial', name: 'main', path, ...serialDefaults });
}

portContract('serial, on the driver of CDC-ACM', async () => {
  const device = await plugDevice('acm');
  return { port: portTo(device.name), far: device.far, dispose: () => device.end() };
}, labTest);

/** What is going on when the cable is pulled. serialport alone does not notice some of these, and then burns a core. */
const moments: Readonly<Record<string, (port: Port, send: (octets: Uint8Array) => Promise<void>) => Promise<unknown>>> = {
  'right after open': async () => undefined,
  'while nothing happens': () => sleep(100),
  'while octets come in': (_port, send) => {
    void send(pattern(1024 * 1024));
    return sleep(30);
  },
  'while it is written': (port) => {
    port.write(pattern(256 * 1024)).catch(() => undefined);
    return sleep(10);
  },
};

for (const [moment, go] of Object.entries(moments)) {
  labTest(`serial over USB: a cable pulled ${moment} is one loss, each of three times, and leaves nothing running`, async (t) => {
    for (let round = 0; round < 3; round++) {
      const [device, near] = [await plugDevice('acm'), new RecordingListener()];
      const port = portTo(device.name);
      await port.open(near);
      await go(port, (octets) => device.far.send(octets));
      await device.far.pull();
      t.is((await near.untilEnded())?.code, 'port-lost');
      await port.close();
      await aWhile();
      t.is(near.endings.length, 1);
      t.true((await idleShare()) < 0.6);
      await device.end();
    }
  });
}

labTest('serial over USB: it is listed with what the device says of itself, and its path stays the same', async (t) => {
  const device = await plugDevice('acm', 'ACM-7');
  for (let i = 0; i < 100 && !existsSync('/dev/serial/by-id'); i++) await sleep(50);
  const port = (await listPorts()).find(({ path }) => path === device.name);
  t.like(port, { vendorId: '1209', productId: '0002', serialNumber: 'ACM-7', manufacturer: 'condis-bench', driver: 'cdc_acm' });
  t.regex(port?.byId ?? '', /^\/dev\/serial\/by-id\/usb-condis-bench_.*ACM-7-if00$/);
  await device.end();
});
