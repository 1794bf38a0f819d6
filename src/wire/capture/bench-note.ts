import { utf8Octets, utf8Text } from '../../core/octets.ts';

/** What the bench knows and no octet of a port shows: one JSON object a packet of the interface `bench`. */
export type BenchNote =
  /** The port went away; nothing more comes from it. */
  | { readonly what: 'port-lost'; readonly port: string; readonly reason: string }
  /** The bench had no room for what arrived: `packets` reads of together `octets` octets are not in the capture. */
  | { readonly what: 'dropped'; readonly port: string; readonly packets: number; readonly octets: number }
  /** The bench itself stood still: arrivals around here are late by up to this. */
  | { readonly what: 'stall'; readonly forNs: number }
  /** The wall clock was set; stamps go on by the monotonic clock. */
  | { readonly what: 'clock-step'; readonly byNs: number }
  /** The run was ended from outside. */
  | { readonly what: 'interrupted'; readonly reason: string }
  /** The port is there; `path` is what people call it. */
  | { readonly what: 'reached'; readonly port: string; readonly path: string }
  /** What kept the run from being whole, as far as it was known when the capture was closed. */
  | { readonly what: 'fault'; readonly code: string; readonly message: string };

export function encodeBenchNote(note: BenchNote): Uint8Array {
  return utf8Octets(JSON.stringify(note));
}

/** A note as far as a reader relies on it; what else stands in it is for people. */
export interface ReadBenchNote {
  readonly what: string;
  readonly port?: string;
  /** The members of the note that are texts or numbers, as they came. */
  readonly said: Readonly<Record<string, string | number>>;
}

/** The note behind a packet; `undefined` where it is none. A note that this version does not know is given as it is. */
export function decodeBenchNote(octets: Uint8Array): ReadBenchNote | undefined {
  try {
    const note = JSON.parse(utf8Text(octets)) as Record<string, unknown> | null;
    if (typeof note?.['what'] !== 'string') return undefined;
    const said = Object.fromEntries(Object.entries(note).filter(isPlain));
    return typeof note['port'] === 'string' ? { what: note['what'], port: note['port'], said } : { what: note['what'], said };
  } catch {
    return undefined;
  }
}

function isPlain(member: [string, unknown]): member is [string, string | number] {
  return typeof member[1] === 'string' || typeof member[1] === 'number';
}
