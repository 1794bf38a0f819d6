import test from 'ava';
import fc from 'fast-check';
import { utf8Octets } from '../../../src/core/octets.ts';
import { Fault } from '../../../src/core/fault.ts';
import { gapReasonIds } from '../../../src/core/trace/event-record.ts';
import { CaptureReplay } from '../../../src/wire/capture/capture-replay.ts';
import { linkTypes, packetDirections } from '../../../src/wire/capture/pcapng-format.ts';
import { PcapngWriter } from '../../../src/wire/capture/pcapng-writer.ts';
import { crc32 } from '../../../src/wire/crc32.ts';
import { SampleBench, sampleBench, sampleHello, sampleReads, sampleSignals, TraceLog } from './sample-run.ts';

/** Replays a file in pieces of `chunk` octets. */
function replay(file: Uint8Array, chunk = file.length): { readonly log: TraceLog; readonly complete: boolean } {
  const log = new TraceLog();
  const reader = new CaptureReplay('capture.pcapng', log);
  for (let at = 0; at < file.length; at += chunk) reader.push(file.slice(at, at + chunk));
  return { log, ...reader.finish() };
}

/** Why the gap in a logged record is there. */
function gapReason(event: TraceLog['events'][number] | undefined): string | undefined {
  if (event?.kind !== 'gap') return undefined;
  const detail = Number.parseInt(event.record.slice(14, 16), 16);
  return Object.entries(gapReasonIds).find(([, id]) => id === detail)?.[0];
}

test('a replay gives the header and the events that the run gave live, in pieces of any size', (t) => {
  const bench = sampleBench();
  t.deepEqual(bench.interpreter.finish(true), { complete: true });
  t.is(bench.live.events.length, 3 * sampleSignals.length);
  for (const chunk of [1, 7, 64, 4096]) {
    const { log, complete } = replay(bench.file(), chunk);
    t.true(complete);
    t.deepEqual(log.headers, bench.live.headers);
    t.deepEqual(log.events, bench.live.events);
  }
  const [header] = bench.live.headers;
  t.like(header, { topology: 'mcm', observes: ['calls', 'signalling'], sees: ['client', 'mcm'], begins: 'load', scenario: 'sample' });
  t.like(header, { startedAt: '2026-11-21T15:34:54Z', declares: { inputValid: true }, complete: true, uncertaintyNs: 0 });
  t.like(header?.ports[0], { name: 'main', tickHz: 1_000_000, clock: 'device' });
});

test('a port without a clock gets its times from the stamps, live and in the replay', (t) => {
  const bench = sampleBench(sampleReads({ ...sampleHello, tickHz: 0 }));
  bench.interpreter.finish(true);
  const { log } = replay(bench.file());
  t.deepEqual(log.events, bench.live.events);
  // Reads come every 1.5 us; the first is the HELLO, the second completes an enter, the third the signal after it.
  t.deepEqual(log.events.slice(0, 2).map((event) => event.at), [1500, 3000]);
  t.is(log.headers[0]?.ports[0]?.clock, 'host');
});

test('cut anywhere, a capture is readable: what is there, a gap, and not complete', (t) => {
  const bench = sampleBench();
  const file = bench.file();
  const whole = replay(file).log.events;
  for (let length = 0; length < file.length; length++) {
    const { log, complete } = replay(file.subarray(0, length), 50);
    t.false(complete);
    t.is(log.headers.length, 1);
    const events = log.events.filter((event) => event.kind !== 'gap');
    t.deepEqual(events, whole.slice(0, events.length));
    if (events.length > 0) t.is(gapReason(log.events.at(-1)), 'truncated');
  }
});

test('a block that began after the closing statistics makes a cut', (t) => {
  const file = sampleBench().file();
  t.false(replay(Uint8Array.from([...file, ...file.subarray(0, 20)])).complete);
});

