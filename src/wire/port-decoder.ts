import type { Topology } from '../core/condis/roles.ts';
import { checkRecord } from '../core/trace/check-record.ts';
import type { EventBatch } from '../core/trace/event-batch.ts';
import { kindIds, kindOf, word } from '../core/trace/event-record.ts';
import { shapeless } from '../core/trace/record-shapes.ts';
import { BulkDecoder } from './bulk-decoder.ts';
import { frameTypes } from './frame.ts';
import { type FrameArena, FrameReader, type FrameSink } from './frame-reader.ts';
import { decodeHello } from './hello.ts';
import { decodeAnswer, decodeOverrun, decodeState, decodeTime } from './messages.ts';
import { type PortCounts, type PortEnding, type PortListener, PortStage } from './port-stage.ts';
import type { Timeline } from './timeline.ts';

/**
 * From the octets of one port to events on the timeline, binary form. Records are decoded where they stay: nothing is copied
 * or allocated for an event. Octets may arrive in pieces of any size; after damage of any kind the next frame is found, and
 * what may be missing becomes a gap event.
 */
export class PortDecoder implements FrameSink {
  private readonly stage: PortStage;
  private readonly reader: FrameReader;
  private readonly bulk: BulkDecoder;
  private arrivedNs = 0;
  private topology: Topology | undefined;
  /** Stands for the topology among the shapes of records. */
  private roles = 0;
  private batch: EventBatch;

  constructor(portIndex: number, timeline: Timeline, listener: PortListener) {
    this.stage = new PortStage(portIndex, timeline, listener);
    this.bulk = new BulkDecoder(this.stage, timeline);
    this.reader = new FrameReader(this);
    this.batch = this.stage.lane.room();
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
    const { limit } = this.bulk;
    for (let at = 0; at < octets.length; at += limit) {
      this.bulk.begin();
      this.reader.push(octets.length <= limit ? octets : octets.subarray(at, at + limit));
    }
  }

  many(octets: Uint8Array, at: number, limit: number): number {
    return this.bulk.decode(octets, at, limit, this.arrivedNs);
  }

  /** No octets follow. */
  end(ending: PortEnding): void {
    this.stage.end(ending, this.reader.unfinished > 0, this.arrivedNs);
    this.reader.clear();
  }

  arena(): FrameArena {
    this.batch = this.stage.lane.room();
    return this.batch;
  }

  frame(type: number, sequence: number, start: number, octets: number): void {
    if (type === frameTypes.hello) {
      const hello = decodeHello(this.payload(start, octets));
      if (typeof hello !== 'string') {
        if (hello.topology !== this.topology) this.bulk.forget();
        this.topology = hello.topology;
        this.roles = hello.topology === 'cm' ? 1 : 2;
        this.stage.hello(hello, sequence, this.arrivedNs);
      } else if (this.stage.numbered(sequence)) this.stage.malformed(hello, this.arrivedNs);
      return;
    }
    if (!this.stage.numbered(sequence)) return;
    if (type !== frameTypes.event) {
      this.message(type, this.payload(start, octets));
      return;
    }
    const { words, shapes } = this.batch;
    const end = start + (octets >> 2);
    let shape = (octets & 3) === 0 ? shapes.find(words, start, end, this.roles) : shapeless;
    if (shape < 0) {
      const fault = this.recordFault(start, octets);
      if (fault !== undefined) {
        this.stage.malformed(`an EVENT that is none: ${fault}`, this.arrivedNs);
        return;
      }
      shape = shapes.add(words, start, end, this.roles);
    }
    if (shape >= 0) this.bulk.learn(shapes, shape, words[start + word.presence] as number);
    this.stage.event(start, end, sequence, this.arrivedNs, shape);
  }

  damaged(): void {
    this.stage.damaged();
  }

  private recordFault(start: number, octets: number): string | undefined {
    if ((octets & 3) !== 0) return 'it is no whole number of words';
    const { words } = this.batch;
    const kind = kindOf(words[start] as number);
    if (kind === kindIds.gap || kind === kindIds.end) return `kind ${kind} is the bench's own`;
    return checkRecord(words, start, start + (octets >> 2), this.topology);
  }

  private message(type: number, payload: Uint8Array): void {
    const { stage, arrivedNs } = this;
    if (type === frameTypes.overrun) {
      const overrun = decodeOverrun(payload);
      if (overrun === undefined) stage.malformed('an OVERRUN that is too short', arrivedNs);
      else stage.overrun(overrun, arrivedNs);
    } else if (type === frameTypes.time) {
      const time = decodeTime(payload);
      if (time === undefined) stage.malformed('a TIME that is too short', arrivedNs);
      else stage.time(time, arrivedNs);
    } else if (type === frameTypes.state) {
      const state = decodeState(payload);
      if (state === undefined) stage.malformed('a STATE that is too short or names an unknown state', arrivedNs);
      else stage.state(state, arrivedNs);
    } else if (type === frameTypes.answer) {
      const answer = decodeAnswer(payload);
      if (answer === undefined) stage.malformed('an ANSWER that is too short', arrivedNs);
      else stage.answer(answer, arrivedNs);
    } else {
      stage.unknown();
    }
  }

  private payload(start: number, octets: number): Uint8Array {
    return this.batch.octets.subarray(start * 4, start * 4 + octets);
  }
}
