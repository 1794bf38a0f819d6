import { batchWords, EventBatch } from '../core/trace/event-batch.ts';
import { RecordShapes } from '../core/trace/record-shapes.ts';
import { FrameKernel } from './kernel/frame-kernel.ts';
import { Lane } from './lane.ts';

/** How octets are decoded faster; none of it changes what comes of them. */
export interface DecodingOptions {
  /** CRC-32 (zlib's) of octets, of thousands at a time: native code where there is some. */
  readonly crc32?: ((octets: Uint8Array) => number) | undefined;
  /** Whether the kernel decodes from the first event on, and not only when a batch has been full. */
  readonly kernelAtOnce?: boolean;
}

/** Batches of one port that wait for other ports before events are put in order without them. */
const waitingBatchesLimit = 64;

/** What one port has ready for the merge. */
interface Queue {
  readonly batches: EventBatch[];
  /** The next event of the first batch. */
  next: number;
}

/**
 * All events in order. With one port its batch is the timeline's, and nothing is copied. With several, the events of each wait
 * until no other port can still send an earlier one, and are then put in order of `at`, ties in order of the ports: the order
 * does not depend on how the octets were cut into reads.
 *
 * It orders by the ports' own stamps: right where they share a clock. It does not align clocks that differ. A port that stays
 * silent holds the others up until its next STATE or its end, for at most 64 batches; past that, events are put in order without
 * it, and what then comes too late gets the time of the event before it and is counted in `late`.
 */
export class Timeline {
  /** Events of one port that came after later ones of another had been handed on. */
  late = 0;
  /** The tick that is time 0, set by the first port whose clock the others share. */
  sharedEpoch: { readonly tick: bigint; readonly tickHz: number } | undefined;
  /** Arrival of the first HELLO: time 0 for ports without ticks. */
  firstArrivedNs: number | undefined;
  private readonly consumer: (batch: EventBatch) => void;
  private readonly lanes: readonly Lane[];
  private readonly queues: readonly Queue[];
  private readonly shapes = new RecordShapes();
  private readonly spare: EventBatch[] = [];
  private merged: EventBatch;
  /** A batch has been full, or the kernel was wanted at once. */
  private isBusy = false;
  /** Decodes what is plain; only of a single port, and when that has been busy. */
  kernel: FrameKernel | undefined;
  readonly crc32: ((octets: Uint8Array) => number) | undefined;

  /** `consumer` is handed full batches, and what there is at a `flush`; a batch is cleared when it returns. */
  constructor(consumer: (batch: EventBatch) => void, ports = 1, options: DecodingOptions = {}) {
    this.consumer = consumer;
    this.crc32 = options.crc32;
    this.lanes = Array.from({ length: ports }, (_, port) => new Lane(port, this.shapes, (lane) => this.spill(lane)));
    this.queues = this.lanes.map(() => ({ batches: [], next: 0 }));
    this.merged = ports === 1 ? (this.lanes[0] as Lane).batch : this.newBatch();
    if (ports === 1 && options.kernelAtOnce === true) this.useKernel();
  }

  /** From here on the batch of the only port lies where the kernel can write. It must be empty. */
  private useKernel(): void {
    this.isBusy = true;
    this.kernel = FrameKernel.make();
    if (this.kernel === undefined) return;
    const batch = new EventBatch(batchWords, this.shapes, this.kernel.room);
    batch.firstLine = this.merged.firstLine;
    (this.lanes[0] as Lane).batch = batch;
    this.merged = batch;
  }

  private newBatch(): EventBatch {
    return new EventBatch(batchWords, this.shapes);
  }

  /** A port's way onto this timeline; ports count from 0. */
  lane(port: number): Lane {
    const lane = this.lanes[port];
    if (lane === undefined) throw new RangeError(`the timeline has ${this.lanes.length} ports, none is number ${port}`);
    return lane;
  }

  /** Hands on every event whose place is certain. */
  flush(): void {
    if (this.lanes.length > 1) {
      for (const lane of this.lanes) this.enqueue(lane);
      this.merge(false);
    }
    this.handOn();
  }

  /** Hands on every event: no port sends any more. */
  finish(): void {
    for (const lane of this.lanes) lane.watermark = Number.POSITIVE_INFINITY;
    this.flush();
  }

  private spill(lane: Lane): void {
    if (this.lanes.length === 1) {
      this.handOn();
      if (!this.isBusy) this.useKernel();
      return;
    }
    this.enqueue(lane);
    this.merge((this.queues[lane.port] as Queue).batches.length > waitingBatchesLimit);
  }

  private handOn(): void {
    if (this.merged.count === 0) return;
    this.consumer(this.merged);
    this.merged.clear();
  }

  private enqueue(lane: Lane): void {
    if (lane.batch.count === 0) return;
    (this.queues[lane.port] as Queue).batches.push(lane.batch);
    lane.batch = this.spare.pop() ?? this.newBatch();
  }

  /** Moves events in order from the queues; with `force` also those that another port may still precede. */
  private merge(force: boolean): void {
    for (;;) {
      let best = -1;
      let bestAt = Number.POSITIVE_INFINITY;
      for (const [port, queue] of this.queues.entries()) {
        const batch = queue.batches[0];
        const at = batch === undefined ? (this.lanes[port] as Lane).watermark : (batch.at[queue.next] as number);
        if (batch === undefined && force) continue;
        if (at >= bestAt) continue;
        bestAt = at;
        best = batch === undefined ? -1 : port;
      }
      if (best < 0) return;
      this.move(this.queues[best] as Queue, best);
    }
  }

  private move(queue: Queue, port: number): void {
    const from = queue.batches[0] as EventBatch;
    const to = this.merged;
    const i = queue.next;
    const start = from.starts[i] as number;
    const words = (from.ends[i] as number) - start;
    if (!to.fits(words)) this.handOn();
    const at = to.reserve(words);
    for (let k = 0; k < words; k++) to.words[at + k] = from.words[start + k] as number;
    to.append(at, at + words, this.notBefore(from.at[i] as number), port, from.seq[i] as number, from.shape[i]);
    queue.next = i + 1;
    if (queue.next < from.count) return;
    queue.next = 0;
    queue.batches.shift();
    from.clear();
    if (this.spare.length < this.lanes.length) this.spare.push(from);
  }

  private lastAt = 0;

  private notBefore(at: number): number {
    if (at < this.lastAt) {
      this.late++;
      return this.lastAt;
    }
    this.lastAt = at;
    return at;
  }
}