test('a read larger than Wireshark takes in a packet is several packets, and the same trace', (t) => {
  const many = Array.from({ length: 4000 }, () => 0);
  const reads = sampleReads();
  const bench = new SampleBench();
  bench.read(Uint8Array.from([...reads.flatMap((read) => [...read]), ...Array.from({ length: 50 }, () => many).flat()]));
  bench.recorder.close(bench.nowNs);
  bench.interpreter.finish(true);
  t.true(bench.blocks.every((block) => block.length < 70_000));
  t.true(bench.blocks.some((block) => block.length > 65_536));
  t.deepEqual(replay(bench.file()).log.events, bench.live.events);
});

test('a capture that was closed in order but interrupted is not complete, and has no gap', (t) => {
  const bench = new SampleBench();
  for (const read of sampleReads()) bench.read(read);
  bench.recorder.note({ what: 'interrupted', reason: 'SIGINT' }, bench.nowNs);
  bench.recorder.note({ what: 'stall', forNs: 5_000_000 }, bench.nowNs);
  bench.recorder.close(bench.nowNs);
  const { log, complete } = replay(bench.file());
  t.false(complete);
  t.deepEqual(log.events.filter((event) => event.kind === 'gap'), []);
});

test('a lost port and dropped reads are gaps', (t) => {
  const reads = sampleReads();
  const bench = new SampleBench();
  for (const [i, read] of reads.entries()) {
    if (i !== 3 && i !== 4) bench.read(read);
    if (i === 4) bench.recorder.note({ what: 'dropped', port: 'main', packets: 2, octets: 100 }, bench.nowNs);
  }
  bench.recorder.note({ what: 'port-lost', port: 'main', reason: 'unplugged' }, bench.nowNs);
  bench.recorder.close(bench.nowNs);
  const { log, complete } = replay(bench.file());
  t.false(complete);
  t.deepEqual(log.events.map(gapReason).filter((reason) => reason !== undefined), ['overrun', 'port-lost']);
  t.is(log.events.length, 3 * sampleSignals.length - 3 + 2);
});

test('two ports of one clock are put in order, and one that says nothing keeps its place', (t) => {
  const bench = new SampleBench(['client', 'silent', 'driver']);
  for (const read of sampleReads()) {
    bench.read(read, 0);
    bench.read(read, 2);
  }
  bench.recorder.close(bench.nowNs);
  bench.interpreter.finish(true);
  const { log, complete } = replay(bench.file());
  t.true(complete);
  t.deepEqual(log.headers[0]?.ports.map((port) => port.name), ['client', 'silent', 'driver']);
  t.deepEqual(log.events, bench.live.events);
  t.deepEqual(log.events.slice(0, 4).map((event) => event.port), [0, 2, 0, 2]);
});

test('a device that prints is read in the text form, from the HELLO on, among other output', (t) => {
  const line = (text: string): string => `${text} *${crc32(utf8Octets(text)).toString(16).padStart(8, '0')}\r\n`;
  const seen = 'observes=calls,signalling sees=client,mcm';
  const hello = `hello seq=0 version=1 topology=mcm hook=source begins=load freeRunning=true ${seen} tickHz=1000000`;
  const printed = [
    'booting @ 115200\r\n',
    line(`@5000 - ${hello}`),
    line('@5001 NdisClMakeCall enter seq=1 by=client vc=0x1001'),
    'another driver says hello\r\n',
    line('@5002 SETUP signal seq=2 dir=tx bytes=090300000105800000'),
    line('@5003 NdisClMakeCall return seq=3 by=client vc=0x1001 status=NDIS_STATUS_SUCCESS'),
  ].join('');
  const bench = sampleBench([printed.slice(0, 30), printed.slice(30, 250), printed.slice(250)].map(utf8Octets));
  t.deepEqual(bench.interpreter.finish(true), { complete: true });
  t.deepEqual(bench.live.events.map(({ kind, at }) => [kind, at]), [['enter', 1000], ['signal', 2000], ['return', 3000]]);
  t.is(bench.interpreter.counts(0).noise, 2);
  const { log } = replay(bench.file());
  t.deepEqual(log.events, bench.live.events);
  t.deepEqual(log.headers, bench.live.headers);
});

