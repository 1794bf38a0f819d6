import { cobsEncode, cobsLimit } from './cobs.ts';
import { unmaskCrc32 } from './crc32.ts';
import { bodyWordsLimit, frameEnd, frameHeadWords, frameTypes, payloadLimit, whitening } from './frame.ts';

/**
 * Makes the frames of one port in one direction and numbers them from 0. Frames are collected until they are taken, so that
 * many events can leave in one write.
 */
export class FrameEncoder {
  /** Frames made so far; the next one's sequence number is its lower 32 bits. */
  framesSent = 0;
  private readonly body = new Int32Array(bodyWordsLimit);
  private readonly bodyOctets = new Uint8Array(this.body.buffer);
  private out = new Uint8Array(4096);
  private used = 0;

  /** Octets collected and not taken yet. */
  get pending(): number {
    return this.used;
  }

  /** Adds a frame. Throws a RangeError where the payload exceeds 65,535 octets: no frame can carry it. */
  put(type: number, payload: Uint8Array): void {
    if (payload.length > payloadLimit) throw new RangeError(`a payload of ${payload.length} octets exceeds ${payloadLimit}`);
    const words = (payload.length + 3) >> 2;
    this.body[frameHeadWords + words - 1] = 0;
    this.bodyOctets.set(payload, frameHeadWords * 4);
    this.close(type, payload.length, words);
  }

  /** Adds an EVENT frame with the record in `words[0] … words[length - 1]`. Throws as {@link put} does. */
  putRecord(words: Int32Array, length: number): void {
    if (length * 4 > payloadLimit) throw new RangeError(`a record of ${length} words exceeds a frame`);
    const body = this.body;
    for (let i = 0; i < length; i++) body[frameHeadWords + i] = words[i] as number;
    this.close(frameTypes.event, length * 4, length);
  }

  /** The frames added since the last call, as octets of the caller's own. */
  take(): Uint8Array {
    const taken = this.out.slice(0, this.used);
    this.used = 0;
    return taken;
  }

  /** The octets of one frame (and of whatever was added before). */
  encode(type: number, payload: Uint8Array): Uint8Array {
    this.put(type, payload);
    return this.take();
  }

  /** As {@link encode}, for an event record. */
  encodeRecord(words: Int32Array, length: number): Uint8Array {
    this.putRecord(words, length);
    return this.take();
  }

  /** The numbering begins again: after a RESET. */
  restart(): void {
    this.framesSent = 0;
  }

  /** Writes head and checksum around the payload in place, whitens and frames it. */
  private close(type: number, octets: number, words: number): void {
    const body = this.body;
    const end = frameHeadWords + words;
    body[0] = type | (octets << 16);
    body[1] = this.framesSent | 0;
    this.framesSent++;
    // The pass that takes whitening off again; over a plain body with mask 0 it is the checksum alone.
    body[end] = unmaskCrc32(body, 0, end, 0);
    for (let i = 0; i <= end; i++) body[i] = (body[i] as number) ^ whitening;
    const length = (end + 1) * 4;
    this.reserve(cobsLimit(length) + 1);
    const next = cobsEncode(this.bodyOctets, 0, length, this.out, this.used);
    this.out[next] = frameEnd;
    this.used = next + 1;
  }

  private reserve(octets: number): void {
    if (this.used + octets <= this.out.length) return;
    const larger = new Uint8Array(Math.max(this.used + octets, this.out.length * 2));
    larger.set(this.out.subarray(0, this.used));
    this.out = larger;
  }
}
