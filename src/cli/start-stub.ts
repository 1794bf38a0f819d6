import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { ReachedDevice } from '../bench/reached-device.ts';
import type { DeviceSpec, LinePortSpec, StubPortSpec } from '../core/device/device-spec.ts';
import { serialDefaults, tcpDefaults, usbDefaults } from '../core/device/port-defaults.ts';
import { readTcpAddress } from '../core/device/tcp-address.ts';
import { readUsbAddress } from '../core/device/usb-address.ts';
import { Fault } from '../core/fault.ts';
import { portOf } from '../ports/port-spec.ts';
import { BoundedLines } from './bounded-lines.ts';
import { stubProgram } from './stub-program.ts';

type StubProcess = ChildProcessByStdio<Writable, Readable, Readable>;

/** What a stub may take to say where it can be reached. */
const startLimitMs = 20_000;
/** What it may take to end once its standard input has. */
const endLimitMs = 5000;
/** Of what a stub that does not start writes to standard error, this much is shown. */
const complaintLimit = 2000;

/** What the first line of a stub says. */
interface StubGreeting {
  /** Where it is reached: the path of a serial line, `tcp://HOST:PORT`, or `usb://VENDOR:PRODUCT/SERIAL`. */
  readonly port: string;
  /** What people should know of it. */
  readonly notice?: string;
}

/**
 * Starts the process that stands in for a device, and gives the port at which it is reached. `said` is handed what it writes to standard
 * error, bounded.
 */
export async function startStub(
  device: DeviceSpec, spec: StubPortSpec, faults: readonly string[], packageRoot: string, said: (line: string) => void,
): Promise<ReachedDevice> {
  const words = ['--topology', device.topology, ...faults.flatMap((fault) => ['--fault', fault]), ...spec.arguments];
  const child = spawn(process.execPath, [stubProgram(packageRoot, spec.stub), ...words], {
    stdio: ['pipe', 'pipe', 'pipe'], detached: true, windowsHide: true,
  });
  // Also where it has ended by itself: what it said last may still be on its way.
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let complaint = '';
  const lines = new BoundedLines(said);
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(0, complaintLimit);
    lines.push(text);
  });
  child.stderr.once('close', () => lines.finish());
  // A stub that has gone does not read any more; that it has gone is told below.
  child.stdin.on('error', () => undefined);
  try {
    const { port, notice } = await greeting(child);
    const told = notice === undefined ? {} : { notice };
    return { port: portOf(lineNamed(port, spec.name)), release: () => endStub(child, closed), ...told };
  } catch (error) {
    await endStub(child, closed);
    throw notStarted(device, error, complaint);
  }
}

/** A port by what people call it. */
function lineNamed(shown: string, name: string): LinePortSpec {
  if (shown.startsWith('usb://')) return { kind: 'usb', name, ...legible(shown, readUsbAddress(shown)), ...usbDefaults };
  if (shown.startsWith('tcp://')) return { kind: 'tcp', name, ...legible(shown, readTcpAddress(shown)), ...tcpDefaults };
  return { kind: 'serial', name, path: shown, ...serialDefaults };
}

/** An address that a stub wrote: one that cannot be read is a mistake of the stub. */
function legible<Reading extends object>(shown: string, reading: Reading): Exclude<Reading, { readonly problem: string }> {
  if ('problem' in reading) throw new Error(`its port ${shown} cannot be read: ${String(reading.problem)}`);
  return reading as Exclude<Reading, { readonly problem: string }>;
}

async function greeting(child: StubProcess): Promise<StubGreeting> {
  const lines = createInterface({ input: child.stdout });
  const limit = AbortSignal.timeout(startLimitMs);
  try {
    const [line] = (await Promise.race([once(lines, 'line', { signal: limit }), ended(child, limit)])) as [string];
    const said = JSON.parse(line) as Partial<StubGreeting>;
    if (typeof said.port !== 'string') throw new Error('its first line names no port');
    return said as StubGreeting;
  } finally {
    lines.close();
    child.stdout.resume();
  }
}

async function ended(child: StubProcess, signal: AbortSignal): Promise<never> {
  const [code] = (await once(child, 'close', { signal })) as [number | null];
  throw new Error(`it ended with ${code ?? 'a signal'}`);
}

/** The process ends when its standard input does; one that does not is killed. */
async function endStub(child: StubProcess, closed: Promise<void>): Promise<void> {
  child.stdin.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), endLimitMs);
  await closed;
  clearTimeout(timer);
}

function notStarted(device: DeviceSpec, error: unknown, complaint: string): Fault {
  const said = complaint.trim() === '' ? (error as Error).message : complaint.trim();
  return new Fault('stub-not-started', `the stub of device ${device.name} did not start: ${said}`, {
    place: { file: device.file },
    next: 'See whether the words of `arguments` in its file are right; else build again with npm start.',
    cause: error,
  });
}
