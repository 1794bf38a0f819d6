import { Fault } from '../../../src/core/fault.ts';
import { utf8Octets } from '../../../src/core/octets.ts';
import { EventBatch } from '../../../src/core/trace/event-batch.ts';
import type { TraceHeader } from '../../../src/core/trace/header.ts';
import { TraceReader, type TraceEnding } from '../../../src/core/trace/trace-reader.ts';
import { TraceWriter } from '../../../src/core/trace/trace-writer.ts';

export const cmHeader = '{"condisTrace":1,"topology":"cm","observes":["calls"]}';
export const mcmHeader = '{"condisTrace":1,"topology":"mcm","observes":["calls"]}';

/** An event as the consumer of a reader saw it. */
export interface SeenEvent {
  readonly line: number;
  readonly at: number;
  readonly port: number;
  readonly seq: number;
  readonly record: readonly number[];
}

export interface SeenTrace {
  readonly header: TraceHeader;
  readonly events: readonly SeenEvent[];
  readonly batches: number;
  readonly ending: TraceEnding;
}

/** Reads a whole file, given in pieces of some octets. */
export function readTrace(file: string | Uint8Array, pieceOctets = Number.POSITIVE_INFINITY): SeenTrace {
  const octets = typeof file === 'string' ? utf8Octets(file) : file;
  const events: SeenEvent[] = [];
  let header: TraceHeader | undefined;
  let batches = 0;
  const reader = new TraceReader('a.jsonl', {
    header: (seen) => (header = seen),
    batch: (batch) => {
      batches++;
      events.push(...eventsOf(batch));
    },
  });
  for (let at = 0; at < octets.length; at += pieceOctets) reader.push(octets.slice(at, at + pieceOctets));
  const ending = reader.finish();
  return { header: header as TraceHeader, events, batches, ending };
}

/** Reads the lines of a file that ends with a line feed. */
export function readLines(...lines: readonly string[]): SeenTrace {
  return readTrace(`${lines.join('\n')}\n`);
}

function eventsOf(batch: EventBatch): SeenEvent[] {
  return Array.from({ length: batch.count }, (_, i) => ({
    line: batch.firstLine + i,
    at: batch.at[i] as number,
    port: batch.port[i] as number,
    seq: batch.seq[i] as number,
    record: [...batch.words.subarray(batch.starts[i], batch.ends[i])],
  }));
}

/** The file that a writer makes of what a reader reads. */
export function rewrite(file: string | Uint8Array): string {
  let text = '';
  let writer: TraceWriter | undefined;
  const reader = new TraceReader('a.jsonl', {
    header: (header) => (writer = new TraceWriter(header, (piece) => (text += piece))),
    batch: (batch) => writer?.push(batch),
  });
  reader.push(typeof file === 'string' ? utf8Octets(file) : file);
  reader.finish();
  writer?.finish();
  return text;
}

/** A batch of one record, to be looked into. */
export function batchOf(record: ArrayLike<number>): EventBatch {
  const batch = new EventBatch(Math.max(1, record.length));
  batch.words.set(record);
  batch.append(0, record.length, 0, 0, -1);
  return batch;
}

/** Where in the lines of a file it is to be refused; taken out before the file is read. */
const mark = '▲';

/**
 * The code of the fault with which a file of lines, each ended by a line feed, is refused, behind the line and column of the
 * fault where these are not the place of the one ▲ in the file.
 */
export function refusal(...lines: readonly string[]): string {
  return refusalOf(`${lines.join('\n')}\n`);
}

/** As {@link refusal}, for a whole file. */
export function refusalOf(marked: string): string {
  const [before, after] = marked.split(mark) as [string, string];
  const lines = before.split('\n');
  const column = [...(lines.at(-1) as string).replace('\uFEFF', '')].length + 1;
  const fault = faultOf(before + after);
  const isThere = fault.place?.line === lines.length && fault.place.column === column;
  return isThere ? fault.code : `${fault.code} at ${fault.place?.line}:${fault.place?.column}, not ${lines.length}:${column}`;
}

/** The fault with which a file is refused; every one names the file and what to do next. */
export function faultOf(file: string | Uint8Array): Fault {
  try {
    readTrace(file);
  } catch (error) {
    if (!(error instanceof Fault) || error.place?.file !== 'a.jsonl' || error.next === undefined) throw error;
    return error;
  }
  throw new Error('the file was read');
}
