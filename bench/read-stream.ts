import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { EventBatch } from '../src/core/trace/event-batch.ts';
import type { TraceHeader } from '../src/core/trace/header.ts';
import { readAhead } from '../src/files/read-ahead.ts';
import { headerOf } from '../src/wire/header-of.ts';
import { PortDecoder } from '../src/wire/port-decoder.ts';
import { Timeline } from '../src/wire/timeline.ts';

const readOctets = 1 << 18;

/**
 * Decodes what a device said on its line, from a file of those octets: the stages of a live run without the line and without the
 * recorder. Gives the number of events. A file that lost or damaged a frame is an error of the benchmark.
 */
export async function readStream(
  path: string, consumer: { header(header: TraceHeader): void; batch(batch: EventBatch): void },
): Promise<number> {
  let started = false;
  const timeline = new Timeline((batch) => consumer.batch(batch), 1, { crc32 });
  const decoder = new PortDecoder(0, timeline, {
    hello: (hello) => {
      if (!started) consumer.header(headerOf([{ name: 'main', hello }]));
      started = true;
    },
    time: () => {},
    state: () => {},
    answer: () => {},
  });
  const file = await open(path);
  try {
    const fill = async (buffer: Uint8Array): Promise<number> => (await file.read(buffer, 0, buffer.length)).bytesRead;
    for await (const piece of readAhead(fill, readOctets)) decoder.push(piece, 0);
  } finally {
    await file.close();
  }
  decoder.end('closed');
  timeline.finish();
  const { events, damaged, lost, malformed, unknown } = decoder.counts;
  if (!started || damaged + lost + malformed + unknown > 0) throw new Error(`${path} is no undamaged stream of a probe`);
  return events;
}
