import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { Fault } from '../../src/core/fault.ts';

/** Linux's virtual host controller: whoever writes a socket to `attach` plugs a device in. */
export const controller = '/sys/devices/platform/vhci_hcd.0';
/** USB 2.0, high speed, as the controller counts. */
const highSpeed = 3;
/** Others may take the port that was free a moment ago. */
const attempts = 8;

/** A device that is plugged in. */
export interface PluggedIn {
  /** The kernel's end answers here. To destroy it is to pull the cable. */
  readonly socket: Socket;
  /** Port of the controller, from 0. */
  readonly port: number;
}

/** Hands the kernel one end of a socket. Rejects with a Fault `no-usb-line` where this system does not take devices. */
export async function plugIn(): Promise<PluggedIn> {
  if (!existsSync(controller)) {
    throw noUsbLine('this kernel has no virtual USB host controller', 'Load it with `sudo modprobe vhci_hcd`, or use another line.');
  }
  let said = '';
  for (let attempt = 0; attempt < attempts; attempt++) {
    const port = freePort();
    // The descriptor has to be open in the process that writes: a shell gets the other end of a socket pair as its descriptor 3.
    const shell = spawn('sh', ['-c', 'echo "$0" > "$1"', `${port} 3 1 ${highSpeed}`, `${controller}/attach`], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    });
    shell.stderr?.setEncoding('utf8').on('data', (text: string) => { said = text.trim(); });
    const socket = shell.stdio[3] as Socket;
    // Not its `close`: that would wait for the socket.
    const [code] = (await once(shell, 'exit')) as [number | null];
    if (code === 0) return { socket, port };
    socket.destroy();
  }
  throw noUsbLine(`the virtual USB host controller takes no device: ${said}`, 'Only root may plug devices in: run this as root.');
}

function freePort(): number {
  const port = /^hs\s+(\d+)\s+004\s/m.exec(readFileSync(`${controller}/status`, 'utf8'))?.[1];
  if (port === undefined) throw noUsbLine('every port of the virtual USB host controller is taken', 'End another emulated device.');
  return Number(port);
}

function noUsbLine(message: string, next: string): Fault {
  return new Fault('no-usb-line', message, { next });
}
