import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A serial port of this machine, with what the system knows of the hardware behind it. */
export interface PortDescription {
  /** What to write into a device file: `/dev/ttyUSB0`, `COM3`. */
  readonly path: string;
  /** A path that stays the same when devices are plugged in another order (`/dev/serial/by-id/…`). Prefer it. */
  readonly byId?: string;
  /** USB vendor and product, four lower-case hex digits each. */
  readonly vendorId?: string;
  readonly productId?: string;
  readonly serialNumber?: string;
  readonly manufacturer?: string;
  /** The kernel's driver, such as `ftdi_sio`. */
  readonly driver?: string;
}

/** Where Linux says what ports there are; a test has its own. */
export interface LinuxFolders {
  readonly ttyClass: string;
  readonly byId: string;
  readonly dev: string;
}

const linuxFolders: LinuxFolders = { ttyClass: '/sys/class/tty', byId: '/dev/serial/by-id', dev: '/dev' };

/** The serial ports of this machine, ordered by path. Pseudo-terminals are not among them. */
export async function listPorts(): Promise<PortDescription[]> {
  if (process.platform === 'linux') return listLinuxPorts(linuxFolders);
  const { SerialPort } = await import('serialport');
  const ports = await SerialPort.list();
  return ports.map(({ path, vendorId, productId, serialNumber, manufacturer }) =>
    described({ path, vendorId: vendorId?.toLowerCase(), productId: productId?.toLowerCase(), serialNumber, manufacturer }),
  );
}

/** Reads Linux's own account of its ports, so that no helper program (serialport's list needs udevadm) has to be there. */
export async function listLinuxPorts(folders: LinuxFolders): Promise<PortDescription[]> {
  const stable = await stableNames(folders.byId);
  const names = (await readdir(folders.ttyClass).catch(() => [])).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const ports: PortDescription[] = [];
  for (const name of names) {
    const port = await linuxPort(folders, name, stable);
    if (port !== undefined) ports.push(port);
  }
  return ports;
}

async function linuxPort(folders: LinuxFolders, name: string, stable: ReadonlyMap<string, string>): Promise<PortDescription | undefined> {
  const folder = join(folders.ttyClass, name);
  // Virtual consoles and pseudo-terminals have no device behind them; a 16550 driver keeps names (type 0) for chips that are not there.
  const device = await realpath(join(folder, 'device')).catch(() => undefined);
  if (device === undefined || (await text(join(folder, 'type'))) === '0') return undefined;
  const usb = await usbDevice(device);
  return described({
    path: join(folders.dev, name),
    byId: stable.get(name),
    vendorId: usb && (await text(join(usb, 'idVendor'))),
    productId: usb && (await text(join(usb, 'idProduct'))),
    serialNumber: usb && (await text(join(usb, 'serial'))),
    manufacturer: usb && (await text(join(usb, 'manufacturer'))),
    driver: await driverOf(device),
  });
}

/** Port name → path under /dev/serial/by-id, for the ports that have one. */
async function stableNames(folder: string): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const link of await readdir(folder).catch(() => [])) {
    const target = await readlink(join(folder, link)).catch(() => undefined);
    if (target !== undefined) names.set(basename(target), join(folder, link));
  }
  return names;
}

/** The USB device that the port's interface belongs to: the nearest folder above that has a vendor. */
async function usbDevice(device: string): Promise<string | undefined> {
  for (let folder = device; folder !== dirname(folder); folder = dirname(folder)) {
    if ((await text(join(folder, 'idVendor'))) !== undefined) return folder;
  }
  return undefined;
}

/** The driver's name; recent kernels put two layers of their own (`port`, `ctrl`) between a serial port and its driver. */
async function driverOf(device: string): Promise<string | undefined> {
  for (let folder = device; folder !== dirname(folder); folder = dirname(folder)) {
    const target = await readlink(join(folder, 'driver')).catch(() => undefined);
    if (target !== undefined && basename(dirname(dirname(target))) !== 'serial-base') return basename(target);
  }
  return undefined;
}

async function text(path: string): Promise<string | undefined> {
  const content = await readFile(path, 'utf8').catch(() => undefined);
  return content?.trim();
}

type Loose = { readonly [key in keyof PortDescription]: PortDescription[key] | undefined } & { readonly path: string };

/** Leaves out what is not known. */
function described(port: Loose): PortDescription {
  return Object.fromEntries(Object.entries(port).filter(([, value]) => value !== undefined)) as unknown as PortDescription;
}
