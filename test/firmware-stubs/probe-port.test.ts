import test from 'ava';
import { ProbePort } from '../../firmware-stubs/emulated-nic/probe-port.ts';
import { ProbeServer } from '../../firmware-stubs/emulated-nic/probe-server.ts';
import type { Topology } from '../../src/core/condis/roles.ts';
import type { CallProgram } from '../../src/core/scenario/call-program.ts';
import { encodeCallProgram } from '../../src/wire/call-program-codec.ts';
import { encodeCommand, encodeCookie, type CommandName } from '../../src/wire/commands.ts';
import { FrameEncoder } from '../../src/wire/frame-encoder.ts';
import type { Hello } from '../../src/wire/hello.ts';
import { answerText, type CommandAnswer, type DeviceState, type TimeAnswer } from '../../src/wire/messages.ts';
import { PortDecoder } from '../../src/wire/port-decoder.ts';
import { Timeline } from '../../src/wire/timeline.ts';
import { plainProgram, recorded } from './recorded.ts';

/** The bench's side of a line: sends commands, keeps what the device says. */
class Bench {
  readonly hellos: Hello[] = [];
  readonly times: TimeAnswer[] = [];
  readonly states: DeviceState[] = [];
  readonly answers: CommandAnswer[] = [];
  events = 0;
  readonly decoder: PortDecoder;
  readonly #frames = new FrameEncoder();
  readonly #timeline = new Timeline((batch) => (this.events += batch.count));
  #id = 0;

  constructor() {
    this.decoder = new PortDecoder(0, this.#timeline, {
      hello: (hello) => this.hellos.push(hello),
      time: (time) => this.times.push(time),
      state: (state) => this.states.push(state),
      answer: (answer) => this.answers.push(answer),
    });
  }

  command(name: CommandName, octets?: Uint8Array): Uint8Array {
    return encodeCommand(this.#frames, name, ++this.#id, octets);
  }

  heard(octets: Uint8Array): void {
    this.decoder.push(octets, 0);
    this.#timeline.flush();
  }

  get lastAnswer(): string {
    const answer = this.answers.at(-1) as CommandAnswer;
    return `${answer.id} ${answer.code} ${answerText(answer)}`.trim();
  }
}

/** A device whose line carries everything at once. */
class Device {
  readonly bench = new Bench();
  readonly port: ProbePort;

  constructor(topology: Topology = 'cm') {
    this.port = new ProbePort(topology, []);
  }

  /** Gives the command and takes what the device says at once. */
  tell(name: CommandName, octets?: Uint8Array): string {
    this.port.push(this.bench.command(name, octets));
    this.bench.heard(this.port.take());
    return this.bench.answers.length > 0 ? this.bench.lastAnswer : '';
  }

  load(program: CallProgram): string {
    return this.tell('load', encodeCallProgram(program));
  }

  /** Lets the model go on until it does nothing more unasked. */
  settle(): void {
    while (this.port.nextTicks < Infinity) {
      this.port.step();
      this.bench.heard(this.port.take());
    }
  }
}

test('HELLO says what the device is, on the model\'s clock', (t) => {
  const device = new Device('mcm');
  t.is(device.tell('hello'), '1 ok');
  t.like(device.bench.hellos[0], {
    topology: 'mcm', hook: 'source', begins: 'load', freeRunning: true, tickHz: 100_000_000, tick: 0n, events: 0, start: 1,
    observes: ['calls', 'arguments', 'signalling', 'memory', 'irql'], sees: ['client', 'mcm'],
  });
});

test('LOAD, RUN, CLOSE: the events of the model, then STATE with exact counts', (t) => {
  const device = new Device();
  const program = plainProgram({ calls: 100, concurrency: 10 });
  device.tell('hello');
  t.is(device.load(program), '2 ok');
  t.is(device.tell('run'), '3 ok');
  device.settle();
  t.like(device.bench.states.at(-1), { run: 'done', offered: 100, completed: 100, failed: 0, abandoned: 0 });
  device.tell('close');
  t.is(device.bench.answers.length, 3);
  device.settle();
  t.is(device.bench.lastAnswer, '4 ok');
  const last = device.bench.states.at(-1) as DeviceState;
  t.like(last, { run: 'closed', offered: 100, completed: 100, failed: 0, abandoned: 0 });
  t.is(last.framesSent, device.bench.decoder.counts.frames - 1, 'the answer to CLOSE follows');
  t.is(device.bench.events, recorded(program).events.length);
  t.like(device.bench.decoder.counts, { lost: 0, damaged: 0, malformed: 0, unknown: 0, beforeHello: 0 });
  // One after every 4096 events, one when done, one when closed.
  t.is(device.bench.states.length, Math.floor(device.bench.events / 4096) + 2);
});

