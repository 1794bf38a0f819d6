import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { openPty } from '../../firmware-stubs/pty/pty.ts';
import { ProbePort } from '../../firmware-stubs/emulated-nic/probe-port.ts';
import { ProbeServer } from '../../firmware-stubs/emulated-nic/probe-server.ts';
import { tickHz } from '../../firmware-stubs/emulated-nic/delays.ts';
import { plainProgram } from '../../firmware-stubs/emulated-nic/plain-program.ts';
import { openTcpLine } from '../../firmware-stubs/tcp/tcp-line.ts';
import type { ReachDevice } from '../../src/bench/reached-device.ts';
import { WireLookout } from '../../src/bench/wire-lookout.ts';
import { functionName } from '../../src/core/condis/functions.ts';
import type { Topology } from '../../src/core/condis/roles.ts';
import { LineDamage, type LineFault, type LineMoment } from '../../src/core/scenario/line-fault.ts';
import { functionOf, kindIds, kindOf } from '../../src/core/trace/event-record.ts';
import type { RunRecord } from '../../src/report/run-record.ts';
import { SerialPort } from '../../src/ports/serial-port.ts';
import { TcpPort } from '../../src/ports/tcp-port.ts';
import { crc32 } from '../../src/wire/crc32.ts';
import { FrameReader } from '../../src/wire/frame-reader.ts';
import { frameTypes } from '../../src/wire/frame.ts';
import { EventBatch } from '../../src/core/trace/event-batch.ts';
import { spoken } from '../firmware-stubs/judging.ts';
import { inProcess, plannedRun, recordOf, runToEnd, temporaryFolder } from './bench-harness.ts';

const topologies = ['cm', 'mcm'] as const;
const nsPerTick = 1_000_000_000 / tickHz;
const completion = { cm: 'NdisCmMakeCallComplete', mcm: 'NdisMCmMakeCallComplete' } as const;

function drop(octets: number, moment: LineMoment): LineFault {
  return { kind: 'drop', octets, holdNs: 0, moment };
}

/** What a device says in six calls, one after another. */
function sixCalls(topology: Topology): Uint8Array {
  const pieces: Uint8Array[] = [];
  spoken(plainProgram({ topology, calls: 6, concurrency: 1, callsPerVc: 1 }), [], (octets) => pieces.push(octets.slice()));
  return Buffer.concat(pieces);
}

/** What stands in a stream of frames: with which octet each begins, and what it is. */
function framesIn(octets: Uint8Array): { at: number; name: string; tick: number }[] {
  const frames: { at: number; name: string; tick: number }[] = [];
  const arena = new EventBatch();
  let at = 0;
  const reader = new FrameReader({
    arena: () => arena,
    frame: (type, _sequence, start) => {
      const identity = arena.words[start] as number;
      const isEnter = type === frameTypes.event && kindOf(identity) === kindIds.enter;
      const name = type !== frameTypes.event ? 'no event' : isEnter ? (functionName(functionOf(identity)) ?? '') : `kind ${kindOf(identity)}`;
      frames.push({ at, name, tick: arena.words[start + 2] as number });
    },
    damaged: () => undefined,
  });
  for (let end = octets.indexOf(0); end >= 0; end = octets.indexOf(0, at)) {
    reader.push(octets.subarray(at, end + 1));
    at = end + 1;
  }
  return frames;
}

/** Where a lookout finds the beginnings of faults in a stream that comes in pieces. */
function found(octets: Uint8Array, topology: Topology, moments: readonly LineMoment[], cuts: readonly number[] = []): [number, number][] {
  const lookout = new WireLookout(moments.map((moment) => drop(1, moment)), topology, {});
  const all: [number, number][] = [];
  const places = [0, ...cuts.map((cut) => cut % octets.length).sort((a, b) => a - b), octets.length];
  for (const [i, end] of places.slice(1).entries()) {
    const { known } = lookout;
    lookout.push(octets.slice(places[i], end));
    const here = lookout.take();
    if (here.some(({ position }) => position < known || position >= lookout.known)) throw new Error('found too late');
    all.push(...here.map(({ fault, position }): [number, number] => [fault, position]));
  }
  return all;
}

