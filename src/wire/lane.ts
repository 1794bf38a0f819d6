import { EventBatch, batchEvents, batchWords } from '../core/trace/event-batch.ts';
import { type GapReason, gapReasonIds, kindIds, present, word } from '../core/trace/event-record.ts';
import type { RecordShapes } from '../core/trace/record-shapes.ts';
import { RecordWriter } from '../core/trace/record-writer.ts';
import { tailTags } from '../core/trace/tail.ts';
import { ticksToNs } from '../core/timing/ticks.ts';
import { bodyWordsLimit } from './frame.ts';
import type { FrameKernel } from './kernel/frame-kernel.ts';

/** Room kept free in a batch: for a frame, and for the gap and note that may have to stand before it. */
const freeWords = bodyWordsLimit + 128;
const freeEvents = 4;
/** A batch that holds so many events is handed on before the next. */
const eventsLimit = batchEvents - freeEvents + 1;

/** The clock that a port's events are put on the timeline by. */
export interface LaneClock {
  /** Ticks a second of the device's clock; 0 puts events on the timeline by their arrival. */
  readonly tickHz: number;
  /** The tick that is time `baseNs` of the trace. */
  readonly epochTick: bigint;
  readonly baseNs: number;
  /** The arrival that is time 0 of the trace, where there are no ticks. */
  readonly firstArrivedNs: number;
}

/**
 * One port's way onto the timeline: gives each event its `at`, and puts gaps and notes where they belong. Times never
 * decrease: an event whose tick lies before that of the event ahead of it gets that event's time, keeps its tick, and is counted.
 */
export class Lane {
  readonly port: number;
  batch: EventBatch;
  /** Time of the last event, ns. */
  lastAt = 0;
  /** No later event of this port has an `at` below this; infinite once the port has ended. */
  watermark = 0;
  /** Events whose own tick would have put them before an earlier event, or out of all range. */
  clamped = 0;
  /** How often the device's clock went backwards. */
  clockSteps = 0;
  /** Events put onto the timeline, gaps and notes of the bench's own left out. */
  events = 0;
  private readonly spill: (lane: Lane) => void;
  private readonly writer = new RecordWriter();
  private tickHz = 0;
  /** Where 10⁹ is a multiple of the tick rate; else 0. */
  private nsPerTick = 0;
  private epochLow = 0;
  private epochHigh = 0;
  private baseNs = 0;
  private firstArrivedNs = 0;
  private previousTicks = Number.NEGATIVE_INFINITY;
  private gapReason = 0;
  private gapLost = 0;

  /** `spill` takes away the events of a batch that has no room left. */
  constructor(port: number, shapes: RecordShapes, spill: (lane: Lane) => void) {
    this.batch = new EventBatch(batchWords, shapes);
    this.port = port;
    this.spill = spill;
  }

  setClock(clock: LaneClock): void {
    this.tickHz = clock.tickHz;
    this.nsPerTick = clock.tickHz > 0 && 1_000_000_000 % clock.tickHz === 0 ? 1_000_000_000 / clock.tickHz : 0;
    this.epochLow = Number(clock.epochTick & 0xffffffffn);
    this.epochHigh = Number(clock.epochTick >> 32n);
    this.baseNs = clock.baseNs;
    this.firstArrivedNs = clock.firstArrivedNs;
    this.previousTicks = Number.NEGATIVE_INFINITY;
  }

  /** The batch, with room for a frame and what may have to stand before its event. */
  room(): EventBatch {
    const batch = this.batch;
    if (batch.count >= eventsLimit || batch.used + freeWords > batch.words.length) this.spill(this);
    return this.batch;
  }

  /** Makes the record in `words[start] … words[end - 1]` of the batch that {@link room} gave the next event. */
  event(start: number, end: number, seq: number, arrivedNs: number, shape: number): void {
    const batch = this.batch;
    const words = batch.words;
    let at = this.lastAt;
    let used = end;
    if (this.tickHz === 0) {
      at = this.arrivalAt(arrivedNs);
    } else if (((words[start + word.presence] as number) & present.tick) !== 0) {
      const ticks = this.ticksSinceEpoch(words[start + word.tick] as number, words[start + word.tick + 1] as number);
      if (ticks < this.previousTicks && this.clockSteps++ === 0) {
        const step = this.previousTicks - ticks;
        used = this.insertNote(used, `the device's clock went back by ${step} ticks; such steps are counted from here on`);
      }
      this.previousTicks = ticks;
      at = this.advance(this.timeOf(ticks));
    }
    if (this.gapReason !== 0) used = this.insertGap(used);
    batch.append(start, end, at, this.port, seq, shape);
    batch.used = used;
    this.events++;
  }

