import { decodeCallParameters } from './call-parameter-codec.ts';
import { callParametersChanged, groupIdAt, groupIds, nextGroup, octetsPresent } from './call-parameter-groups.ts';
import { flagsField } from './call-parameter-lookup.ts';

/** Result of a deep comparison. `unknown`: nothing differs, but something was seen on one side alone. */
export const comparison = { equal: 0, different: 1, unknown: 2 } as const;
export type Comparison = (typeof comparison)[keyof typeof comparison];

/**
 * Compares two encoded structures field by field, leaving out `address` and CALL_PARAMETERS_CHANGED, as the trace format's
 * deep comparison does. Allocates nothing where both consist of documented fields, which is the common case. `ignored` are the bits
 * of Flags that are left out.
 */
export function compareCallParameters(
  a: Int32Array, aStart: number, aEnd: number, b: Int32Array, bStart: number, bEnd: number, ignored: number = callParametersChanged,
): Comparison {
  if (areAlike(a, aStart, aEnd, b, bStart, bEnd)) return comparison.equal;
  if (hasGroup(a, aStart, aEnd, groupIds.other) || hasGroup(b, bStart, bEnd, groupIds.other)) {
    return compareDecoded(decodeCallParameters(a, aStart, aEnd), decodeCallParameters(b, bStart, bEnd), ignored);
  }
  let result: Comparison = comparison.equal;
  let i = aStart;
  let j = bStart;
  for (;;) {
    const x = i < aEnd ? groupIdAt(a, i) : groupIds.address;
    const y = j < bEnd ? groupIdAt(b, j) : groupIds.address;
    // Address groups come last.
    if (x === groupIds.address && y === groupIds.address) return result;
    const groups = x === y ? compareGroups(a, i, b, j, ignored) : x < y ? loneGroup(x, b, bStart, bEnd) : loneGroup(y, a, aStart, aEnd);
    if (groups === comparison.different) return groups;
    if (groups === comparison.unknown) result = groups;
    if (x <= y) i = nextGroup(a, i);
    if (y <= x) j = nextGroup(b, j);
  }
}

/** Whether two structures say the same in the same words, which is the common case. */
function areAlike(a: Int32Array, aStart: number, aEnd: number, b: Int32Array, bStart: number, bEnd: number): boolean {
  if (aEnd - aStart !== bEnd - bStart) return false;
  const shift = bStart - aStart;
  for (let at = aStart; at < aEnd; ) {
    const header = a[at] as number;
    if (header !== b[at + shift]) return false;
    if ((header & 0xff) === groupIds.address) return true;
    const next = nextGroup(a, at);
    if ((header & 0xff) === flagsField.group) {
      if (a[at + 1] !== b[at + 1 + shift]) return false;
      if (((a[at + 2] as number) ^ (b[at + 2 + shift] as number)) & ~callParametersChanged) return false;
    } else for (let i = at + 1; i < next; i++) if (a[i] !== b[i + shift]) return false;
    at = next;
  }
  return true;
}

/** A group that stands on one side alone: NULL differs from a structure, anything else was not seen over there. */
function loneGroup(id: number, words: Int32Array, start: number, end: number): Comparison {
  if (id === groupIds.callMgrNull && hasGroup(words, start, end, 2)) return comparison.different;
  if (id === groupIds.mediaNull && hasGroup(words, start, end, 9)) return comparison.different;
  return comparison.unknown;
}

function hasGroup(words: Int32Array, start: number, end: number, id: number): boolean {
  for (let at = start; at < end; at = nextGroup(words, at)) if (groupIdAt(words, at) === id) return true;
  return false;
}

function compareGroups(a: Int32Array, i: number, b: Int32Array, j: number, ignored: number): Comparison {
  const id = groupIdAt(a, i);
  if (id >= groupIds.callMgrNull) return sameOctets(a, i, i + 1, b, j, j + 1);
  const presenceA = a[i + 1] as number;
  const presenceB = b[j + 1] as number;
  let x = i + 2;
  let y = j + 2;
  for (let bits = (presenceA | presenceB) & (octetsPresent - 1); bits !== 0; bits &= bits - 1) {
    const bit = bits & -bits;
    const inA = (presenceA & bit) !== 0;
    const inB = (presenceB & bit) !== 0;
    const difference = inA && inB ? (a[x] as number) ^ (b[y] as number) : 0;
    // The only field of group 1 is Flags.
    if ((id === 1 ? difference & ~ignored : difference) !== 0) return comparison.different;
    if (inA) x++;
    if (inB) y++;
  }
  const both = presenceA & presenceB & octetsPresent;
  if (both !== 0 && sameOctets(a, i, x, b, j, y) !== comparison.equal) return comparison.different;
  return presenceA === presenceB ? comparison.equal : comparison.unknown;
}

/** Compares the octets of two groups, from the words `x` and `y` on. The words behind their last octet are padded with zeros. */
function sameOctets(a: Int32Array, i: number, x: number, b: Int32Array, j: number, y: number): Comparison {
  const octets = ((a[i] as number) >>> 16) - (x - i) * 4;
  if (octets !== ((b[j] as number) >>> 16) - (y - j) * 4) return comparison.different;
  const words = nextGroup(a, i) - x;
  for (let k = 0; k < words; k++) if (a[x + k] !== b[y + k]) return comparison.different;
  return comparison.equal;
}

type JsonObject = Readonly<Record<string, unknown>>;

function compareDecoded(a: JsonObject, b: JsonObject, ignored: number): Comparison {
  return compareMembers(withoutIgnored(a, ignored), withoutIgnored(b, ignored));
}

function withoutIgnored(value: JsonObject, ignored: number): JsonObject {
  const { address: _address, ...compared } = value;
  const flags = compared['Flags'];
  // A value that does not fit the field has no such bit.
  const isField = typeof flags === 'number' && Number.isInteger(flags) && flags >= 0 && flags <= 0xffffffff;
  return isField ? { ...compared, Flags: (flags & ~ignored) >>> 0 } : compared;
}

function compareMembers(a: JsonObject, b: JsonObject): Comparison {
  let result: Comparison = comparison.equal;
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const both = Object.hasOwn(a, name) && Object.hasOwn(b, name);
    const members = both ? compareValues(name, a[name], b[name]) : comparison.unknown;
    if (members === comparison.different) return members;
    if (members === comparison.unknown) result = members;
  }
  return result;
}

function compareValues(name: string, a: unknown, b: unknown): Comparison {
  if (Array.isArray(a) && Array.isArray(b)) return compareMembers({ ...a, length: a.length }, { ...b, length: b.length });
  if (isObject(a) && isObject(b)) return compareMembers(a, b);
  // Octets that no structure fits say nothing about a structure.
  const areOctetsAndStructure = (typeof a === 'string' && isObject(b)) || (isObject(a) && typeof b === 'string');
  if (name === 'Parameters' && areOctetsAndStructure) return comparison.unknown;
  return a === b ? comparison.equal : comparison.different;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