for (const topology of topologies) {
  const octets = sixCalls(topology);
  const frames = framesIn(octets);
  const completed = frames.filter(({ name }) => name === completion[topology]).map(({ at }) => at);

  test(`the frame of an event is found, of all of them and of some calls (${topology})`, (t) => {
    t.is(completed.length, 6);
    const on = { event: 'Ndis[M]CmMakeCallComplete', count: 1 };
    t.deepEqual(found(octets, topology, [{ on, calls: [[3, 3]] }]), [[0, completed[2]]]);
    t.deepEqual(found(octets, topology, [{ on: { ...on, event: completion[topology] } }]), [[0, completed[0]]]);
    t.deepEqual(found(octets, topology, [{ on: { ...on, count: 5 } }]), [[0, completed[4]]]);
    t.deepEqual(found(octets, topology, [{ on, calls: [[2, 2], [5, 9]] }]), [1, 4, 5].map((i) => [0, completed[i]]));
    t.deepEqual(found(octets, topology, [{ on: { ...on, count: 2 }, calls: [[1, 6]] }]), []);
    t.deepEqual(found(octets, topology, [{ on, callOfPass: 2 }]), []);
  });

  test(`the first event from a time on is found (${topology})`, (t) => {
    const events = frames.filter(({ name }) => name !== 'no event');
    for (const { at, tick } of [events[0], events[100], events.at(-1)].filter((event) => event !== undefined)) {
      const first = events.find((event) => event.tick >= tick)?.at;
      t.deepEqual(found(octets, topology, [{ atNs: tick * nsPerTick }]), [[0, first]], `${at}`);
      t.true(found(octets, topology, [{ atNs: tick * nsPerTick + 1 }]).every(([, position]) => position > at));
    }
    t.deepEqual(found(octets, topology, [{ atNs: 3_600_000_000_000 }]), []);
  });

  test(`the same is found, and in time, however the octets come in pieces (${topology})`, (t) => {
    const moments: LineMoment[] = [
      { on: { event: 'CONNECT received', count: 1 }, calls: [[2, 4]] }, { atNs: 20_000_000 }, { on: { event: 'NdisClMakeCall returns', count: 6 } },
    ];
    const whole = found(octets, topology, moments);
    t.is(whole.length, 5);
    fc.assert(fc.property(fc.array(fc.nat(), { maxLength: 300 }), (cuts) => t.deepEqual(found(octets, topology, moments, cuts), whole)), { numRuns: 25 });
  });

  test(`what is dropped begins with that frame, and what is held back comes in the end (${topology})`, (t) => {
    const fault = drop(40, { on: { event: completion[topology], count: 1 }, calls: [[3, 3]] });
    const damage = new LineDamage([fault], new WireLookout([fault], topology, {}));
    const unfinished = octets.slice(0, (completed[4] ?? 0) + 7);
    const left = [...damage.apply(unfinished), ...damage.finish()].flatMap((piece) => [...piece.octets]);
    const at = completed[2] as number;
    t.deepEqual(left, [...unfinished.subarray(0, at), ...unfinished.subarray(at + 40)]);
    t.deepEqual(damage.begun, [1]);
  });

  test(`a frame of one call is lost, and nothing else; a delay loses nothing (${topology})`, async (t) => {
    const on = { event: 'Ndis[M]CmMakeCallComplete', count: 1 };
    const lost = await ran(t, topology, [drop(40, { on, calls: [[3, 3]] })], inProcess(topology));
    t.is(lost.verdict, 'inconclusive');
    t.like(lost.losses, { damagedFrames: 1, lostFrames: 1 });
    t.deepEqual(lost.provenance.line, [{ what: 'drop 40 octets on Ndis[M]CmMakeCallComplete in calls 3', begun: 1 }]);
    const held = await ran(t, topology, [
      { kind: 'delay', octets: 0, holdNs: 20_000_000, moment: { atNs: 30_000_000 } },
      { kind: 'delay', octets: 0, holdNs: 20_000_000, moment: { on, calls: [[2, 3]] } },
      drop(40, { on: { ...on, count: 7 } }),
    ], inProcess(topology));
    t.is(held.verdict, 'pass');
    t.deepEqual(held.provenance.line.map(({ begun }) => begun), [1, 2, 0]);
    t.is(held.losses.damagedFrames, 0);
  });
}