test('STOP in the middle ends in STATE stopped, offered = completed + failed + abandoned', (t) => {
  const device = new Device();
  device.tell('hello');
  device.load(plainProgram({ calls: 10_000, concurrency: 20 }));
  device.tell('run');
  for (let i = 0; i < 2000; i++) device.port.step();
  device.bench.heard(device.port.take());
  device.tell('stop');
  device.settle();
  const last = device.bench.states.at(-1) as DeviceState;
  t.is(last.run, 'stopped');
  t.true(last.offered >= 20 && last.offered < 10_000);
  t.is(last.offered, last.completed + last.failed + last.abandoned);
});

test('CLOSE while running stops first, and closes when the calls under way are through', (t) => {
  const device = new Device();
  device.tell('hello');
  device.load(plainProgram({ calls: 10_000, concurrency: 5 }));
  device.tell('run');
  for (let i = 0; i < 1000; i++) device.port.step();
  device.tell('close');
  device.settle();
  t.like(device.bench.states.at(-1), { run: 'closed', failed: 0, abandoned: 0 });
});

test('a client that cannot close leaves its call abandoned', (t) => {
  const bench = new Bench();
  const stuck = new ProbePort('cm', [{ name: 'none', topology: ['cm'], requirement: [], scenario: '', summary: '', standInFront({ callManager }) {
    callManager.completeMakeCall = function* () {};
  } }]);
  stuck.push(bench.command('hello'));
  stuck.push(bench.command('load', encodeCallProgram(plainProgram({ calls: 5 }))));
  stuck.push(bench.command('run'));
  while (stuck.nextTicks < Infinity) stuck.step();
  stuck.push(bench.command('close'));
  while (stuck.nextTicks < Infinity) stuck.step();
  bench.heard(stuck.take());
  t.like(bench.states.at(-1), { run: 'closed', offered: 1, completed: 0, failed: 0, abandoned: 1 });
});

test('what does not fit is refused, what comes at the wrong time too, an unknown command is answered as unknown', (t) => {
  const device = new Device();
  t.is(device.tell('run'), '1 wrong-state no program is loaded');
  t.is(device.load(plainProgram({ topology: 'mcm' })), '2 refused topology: this device is cm');
  t.is(device.tell('load', Uint8Array.of(1, 2)), '3 refused the program ends inside an entry');
  t.is(device.load(plainProgram({ addresses: { called: 'zz'.repeat(20) } })).slice(0, 9), '4 refused');
  t.is(device.load(plainProgram({ callParameters: { Flags: 1 } })), '5 refused callParameters: PERMANENT_VC and the key permanentVc go together');
  t.is(device.load(plainProgram()), '6 ok');
  t.is(device.tell('run'), '7 ok');
  t.is(device.tell('run'), '8 wrong-state the program was run; RESET first');
  t.is(device.load(plainProgram()), '9 wrong-state a program was run; RESET first');
  device.port.push(new FrameEncoder().encode(0x7f, Uint8Array.of(10, 0, 0, 0)));
  device.bench.heard(device.port.take());
  t.is(device.bench.lastAnswer, '10 unknown-command');
});

test('SYNC, ECHO, STATS', (t) => {
  const device = new Device();
  device.tell('sync', encodeCookie(77n));
  t.deepEqual(device.bench.times, [{ id: 1, cookie: 77n, receivedTick: 0n, sentTick: 0n }]);
  device.tell('echo', Uint8Array.of(0, 1, 0, 255));
  t.deepEqual([...(device.bench.answers[0] as CommandAnswer).octets], [0, 1, 0, 255]);
  t.is(device.tell('stats'), '3 ok 0 events, 3 frames sent, 0 damaged commands');
  t.like(device.bench.states, [{ run: 'idle', framesSent: 3 }]);
  t.is(device.tell('sync', Uint8Array.of(1)), '4 refused SYNC has no cookie');
});

