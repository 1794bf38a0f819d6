import { readFileSync } from 'node:fs';
import test from 'ava';
import { hexOctets, hexText } from '../../src/core/octets.ts';
import type { CallProgram } from '../../src/core/scenario/call-program.ts';
import type { StepProgram } from '../../src/core/scenario/steps/step-program.ts';
import { eventToJson } from '../../src/core/trace/event-json.ts';
import { EventBatch } from '../../src/core/trace/event-batch.ts';
import { kindIds } from '../../src/core/trace/event-record.ts';
import { TraceReader } from '../../src/core/trace/trace-reader.ts';
import { decodeCallProgram, encodeCallProgram } from '../../src/wire/call-program-codec.ts';
import { type Command, CommandDecoder, encodeCommand } from '../../src/wire/commands.ts';
import { frameTypes } from '../../src/wire/frame.ts';
import { FrameEncoder } from '../../src/wire/frame-encoder.ts';
import { type Hello, encodeHello } from '../../src/wire/hello.ts';
import {
  type CommandAnswer, type DeviceState, encodeAnswer, encodeOverrun, encodeState, encodeTime, type Overrun, type TimeAnswer,
} from '../../src/wire/messages.ts';
import { Bench, type Delivered, lostOf, sampleHello } from './support.ts';

/** As `test/vectors/make_vectors.py` writes them, with the octets laid out by hand from docs/probe-protocol.md. */
interface Vector {
  readonly name: string;
  readonly type: number;
  readonly sequence: number;
  readonly derivation: readonly string[];
  readonly frame: string;
  readonly expected: Record<string, unknown>;
}

function vectorsOf<T = Vector>(name: string): T[] {
  return JSON.parse(readFileSync(`test/vectors/${name}.json`, 'utf8')) as T[];
}

function octetsOf(vector: { readonly frame: string }): Uint8Array {
  return hexOctets(vector.frame) as Uint8Array;
}

/** A bench that has seen the HELLO before the frame with a number. */
function benchBefore(sequence: number): Bench {
  const frames = new FrameEncoder();
  frames.framesSent = sequence - 1;
  return new Bench().push(frames.encode(frameTypes.hello, encodeHello({ ...sampleHello, tick: 0n })));
}

/** The event as a trace file has it. */
function writtenEvent(event: Delivered): Record<string, unknown> {
  const batch = new EventBatch();
  batch.words.set(event.words);
  batch.append(0, event.words.length, event.at, 0, event.seq);
  return JSON.parse(eventToJson(batch, 0, [{ name: 'main' }])) as Record<string, unknown>;
}

/** The record that the trace reader makes of an event. */
function recordOf(event: Record<string, unknown>): number[] {
  const words: number[] = [];
  const reader = new TraceReader('expected', {
    header: () => {},
    batch: (batch: EventBatch) => words.push(...batch.words.subarray(batch.starts[0], batch.ends[0])),
  });
  const header = { condisTrace: 1, topology: 'cm', observes: ['calls'] };
  reader.push(new TextEncoder().encode(`${JSON.stringify(header)}\n${JSON.stringify({ at: 0, ...event })}\n`));
  reader.finish();
  return words;
}

function encodedAgain(vector: Vector, payload: Uint8Array): string {
  const frames = new FrameEncoder();
  frames.framesSent = vector.sequence;
  return hexText(frames.encode(vector.type, payload));
}

test('every event vector decodes to the event it describes, and its record is framed to the same octets', (t) => {
  const vectors = vectorsOf('events');
  t.true(vectors.length >= 18);
  for (const vector of vectors) {
    const bench = benchBefore(vector.sequence).push(octetsOf(vector));
    const [event, ...more] = bench.flushed() as [Delivered, ...Delivered[]];
    t.is(more.length, 0, vector.name);
    t.deepEqual(writtenEvent(event), { at: event.at, seq: vector.sequence, ...vector.expected }, vector.name);
    const expected = recordOf(vector.expected);
    t.deepEqual(event.words, expected, vector.name);
    t.is(event.seq, vector.sequence, vector.name);
    const frames = new FrameEncoder();
    frames.framesSent = vector.sequence;
    t.is(hexText(frames.encodeRecord(Int32Array.from(expected), expected.length)), vector.frame, vector.name);
  }
});

