import { grown } from '../grown.ts';
import type { EventBatch } from './event-batch.ts';
import { word } from './event-record.ts';
import { entryLength, entryWords, tailTags } from './tail.ts';

/** Bits of an offset within a record. */
const offsetBits = 15;
const isKnown = 1 << 30;

/** Where in an event's tail the pairing finds what it asks for, remembered by the shapes of records. */
export class PairingTail {
  /** Word index of the span's and the party's contents, and of the entry that names the thread; 0: there is none. */
  spanAt = 0;
  partyAt = 0;
  threadAt = 0;
  /** By shape: {@link isKnown}, the span's offset and the party's. A thread's name has no shape. */
  private known = new Int32Array(64);

  /** Looks through the tail of event `i`. */
  find(batch: EventBatch, i: number, start: number, end: number): void {
    const shape = batch.shape[i] as number;
    const known = shape < 0 ? 0 : (this.known[shape] ?? 0);
    if (known === 0) {
      this.search(batch.words, start, end);
      if (shape >= 0) this.remember(shape, start);
      return;
    }
    const span = (known >>> offsetBits) & ((1 << offsetBits) - 1);
    const party = known & ((1 << offsetBits) - 1);
    this.spanAt = span === 0 ? 0 : start + span;
    this.partyAt = party === 0 ? 0 : start + party;
    this.threadAt = 0;
  }

  private search(words: Int32Array, start: number, end: number): void {
    this.spanAt = 0;
    this.partyAt = 0;
    this.threadAt = 0;
    for (let at = start + word.tail; at < end; ) {
      const header = words[at] as number;
      const tag = header & 0xff;
      if (tag === tailTags.thread) this.threadAt = at;
      else if (tag === tailTags.span) this.spanAt = at + 1;
      else if (tag === tailTags.party) this.partyAt = at + 1;
      at += entryWords(entryLength(header));
    }
  }

  private remember(shape: number, start: number): void {
    if (shape >= this.known.length) this.known = grown(this.known, new Int32Array(2 * shape));
    const span = this.spanAt === 0 ? 0 : this.spanAt - start;
    const party = this.partyAt === 0 ? 0 : this.partyAt - start;
    this.known[shape] = isKnown | (span << offsetBits) | party;
  }
}