test('a command that comes twice is done once and answered twice', (t) => {
  const device = new Device();
  device.load(plainProgram());
  const run = device.bench.command('run');
  for (let i = 0; i < 2; i++) device.port.push(run);
  device.settle();
  t.deepEqual(device.bench.answers.map(({ id, code }) => [id, code]), [[1, 'ok'], [2, 'ok'], [2, 'ok']]);
  const reset = device.bench.command('reset');
  for (let i = 0; i < 2; i++) device.port.push(reset);
  device.bench.heard(device.port.take());
  t.deepEqual(device.bench.hellos.map(({ start }) => start), [2]);
  t.is(device.bench.answers.length, 5);
});

test('RESET begins anew: another start, numbering and model from the beginning', (t) => {
  const device = new Device();
  device.tell('hello');
  device.load(plainProgram());
  device.tell('run');
  device.settle();
  t.is(device.tell('reset'), '4 ok');
  t.like(device.bench.hellos.at(-1), { start: 2, events: 0, tick: 0n });
  t.is(device.load(plainProgram()), '5 ok');
  t.is(device.tell('run'), '6 ok');
  device.settle();
  t.like(device.bench.decoder.counts, { lost: 0, damaged: 0, restarts: 1 });
  t.like(device.bench.states.at(-1), { run: 'done', completed: 1 });
});

test('paced by the host\'s clock, it rests between two events and answers all the same', async (t) => {
  const bench = new Bench();
  const port = new ProbePort('mcm', []);
  const server = new ProbeServer(port, 'real', async (octets) => bench.heard(octets));
  const hold = { kind: 'fixed' as const, ns: 3_600_000_000_000 };
  const program = plainProgram({ topology: 'mcm', delays: { ...plainProgram().delays, hold } });
  server.received(bench.command('hello'));
  server.received(bench.command('load', encodeCallProgram(program)));
  server.received(bench.command('run'));
  while (port.nextTicks < hold.ns / 10) await new Promise((resolve) => setTimeout(resolve, 5));
  const { events } = port;
  server.received(bench.command('stats'));
  while (bench.answers.length < 4) await new Promise((resolve) => setImmediate(resolve));
  t.true(bench.lastAnswer.startsWith('4 ok'));
  t.is(port.events, events);
  server.hungUp();
  await server.idle();
  t.is(port.nextTicks, Infinity);
});

test('paced by the host\'s clock, a program that is through is told at once, and closed', async (t) => {
  const bench = new Bench();
  const server = new ProbeServer(new ProbePort('cm', []), 'real', async (octets) => bench.heard(octets));
  server.received(bench.command('hello'));
  server.received(bench.command('load', encodeCallProgram(plainProgram())));
  server.received(bench.command('run'));
  await server.idle();
  t.is(bench.states.at(-1)?.run, 'done');
  server.received(bench.command('close'));
  await server.idle();
  t.is(bench.states.at(-1)?.run, 'closed');
});

test('the model does not run ahead of a line that takes nothing', async (t) => {
  const bench = new Bench();
  const port = new ProbePort('cm', []);
  const written: Uint8Array[] = [];
  let release = (): void => {};
  const server = new ProbeServer(port, 'free', (octets) => {
    written.push(octets);
    return new Promise((resolve) => (release = resolve));
  });
  server.received(bench.command('hello'));
  release();
  server.received(bench.command('load', encodeCallProgram(plainProgram({ calls: 1_000_000 }))));
  server.received(bench.command('run'));
  await new Promise((resolve) => setImmediate(resolve));
  release();
  await new Promise((resolve) => setImmediate(resolve));
  const stalledAt = port.events;
  t.true(stalledAt > 0 && stalledAt < 5000);
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
  t.is(port.events, stalledAt);
  t.true(written.every((octets) => octets.length < 128 * 1024));
  server.hungUp();
  release();
  await server.idle();
  t.is(port.events, 0);
});
