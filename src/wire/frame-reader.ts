import { CobsDecoder, cobsEnds, cobsLimit, ViewCache } from './cobs.ts';
import { crcOfWord, noRun, unmaskCrc32, unmaskRun } from './crc32.ts';
import { bodyWordsLimit, frameEnd, frameHeadWords, whitening } from './frame.ts';

/** Where a frame may be decoded: from word `used` on, at least {@link bodyWordsLimit} words. */
export interface FrameArena {
  readonly words: Int32Array;
  /** The octets of `words`. */
  readonly octets: Uint8Array;
  readonly used: number;
}

/** Receives what a {@link FrameReader} finds. */
export interface FrameSink {
  /** Asked before each frame. */
  arena(): FrameArena;
  /**
   * A frame whose checksum holds. Its payload is `octets` octets from word `start` of the arena on, padded with zeros; it is
   * overwritten by the next frame unless the sink moves `used`.
   */
  frame(type: number, sequence: number, start: number, octets: number): void;
  /**
   * Offers the octets from `octets[at]`, where a frame begins, to `octets[limit - 1]`. Gives the index after the whole frames that
   * the sink has decoded by itself.
   */
  many?(octets: Uint8Array, at: number, limit: number): number;
  /** Octets that are no frame; at most one call for each closing 0x00. */
  damaged(): void;
}

/** The longest encoded frame, its closing 0x00 included. */
const encodedLimit = cobsLimit(bodyWordsLimit * 4) + 1;

/**
 * Finds frames in octets that arrive in pieces of any size, and begins anew at the next 0x00 after anything that is none.
 * A frame that lies whole in one piece is decoded where it lies; what a piece leaves unfinished is kept, up to the longest
 * frame there can be.
 */
export class FrameReader {
  private readonly sink: FrameSink;
  private readonly cobs = new CobsDecoder();
  private readonly views = new ViewCache();
  private kept = new Uint8Array(1024);
  private keptLength = 0;
  /** Inside an overlong frame: octets are dropped until the next 0x00. */
  private skipping = false;

  constructor(sink: FrameSink) {
    this.sink = sink;
  }

  /** Octets of a frame that is not closed yet. */
  get unfinished(): number {
    return this.skipping ? encodedLimit : this.keptLength;
  }

  push(octets: Uint8Array): void {
    let at = this.skipping || this.keptLength > 0 ? this.continue(octets) : 0;
    const limit = octets.length;
    while (at < limit) {
      if (this.sink.many !== undefined) at = this.sink.many(octets, at, limit);
      if (at === limit) return;
      if (octets[at] === frameEnd) at++;
      else at = this.decode(octets, at, limit);
    }
  }

  /** Forgets an unfinished frame. */
  clear(): void {
    this.keptLength = 0;
    this.skipping = false;
  }

  /** Goes on with a frame that began in an earlier piece. Gives the index after it. */
  private continue(octets: Uint8Array): number {
    const end = octets.indexOf(frameEnd);
    const next = end < 0 ? octets.length : end + 1;
    if (!this.skipping) {
      this.keep(octets, 0, next);
      if (end >= 0 && !this.skipping) {
        const length = this.keptLength;
        this.keptLength = 0;
        this.decode(this.kept, 0, length);
      }
    }
    if (end >= 0) this.skipping = false;
    return next;
  }

  private keep(octets: Uint8Array, from: number, to: number): void {
    const length = this.keptLength + to - from;
    if (length > encodedLimit) {
      this.keptLength = 0;
      this.skipping = true;
      this.sink.damaged();
      return;
    }
    if (length > this.kept.length) {
      const larger = new Uint8Array(Math.min(encodedLimit, Math.max(length, this.kept.length * 2)));
      larger.set(this.kept.subarray(0, this.keptLength));
      this.kept = larger;
    }
    this.kept.set(octets.subarray(from, to), this.keptLength);
    this.keptLength = length;
  }

