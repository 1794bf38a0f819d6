import { writeSync } from 'node:fs';
import { Fault } from '../../src/core/fault.ts';
import { limitForms } from '../../src/core/scenario/fault-use.ts';
import { openPty } from '../pty/pty.ts';
import { openTcpLine } from '../tcp/tcp-line.ts';
import { openUsbLine } from '../usb/usb-line.ts';
import { loopback, stubArguments, type StubArguments, type StubLine } from './arguments.ts';
import { allFaults } from './faults/all-faults.ts';
import { ProbePort } from './probe-port.ts';
import { ProbeServer } from './probe-server.ts';

/** The emulated NIC as a process: one device, one line. */

type Serving = Extract<StubArguments, { does: 'serve' }>;

/** A process is told to end by its standard input, so that it never outlives whoever started it, or by a signal. */
function untilToldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.on('end', resolve).on('error', () => resolve()).resume();
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}

/** A line that is there before anybody uses it, and for one user after another. */
interface Line {
  /** What people call it: a path, `tcp://host:port`. */
  readonly name: string;
  /** What people should know of it. */
  readonly notice?: string;
  write(octets: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

interface LineListener {
  received(octets: Uint8Array): void;
  hungUp(): void;
}

async function openLine(wanted: Exclude<StubLine, 'stdio'>, listener: LineListener): Promise<Line> {
  // One machine can have several: each has a serial number of its own.
  if (wanted !== 'pty' && 'usb' in wanted) return openUsbLine(wanted.usb, `NIC-${process.pid}`, listener);
  if (wanted !== 'pty') return openTcpLine(wanted, listener);
  try {
    const pty = await openPty(listener);
    return { name: pty.path, write: (octets) => pty.write(octets), close: () => pty.close() };
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'no-pty') throw error;
    const line = await openTcpLine(loopback, listener);
    return { ...line, notice: `${error.message}: emulated NICs are reached over TCP on loopback` };
  }
}

async function serveLine({ topology, faults, hook, pace, nature }: Serving, wanted: Exclude<StubLine, 'stdio'>): Promise<void> {
  const port = new ProbePort(topology, faults, hook, nature);
  const listener = { received: (octets: Uint8Array) => server.received(octets), hungUp: () => server.hungUp() };
  const server = new ProbeServer(port, pace, (octets) => line.write(octets));
  const line = await openLine(wanted, listener);
  const { name, notice } = line;
  writeSync(process.stdout.fd, `${JSON.stringify({ port: name, notice })}\n`);
  await untilToldToEnd();
  await line.close();
}

async function serveStdio({ topology, faults, hook, pace, nature }: Serving): Promise<void> {
  const server = new ProbeServer(new ProbePort(topology, faults, hook, nature), pace, (octets) => new Promise((resolve, reject) => {
    process.stdout.write(octets, (error) => (error ? reject(error) : resolve()));
  }));
  // A reader that goes away ends the process; there is nobody left to tell.
  process.stdout.on('error', () => process.exit(0));
  process.stdin.on('data', (octets: Buffer) => server.received(octets));
  await untilToldToEnd();
  await server.idle();
}

function listFaults(json: boolean): void {
  // What is listed of a fault is what JSON has a form for: all but its behaviour.
  const listed = { faults: allFaults, limits: limitForms };
  const text = json ? JSON.stringify(listed) : allFaults.map(({ name, summary }) => `${name}: ${summary}`).join('\n');
  process.stdout.write(`${text}\n`);
}

async function main(words: readonly string[]): Promise<void> {
  const given = stubArguments(words);
  if (given.does === 'list-faults') listFaults(given.json);
  else if (given.line === 'stdio') await serveStdio(given);
  else await serveLine(given, given.line);
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    if (!(error instanceof Fault)) throw error;
    process.stderr.write(`${error.describe()}\n`);
    process.exit(2);
  },
);
