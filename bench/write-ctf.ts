import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { recordHeadWords } from '../src/core/trace/event-record.ts';
import { CtfWriter, ctfMetadata } from './ctf-writer.ts';
import { readStream } from './read-stream.ts';
import type { Stream } from './streams.ts';

/** The same events as a CTF trace, and what kind of events they are. */
export interface CtfTrace {
  readonly folder: string;
  readonly events: number;
  /** Events whose record has a tail: arguments, results, or a message's octets. */
  readonly withTail: number;
  /** Octets of all records. */
  readonly recordOctets: number;
}

/** Writes the events of the streams, one stream after the other, as one stream of a CTF trace. */
export async function writeCtf(streams: readonly Stream[], folder: string): Promise<CtfTrace> {
  mkdirSync(folder);
  writeFileSync(join(folder, 'metadata'), ctfMetadata);
  const file = openSync(join(folder, 'stream'), 'w');
  const writer = new CtfWriter((packet) => writeSync(file, packet));
  let events = 0;
  let withTail = 0;
  let words = 0;
  for (const { path } of streams) {
    await readStream(path, {
      header: () => writer.nextTrace(),
      batch: (batch) => {
        writer.push(batch);
        events += batch.count;
        for (let i = 0; i < batch.count; i++) {
          const length = (batch.ends[i] as number) - (batch.starts[i] as number);
          words += length;
          if (length > recordHeadWords) withTail++;
        }
      },
    });
  }
  writer.flush();
  closeSync(file);
  return { folder, events, withTail, recordOctets: words * 4 };
}
