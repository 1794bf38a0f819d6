import { batchEvents } from '../core/trace/event-batch.ts';
import { kindIds, kindOf } from '../core/trace/event-record.ts';
import type { Hello } from './hello.ts';
import type { FrameKernel } from './kernel/frame-kernel.ts';
import type { Lane } from './lane.ts';
import type { CommandAnswer, DeviceState, Overrun, TimeAnswer } from './messages.ts';
import type { Timeline } from './timeline.ts';

/** Above this the numbering may run over within a batch. */
const lastNumberLent = 0xffff_ffff - batchEvents;

/** Hears what is no event. `arrivedNs` is the host's clock at the read that completed the message. */
export interface PortListener {
  hello(hello: Hello, arrivedNs: number): void;
  time(time: TimeAnswer, arrivedNs: number): void;
  state(state: DeviceState, arrivedNs: number): void;
  answer(answer: CommandAnswer, arrivedNs: number): void;
  /** A frame that arrived undamaged and cannot be understood: another version of the protocol, a value without a meaning. */
  malformed?(what: string, arrivedNs: number): void;
  /** A signal, whose record stands in `words[start] … words[end - 1]` during the call. It is also an event on the timeline. */
  signal?(words: Int32Array, start: number, end: number, arrivedNs: number): void;
}

/** What became of the octets of a port. Nothing is dropped without being counted here. */
export class PortCounts {
  octets = 0;
  /** Frames (lines) that arrived undamaged. */
  frames = 0;
  /** Events put onto the timeline. */
  events = 0;
  /** Octets between two ends of frame that are no frame, and lines whose checksum fails. */
  damaged = 0;
  /** Frames that the numbering shows to be missing. */
  lost = 0;
  /** Frames with a number that was already there: sent twice or out of order, and not used. */
  repeated = 0;
  /** Events that the device lost by overruns, as far as it counted them, and how many overruns there were. */
  overrunEvents = 0;
  overruns = 0;
  /** Undamaged frames with contents that make no sense. */
  malformed = 0;
  /** Undamaged frames of a type that this version does not know. */
  unknown = 0;
  /** Events before the first HELLO: without it they have no place in time. */
  beforeHello = 0;
  /** Lines of the text form's channel that are none of the probe's. */
  noise = 0;
  /** Starts of the device after the first. */
  restarts = 0;
}

/** How a port ended. `closed`: in order. */
export type PortEnding = 'closed' | 'port-lost' | 'truncated';

/**
 * What comes after the framing, binary or text: the numbering, the life of a port from HELLO to its end, and gaps.
 * A frame lost is seen by the number of the next one; damage and a jump in the numbers become one gap event, at the next event
 * or STATE.
 */
export class PortStage {
  readonly lane: Lane;
  readonly counts = new PortCounts();
  private readonly timeline: Timeline;
  private readonly listener: PortListener;
  /** Number that the next frame must have; -1 before the first. */
  private expected = -1;
  /** 2^32 for each time the numbering ran over. */
  private wrapped = 0;
  private start: number | undefined;
  private ended = false;

  constructor(portIndex: number, timeline: Timeline, listener: PortListener) {
    this.timeline = timeline;
    this.lane = timeline.lane(portIndex);
    this.listener = listener;
  }

  /** Whether a HELLO has arrived: events have a place in time. */
  get started(): boolean {
    return this.start !== undefined;
  }

  /** Octets that are no frame. */
  damaged(): void {
    this.counts.damaged++;
    if (this.started) this.lane.missing('crc', this.expected < 0 ? -1 : 0);
  }

  /** Checks a frame's number. False: it was there already, and the frame must not be used. */
  numbered(sequence: number): boolean {
    const expected = this.expected;
    if (sequence !== expected && expected >= 0) {
      const ahead = (sequence - expected) >>> 0;
      if (ahead >= 0x8000_0000) {
        this.counts.repeated++;
        if (this.started) this.lane.missing('sequence', 0);
        return false;
      }
      this.counts.lost += ahead;
      if (this.started) this.lane.missing('sequence', ahead);
      if (sequence < expected) this.wrapped += 0x1_0000_0000;
    }
    this.counts.frames++;
    this.expected = (sequence + 1) >>> 0;
    if (this.expected === 0) this.wrapped += 0x1_0000_0000;
    return true;
  }

  /** An event's record, in the room that the lane gave. */
  event(start: number, end: number, sequence: number, arrivedNs: number, shape: number): void {
    if (this.start === undefined) {
      this.counts.beforeHello++;
      return;
    }
    this.counts.events++;
    if (this.listener.signal !== undefined) this.hearSignal(start, end, arrivedNs);
    const seq = this.wrapped + sequence - (this.expected === 0 ? 0x1_0000_0000 : 0);
    this.lane.event(start, end, seq, arrivedNs, shape);
  }

