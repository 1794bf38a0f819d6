import { functionIds } from '../../../src/core/condis/functions.ts';
import { roleIds } from '../../../src/core/condis/roles.ts';
import { hexOctets, hexText } from '../../../src/core/octets.ts';
import type { EventBatch } from '../../../src/core/trace/event-batch.ts';
import { directionIds, kindIds, kindOf } from '../../../src/core/trace/event-record.ts';
import type { TraceHeader } from '../../../src/core/trace/header.ts';
import { RecordWriter } from '../../../src/core/trace/record-writer.ts';
import { tailTags } from '../../../src/core/trace/tail.ts';
import type { TraceConsumer } from '../../../src/core/trace/trace-reader.ts';
import { CaptureRecorder } from '../../../src/wire/capture/capture-recorder.ts';
import { RunInterpreter } from '../../../src/wire/capture/run-interpreter.ts';
import { FrameEncoder } from '../../../src/wire/frame-encoder.ts';
import { frameTypes } from '../../../src/wire/frame.ts';
import { encodeHello, type Hello } from '../../../src/wire/hello.ts';
import { encodeState } from '../../../src/wire/messages.ts';
import type { PortListener } from '../../../src/wire/port-stage.ts';

export const sampleHello: Hello = {
  topology: 'mcm', hook: 'source', begins: 'load', freeRunning: true, observes: ['calls', 'signalling'], sees: ['client', 'mcm'],
  tickHz: 1_000_000, tick: 5000n, events: 0, start: 7, maxProgramOctets: 0, agent: [], network: [], identity: 'sample', firmware: '1',
};

export const sampleAnchor = { monotonicNs: 1_000_000, utcNs: 1_795_275_294_000_000_000n };

/** Signalling of one call as the system under test sends and receives it. */
export const sampleSignals: readonly (readonly [direction: number, hex: string])[] = [
  [
    directionIds.tx,
    '090300000105800032598000098400000185000001be5e8000029080708000158239000000000000000000000000111111111111005c8000020000',
  ],
  [directionIds.rx, '0903800001028000095a8000058800000064'],
  [directionIds.rx, '090380000107800000'],
  [directionIds.tx, '09030000010f800000'],
  [directionIds.tx, '09030000014d800006088000028090'],
  [directionIds.rx, '09038000015a800006088000028090'],
];

/** The octets that the device sends, one array a read: HELLO, then an enter, a signal and a return a message, then STATE. */
export function sampleReads(hello = sampleHello): readonly Uint8Array[] {
  const encoder = new FrameEncoder();
  const record = new RecordWriter();
  const reads: Uint8Array[] = [encoder.encode(frameTypes.hello, encodeHello(hello))];
  let tick = Number(hello.tick);
  const begin = (kind: number, fn: number, detail = 0): void => {
    record.begin(kind, kind === kindIds.signal ? 0 : roleIds.client, fn, detail);
    if (hello.tickHz > 0) record.tick(tick++);
  };
  for (const [direction, hex] of sampleSignals) {
    const message = hexOctets(hex) as Uint8Array;
    begin(kindIds.enter, functionIds.NdisClMakeCall);
    record.vc(0x1001);
    const enter = encoder.encodeRecord(record.words, record.length);
    begin(kindIds.signal, message[5] as number, direction);
    record.octetsEntry(tailTags.octets, message);
    const signal = encoder.encodeRecord(record.words, record.length);
    begin(kindIds.return, functionIds.NdisClMakeCall);
    record.vc(0x1001);
    record.status(0);
    // A read seldom ends where a frame does.
    const cut = signal.length >> 1;
    const returned = encoder.encodeRecord(record.words, record.length);
    reads.push(Uint8Array.from([...enter, ...signal.subarray(0, cut)]), Uint8Array.from([...signal.subarray(cut), ...returned]));
  }
  const framesSent = encoder.framesSent + 1;
  const state = { run: 'done', framesSent, offered: 1, completed: 1, failed: 0, abandoned: 0 } as const;
  reads.push(encoder.encode(frameTypes.state, encodeState(hello.tickHz > 0 ? { ...state, tick: BigInt(tick) } : state)));
  return reads;
}

/** Everything that a trace's consumer was told, as values that compare. */
export class TraceLog implements TraceConsumer {
  readonly headers: TraceHeader[] = [];
  readonly events: { kind: string; at: number; port: number; seq: number; line: number; record: string }[] = [];

  header(header: TraceHeader): void {
    this.headers.push(header);
  }

  batch(batch: EventBatch): void {
    for (let i = 0; i < batch.count; i++) {
      const [start, end] = [batch.starts[i] as number, batch.ends[i] as number];
      const number = kindOf(batch.words[start] as number);
      this.events.push({
        kind: Object.entries(kindIds).find(([, id]) => id === number)?.[0] ?? String(number),
        at: batch.at[i] as number,
        port: batch.port[i] as number,
        seq: batch.seq[i] as number,
        line: batch.firstLine + i,
        record: hexText(batch.octets.subarray(start * 4, end * 4)),
      });
    }
  }
}

const nobody: PortListener = { hello: () => {}, time: () => {}, state: () => {}, answer: () => {} };

/** A run under recording: what the bench does with each read, live. */
export class SampleBench {
  readonly blocks: Uint8Array[] = [];
  readonly live = new TraceLog();
  readonly recorder: CaptureRecorder;
  readonly interpreter: RunInterpreter;
  nowNs = sampleAnchor.monotonicNs;

  constructor(ports: readonly string[] = ['main']) {
    const about = { scenario: 'sample', device: 'none', tool: 'test', startedAt: '2026-11-21T15:34:54Z', declares: { inputValid: true } };
    this.recorder = new CaptureRecorder(about, ports, sampleAnchor, (block) => this.blocks.push(block.slice()));
    const listener: PortListener = { ...nobody, signal: (words, start, end, at) => this.recorder.signal(words, start, end, at) };
    this.interpreter = new RunInterpreter(ports, about, this.live, ports.map(() => listener));
  }

  read(octets: Uint8Array, port = 0): void {
    this.nowNs += 1500;
    this.recorder.received(port, octets, this.nowNs);
    this.interpreter.received(port, octets, this.nowNs);
    this.interpreter.flush();
  }

  /** The capture so far. */
  file(): Uint8Array {
    return Uint8Array.from(this.blocks.flatMap((block) => [...block]));
  }
}

/** A run with one port that was closed in order, and a write in the middle. */
export function sampleBench(reads = sampleReads()): SampleBench {
  const bench = new SampleBench();
  bench.recorder.sent(0, Uint8Array.of(1, 2, 3), bench.nowNs);
  for (const read of reads) bench.read(read);
  bench.recorder.close(bench.nowNs);
  return bench;
}
