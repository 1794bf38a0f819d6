/**
 * The event record: one thing the probe saw, as little-endian octets with a fixed head of ten 32-bit words and an optional
 * typed tail. It is what a probe sends (docs/probe-protocol.md), what the decoder leaves in a batch, and what the rules read,
 * so that nothing is allocated for an event between the line and the verdict.
 *
 * | word | contents |
 * |---|---|
 * | 0 | function number or message type (16 bits), kind (8), role (8) |
 * | 1 | presence bits (16), IRQL (8), detail (8) |
 * | 2, 3 | device tick, 64 bits, low word first |
 * | 4, 5 | VC handle |
 * | 6, 7 | object handle: address family, SAP, first net buffer list, or the address of an allocation, told by the presence bits |
 * | 8 | thread |
 * | 9 | status of a return; lost events of a gap; events of an end |
 * | 10… | tail entries (`tail.ts`) |
 */
export const recordHeadWords = 10;

/** A record from a device has up to this many words, tail and all. */
export const recordWordsLimit = 1 << 15;

/** Word offsets within a record. */
export const word = { identity: 0, presence: 1, tick: 2, vc: 4, object: 6, thread: 8, status: 9, tail: 10 } as const;

/** What kind of event a record holds; the names are those of the trace file. */
export const kindIds = { enter: 1, return: 2, signal: 3, alloc: 4, free: 5, declare: 6, gap: 7, note: 8, end: 9 } as const;
export type Kind = keyof typeof kindIds;

/**
 * Presence bits: which fields of the head the tracer saw. An absent field is zero. A handle that is present and zero is NULL.
 * `objectKind` is a field of three bits, see {@link objectKinds}.
 */
export const present = {
  tick: 0x0001,
  vc: 0x0002,
  objectKind: 0x001c,
  thread: 0x0020,
  status: 0x0040,
  irql: 0x0080,
  /** The party handle is in the tail. */
  party: 0x0100,
} as const;

/** Values of the presence field `objectKind`, in place (shifted left by two). */
export const objectKinds = { none: 0x00, af: 0x04, sap: 0x08, nbl: 0x0c, address: 0x10 } as const;

/** Detail of enter and return: who ran a completion handler that its owner could also run on its own. */
export const fromIds = { absent: 0, ndis: 1, self: 2 } as const;
/** Detail of signal: direction as seen by the system under test. */
export const directionIds = { tx: 1, rx: 2 } as const;
/** Detail of alloc. */
export const poolIds = { absent: 0, nonpaged: 1, paged: 2 } as const;
/** Detail of gap: why events may be missing. */
export const gapReasonIds = { overrun: 1, crc: 2, sequence: 3, 'port-lost': 4, truncated: 5 } as const;
export type GapReason = keyof typeof gapReasonIds;

/** In the identity word of a signal: a message name without a Q.2931 type; the name is in the tail. */
export const unnumberedMessage = 0xffff;

/** The kind in an identity word. */
export function kindOf(identity: number): number {
  return (identity >>> 16) & 0xff;
}

/** The role in an identity word. */
export function roleOf(identity: number): number {
  return identity >>> 24;
}

/** The function number (enter, return) or message type (signal) in an identity word. */
export function functionOf(identity: number): number {
  return identity & 0xffff;
}