test('faults of the line that never begin leave the record of a run as it is without them', async (t) => {
  const told = ({ verdict, judgement, expectations, losses }: RunRecord) => ({ verdict, judgement, expectations, losses });
  const plain = told(await ran(t, 'mcm', [], inProcess('mcm')));
  t.is(plain.verdict, 'pass');
  const on = { event: 'CONNECT received', count: 1 };
  const never: LineMoment[] = [
    { atNs: 3_600_000_000_000 }, { on: { ...on, count: 7 } }, { on, calls: [[7, 9]] }, { on, callOfPass: 2 }, { on: { ...on, event: 'CONNECT sent' } },
  ];
  const kinds = fc.constantFrom<Pick<LineFault, 'kind' | 'octets' | 'holdNs'>>(
    { kind: 'drop', octets: 9, holdNs: 0 }, { kind: 'flip', octets: 1, holdNs: 0 }, { kind: 'delay', octets: 0, holdNs: 1e9 },
  );
  const line = fc.array(fc.record({ kind: kinds, moment: fc.constantFrom(...never) }), { minLength: 1, maxLength: 5 });
  await fc.assert(fc.asyncProperty(line, async (faults) => {
    const damaged = await ran(t, 'mcm', faults.map(({ kind, moment }) => ({ ...kind, moment })), inProcess('mcm'));
    t.deepEqual(told(damaged), plain);
  }), { numRuns: 6 });
});

test('the line of an event is found in the text form, too', (t) => {
  const closed = (text: string): string => `${text} *${crc32(Buffer.from(text)).toString(16).padStart(8, '0')}\r\n`;
  const said = [
    'boot\r\n', closed('@5000 - hello version=1 topology=cm hook=source begins=load observes=calls sees=client,cm tickHz=1000 start=1 identity="c" seq=0'),
    closed('@5001 NdisClMakeCall enter by=client vc=0x10 thread=1 seq=1'), 'noise\n',
    closed('@5003 NdisClMakeCall enter by=client vc=0x20 thread=1 seq=2'), closed('@5004 NdisClMakeCall enter by=client vc=0x10 thread=1 seq=3'),
  ];
  const octets = Buffer.from(said.join(''));
  const at = said.map((_, i) => said.slice(0, i).join('').length);
  const on = { event: 'NdisClMakeCall', count: 1 };
  const moments: LineMoment[] = [{ on: { ...on, count: 2 } }, { on, calls: [[3, 3]] }, { atNs: 2_000_000 }];
  fc.assert(fc.property(fc.array(fc.nat(), { maxLength: 40 }), (cuts) => {
    t.deepEqual(found(octets, 'cm', moments, cuts), [[0, at[4]], [2, at[4]], [1, at[5]]]);
  }), { numRuns: 40 });
});

test('over a line of the system, over TCP and in memory the same is hit', async (t) => {
  const line = [drop(40, { on: { event: 'CONNECT received', count: 1 }, calls: [[2, 2], [4, 4]] })];
  const expected = await ran(t, 'cm', line, inProcess('cm'));
  t.is(expected.losses.damagedFrames, 2);
  for (const reach of [overPty, overTcp]) {
    const { losses, judgement } = await ran(t, 'cm', line, reach);
    t.deepEqual(losses, expected.losses);
    t.deepEqual(judgement?.requirements, expected.judgement?.requirements);
  }
});

/** Six calls one after another over a line with faults. */
async function ran(t: ExecutionContext, topology: Topology, line: readonly LineFault[], reach: ReachDevice) {
  const planned = await plannedRun('outgoing-call', topology, 6);
  const program = { ...planned.program, concurrency: 1, callsPerVc: 1 };
  const outcome = await runToEnd(temporaryFolder(t), { ...planned, scenario: { ...planned.scenario, line }, program }, reach);
  const never = line.length - recordOf(outcome).provenance.line.filter(({ begun }) => begun > 0).length;
  const log = readFileSync(join(outcome.folder, 'bench.log'), 'utf8');
  t.is((log.match(/a fault of the line never began/g) ?? []).length, never);
  return recordOf(outcome);
}

async function overPty(): ReturnType<ReachDevice> {
  const server: ProbeServer = new ProbeServer(new ProbePort('cm', []), 'free', (octets) => pty.write(octets));
  const pty = await openPty({ received: (octets) => server.received(octets) });
  return { port: new SerialPort({ path: pty.path, baudRate: 115_200 }), release: () => pty.close() };
}

async function overTcp(): ReturnType<ReachDevice> {
  const server: ProbeServer = new ProbeServer(new ProbePort('cm', []), 'free', (octets) => line.write(octets));
  const line = await openTcpLine({ host: '127.0.0.1', port: 0 }, { received: (octets) => server.received(octets), hungUp: () => server.hungUp() });
  const port = Number(line.name.split(':').at(-1));
  return { port: new TcpPort({ host: '127.0.0.1', port, connectTimeoutMs: 5000 }), release: () => line.close() };
}
