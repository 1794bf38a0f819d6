import type { Kind } from './event-record.ts';
import { declarationBits, type Declaration } from './tail.ts';

/** The port of events that name none. */
export const defaultPort = 'main';

/** The keys that a header may have; any other that does not begin with `x-` is refused. */
export const headerKeys = [
  'condisTrace', 'topology', 'hook', 'observes', 'sees', 'begins', 'declares', 'ports', 'uncertaintyNs', 'complete', 'ends', 'startedAt',
  'scenario', 'device', 'tool',
] as const;

/** The keys of one port in the header's `ports`. */
export const portKeys = ['sees', 'clock', 'tickHz', 'uncertaintyNs'] as const;

/** The keys of the header's `declares`, and of a `declare` event. */
export const declarations = Object.keys(declarationBits) as Declaration[];

/** The keys that every event may have; `kind` and `at` it must have. */
export const commonKeys = ['kind', 'at', 'port', 'seq', 'tick'] as const;

const handleKeys = ['vc', 'party', 'af', 'sap', 'nbl'] as const;
const callKeys = ['fn', 'by', ...handleKeys, 'from', 'args', 'irql', 'thread', 'span'] as const;

/** The keys that an event of a kind has beside those of every event; others are read over. */
export const keysByKind = {
  enter: callKeys,
  return: [...callKeys, 'status', 'out'],
  signal: ['dir', 'message', 'bytes', 'vc', 'party', 'nbl', 'callReference', 'endpointReference'],
  alloc: ['by', 'address', 'size', 'pool', 'what'],
  free: ['by', 'address', 'pool', 'what'],
  declare: ['vc', ...declarations],
  gap: ['lost', 'why'],
  note: ['text'],
  end: ['events'],
} as const satisfies Record<Kind, readonly string[]>;

/** Every key that the reader looks at in an event, with the slot in which it keeps the value's node. */
export const eventSlots: ReadonlyMap<string, number> = new Map(
  [...new Set<string>([...commonKeys, ...Object.values(keysByKind).flat()])].map((key, slot) => [key, slot]),
);
