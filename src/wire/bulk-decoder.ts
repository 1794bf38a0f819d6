import { unmaskCrc32 } from './crc32.ts';
import type { FrameKernel } from './kernel/frame-kernel.ts';
import { pieceOctets } from './kernel/memory-map.ts';
import type { PortStage } from './port-stage.ts';
import type { Timeline } from './timeline.ts';
import type { RecordShapes } from '../core/trace/record-shapes.ts';

/**
 * Octets of frames under one checksum. Of a frame of up to 11 KiB CRC-32 misses no error of three bits and no burst of 32; over so
 * many octets that holds for several frames together too. Damage within one frame shows exactly when the frame's own checksum
 * would show it, and damage of several goes unseen as seldom as in a frame: once in 2^32.
 */
const groupOctets = 11_000;

/**
 * Decodes many frames at once where there is nothing to decide about any of them: what `FrameKernel` takes, under one checksum. It
 * takes all of a group or nothing; what it leaves is decoded frame by frame.
 */
export class BulkDecoder {
  private readonly stage: PortStage;
  private readonly timeline: Timeline;
  private staged = false;
  /** Octets before this index lie in a group in which something is damaged. */
  private resumeAt = 0;

  constructor(stage: PortStage, timeline: Timeline) {
    this.stage = stage;
    this.timeline = timeline;
  }

  /** The longest piece of octets that {@link decode} looks at. */
  get limit(): number {
    return pieceOctets;
  }

  /** Other octets follow. */
  begin(): void {
    this.staged = false;
    this.resumeAt = 0;
  }

  /** Decodes frames from `octets[at]`, where one begins, to `octets[limit - 1]`. Gives the index of the first octet it left. */
  decode(octets: Uint8Array, at: number, limit: number, arrivedNs: number): number {
    const { kernel } = this.timeline;
    if (kernel === undefined || at < this.resumeAt) return at;
    if (!this.staged) {
      kernel.stage(octets);
      this.staged = true;
    }
    let from = at;
    while (from < limit && this.stage.lend(kernel)) {
      const { used } = kernel;
      const next = kernel.decode(from, limit, groupOctets);
      if (next === from) return from;
      if (!this.holds(kernel, used)) {
        this.resumeAt = next;
        return from;
      }
      this.stage.takeBack(kernel, arrivedNs);
      from = next;
    }
    return from;
  }

  /** A record of a known shape was met that the kernel did not take. */
  learn(shapes: RecordShapes, shape: number, presence: number): void {
    const { kernel } = this.timeline;
    if (kernel === undefined || kernel.knows(shape)) return;
    const tests = shapes.testsOf(shape);
    kernel.learn(shape, tests, tests.length, presence);
  }

  /** Records have other meanings from here on. */
  forget(): void {
    this.timeline.kernel?.forget();
  }

  /** Whether the checksums of all frames that were decoded from word `used` on hold. */
  private holds(kernel: FrameKernel, used: number): boolean {
    const { crc32 } = this.timeline;
    const { words, octets } = kernel.room;
    if (crc32 === undefined) return unmaskCrc32(words, used, kernel.used, 0) === 0;
    return crc32(octets.subarray(4 * used, 4 * kernel.used)) === 0;
  }
}