test('a capture without a HELLO is a trace without evidence', (t) => {
  const bench = new SampleBench();
  for (const read of sampleReads().slice(1)) bench.read(read);
  bench.recorder.close(bench.nowNs);
  const { log } = replay(bench.file());
  t.deepEqual(log.events, []);
  t.like(log.headers[0], { topology: 'cm', observes: [], sees: [] });
});

test('damage in the octets of a port never makes the replay throw or invent an event', (t) => {
  const reads = sampleReads();
  const whole = new Set(replay(sampleBench(reads).file()).log.events.map((event) => event.record));
  fc.assert(fc.property(fc.nat(reads.length - 1), fc.nat(), fc.integer({ min: 1, max: 255 }), (which, at, flip) => {
    const damaged = reads.map((read, i) => (i === which ? read.map((octet, k) => (k === at % read.length ? octet ^ flip : octet)) : read));
    const { log } = replay(sampleBench(damaged).file());
    for (const event of log.events) t.true(event.kind === 'gap' || whole.has(event.record));
  }), { numRuns: 50 });
});

/** A capture made by hand with the writer. */
function written(comment: string, fill: (writer: PcapngWriter) => void): Uint8Array {
  const octets: number[] = [];
  const writer = new PcapngWriter((block) => octets.push(...block));
  writer.section(comment, 'test');
  fill(writer);
  return Uint8Array.from(octets);
}

const ours = '{"condisTrace":1}';
const port = (writer: PcapngWriter, name = 'main'): number => writer.interface({ linkType: linkTypes.port, name });

const refused: readonly (readonly [title: string, code: string, file: Uint8Array])[] = [
  ['another program\'s comment', 'capture-not-ours', written('Monday, second try', () => {})],
  ['a comment of another version', 'capture-version', written('{"condisTrace":2}', () => {})],
  ['a declaration that does not exist', 'capture-comment', written('{"condisTrace":1,"declares":{"multpoint":true}}', () => {})],
  ['a declaration that is no yes or no', 'capture-comment', written('{"condisTrace":1,"declares":{"multipoint":1}}', () => {})],
  ['a start that is no text', 'capture-comment', written('{"condisTrace":1,"startedAt":5}', () => {})],
  ['a packet without direction', 'capture-packet-direction', written(ours, (writer) => writer.packet(port(writer), 1n, Uint8Array.of(1)))],
  ['a port that comes late', 'capture-port-late', written(ours, (writer) => {
    writer.packet(port(writer), 1n, Uint8Array.of(1), packetDirections.inbound);
    port(writer, 'late');
  })],
  ['a port that stands twice', 'capture-port-twice', written(ours, (writer) => [port(writer), port(writer)])],
  ['more ports than a trace can number', 'capture-too-many-ports', written(ours, (writer) => {
    for (let i = 0; i < 257; i++) port(writer, `p${i}`);
  })],
  ['a note that is none', 'capture-bench-note', written(ours, (writer) => {
    writer.packet(writer.interface({ linkType: linkTypes.bench, name: 'bench' }), 1n, Uint8Array.of(0x7b));
  })],
  ['two captures in one file', 'capture-joined', written(ours, (writer) => writer.section(ours, 'test'))],
];

for (const [title, code, file] of refused) {
  test(`refused: ${title}`, (t) => {
    const fault = t.throws(() => replay(file), { instanceOf: Fault });
    t.is(fault?.code, code);
    t.is(fault?.place?.file, 'capture.pcapng');
    t.is(typeof fault?.place?.offset, 'number');
  });
}

test('a capture whose port a tool has cut short has a gap there', (t) => {
  const file = sampleBench().file();
  const view = new DataView(file.buffer);
  // The last packet's original length says that there was one octet more.
  let lastPacket = 0;
  for (let at = 0; at < file.length; at += view.getUint32(at + 4, true)) {
    if (view.getUint32(at, true) === 6 && view.getUint32(at + 8, true) === 0) lastPacket = at;
  }
  view.setUint32(lastPacket + 24, view.getUint32(lastPacket + 24, true) + 1, true);
  const { log } = replay(file);
  t.is(gapReason(log.events.at(-1)), 'truncated');
});
