import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { SerialPort } from '../../src/ports/serial-port.ts';
import { encodeCallProgram } from '../../src/wire/call-program-codec.ts';
import { encodeCommand } from '../../src/wire/commands.ts';
import { FrameEncoder } from '../../src/wire/frame-encoder.ts';
import type { DeviceState } from '../../src/wire/messages.ts';
import { PortDecoder } from '../../src/wire/port-decoder.ts';
import { Timeline } from '../../src/wire/timeline.ts';
import { plainProgram } from './recorded.ts';

const program = fileURLToPath(new URL('../../firmware-stubs/emulated-nic/main.js', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

function start(words: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [program, ...words], { stdio: 'pipe' });
}

function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const stdout: Buffer[] = [];
  let stderr = '';
  child.stdout.on('data', (octets: Buffer) => stdout.push(octets));
  child.stderr.on('data', (octets: Buffer) => (stderr += octets.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout: Buffer.concat(stdout), stderr })));
}

/** HELLO, LOAD, RUN. */
function commands(calls: number): Uint8Array[] {
  const frames = new FrameEncoder();
  return [
    encodeCommand(frames, 'hello', 1),
    encodeCommand(frames, 'load', 2, encodeCallProgram(plainProgram({ calls, concurrency: 5 }))),
    encodeCommand(frames, 'run', 3),
  ];
}

/** Decodes what a device says; resolves `greeted` with the start number of its HELLO, `done` when its program is. */
function listener(): { decoder: PortDecoder; states: DeviceState[]; greeted: Promise<number>; done: Promise<void> } {
  const states: DeviceState[] = [];
  let isDone = (): void => {};
  let isGreeted = (_start: number): void => {};
  const greeted = new Promise<number>((resolve) => (isGreeted = resolve));
  const done = new Promise<void>((resolve) => (isDone = resolve));
  const decoder = new PortDecoder(0, new Timeline(() => {}), {
    hello: ({ start }) => isGreeted(start),
    time: () => {},
    answer: () => {},
    state: (state) => {
      states.push(state);
      if (state.run === 'done') isDone();
    },
  });
  return { decoder, states, greeted, done };
}

test('--list-faults --json lists every fault', async (t) => {
  const { code, stdout } = await ended(start(['--list-faults', '--json']));
  t.is(code, 0);
  const { faults } = JSON.parse(stdout.toString()) as { faults: Record<string, unknown>[] };
  t.true(faults.length >= 6);
  t.like(faults.find(({ name }) => name === 'activation-not-awaited'), { topology: ['cm', 'mcm'], scenario: 'outgoing-call' });
});

for (const [words, said] of [
  [[], '--topology is missing'],
  [['--topology', 'x'], 'no topology x'],
  [['--topology', 'cm', '--fault', 'nothing'], 'no fault nothing'],
  [['--topology', 'cm', '--frobnicate'], 'frobnicate'],
  [['--topology', 'cm', '--pace', 'slow'], 'no pace slow'],
  [['--topology', 'cm', '--hooks', 'exports'], 'no hooks exports'],
] as const) {
  test(`refuses: ${words.join(' ') || 'no words'}`, async (t) => {
    const { code, stdout, stderr } = await ended(start(words));
    t.is(code, 2);
    t.is(stdout.length, 0);
    t.true(stderr.includes(said), stderr);
    t.false(stderr.includes('    at '), stderr);
  });
}

test('--stdio: frames in and out, the same bytes each time, until standard input ends', async (t) => {
  const run = async (): Promise<Ended> => {
    const child = start(['--topology', 'cm', '--stdio']);
    const end = ended(child);
    child.stdin.end(Buffer.concat(commands(20)));
    return end;
  };
  const [first, second] = [await run(), await run()];
  t.is(first.code, 0, first.stderr);
  const { decoder, states } = listener();
  decoder.push(first.stdout, 0);
  t.like(decoder.counts, { damaged: 0, lost: 0, malformed: 0 });
  t.like(states.at(-1), { run: 'done', completed: 20 });
  t.true(first.stdout.equals(second.stdout));
});

/**
 * Runs a program through a pseudo-terminal, as the bench does, then hangs up. A device that has not yet seen the last hang-up, as its
 * start number tells, is left again.
 */
async function runThrough(t: ExecutionContext, path: string, leastStart: number): Promise<void> {
  const { decoder, states, greeted, done } = listener();
  const port = new SerialPort({ path, baudRate: 115_200 });
  await port.open({ received: ({ octets }) => decoder.push(octets, 0), ended: () => {} });
  const [hello, ...rest] = commands(20);
  await port.write(hello as Uint8Array);
  if ((await greeted) < leastStart) {
    await port.close();
    return runThrough(t, path, leastStart);
  }
  for (const command of rest) await port.write(command);
  await done;
  await port.close();
  t.like(decoder.counts, { damaged: 0, lost: 0, malformed: 0, restarts: 0 });
  t.like(states.at(-1), { run: 'done', completed: 20 });
}

const ptyTest = process.platform === 'win32' ? test.skip : test;

ptyTest('serves a pseudo-terminal, one user after another, until standard input ends', async (t) => {
  const child = start(['--topology', 'cm']);
  const line = await new Promise<string>((resolve) => child.stdout.once('data', (octets: Buffer) => resolve(octets.toString())));
  const { port } = JSON.parse(line) as { port: string };
  const end = ended(child);
  await runThrough(t, port, 1);
  await runThrough(t, port, 2);
  child.stdin.end();
  t.is((await end).code, 0);
  t.false(existsSync(port));
});
