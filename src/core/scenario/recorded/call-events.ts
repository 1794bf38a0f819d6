import type { Role } from '../../condis/roles.ts';

/** An event of a call as the line of a trace file says it; only what a replay looks at. */
export interface RecordedEvent {
  readonly kind: string;
  /** Nanoseconds since the start of the trace. */
  readonly at: number;
  readonly by?: Role;
  readonly fn?: string;
  readonly status?: string;
  readonly vc?: string | null;
  readonly party?: string | null;
  readonly nbl?: string | null | readonly string[];
  readonly args?: Readonly<Record<string, unknown>>;
  readonly dir?: 'tx' | 'rx';
  readonly message?: string;
  readonly bytes?: string;
}

/** Results of requests, as a trace writes them. */
export const pending = 'NDIS_STATUS_PENDING';
export const success = 'NDIS_STATUS_SUCCESS';

/** Finds events of one call, each named as `enter NdisClMakeCall`, `return NdisClMakeCall`, `tx SETUP` or `rx CONNECT`. */
export class CallEvents {
  readonly all: readonly RecordedEvent[];
  private readonly names: readonly string[];

  constructor(all: readonly RecordedEvent[]) {
    this.all = all;
    this.names = all.map(nameOf);
  }

  /** The first event with one of the names at or after a place; -1: none. */
  find(names: string | readonly string[], from = 0): number {
    return this.names.findIndex((name, i) => i >= from && [names].flat().includes(name));
  }

  /** The last event with one of the names before a place; -1: none. */
  findLast(names: string | readonly string[], before = this.names.length): number {
    return this.names.findLastIndex((name, i) => i < before && [names].flat().includes(name));
  }

  has(...names: string[]): boolean {
    return this.find(names) >= 0;
  }

  count(name: string): number {
    return this.names.filter((one) => one === name).length;
  }

  /** Every event with one of the names. */
  every(...names: string[]): RecordedEvent[] {
    return this.all.filter((_, i) => names.includes(this.names[i] as string));
  }

  /** Nanoseconds from one event to the next of another name; `undefined` where either is missing. */
  span(from: string | readonly string[], to: string | readonly string[]): number | undefined {
    const start = this.find(from);
    const end = start < 0 ? -1 : this.find(to, start);
    return end < 0 ? undefined : this.atNs(end) - this.atNs(start);
  }

  /** As {@link span}, from the last event of the one name that comes before the first of the other. */
  lastSpan(from: string | readonly string[], to: string | readonly string[]): number | undefined {
    const start = this.find(from);
    const end = start < 0 ? -1 : this.find(to, start);
    return end < 0 ? undefined : this.atNs(end) - this.atNs(this.findLast(from, end));
  }

  /** The status that the first event of a name returns or reports. */
  status(...names: string[]): string | undefined {
    const event = this.all[this.find(names)];
    return event === undefined ? undefined : statusOf(event);
  }

  atNs(place: number): number {
    return (this.all[place] as RecordedEvent).at;
  }
}

/** What an event returns, or says in its argument `Status`. */
export function statusOf({ status, args }: RecordedEvent): string | undefined {
  if (status !== undefined) return status;
  const said = args?.['Status'];
  return typeof said === 'string' ? said : undefined;
}

function nameOf({ kind, fn, dir, message }: RecordedEvent): string {
  return kind === 'signal' ? `${dir} ${message}` : `${kind} ${fn ?? ''}`;
}
