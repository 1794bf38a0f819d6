/**
 * The typed tail of an event record: what does not occur in every event. Each entry is one header word, its contents, and zero
 * octets up to the next multiple of four.
 *
 * Header word: tag (8 bits), value type (4), length of the contents in octets before padding (20), lowest bits first.
 * The contents of an `argument` or `out` entry begin with one more word: name number (16), length of the name in octets (16).
 * A name without a number (0xffff) follows as UTF-8, padded; numbered names have length 0. Then comes the value.
 */
export const tailTags = {
  party: 1,
  af: 2,
  sap: 3,
  /** All net buffer lists of a call that takes several; the head holds the first. */
  nbl: 4,
  span: 5,
  /** The name of a thread that is not a 32-bit number. */
  thread: 6,
  /** The name of a function without a number. */
  fn: 7,
  /** Q.2931 octets of a signal. */
  octets: 8,
  /** The name of a message without a number. */
  message: 9,
  callReference: 10,
  endpointReference: 11,
  /** Octets of an allocation. */
  size: 12,
  /** Label of an allocation. */
  what: 13,
  /** Declarations: a word of which are given, a word of their values; bits in {@link declarationBits}. */
  declares: 14,
  text: 15,
  /** IRQL values beyond the eight bits of the head, and other integers, travel as JSON. */
  irql: 16,
  /** Lost events of a gap or events of an end, beyond the 32 bits of the head, as JSON. */
  count: 17,
  argument: 64,
  out: 65,
} as const;

/** How the value of a tail entry is encoded. */
export const valueTypes = {
  null: 0,
  /** One word, 0 to 2^32 - 1. */
  unsigned: 1,
  /** Two words, low first: a handle, context or address. */
  handle: 2,
  /** One word: an NDIS_STATUS. */
  status: 3,
  /** UTF-8. */
  text: 4,
  octets: 5,
  /** A CO_CALL_PARAMETERS, laid out as in `call-parameters.ts`. */
  callParameters: 6,
  /** UTF-8 JSON: any value that has no form of its own here. */
  json: 7,
  /** Two words each. */
  handles: 8,
  /** One word each. */
  statuses: 9,
} as const;

/** Bit numbers of the keys of `declares`, in both words of a {@link tailTags.declares} entry. */
export const declarationBits = {
  multipoint: 0x01,
  permanentVc: 0x02,
  inputValid: 0x04,
  renegotiationAllowed: 0x08,
  returnedParametersAcceptable: 0x10,
  takesIncomingCalls: 0x20,
  tapi: 0x40,
} as const;
export type Declaration = keyof typeof declarationBits;

/** Words that an entry with contents of `octets` octets takes, its header included. */
export function entryWords(octets: number): number {
  return 1 + ((octets + 3) >> 2);
}

/** Builds an entry's header word. */
export function entryHeader(tag: number, type: number, octets: number): number {
  return tag | (type << 8) | (octets << 12);
}

/** Whether the octets that follow contents of `length` octets up to the end of their last word, at `last`, are zero. */
export function isPadded(words: Int32Array, last: number, length: number): boolean {
  const padding = -length & 3;
  return padding === 0 || (words[last] as number) >>> (8 * (4 - padding)) === 0;
}

/** The value type in an entry's header word. */
export function entryType(header: number): number {
  return (header >>> 8) & 0xf;
}

/** Length of the contents in octets, from an entry's header word. */
export function entryLength(header: number): number {
  return header >>> 12;
}

/** Contents longer than this have no place in a tail entry. */
export const entryOctetsLimit = 0xfffff;

/** A value of this many octets fits into an argument's entry beside the longest name. */
export const argumentOctetsLimit = entryOctetsLimit - 4 - 0x10000;

/**
 * The word index of the first tail entry with a tag, or -1. `start` and `end` bound the record.
 * Entries that run past the record end the search: a record is checked once, when it is decoded.
 */
export function findEntry(words: Int32Array, start: number, end: number, tag: number): number {
  let at = start + 10;
  while (at < end) {
    const header = words[at] as number;
    if ((header & 0xff) === tag) return at;
    at += entryWords(header >>> 12);
  }
  return -1;
}

/** The word index of the argument (or out) entry with a name number, or -1. Its value begins two words further on. */
export function findArgument(words: Int32Array, start: number, end: number, tag: number, name: number): number {
  let at = start + 10;
  while (at < end) {
    const header = words[at] as number;
    if ((header & 0xff) === tag && ((words[at + 1] as number) & 0xffff) === name) return at;
    at += entryWords(header >>> 12);
  }
  return -1;
}