/** Big integers as decimal digits and octets as hex, as the vectors have them. */
function plain(message: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(message, (_, value: unknown) => {
    if (typeof value === 'bigint') return value.toString();
    return value instanceof Uint8Array ? hexText(value) : value;
  })) as Record<string, unknown>;
}

function withBigInts(expected: Record<string, unknown>, ...keys: readonly string[]): unknown {
  return Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, keys.includes(key) ? BigInt(value as string) : value]));
}

const encoders: Record<string, (expected: Record<string, unknown>) => Uint8Array> = {
  hello: (expected) => encodeHello(withBigInts(expected, 'tick') as Hello),
  overrun: (expected) => encodeOverrun(withBigInts(expected, 'tick') as Overrun),
  time: (expected) => encodeTime(withBigInts(expected, 'cookie', 'receivedTick', 'sentTick') as TimeAnswer),
  state: (expected) => encodeState(withBigInts(expected, 'tick') as DeviceState),
  answer: (expected) => encodeAnswer({ ...expected, octets: hexOctets(expected['octets']) } as CommandAnswer),
};

test('every message of a device decodes to what its vector says, and back to the same octets', (t) => {
  for (const vector of vectorsOf('device')) {
    const kind = (Object.keys(encoders) as (keyof typeof frameTypes)[]).find((name) => frameTypes[name] === vector.type) as string;
    const bench = kind === 'hello' ? new Bench() : benchBefore(vector.sequence);
    const heardBefore = bench.heard.messages.length;
    bench.push(octetsOf(vector));
    if (kind === 'overrun') {
      const [gap] = bench.of('gap') as [Delivered];
      t.is(lostOf(gap), (vector.expected['lost'] as number | undefined) ?? null, vector.name);
      t.is(gap.at, Number(vector.expected['tick'] ?? 0) * 100, vector.name);
    } else {
      const heard = bench.heard.messages[heardBefore];
      t.is(heard?.what, kind, vector.name);
      t.deepEqual(plain(heard?.message as object), vector.expected, vector.name);
    }
    t.is(encodedAgain(vector, (encoders[kind] as (typeof encoders)['hello'])(vector.expected)), vector.frame, vector.name);
  }
});

test('every command decodes to what its vector says, and back to the same octets', (t) => {
  for (const vector of vectorsOf('commands')) {
    const heard: Command[] = [];
    const decoder = new CommandDecoder((command) => heard.push(command));
    decoder.push(octetsOf(vector));
    const { program, ...expected } = vector.expected;
    t.deepEqual(heard.map(plain), [expected], vector.name);
    const [command] = heard as [Command];
    const frames = new FrameEncoder();
    frames.framesSent = vector.sequence;
    t.is(hexText(encodeCommand(frames, command.name as 'hello', command.id, command.octets)), vector.frame, vector.name);
    if (program === undefined) continue;
    const decoded = decodeCallProgram(command.octets);
    const wanted = withRows(program as Written);
    t.deepEqual(decoded, wanted, vector.name);
    t.is(hexText(encodeCallProgram(wanted)), expected['octets'] as string, vector.name);
  }
});

type Written = Omit<CallProgram, 'steps'> & { readonly steps?: Omit<StepProgram, 'rows'> & { readonly rows: readonly number[] } };

/** JSON has no typed arrays. */
function withRows({ steps, ...program }: Written): CallProgram {
  return { ...program, ...(steps && { steps: { ...steps, rows: Int32Array.from(steps.rows) } }) };
}

test('damaged vectors yield no event, are counted as what they are, and the next frame is received', (t) => {
  for (const vector of vectorsOf<{ name: string; frame: string; expected: 'damaged' | 'malformed' | 'unknown' }>('damaged')) {
    const bench = benchBefore(1).push(octetsOf(vector));
    t.is(bench.port.counts[vector.expected], 1, vector.name);
    const frames = new FrameEncoder();
    frames.framesSent = 2;
    bench.push(frames.encodeRecord(Int32Array.from(recordOf({ kind: 'note', text: 'after' })), 13));
    const kinds = bench.flushed().map((event) => event.kind);
    t.deepEqual(kinds, vector.expected === 'unknown' ? [kindIds.note] : [kindIds.gap, kindIds.note], vector.name);
    if (vector.expected !== 'unknown') t.is(lostOf(bench.flushed()[0] as Delivered), 1, vector.name);
  }
});