  /** Decodes the frame at `at`, or keeps its beginning. Gives the index from which to go on. */
  private decode(source: Uint8Array, at: number, limit: number): number {
    const arena = this.sink.arena();
    const base = arena.used;
    const code = source[at] as number;
    const close = at + code;
    const isOneRun = code < 0xff && (code & 3) === 1 && close < limit && source[close] === frameEnd;
    if (isOneRun && this.decodeRun(source, at, code >> 2, arena, base)) return close + 1;
    if (code === 0xff && close < limit) {
      const next = this.decodeTwoRuns(source, at, limit, arena, base);
      if (next > 0) return next;
    }
    const cobs = this.cobs;
    const to = base * 4;
    const ended = cobs.decode(source, at, limit, arena.octets, to, to + bodyWordsLimit * 4 + 1);
    if (ended === cobsEnds.whole) {
      this.check(arena, base, cobs.end - to);
      return cobs.next;
    }
    if (ended === cobsEnds.more) {
      this.keep(source, at, limit);
      return limit;
    }
    if (ended === cobsEnds.damaged) {
      this.sink.damaged();
      return cobs.next;
    }
    this.sink.damaged();
    const end = source.indexOf(frameEnd, at);
    this.skipping = end < 0;
    return end < 0 ? limit : end + 1;
  }

  /** The frame at `at` if it is one run of `count` words, as most are. False: it is not, or it is damaged, and nothing has happened. */
  private decodeRun(source: Uint8Array, at: number, count: number, arena: FrameArena, base: number): boolean {
    if (count <= frameHeadWords) return false;
    const view = this.views.of(source);
    const sent = view.getInt32(at + 4 * count - 3, true) ^ whitening;
    if (unmaskRun(view, at + 1, count - 1, arena.words, base, whitening, 0) !== sent) return false;
    return this.deliver(arena.words, base, base + count - 1);
  }

  /**
   * The frame at `at` if it is a run of 254 octets and a shorter one, as those with call parameters are. Gives the index after it;
   * 0: it is not, or it is damaged, and nothing has happened.
   */
  private decodeTwoRuns(source: Uint8Array, at: number, limit: number, arena: FrameArena, base: number): number {
    const second = at + 0xff;
    const code = source[second] as number;
    const close = second + code;
    const octets = 0xfe + code - 1;
    if (code < 8 || code === 0xff || (octets & 3) !== 0 || close >= limit || source[close] !== frameEnd) return 0;
    const { words } = arena;
    const view = this.views.of(source);
    const end = base + (octets >> 2) - 1;
    // 63 words lie in the first run, one in both, the others in the second.
    const split = base + 63;
    const before = unmaskRun(view, at + 1, 63, words, base, whitening, 0);
    const half = view.getUint16(second - 2, true);
    const otherHalf = view.getUint16(second + 1, true);
    const isWhole = (half & 0xff) !== 0 && half >> 8 !== 0 && (otherHalf & 0xff) !== 0 && otherHalf >> 8 !== 0;
    if (before === noRun || !isWhole) return 0;
    const word = (half | (otherHalf << 16)) ^ whitening;
    words[split] = word;
    const sent = view.getInt32(close - 4, true) ^ whitening;
    if (unmaskRun(view, second + 3, end - split - 1, words, split + 1, whitening, crcOfWord(before, word)) !== sent) return 0;
    return this.deliver(words, base, end) ? close + 1 : 0;
  }

  /** Hands on the frame in `words[base] …` whose checksum stood at `end`, if its length is right. */
  private deliver(words: Int32Array, base: number, end: number): boolean {
    const head = words[base] as number;
    const length = head >>> 16;
    const start = base + frameHeadWords;
    if (start + ((length + 3) >> 2) !== end) return false;
    this.sink.frame(head & 0xff, (words[base + 1] as number) >>> 0, start, length);
    return true;
  }

  private check(arena: FrameArena, base: number, octets: number): void {
    const words = arena.words;
    const end = base + (octets >> 2) - 1;
    const whole = (octets & 3) === 0 && octets >= (frameHeadWords + 1) * 4;
    if (!whole || unmaskCrc32(words, base, end, whitening) !== ((words[end] as number) ^ whitening)) {
      this.sink.damaged();
      return;
    }
    if (!this.deliver(words, base, end)) this.sink.damaged();
  }
}
