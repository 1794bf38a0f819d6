import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Topology } from '../../src/core/condis/roles.ts';
import { Fault } from '../../src/core/fault.ts';
import { encodeCallProgram } from '../../src/wire/call-program-codec.ts';
import { encodeCommand } from '../../src/wire/commands.ts';
import { FrameEncoder } from '../../src/wire/frame-encoder.ts';
import { faultsNamed } from './arguments.ts';
import { plainProgram } from './plain-program.ts';
import { ProbePort } from './probe-port.ts';

/** Writes what the emulated NIC says on its line into a file: HELLO, so many events or a few more, STATE. For benchmarks. */

const usage = `usage: generate.js --topology cm|mcm --events N --out FILE [--fault NAME]... [--concurrency N] [--seed N]
       generate.js --topology cm|mcm --events N --out FILE [--fault NAME]... --program FILE
  --program: the payload of a LOAD; without it the calls leave everything to the defaults`;
const writeOctets = 1024 * 1024;

function bad(message: string): Fault {
  return new Fault('bad-arguments', message, { next: usage });
}

function number(text: string | undefined, fallback?: number): number {
  const value = text === undefined ? fallback : Number(text);
  if (value === undefined || !Number.isSafeInteger(value) || value < 1) throw bad(`not a whole number of 1 or more: ${text ?? 'nothing'}`);
  return value;
}

function generate(words: readonly string[]): number {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...words],
    options: {
      topology: option, events: option, out: option, program: option, concurrency: option, seed: option,
      fault: { type: 'string', multiple: true },
    },
  });
  const { topology, out } = values;
  if (topology !== 'cm' && topology !== 'mcm') throw bad('--topology is cm or mcm');
  if (out === undefined) throw bad('--out is missing');
  const concurrency = number(values.concurrency, 50);
  const seed = number(values.seed, 1);
  const program = values.program === undefined
    ? encodeCallProgram(plainProgram({ topology, calls: 0xffff_ffff, concurrency, seed }))
    : readFileSync(values.program);
  return write(topology, program, number(values.events), out, values.fault ?? []);
}

/** Gives the number of events written. */
function write(topology: Topology, program: Uint8Array, events: number, out: string, faults: readonly string[]): number {
  const port = new ProbePort(topology, faultsNamed(faults, topology));
  const commands = new FrameEncoder();
  const file = openSync(out, 'w');
  port.push(encodeCommand(commands, 'hello', 1));
  port.push(encodeCommand(commands, 'load', 2, program));
  port.push(encodeCommand(commands, 'run', 3));
  let isClosing = false;
  while (port.nextTicks < Infinity) {
    port.step();
    if (!isClosing && port.events >= events) {
      isClosing = true;
      port.push(encodeCommand(commands, 'close', 4));
    }
    if (port.pending >= writeOctets) writeSync(file, port.take());
  }
  writeSync(file, port.take());
  closeSync(file);
  return port.events;
}

try {
  const began = performance.now();
  const events = generate(process.argv.slice(2));
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(`${JSON.stringify({ events, eventsPerSecond: Math.round(events / seconds) })}\n`);
} catch (error) {
  if (!(error instanceof Fault) && !(error instanceof TypeError)) throw error;
  process.stderr.write(`${error instanceof Fault ? error.describe() : error.message}\n`);
  process.exitCode = 2;
}
