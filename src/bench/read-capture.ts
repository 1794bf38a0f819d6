import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { TraceConsumer, TraceEnding } from '../core/trace/trace-reader.ts';
import { CaptureReplay, type CaptureListener } from '../wire/capture/capture-replay.ts';
import type { PortCounts } from '../wire/port-stage.ts';

/** Small, so that devices whose runs still go on are heard in between. */
const chunkOctets = 1 << 16;

/** What is known of a capture when it has been read to its end. */
export interface ReadCapture {
  readonly ending: TraceEnding;
  /** What became of the octets of each port. */
  readonly counts: readonly PortCounts[];
  readonly octets: number;
  readonly sha256: string;
}

/** Reads a capture as it lies on the disk, in bounded memory. `between` is awaited after each piece of the file. */
export async function readCapture(
  path: string, consumer: TraceConsumer, listener: CaptureListener = {}, between: () => Promise<void> = async () => {},
): Promise<ReadCapture> {
  const replay = new CaptureReplay(path, consumer, listener, { crc32 });
  const hash = createHash('sha256');
  const file = await open(path);
  let octets = 0;
  try {
    const chunk = new Uint8Array(chunkOctets);
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, chunkOctets);
      if (bytesRead === 0) break;
      const piece = chunk.subarray(0, bytesRead);
      octets += bytesRead;
      hash.update(piece);
      replay.push(piece);
      await between();
    }
  } finally {
    await file.close();
  }
  const ending = replay.finish();
  return { ending, counts: replay.counts, octets, sha256: hash.digest('hex') };
}