  /** Lets a kernel go on from here, where times follow from ticks and no gap is open. Gives false where it cannot. */
  lend(kernel: FrameKernel): boolean {
    const batch = this.room();
    if (this.tickHz === 0 || this.nsPerTick === 0 || this.gapReason !== 0 || batch.words !== kernel.room.words) return false;
    kernel.setPlace(batch.count, eventsLimit, batch.used);
    kernel.setMoment(this.lastAt, this.previousTicks);
    kernel.setClock(this.epochLow, this.epochHigh, this.baseNs, this.nsPerTick);
    return true;
  }

  /** Takes what a kernel has put into the batch. Gives the number of events. */
  takeBack(kernel: FrameKernel): number {
    const { batch } = this;
    const count = kernel.count - batch.count;
    batch.count = kernel.count;
    batch.used = kernel.used;
    this.events += count;
    this.lastAt = kernel.lastAt;
    this.previousTicks = kernel.previousTicks;
    if (this.lastAt > this.watermark) this.watermark = this.lastAt;
    return count;
  }

  /** Notes that events may be missing from here to the next moment known good. `lost` is -1 where the number is unknown. */
  missing(reason: GapReason, lost: number): void {
    if (this.gapReason === 0) {
      this.gapReason = gapReasonIds[reason];
      this.gapLost = lost;
    } else {
      this.gapLost = lost < 0 || this.gapLost < 0 ? -1 : this.gapLost + lost;
    }
  }

  /** Whether a gap waits for the next moment known good. */
  get gapPending(): boolean {
    return this.gapReason !== 0;
  }

  /** Ends a gap that is open: everything that is sent from here on arrives. `tick` is the device's clock where it said so. */
  knownGood(tick: bigint | undefined, arrivedNs: number): void {
    if (this.tickHz === 0) this.arrivalAt(arrivedNs);
    else if (tick !== undefined) {
      const at = this.timeOf(this.ticksSinceEpoch(Number(tick & 0xffffffffn), Number(tick >> 32n)));
      if (at > this.watermark && at <= Number.MAX_SAFE_INTEGER) this.watermark = at;
      if (this.gapReason !== 0 && this.watermark > this.lastAt) this.lastAt = this.watermark;
    }
    if (this.gapReason === 0) return;
    const batch = this.room();
    batch.used = this.insertGap(batch.used);
  }

  /** A gap of its own, complete in itself. */
  gap(reason: GapReason, lost: number, tick: bigint | undefined, arrivedNs: number): void {
    this.knownGood(tick, arrivedNs);
    this.missing(reason, lost);
    this.knownGood(tick, arrivedNs);
  }

  /** Adds a note of the bench's own. */
  note(text: string): void {
    const batch = this.room();
    batch.used = this.insertNote(batch.used, text);
  }

  private ticksSinceEpoch(low: number, high: number): number {
    return ((high >>> 0) - this.epochHigh) * 0x1_0000_0000 + ((low >>> 0) - this.epochLow);
  }

  private timeOf(ticks: number): number {
    return this.baseNs + (this.nsPerTick !== 0 ? ticks * this.nsPerTick : ticksToNs(ticks, this.tickHz));
  }

  private arrivalAt(arrivedNs: number): number {
    return this.advance(arrivedNs - this.firstArrivedNs);
  }

  private advance(at: number): number {
    if (at >= this.lastAt && at <= Number.MAX_SAFE_INTEGER) {
      this.lastAt = at;
      if (at > this.watermark) this.watermark = at;
    } else {
      this.clamped++;
    }
    return this.lastAt;
  }

  /** Appends the open gap as an event whose record stands at word `at` of the arena. Gives the word after it. */
  private insertGap(at: number): number {
    const writer = this.writer;
    writer.begin(kindIds.gap, 0, 0, this.gapReason);
    if (this.gapLost >= 0) writer.status(this.gapLost);
    this.gapReason = 0;
    return this.insert(at);
  }

  private insertNote(at: number, text: string): number {
    this.writer.begin(kindIds.note, 0, 0);
    this.writer.textEntry(tailTags.text, text);
    return this.insert(at);
  }

  private insert(at: number): number {
    const { words, length } = this.writer;
    const batch = this.batch;
    batch.used = at;
    batch.reserve(length);
    for (let i = 0; i < length; i++) batch.words[at + i] = words[i] as number;
    batch.append(at, at + length, this.lastAt, this.port, -1);
    return at + length;
  }
}
