import { rolesOf } from '../condis/roles.ts';
import type { EventBatch } from './event-batch.ts';
import { eventToJson } from './event-json.ts';
import { kindIds, kindOf, word } from './event-record.ts';
import type { TraceHeader, TracePort } from './header.ts';

/** Text is handed on in pieces of about this many characters. */
const pieceLength = 1 << 16;

/** Writes a trace file: line 1 at once, then a line for every event of every batch, and the line `end` where the header announces it. */
export class TraceWriter {
  private readonly ports: readonly TracePort[];
  private readonly write: (text: string) => void;
  private text: string;
  /** Whether a last line `end` is announced and not written yet. */
  private endOwed: boolean;
  private events = 0;
  private lastAt = 0;

  /** `write` takes the text piece by piece. `header.ports` may grow while batches come. */
  constructor(header: TraceHeader, write: (text: string) => void) {
    this.ports = header.ports;
    this.endOwed = header.ends;
    this.write = write;
    this.text = `${headerToJson(header)}\n`;
  }

  push(batch: EventBatch): void {
    for (let i = 0; i < batch.count; i++) {
      this.text += `${eventToJson(batch, i, this.ports)}\n`;
      if (this.text.length >= pieceLength) this.handOn();
    }
    if (batch.count === 0) return;
    this.events += batch.count;
    this.lastAt = batch.at[batch.count - 1] as number;
    const last = batch.words[(batch.starts[batch.count - 1] as number) + word.identity] as number;
    if (kindOf(last) === kindIds.end) this.endOwed = false;
  }

  /** Ends the file and hands on what is left. */
  finish(): void {
    if (this.endOwed) this.text += `{"at":${this.lastAt},"kind":"end","events":${this.events}}\n`;
    this.endOwed = false;
    this.handOn();
  }

  private handOn(): void {
    if (this.text !== '') this.write(this.text);
    this.text = '';
  }
}

/** Line 1 of a trace file: what has no default, and what differs from it. */
export function headerToJson(header: TraceHeader): string {
  const parts = [`"condisTrace":${header.condisTrace}`, `"topology":"${header.topology}"`];
  const put = (key: string, value: unknown): void => {
    if (value !== undefined) parts.push(`"${key}":${JSON.stringify(value)}`);
  };
  if (header.hook !== 'source') put('hook', header.hook);
  put('observes', header.observes);
  const allRoles = rolesOf(header.topology);
  if (header.sees.length !== allRoles.length || header.sees.some((role, i) => role !== allRoles[i])) put('sees', header.sees);
  if (header.begins !== 'load') put('begins', header.begins);
  if (Object.keys(header.declares).length > 0) put('declares', header.declares);
  if (header.ports.length > 0) {
    // By hand: an object would put a port whose name is a number first.
    parts.push(`"ports":{${header.ports.map(portToJson).join(',')}}`);
  }
  if (header.uncertaintyNs !== 0) put('uncertaintyNs', header.uncertaintyNs);
  if (!header.complete) put('complete', false);
  if (header.ends) put('ends', true);
  put('startedAt', header.startedAt);
  put('scenario', header.scenario);
  put('device', header.device);
  put('tool', header.tool);
  return `{${parts.join(',')}}`;
}

function portToJson({ name, ...port }: TracePort): string {
  return `${JSON.stringify(name)}:${JSON.stringify(port)}`;
}
