import { functionIds } from '../../src/core/condis/functions.ts';
import { roleIds } from '../../src/core/condis/roles.ts';
import type { EventBatch } from '../../src/core/trace/event-batch.ts';
import { kindIds, kindOf, present } from '../../src/core/trace/event-record.ts';
import { RecordWriter } from '../../src/core/trace/record-writer.ts';
import { tailTags } from '../../src/core/trace/tail.ts';
import { FrameEncoder } from '../../src/wire/frame-encoder.ts';
import { frameTypes } from '../../src/wire/frame.ts';
import { encodeHello, type Hello } from '../../src/wire/hello.ts';
import { encodeState, type DeviceState } from '../../src/wire/messages.ts';
import { PortDecoder } from '../../src/wire/port-decoder.ts';
import type { PortListener } from '../../src/wire/port-stage.ts';
import { type DecodingOptions, Timeline } from '../../src/wire/timeline.ts';

export const sampleHello: Hello = {
  topology: 'cm',
  hook: 'source',
  begins: 'load',
  freeRunning: true,
  observes: ['calls', 'arguments'],
  sees: ['client', 'cm', 'miniport'],
  tickHz: 10_000_000,
  tick: 5000n,
  events: 0,
  start: 1,
  maxProgramOctets: 4096,
  agent: ['makeCall', 'send'],
  network: ['accept'],
  identity: 'emulated NIC',
  firmware: 'build 7',
};

export const sampleState: DeviceState = { run: 'idle', framesSent: 0, offered: 0, completed: 0, failed: 0, abandoned: 0 };

/** One event as a decoder delivered it. */
export interface Delivered {
  readonly kind: number;
  readonly at: number;
  readonly port: number;
  readonly seq: number;
  readonly line: number;
  readonly words: readonly number[];
}

export function copyEvents(batch: EventBatch, into: Delivered[]): void {
  for (let i = 0; i < batch.count; i++) {
    const start = batch.starts[i] as number;
    const words = [...batch.words.subarray(start, batch.ends[i])];
    into.push({
      kind: kindOf(words[0] as number),
      at: batch.at[i] as number,
      port: batch.port[i] as number,
      seq: batch.seq[i] as number,
      line: batch.firstLine + i,
      words,
    });
  }
}

/** Number of lost frames in a gap; `null` where it is unknown. */
export function lostOf(gap: Delivered): number | null {
  return ((gap.words[1] as number) & present.status) === 0 ? null : (gap.words[9] as number);
}

/** Reason number of a gap. */
export function reasonOf(gap: Delivered): number {
  return (gap.words[1] as number) >>> 24;
}

/** What a listener heard, in order. */
export class Heard implements PortListener {
  signal?: (words: Int32Array, start: number) => void;
  readonly messages: { what: string; message: unknown; arrivedNs: number }[] = [];

  hello(message: unknown, arrivedNs: number): void {
    this.messages.push({ what: 'hello', message, arrivedNs });
  }

  time(message: unknown, arrivedNs: number): void {
    this.messages.push({ what: 'time', message, arrivedNs });
  }

  state(message: unknown, arrivedNs: number): void {
    this.messages.push({ what: 'state', message, arrivedNs });
  }

  answer(message: unknown, arrivedNs: number): void {
    this.messages.push({ what: 'answer', message, arrivedNs });
  }

  malformed(message: unknown, arrivedNs: number): void {
    this.messages.push({ what: 'malformed', message, arrivedNs });
  }
}

/** A bench's side of one port. */
export class Bench {
  readonly events: Delivered[] = [];
  readonly heard = new Heard();
  readonly timeline: Timeline;
  readonly port: PortDecoder;

  constructor(options: DecodingOptions = {}) {
    this.timeline = new Timeline((batch) => copyEvents(batch, this.events), 1, options);
    this.port = new PortDecoder(0, this.timeline, this.heard);
  }

  push(octets: Uint8Array, arrivedNs = 0): this {
    this.port.push(octets, arrivedNs);
    return this;
  }

  /** All events so far. */
  flushed(): readonly Delivered[] {
    this.timeline.flush();
    return this.events;
  }

  of(kind: keyof typeof kindIds): readonly Delivered[] {
    return this.flushed().filter((event) => event.kind === kindIds[kind]);
  }
}

/** A device's side: makes frames one by one. */
export class Device {
  readonly frames = new FrameEncoder();
  private readonly writer = new RecordWriter();

  hello(change: Partial<Hello> = {}): Uint8Array {
    return this.frames.encode(frameTypes.hello, encodeHello({ ...sampleHello, ...change }));
  }

  /** An enter with a tick and a number to know it by, and `words` further words of text. */
  event(tick: number | undefined, number = 0, octets = 0): Uint8Array {
    const { writer } = this;
    writer.begin(kindIds.enter, roleIds.client, functionIds.NdisClMakeCall);
    if (tick !== undefined) writer.tick(tick);
    writer.vc(number);
    if (octets > 0) writer.textEntry(tailTags.thread, 'x'.repeat(octets));
    return this.frames.encodeRecord(writer.words, writer.length);
  }

  state(change: Partial<DeviceState> = {}): Uint8Array {
    return this.frames.encode(frameTypes.state, encodeState({ ...sampleState, framesSent: this.frames.framesSent + 1, ...change }));
  }
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
