import { Fault } from '../fault.ts';
import { EventBatch } from './event-batch.ts';
import { EventReader } from './event-reader.ts';
import { gapReasonIds, kindIds } from './event-record.ts';
import type { TraceHeader } from './header.ts';
import { readHeader, type LiveHeader } from './header-reader.ts';
import { defaultPort } from './trace-keys.ts';
import { TraceLine } from './trace-line.ts';

/** Receives a trace piece by piece. */
export interface TraceConsumer {
  /** Once, before any batch. `ports` grows while events name further ports. */
  header(header: TraceHeader): void;
  /** Whenever a batch is full, and once at the end; the batch is used again afterwards. */
  batch(batch: EventBatch): void;
}

/** How a trace ended. */
export interface TraceEnding {
  /** False where the recording stopped before the calls were over, or the file is cut. */
  readonly complete: boolean;
}

/** A line may have this many octets: what a reader must hold at once is bounded. */
export const lineOctetsLimit = 1 << 24;

/** A batch numbers ports in one octet. */
const portsLimit = 256;

const lineFeed = 0x0a;

/**
 * Reads a trace file (`*.trace.jsonl`, version 1; docs/trace-format.md) as it comes, in bounded memory, and refuses with a
 * {@link Fault} that names line and column what the format does not allow.
 */
export class TraceReader {
  private readonly file: string;
  private readonly consumer: TraceConsumer;
  private readonly line: TraceLine;
  private readonly batch = new EventBatch();
  private readonly portIndexes = new Map<string, number>();
  /** Octets of a line whose end has not come yet. */
  private rest: Uint8Array = new Uint8Array(1 << 16);
  private restLength = 0;
  private atStart = true;
  private header: LiveHeader | undefined;
  private events: EventReader | undefined;
  private lastAt = 0;
  private ended = false;

  constructor(file: string, consumer: TraceConsumer) {
    this.file = file;
    this.consumer = consumer;
    this.line = new TraceLine(file);
  }

  /** Takes the next octets of the file; they may end anywhere, and may be used again afterwards. */
  push(octets: Uint8Array): void {
    let start = 0;
    for (let feed = octets.indexOf(lineFeed); feed >= 0; feed = octets.indexOf(lineFeed, start)) {
      if (this.restLength === 0) this.take(octets, start, feed);
      else {
        this.keep(octets, start, feed);
        this.take(this.rest, 0, this.restLength);
        this.restLength = 0;
      }
      start = feed + 1;
    }
    this.keep(octets, start, octets.length);
  }

  /** The file is at its end. A last line that is cut off becomes a gap of every port. */
  finish(): TraceEnding {
    let cut = false;
    if (this.restLength > 0) cut = !this.take(this.rest, 0, this.restLength, true);
    if (this.header === undefined) {
      const place = { file: this.file, line: 1, column: 1 };
      const message = this.atStart ? 'the file is empty' : 'the file does not begin with a header';
      throw new Fault(this.atStart ? 'empty-trace' : 'no-header', message, { place, next: 'Line 1 is the header, with "condisTrace": 1.' });
    }
    if (cut && this.ended) {
      this.line.refuseLine('end-not-last', 'there is more behind the "end" line', 'Remove it, or the "end" line.');
    }
    if (this.header.ends && !this.ended) cut = true;
    if (cut) this.appendCuts(this.header);
    this.flush();
    return { complete: this.header.complete && !cut };
  }

  private keep(octets: Uint8Array, start: number, end: number): void {
    const length = this.restLength + end - start;
    if (length > lineOctetsLimit) {
      const place = { file: this.file, line: this.line.number + 1, column: 1 };
      throw new Fault('line-too-long', `this line has more than ${lineOctetsLimit} octets`, { place, next: 'Split or shorten it.' });
    }
    if (length > this.rest.length) {
      const larger = new Uint8Array(Math.min(lineOctetsLimit, Math.max(length, this.rest.length * 2)));
      larger.set(this.rest.subarray(0, this.restLength));
      this.rest = larger;
    }
    this.rest.set(octets.subarray(start, end), this.restLength);
    this.restLength = length;
  }

