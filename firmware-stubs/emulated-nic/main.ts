import { writeSync } from 'node:fs';
import { Fault } from '../../src/core/fault.ts';
import { openPty } from '../pty/pty.ts';
import { stubArguments, type StubArguments } from './arguments.ts';
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

async function servePty({ topology, faults, pace }: Serving): Promise<void> {
  const port = new ProbePort(topology, faults);
  const pty = await openPty({ received: (octets) => server.received(octets), hungUp: () => server.hungUp() });
  const server = new ProbeServer(port, pace, (octets) => pty.write(octets));
  writeSync(process.stdout.fd, `${JSON.stringify({ port: pty.path })}\n`);
  await untilToldToEnd();
  await pty.close();
}

async function serveStdio({ topology, faults, pace }: Serving): Promise<void> {
  const server = new ProbeServer(new ProbePort(topology, faults), pace, (octets) => new Promise((resolve, reject) => {
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
  const text = json ? JSON.stringify({ faults: allFaults }) : allFaults.map(({ name, summary }) => `${name}: ${summary}`).join('\n');
  process.stdout.write(`${text}\n`);
}

async function main(words: readonly string[]): Promise<void> {
  const given = stubArguments(words);
  if (given.does === 'list-faults') listFaults(given.json);
  else if (given.line === 'stdio') await serveStdio(given);
  else await servePty(given);
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    if (!(error instanceof Fault)) throw error;
    process.stderr.write(`${error.describe()}\n`);
    process.exit(2);
  },
);
