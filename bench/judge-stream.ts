import { closeSync, openSync, readSync } from 'node:fs';
import { Judge } from '../src/core/judge.ts';
import type { Judgement } from '../src/core/judgement.ts';
import { headerOf } from '../src/wire/header-of.ts';
import { PortDecoder } from '../src/wire/port-decoder.ts';
import { Timeline } from '../src/wire/timeline.ts';

const readOctets = 1 << 20;

/** What became of a stream. */
export interface StreamResult {
  /** Events that the probe sent, all of which were judged. */
  readonly events: number;
  readonly judgement: Judgement;
}

/**
 * Judges what a device said on its line, from a file of those octets: the stages of a live run without the line and without the
 * recorder. A file that lost or damaged a frame is an error of the benchmark.
 */
export function judgeStream(path: string): StreamResult {
  let judge: Judge | undefined;
  const timeline = new Timeline((batch) => judge?.push(batch));
  const decoder = new PortDecoder(0, timeline, {
    hello: (hello) => (judge ??= new Judge(headerOf([{ name: 'main', hello }]))),
    time: () => {},
    state: () => {},
    answer: () => {},
  });
  const chunk = new Uint8Array(readOctets);
  const file = openSync(path, 'r');
  for (let length = readSync(file, chunk); length > 0; length = readSync(file, chunk)) {
    decoder.push(length === readOctets ? chunk : chunk.subarray(0, length), 0);
  }
  closeSync(file);
  decoder.end('closed');
  timeline.finish();
  const { events, damaged, lost, malformed, unknown } = decoder.counts;
  if (judge === undefined || damaged + lost + malformed + unknown > 0) throw new Error(`${path} is no undamaged stream of a probe`);
  return { events, judgement: judge.finish({ complete: true }) };
}
