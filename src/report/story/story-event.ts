import type { Role } from '../../core/condis/roles.ts';
import { eventToJson } from '../../core/trace/event-json.ts';
import { EventBatch } from '../../core/trace/event-batch.ts';
import type { Kind } from '../../core/trace/event-record.ts';
import type { TracePort } from '../../core/trace/header.ts';
import { callParametersText } from './call-parameters-text.ts';

/** One event of a trace in words. Texts are as they came: whoever shows them makes them safe for where they go. */
export interface StoryEvent {
  /** Line of the trace. */
  readonly line: number;
  /** Nanoseconds since the start of the trace. */
  readonly atNs: number;
  readonly kind: Kind;
  /** Whose call, handler or memory it is; of a signal, undefined. */
  readonly role: Role | undefined;
  /** Function, message, reason of a gap, or text of a note. */
  readonly name: string;
  /** Of a signal, as seen by the system under test. */
  readonly direction: 'tx' | 'rx' | undefined;
  /** Status that it carries or returns, without the prefix NDIS_STATUS_. */
  readonly status: string | undefined;
  readonly vc: string | undefined;
  /** Handle of the party of a multipoint call that it is about. */
  readonly party: string | undefined;
  readonly port: string;
  /** Further arguments and values worth reading, by their documented names. */
  readonly details: readonly (readonly [name: string, text: string])[];
}

/** A record that outlives its batch. */
export interface KeptRecord {
  readonly line: number;
  readonly at: number;
  readonly port: number;
  readonly words: Int32Array;
}

/** Copies event `i` of a batch. */
export function keepRecord(batch: EventBatch, i: number): KeptRecord {
  const words = batch.words.slice(batch.starts[i], batch.ends[i]);
  return { line: batch.firstLine + i, at: batch.at[i] as number, port: batch.port[i] as number, words };
}

/** What kept records say. */
export function storyEvents(records: readonly KeptRecord[], ports: readonly TracePort[]): StoryEvent[] {
  const lines = recordsToJson(records, ports);
  return records.map((record, i) => storyEvent(record, JSON.parse(lines[i] as string) as EventMembers, ports));
}

/** Kept records as the lines of a trace file. */
export function recordsToJson(records: readonly KeptRecord[], ports: readonly TracePort[]): string[] {
  // One batch for all of them: a batch has room for thousands of events.
  const batch = new EventBatch(1);
  return records.map(({ words, at, port }) => {
    batch.clear();
    batch.reserve(words.length);
    batch.words.set(words);
    batch.append(0, words.length, at, port, -1);
    return eventToJson(batch, 0, ports);
  });
}

function storyEvent(record: KeptRecord, event: EventMembers, ports: readonly TracePort[]): StoryEvent {
  return {
    line: record.line,
    atNs: record.at,
    kind: event.kind,
    role: event.by,
    name: cutText(nameOf(event)),
    direction: event.dir,
    status: statusOf(event)?.replace('NDIS_STATUS_', ''),
    vc: event.vc ?? undefined,
    party: event.party ?? undefined,
    port: ports[record.port]?.name ?? '',
    details: detailsOf(event),
  };
}

/** The members of an event's JSON that are looked at here. */
interface EventMembers {
  readonly kind: Kind;
  readonly by?: Role;
  readonly fn?: string;
  readonly message?: string;
  readonly bytes?: string;
  readonly dir?: 'tx' | 'rx';
  readonly why?: string;
  readonly text?: string;
  readonly status?: string;
  readonly vc?: string | null;
  readonly party?: string | null;
  readonly af?: string | null;
  readonly sap?: string | null;
  readonly nbl?: string | null | readonly string[];
  readonly from?: string;
  readonly args?: Readonly<Record<string, unknown>>;
  readonly out?: Readonly<Record<string, unknown>>;
  readonly irql?: number;
  readonly [member: string]: unknown;
}

/** Members that stand elsewhere, or say nothing to a reader. */
const told: ReadonlySet<string> = new Set([
  'kind', 'at', 'by', 'fn', 'message', 'dir', 'why', 'text', 'status', 'vc', 'args', 'out', 'irql', 'thread', 'span', 'seq', 'tick',
  'port', 'events',
]);

const detailsLimit = 8;
const textLimit = 160;

function nameOf(event: EventMembers): string {
  if (event.kind === 'alloc' || event.kind === 'free') return event.kind;
  if (event.kind === 'declare') return 'declared';
  return event.fn ?? event.message ?? event.why ?? event.text ?? (event.kind === 'signal' ? 'message' : 'end of the trace');
}

function statusOf(event: EventMembers): string | undefined {
  const status = event.status ?? event.args?.['Status'] ?? event.args?.['CloseStatus'];
  return typeof status === 'string' ? status : Array.isArray(status) ? String(status[0]) : undefined;
}

function detailsOf(event: EventMembers): [string, string][] {
  const all: [string, unknown][] = [
    ...Object.entries(event).filter(([name]) => !told.has(name)),
    ...Object.entries(event.args ?? {}).filter(([name]) => name !== 'Status' && name !== 'CloseStatus'),
    ...Object.entries(event.out ?? {}),
  ];
  return all.slice(0, detailsLimit).map(([name, value]) => [cutText(name), valueText(name, value)]);
}

function valueText(name: string, value: unknown): string {
  if (name === 'CallParameters') return callParametersText(value);
  if (value === null) return 'NULL';
  if (Array.isArray(value) && value.length > 4) return cutText(`${value.slice(0, 3).map(String).join(', ')} and ${value.length - 3} more`);
  if (Array.isArray(value)) return cutText(value.map(String).join(', '));
  return cutText(typeof value === 'string' ? value : JSON.stringify(value));
}

/** At most {@link textLimit} characters, with a mark where something was cut off; no character is cut in half. */
function cutText(text: string): string {
  if (text.length <= textLimit) return text;
  return `${text.slice(0, textLimit).replace(/[\ud800-\udbff]$/, '')}…`;
}
