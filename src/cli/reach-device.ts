import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { ReachDevice, ReachedDevice } from '../bench/reached-device.ts';
import type { DeviceSpec, StubPortSpec } from '../core/device/device-spec.ts';
import { Fault } from '../core/fault.ts';
import { portOf } from '../ports/port-spec.ts';
import { stubProgram } from './stub-program.ts';

type StubProcess = ChildProcessByStdio<Writable, Readable, Readable>;

/** What a stub may take to say where it can be reached. */
const startLimitMs = 20_000;
/** What it may take to end once its standard input has. */
const endLimitMs = 5000;
/** Of what a stub writes to standard error, this much is shown. */
const complaintLimit = 2000;

/** Reaches serial lines as they are, and stubs by starting their process. `packageRoot` is where the stubs are built. */
export function reachDevice(packageRoot: string): ReachDevice {
  return async (device, faults) => {
    const { port } = device;
    if (port.kind === 'stub') return startStub(device, port, faults, packageRoot);
    const { path, baudRate, dataBits, parity, stopBits, flowControl } = port;
    const rtscts = flowControl === 'rts-cts';
    return { port: portOf({ serial: { path, baudRate, dataBits, parity, stopBits, rtscts } }), release: async () => undefined };
  };
}

async function startStub(device: DeviceSpec, spec: StubPortSpec, faults: readonly string[], packageRoot: string): Promise<ReachedDevice> {
  const words = ['--topology', device.topology, ...faults.flatMap((fault) => ['--fault', fault]), ...spec.arguments];
  const child = spawn(process.execPath, [stubProgram(packageRoot, spec.stub), ...words], { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(0, complaintLimit)));
  // A stub that has gone does not read any more; that it has gone is told below.
  child.stdin.on('error', () => undefined);
  const path = await stubPath(child).catch(async (error: unknown) => {
    await endStub(child);
    throw notStarted(device, error, complaint);
  });
  return { port: portOf({ serial: { path, baudRate: 115_200 } }), release: () => endStub(child) };
}

/** The first line of a stub is `{ "port": PATH }`. */
async function stubPath(child: StubProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout });
  const limit = AbortSignal.timeout(startLimitMs);
  try {
    const [line] = (await Promise.race([once(lines, 'line', { signal: limit }), ended(child, limit)])) as [string];
    const { port } = JSON.parse(line) as { port?: unknown };
    if (typeof port !== 'string') throw new Error('its first line names no port');
    return port;
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
async function endStub(child: StubProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.stdin.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), endLimitMs);
  await closed;
  clearTimeout(timer);
}

function notStarted(device: DeviceSpec, error: unknown, complaint: string): Fault {
  const said = complaint.trim() === '' ? (error as Error).message : complaint.trim();
  return new Fault('stub-not-started', `the stub of device ${device.name} did not start: ${said}`, {
    place: { file: device.file },
    next: 'Where the system has no pseudo-terminals, use a device with a real port; else build again with npm start.',
    cause: error,
  });
}