  /** Lets a kernel take the next events. Gives false where they need to be looked at one by one. */
  lend(kernel: FrameKernel): boolean {
    const { expected } = this;
    if (this.start === undefined || expected < 0 || expected > lastNumberLent || !this.lane.lend(kernel)) return false;
    kernel.setNumber(expected, this.wrapped);
    return true;
  }

  /** Takes the events that a kernel has put into the lane's batch, whose checksums hold. */
  takeBack(kernel: FrameKernel, arrivedNs: number): void {
    const { batch } = this.lane;
    const first = batch.count;
    const count = this.lane.takeBack(kernel);
    this.expected += count;
    this.counts.frames += count;
    this.counts.events += count;
    if (this.listener.signal === undefined) return;
    for (let i = first; i < batch.count; i++) this.hearSignal(batch.starts[i] as number, batch.ends[i] as number, arrivedNs);
  }

  private hearSignal(start: number, end: number, arrivedNs: number): void {
    const { words } = this.lane.batch;
    if (kindOf(words[start] as number) === kindIds.signal) this.listener.signal?.(words, start, end, arrivedNs);
  }

  /**
   * A HELLO. One with another start number comes from a device that started anew: numbering and ticks begin again, and what it
   * had not sent before is lost.
   */
  hello(hello: Hello, sequence: number, arrivedNs: number): void {
    const known = this.start;
    if (hello.start !== known) {
      this.expected = -1;
      this.wrapped = 0;
    }
    if (!this.numbered(sequence)) return;
    this.start = hello.start;
    if (known === undefined) this.begin(hello, arrivedNs);
    else if (hello.start !== known) this.restart(hello, arrivedNs);
    this.listener.hello(hello, arrivedNs);
  }

  time(time: TimeAnswer, arrivedNs: number): void {
    this.listener.time(time, arrivedNs);
  }

  state(state: DeviceState, arrivedNs: number): void {
    if (this.started) this.lane.knownGood(state.tick, arrivedNs);
    this.listener.state(state, arrivedNs);
  }

  answer(answer: CommandAnswer, arrivedNs: number): void {
    this.listener.answer(answer, arrivedNs);
  }

  overrun(overrun: Overrun, arrivedNs: number): void {
    this.counts.overruns++;
    this.counts.overrunEvents += overrun.lost ?? 0;
    if (this.started) this.lane.gap('overrun', overrun.lost ?? -1, overrun.tick, arrivedNs);
  }

  /** An undamaged frame whose contents make no sense: what it said is lost. */
  malformed(what: string, arrivedNs: number): void {
    this.counts.malformed++;
    if (this.started) this.lane.missing('crc', 1);
    this.listener.malformed?.(what, arrivedNs);
  }

  unknown(): void {
    this.counts.unknown++;
  }

  /** No octets follow. `unfinished`: there are octets of a frame that was never closed. */
  end(ending: PortEnding, unfinished: boolean, arrivedNs: number): void {
    if (this.ended) return;
    this.ended = true;
    if (unfinished) {
      this.counts.damaged++;
      if (this.started) this.lane.missing('crc', -1);
    }
    if (this.started) {
      // Nothing came after the last damage that could tell how much it took.
      if (this.lane.gapPending) this.lane.missing('crc', -1);
      this.lane.knownGood(undefined, arrivedNs);
      if (ending !== 'closed') this.lane.gap(ending, -1, undefined, arrivedNs);
    }
    this.lane.watermark = Number.POSITIVE_INFINITY;
  }

  private begin(hello: Hello, arrivedNs: number): void {
    const { timeline } = this;
    const firstArrivedNs = (timeline.firstArrivedNs ??= arrivedNs);
    let epochTick = hello.tick;
    if (hello.freeRunning && hello.tickHz > 0) {
      timeline.sharedEpoch ??= { tick: hello.tick, tickHz: hello.tickHz };
      if (timeline.sharedEpoch.tickHz === hello.tickHz) epochTick = timeline.sharedEpoch.tick;
    }
    this.lane.setClock({ tickHz: hello.tickHz, epochTick, baseNs: 0, firstArrivedNs });
    // A device that says that nothing was before its first event, and has sent events: they are missing.
    if (hello.begins === 'load' && hello.events > 0) this.lane.gap('sequence', hello.events, hello.tick, arrivedNs);
  }

  private restart(hello: Hello, arrivedNs: number): void {
    this.counts.restarts++;
    const { lane } = this;
    const firstArrivedNs = this.timeline.firstArrivedNs ?? arrivedNs;
    lane.setClock({ tickHz: hello.tickHz, epochTick: hello.tick, baseNs: lane.lastAt, firstArrivedNs });
    if (lane.events === 0 && hello.events === 0 && !lane.gapPending) return;
    lane.missing('sequence', -1);
    lane.knownGood(hello.tick, arrivedNs);
    lane.note('the device started anew');
  }
}
