import { stat } from 'node:fs/promises';
import type { Judgement } from '../core/judgement.ts';
import { safeText } from '../core/safe-text.ts';
import { eventToJson } from '../core/trace/event-json.ts';
import type { TraceHeader } from '../core/trace/header.ts';
import { durationText } from '../report/duration-text.ts';
import { shownLines } from './shown-findings.ts';
import { readTrace, type TraceSource } from './trace-source.ts';

/** Lines of a trace in words, by their number. */
export type Evidence = ReadonlyMap<number, string>;

/**
 * Reads a source once more for the lines that the findings shown of a judgement rest on. Nothing is read where there are none, or
 * where the source cannot be read twice.
 */
export async function evidenceFor(judgement: Judgement, source: TraceSource): Promise<Evidence> {
  const wanted = shownLines(judgement);
  const evidence = new Map<number, string>();
  if (wanted.size === 0 || !(await stat(source.path)).isFile()) return evidence;
  let header: TraceHeader | undefined;
  await readTrace(source, {
    header: (found) => {
      header = found;
    },
    batch: (batch) => {
      for (let i = 0; i < batch.count; i++) {
        const line = batch.firstLine + i;
        if (wanted.has(line)) evidence.set(line, eventText(eventToJson(batch, i, header?.ports ?? [])));
      }
    },
  }, async () => (evidence.size === wanted.size ? 'stop' : undefined));
  return evidence;
}

interface EventLine {
  readonly kind: string;
  readonly at: number;
  readonly fn?: string;
  readonly by?: string;
  readonly status?: string;
  readonly args?: { readonly Status?: unknown };
  readonly dir?: string;
  readonly message?: string;
  readonly why?: string;
}

/** `12.3 ms  client  enter NdisClMakeCall`, and the status that it carries, short as in the catalogue (`SUCCESS`). */
function eventText(json: string): string {
  const event = JSON.parse(json) as EventLine;
  const status = event.status ?? (typeof event.args?.Status === 'string' ? event.args.Status : undefined);
  const words = [event.kind, event.dir, event.fn ?? event.message ?? event.why, status?.replace('NDIS_STATUS_', '')];
  const what = words.filter((word) => word !== undefined).join(' ');
  return safeText(`${durationText(event.at).padStart(8)}  ${(event.by ?? '').padEnd(8)}  ${what}`);
}