  /** Reads one line. False where it is the last and ends before its JSON does. */
  private take(octets: Uint8Array, from: number, to: number, isLast = false): boolean {
    let start = from;
    if (this.atStart && octets[start] === 0xef && octets[start + 1] === 0xbb && octets[start + 2] === 0xbf) start += 3;
    const isEmpty = this.atStart && start === to && isLast;
    if (isEmpty) return true;
    this.atStart = false;
    const end = to > start && octets[to - 1] === 0x0d ? to - 1 : to;
    if (!this.line.lay(octets, start, end, isLast && this.header !== undefined)) return false;
    if (this.header === undefined) this.begin(readHeader(this.line));
    else this.event(this.events as EventReader, this.header);
    return true;
  }

  private begin(header: LiveHeader): void {
    if (header.ports.length > portsLimit) {
      this.line.refuseLine('too-many-ports', `the header names ${header.ports.length} ports`, `A trace has up to ${portsLimit} ports.`);
    }
    this.header = header;
    for (const [index, port] of header.ports.entries()) this.portIndexes.set(port.name, index);
    this.events = new EventReader(this.line, header.topology);
    this.consumer.header(header);
  }

  private event(events: EventReader, header: LiveHeader): void {
    const { line } = this;
    if (this.ended) line.refuseLine('end-not-last', 'there is a line behind the "end" line', 'The "end" event is the last line.');
    events.read();
    if (events.at < this.lastAt) {
      const message = `"at" is ${events.at}, earlier than ${this.lastAt} in the line before`;
      line.refuse('time-goes-back', events.atNode, message, 'Put the events in the order of their time.');
    }
    if (events.kind === kindIds.end) this.end(events);
    this.lastAt = events.at;
    this.append(events, this.portOf(events, header), events.seq);
  }

  private end(events: EventReader): void {
    this.ended = true;
    const { line } = this;
    const before = line.number - 2;
    const counted = line.integer(events.countNode);
    if (counted === before) return;
    const next = 'Lines are missing or were added; correct the file.';
    line.refuse('end-miscounts', events.countNode, `"events" is ${counted}, but ${before} events came before`, next);
  }

  private portOf(events: EventReader, header: LiveHeader): number {
    const name = events.portNode < 0 ? defaultPort : this.line.tape.textOf(events.portNode);
    const known = this.portIndexes.get(name);
    if (known !== undefined) return known;
    if (header.ports.length === portsLimit) {
      const next = `A trace has up to ${portsLimit} ports.`;
      this.line.refuse('too-many-ports', Math.max(0, events.portNode), 'this is one port too many', next);
    }
    return this.addPort(header, name);
  }

  private addPort(header: LiveHeader, name: string): number {
    this.portIndexes.set(name, header.ports.length);
    return header.ports.push({ name }) - 1;
  }

  private append(events: EventReader, port: number, seq: number): void {
    const { batch } = this;
    const { words, length } = events.writer;
    if (!batch.fits(length)) this.flush();
    const start = batch.reserve(length);
    const target = batch.words;
    for (let i = 0; i < length; i++) target[start + i] = words[i] as number;
    batch.append(start, start + length, this.lastAt, port, seq);
  }

  private appendCuts(header: LiveHeader): void {
    const events = this.events as EventReader;
    if (header.ports.length === 0) this.addPort(header, defaultPort);
    for (const port of header.ports.keys()) {
      events.writer.begin(kindIds.gap, 0, 0, gapReasonIds.truncated);
      this.append(events, port, -1);
    }
  }

  private flush(): void {
    if (this.batch.count === 0) return;
    this.consumer.batch(this.batch);
    this.batch.clear();
  }
}
