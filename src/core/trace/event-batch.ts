import { RecordShapes, shapeUnknown } from './record-shapes.ts';

/** How many events a batch holds at most, and how many words of records. */
export const batchEvents = 1024;
export const batchWords = 1 << 18;

/** The memory of a batch: columns of {@link batchEvents}, and the arena. */
export interface BatchRoom {
  readonly words: Int32Array;
  /** The octets of `words`. */
  readonly octets: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly at: Float64Array;
  readonly port: Uint8Array;
  readonly seq: Float64Array;
  readonly shape: Int32Array;
}

function newRoom(size: number): BatchRoom {
  const words = new Int32Array(size);
  return {
    words,
    octets: new Uint8Array(words.buffer),
    starts: new Int32Array(batchEvents),
    ends: new Int32Array(batchEvents),
    at: new Float64Array(batchEvents),
    port: new Uint8Array(batchEvents),
    seq: new Float64Array(batchEvents),
    shape: new Int32Array(batchEvents),
  };
}

/**
 * Events in the order of the timeline, as columns over one arena of records. A producer fills it, hands it to its consumers and
 * clears it: a consumer that wants to keep something copies it.
 *
 * Event `i` is the record in `words[starts[i]] … words[ends[i] - 1]`. It is line `firstLine + i` of the trace file that this
 * timeline is or would be written as (the header is line 1).
 */
export class EventBatch {
  words: Int32Array;
  /** The octets of `words`. */
  octets: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Nanoseconds since the start of the trace; safe integers. */
  readonly at: Float64Array;
  /** Index into the ports of the trace. */
  readonly port: Uint8Array;
  /** Number of the frame at its port, or -1 where none is known. */
  readonly seq: Float64Array;
  /** Number of the record's shape in {@link shapes}, or `shapeless`, or `shapeUnknown`. */
  readonly shape: Int32Array;
  readonly shapes: RecordShapes;
  count = 0;
  /** Words of the arena in use. */
  used = 0;
  firstLine = 2;

  /** Batches whose events one consumer takes share their `shapes`. `room`: memory that is already there, in place of `words` words. */
  constructor(words = batchWords, shapes = new RecordShapes(), room = newRoom(words)) {
    this.shapes = shapes;
    this.words = room.words;
    this.octets = room.octets;
    this.starts = room.starts;
    this.ends = room.ends;
    this.at = room.at;
    this.port = room.port;
    this.seq = room.seq;
    this.shape = room.shape;
  }

  /** Whether another record of `words` words fits. A record larger than an empty batch makes the arena grow in {@link reserve}. */
  fits(words: number): boolean {
    return this.count < batchEvents && (this.used + words <= this.words.length || this.count === 0);
  }

  /** The word index at which a record of `words` words may be written; grows the arena if even an empty one is too small. */
  reserve(words: number): number {
    if (this.used + words > this.words.length) {
      const larger = new Int32Array(this.used + words);
      larger.set(this.words.subarray(0, this.used));
      this.words = larger;
      this.octets = new Uint8Array(larger.buffer);
    }
    return this.used;
  }

  /** Makes the record in `words[start] … words[end - 1]` the next event. */
  append(start: number, end: number, at: number, port: number, seq: number, shape = shapeUnknown): void {
    const i = this.count;
    this.starts[i] = start;
    this.ends[i] = end;
    this.at[i] = at;
    this.port[i] = port;
    this.seq[i] = seq;
    this.shape[i] = shape;
    this.count = i + 1;
    this.used = end;
  }

  /** Forgets the events; the next one will be the line after the last. */
  clear(): void {
    this.firstLine += this.count;
    this.count = 0;
    this.used = 0;
  }
}
