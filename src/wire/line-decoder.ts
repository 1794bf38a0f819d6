import { Fault } from '../core/fault.ts';
import { utf8Octets } from '../core/octets.ts';
import type { Topology } from '../core/condis/roles.ts';
import { EventReader } from '../core/trace/event-reader.ts';
import { kindIds, type Kind } from '../core/trace/event-record.ts';
import { shapeUnknown } from '../core/trace/record-shapes.ts';
import { TraceLine } from '../core/trace/trace-line.ts';
import { type PortCounts, type PortEnding, type PortListener, PortStage } from './port-stage.ts';
import { parseTextLine, probeTextAt, type TextLine } from './text-line.ts';
import { TextValues, textHello, textState } from './text-messages.ts';
import type { Timeline } from './timeline.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** A line of the probe's is not longer; of a longer one only the beginning is kept. */
const lineOctetsLimit = 1 << 16;

/** Under which key of a trace file's event the second word of a line stands. */
const wordKeys: Readonly<Partial<Record<string, string>>> = { enter: 'fn', return: 'fn', signal: 'message' };

/**
 * The text form of the probe protocol (docs/probe-protocol.md, "Text form"), for drivers that can only print: one line a
 * message, between any other output of the console. The events are those of the trace file and become the same records.
 */
export class LineDecoder {
  private readonly stage: PortStage;
  private line = new Uint8Array(1024);
  private length = 0;
  private overlong = false;
  private events: { readonly topology: Topology; readonly line: TraceLine; readonly reader: EventReader } | undefined;
  private arrivedNs = 0;

  constructor(portIndex: number, timeline: Timeline, listener: PortListener) {
    this.stage = new PortStage(portIndex, timeline, listener);
  }

  /** Whether a HELLO has arrived. */
  get started(): boolean {
    return this.stage.started;
  }

  get counts(): PortCounts {
    return this.stage.counts;
  }

  /** `arrivedNs`: the host's monotonic clock when the read that delivered the octets returned. */
  push(octets: Uint8Array, arrivedNs: number): void {
    this.arrivedNs = arrivedNs;
    this.stage.counts.octets += octets.length;
    let start = 0;
    for (let feed = octets.indexOf(lineFeed); feed >= 0; feed = octets.indexOf(lineFeed, start)) {
      this.keep(octets, start, feed);
      this.take();
      start = feed + 1;
    }
    this.keep(octets, start, octets.length);
  }

  /** No octets follow. A last line without its end is damage if it began as one of the probe's. */
  end(ending: PortEnding): void {
    this.stage.end(ending, probeTextAt(this.line, 0, this.length) >= 0, this.arrivedNs);
    this.length = 0;
  }

  private keep(octets: Uint8Array, from: number, to: number): void {
    const room = lineOctetsLimit - this.length;
    const end = to - from > room ? from + room : to;
    this.overlong ||= end < to;
    const length = this.length + end - from;
    if (length > this.line.length) {
      const larger = new Uint8Array(Math.max(length, this.line.length * 2));
      larger.set(this.line.subarray(0, this.length));
      this.line = larger;
    }
    this.line.set(octets.subarray(from, end), this.length);
    this.length = length;
  }

  /** Reads the line that is complete now. */
  private take(): void {
    const end = this.length > 0 && this.line[this.length - 1] === carriageReturn ? this.length - 1 : this.length;
    const start = probeTextAt(this.line, 0, end);
    const wasOverlong = this.overlong;
    this.length = 0;
    this.overlong = false;
    if (end === 0) return;
    if (start < 0) {
      this.stage.counts.noise++;
      return;
    }
    const parsed = wasOverlong ? 'damaged' : parseTextLine(this.line, start, end);
    if (parsed === 'damaged') this.stage.damaged();
    else if (parsed === 'malformed') this.stage.malformed('a line that is not of the form @tick word kind key=value', this.arrivedNs);
    else this.message(parsed);
  }

  private message(line: TextLine): void {
    const { stage, arrivedNs } = this;
    const values = new TextValues(line);
    if (line.kind === 'hello') {
      const hello = textHello(values);
      if (typeof hello !== 'string') stage.hello(hello, line.sequence, arrivedNs);
      else if (stage.numbered(line.sequence)) stage.malformed(hello, arrivedNs);
      if (typeof hello !== 'string' && this.events?.topology !== hello.topology) {
        const traceLine = new TraceLine('text form');
        this.events = { topology: hello.topology, line: traceLine, reader: new EventReader(traceLine, hello.topology) };
      }
      return;
    }
    if (!stage.numbered(line.sequence)) return;
    if (line.kind === 'state') {
      const state = textState(values);
      if (state === undefined) stage.malformed('a state line without a known run state or counts', arrivedNs);
      else stage.state(state, arrivedNs);
    } else if (line.kind === 'overrun') {
      const lost = values.number('lost');
      stage.overrun({ ...(lost !== undefined && { lost }), ...(values.tick !== undefined && { tick: values.tick }) }, arrivedNs);
    } else if (isEventKind(line.kind)) {
      this.event(line);
    } else {
      stage.unknown();
    }
  }

  private event(line: TextLine): void {
    const { stage, events } = this;
    if (events === undefined) {
      stage.event(0, 0, line.sequence, this.arrivedNs, shapeUnknown);
      return;
    }
    const octets = utf8Octets(eventJson(line));
    try {
      events.line.lay(octets, 0, octets.length, false);
      events.reader.read();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      stage.malformed(`a line whose event is refused: ${error.message}`, this.arrivedNs);
      return;
    }
    const { words, length } = events.reader.writer;
    const batch = stage.lane.room();
    const start = batch.reserve(length);
    batch.words.set(words.subarray(0, length), start);
    stage.event(start, start + length, line.sequence, this.arrivedNs, shapeUnknown);
  }
}

/** Whether a probe sends events of this kind: gaps and the end are the bench's own. */
function isEventKind(kind: string): boolean {
  return Object.hasOwn(kindIds, kind) && kindIds[kind as Kind] !== kindIds.gap && kindIds[kind as Kind] !== kindIds.end;
}

/** The event as a line of a trace file. */
function eventJson(line: TextLine): string {
  const members = [`"kind":"${line.kind}"`, '"at":0'];
  if (line.tick !== undefined) members.push(`"tick":"${line.tick}"`);
  const wordKey = wordKeys[line.kind];
  if (wordKey !== undefined && line.word !== undefined) members.push(`"${wordKey}":${line.word}`);
  for (const [key, value] of line.values) members.push(`${JSON.stringify(key)}:${value}`);
  return `{${members.join(',')}}`;
}
