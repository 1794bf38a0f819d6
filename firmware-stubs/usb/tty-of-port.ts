import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../src/core/fault.ts';
import { controller } from './virtual-host.ts';

/** What the system may take to give a device its name. */
const limitMs = 10_000;
const lookMs = 20;

/** The path of the serial line that the driver of CDC-ACM made of the device at a port of the virtual controller. */
export async function ttyOfPort(port: number): Promise<string> {
  const endMs = performance.now() + limitMs;
  for (;;) {
    const path = ttyNow(port);
    if (path !== undefined) return path;
    if (performance.now() > endMs) {
      const next = 'Load its driver with `sudo modprobe cdc_acm`.';
      throw new Fault('no-usb-line', 'this kernel makes no serial line of the device', { next });
    }
    await sleep(lookMs);
  }
}

/** Devices of bus 1 at port 0 are `usb1/1-1`, their first interface `1-1:1.0`. */
function ttyNow(port: number): string | undefined {
  for (const bus of readdirSync(controller).flatMap((name) => /^usb(\d+)$/.exec(name)?.[1] ?? [])) {
    const device = `${bus}-${port + 1}`;
    const folder = join(controller, `usb${bus}`, device, `${device}:1.0`, 'tty');
    const [name] = existsSync(folder) ? readdirSync(folder) : [];
    const path = name === undefined ? undefined : join('/dev', name);
    if (path !== undefined && existsSync(path)) return path;
  }
  return undefined;
}
