import { handleText, hexOctets, hexText, utf8Octets, utf8Text } from '../octets.ts';

/**
 * CO_CALL_PARAMETERS and what it points to, as a trace file writes it and as the words of an event record's tail
 * (field names and order: catalogue, section e; ndis.h, qos.h, atm.h).
 *
 * In words: a list of groups in ascending order of number. Each group is a header word (number in the low 8 bits, octets that
 * follow in the upper 16), and for a group with fields a word whose bits say which fields are present, then one word a field.
 * A field that the tracer did not see is absent, which is not the same as NULL.
 */

/** Field names of the groups that hold 32-bit fields, in bit order, with the path of the object they belong to. */
const flowspec = [
  'TokenRate', 'TokenBucketSize', 'PeakBandwidth', 'Latency', 'DelayVariation', 'ServiceType', 'MaxSduSize', 'MinimumPolicedSize',
] as const;
const atmFlow = [
  'ServiceCategory', 'AverageCellRate', 'PeakCellRate', 'MinimumCellRate', 'InitialCellRate', 'BurstLengthCells', 'MaxSduSize',
  'TransientBufferExposure', 'CumulativeRMFixedRTT', 'RateIncreaseFactor', 'RateDecreaseFactor', 'ACRDecreaseTimeFactor',
  'MaximumCellsPerForwardRMCell', 'MaximumForwardRMCellInterval', 'CutoffDecreaseFactor', 'MissingRMCellCount', 'Reserved2', 'Reserved3',
] as const;
const address = ['AddressType', 'NumberOfDigits'] as const;

interface FieldGroup {
  readonly id: number;
  readonly path: readonly string[];
  readonly fields: readonly string[];
  /** A field whose value is octets in hex; they follow the words. */
  readonly octets?: string;
}

const fieldGroups: readonly FieldGroup[] = [
  { id: 1, path: [], fields: ['Flags'] },
  { id: 2, path: ['CallMgrParameters'], fields: [] },
  { id: 3, path: ['CallMgrParameters', 'Transmit'], fields: flowspec },
  { id: 4, path: ['CallMgrParameters', 'Receive'], fields: flowspec },
  { id: 5, path: ['CallMgrParameters', 'CallMgrSpecific'], fields: ['ParamType', 'Length'] },
  { id: 6, path: ['CallMgrParameters', 'CallMgrSpecific', 'Parameters'], fields: ['InfoElementCount'], octets: 'InfoElements' },
  { id: 7, path: ['CallMgrParameters', 'CallMgrSpecific', 'Parameters', 'CalledParty'], fields: address, octets: 'Address' },
  { id: 8, path: ['CallMgrParameters', 'CallMgrSpecific', 'Parameters', 'CallingParty'], fields: address, octets: 'Address' },
  { id: 9, path: ['MediaParameters'], fields: ['Flags', 'ReceivePriority', 'ReceiveSizeHint'] },
  { id: 10, path: ['MediaParameters', 'MediaSpecific'], fields: ['ParamType', 'Length'] },
  {
    id: 11,
    path: ['MediaParameters', 'MediaSpecific', 'Parameters'],
    fields: [
      'AALType', 'CellDelayVariationCLP0', 'CellDelayVariationCLP1', 'CellLossRatioCLP0', 'CellLossRatioCLP1',
      'CellTransferDelayCLP0', 'CellTransferDelayCLP1', 'DefaultCLP',
    ],
  },
  { id: 12, path: ['MediaParameters', 'MediaSpecific', 'Parameters', 'ConnectionId'], fields: ['Vpi', 'Vci'] },
  { id: 13, path: ['MediaParameters', 'MediaSpecific', 'Parameters', 'Transmit'], fields: atmFlow },
  { id: 14, path: ['MediaParameters', 'MediaSpecific', 'Parameters', 'Receive'], fields: atmFlow },
];

/** Numbers of the groups that hold no fields. */
const groupIds = {
  callMgrNull: 32,
  mediaNull: 33,
  /** `Parameters` of CallMgrSpecific (MediaSpecific) as octets that were not decoded. */
  callMgrOctets: 34,
  mediaOctets: 35,
  /** UTF-8 JSON `[path, value][]` of whatever has no group. */
  other: 62,
  /** Address of the structure, two words, low first. Last, so that all before it can be compared as words. */
  address: 63,
} as const;

/** In a group's presence word: octets follow the fields. */
const octetsPresent = 0x01000000;

const groupsByPath = new Map(fieldGroups.map((group) => [JSON.stringify(group.path), group]));
const groupsById = new Map(fieldGroups.map((group) => [group.id, group]));

/** CALL_PARAMETERS_CHANGED, the one flag that a comparison leaves out. */
export const callParametersChanged = 0x2;
/** PERMANENT_VC. */
export const permanentVc = 0x1;

/** A CO_CALL_PARAMETERS as a trace file writes it; `readonly` all the way down, every field optional. */
export type CallParameters = Readonly<Record<string, unknown>>;

/** The words of a structure for a record's tail. What has no group of its own is kept as JSON, so that nothing is lost. */
export function encodeCallParameters(value: CallParameters): Int32Array {
  const groups: { id: number; words: number[] }[] = [];
  const other: [readonly string[], unknown][] = [];
  encodeObject(value, [], groups, other);
  if (other.length > 0) groups.push({ id: groupIds.other, words: textWords(JSON.stringify(other)) });
  groups.sort((a, b) => a.id - b.id);
  return Int32Array.from(groups.flatMap((group) => group.words));
}

type Groups = { id: number; words: number[] }[];

function encodeObject(value: CallParameters, path: readonly string[], groups: Groups, other: [readonly string[], unknown][]): void {
  const group = groupsByPath.get(JSON.stringify(path));
  let mask = 0;
  const fields: number[] = [];
  let octets: Uint8Array | undefined;
  for (const [index, name] of (group?.fields ?? []).entries()) {
    const field = value[name];
    if (!isUnsigned(field)) continue;
    mask |= 1 << index;
    fields.push(field | 0);
  }
  if (group?.octets !== undefined) octets = hexOctets(value[group.octets]);
  if (octets !== undefined) mask |= octetsPresent;
  if (group !== undefined) {
    const tail = octets === undefined ? [] : octetWords(octets);
    const length = 4 + fields.length * 4 + (octets?.length ?? 0);
    groups.push({ id: group.id, words: [group.id | (length << 16), mask, ...fields, ...tail] });
  }
  for (const [name, field] of Object.entries(value)) {
    if (group?.fields.includes(name) && isUnsigned(field)) continue;
    if (group?.octets === name && octets !== undefined) continue;
    encodeMember(name, field, path, groups, other);
  }
}

function encodeMember(name: string, field: unknown, path: readonly string[], groups: Groups, other: [readonly string[], unknown][]): void {
  const memberPath = [...path, name];
  const key = JSON.stringify(memberPath);
  if (path.length === 0 && name === 'address' && typeof field === 'string' && /^0x[0-9a-f]{1,16}$/.test(field)) {
    const number = BigInt(field);
    groups.push({ id: groupIds.address, words: [groupIds.address | (8 << 16), Number(BigInt.asIntN(32, number)), Number(BigInt.asIntN(32, number >> 32n))] });
  } else if (path.length === 0 && field === null && name === 'CallMgrParameters') {
    groups.push({ id: groupIds.callMgrNull, words: [groupIds.callMgrNull] });
  } else if (path.length === 0 && field === null && name === 'MediaParameters') {
    groups.push({ id: groupIds.mediaNull, words: [groupIds.mediaNull] });
  } else if (groupsByPath.has(key) && isObject(field)) {
    encodeObject(field, memberPath, groups, other);
  } else if (name === 'Parameters' && groupsByPath.has(key) && hexOctets(field) !== undefined) {
    const octets = hexOctets(field) as Uint8Array;
    const id = path[0] === 'MediaParameters' ? groupIds.mediaOctets : groupIds.callMgrOctets;
    groups.push({ id, words: [id | (octets.length << 16), ...octetWords(octets)] });
  } else {
    other.push([memberPath, field]);
  }
}

/** The structure behind words that {@link encodeCallParameters} made, or a device sent. */
export function decodeCallParameters(words: Int32Array, start: number, end: number): CallParameters {
  const root: Record<string, unknown> = {};
  for (let at = start; at < end; at = nextGroup(words, at)) {
    const id = (words[at] as number) & 0xff;
    const group = groupsById.get(id);
    if (group !== undefined) decodeGroup(words, at, group, root);
    else if (id === groupIds.callMgrNull) root['CallMgrParameters'] = null;
    else if (id === groupIds.mediaNull) root['MediaParameters'] = null;
    else if (id === groupIds.callMgrOctets) place(root, ['CallMgrParameters', 'CallMgrSpecific'])['Parameters'] = hexText(groupOctets(words, at));
    else if (id === groupIds.mediaOctets) place(root, ['MediaParameters', 'MediaSpecific'])['Parameters'] = hexText(groupOctets(words, at));
    else if (id === groupIds.address) root['address'] = handleText(words[at + 1] as number, words[at + 2] as number);
    else if (id === groupIds.other) decodeOther(words, at, root);
  }
  return root;
}

function decodeGroup(words: Int32Array, at: number, group: FieldGroup, root: Record<string, unknown>): void {
  const object = place(root, group.path);
  const mask = words[at + 1] as number;
  let next = at + 2;
  for (const [index, name] of group.fields.entries()) {
    if ((mask & (1 << index)) !== 0) object[name] = (words[next++] as number) >>> 0;
  }
  if ((mask & octetsPresent) !== 0 && group.octets !== undefined) {
    const length = ((words[at] as number) >>> 16) - (next - at - 1) * 4;
    object[group.octets] = hexText(octetsOf(words, next, length));
  }
}

function decodeOther(words: Int32Array, at: number, root: Record<string, unknown>): void {
  const text = utf8Text(groupOctets(words, at));
  for (const [path, value] of JSON.parse(text) as [string[], unknown][]) {
    place(root, path.slice(0, -1))[path.at(-1) as string] = value;
  }
}

function place(root: Record<string, unknown>, path: readonly string[]): Record<string, unknown> {
  let object = root;
  for (const name of path) {
    const member = object[name];
    object = isObject(member) ? (member as Record<string, unknown>) : ((object[name] = {}) as Record<string, unknown>);
  }
  return object;
}

/** Index of the group after the one at `at`. */
function nextGroup(words: Int32Array, at: number): number {
  return at + 1 + ((((words[at] as number) >>> 16) + 3) >> 2);
}

/** Result of a deep comparison. `unknown`: nothing differs, but a field was seen on one side alone. */
export const comparison = { equal: 0, different: 1, unknown: 2 } as const;
export type Comparison = (typeof comparison)[keyof typeof comparison];

/**
 * Compares two encoded structures field by field, leaving out `address` and CALL_PARAMETERS_CHANGED, as the trace format's
 * deep comparison does. Allocates nothing where the fields lie alike, which is the common case.
 */
export function compareCallParameters(
  a: Int32Array, aStart: number, aEnd: number, b: Int32Array, bStart: number, bEnd: number,
): Comparison {
  let result: Comparison = comparison.equal;
  let i = aStart;
  let j = bStart;
  while (i < aEnd || j < bEnd) {
    const x = i < aEnd ? (a[i] as number) & 0xff : 0xff;
    const y = j < bEnd ? (b[j] as number) & 0xff : 0xff;
    if (x >= groupIds.address && y >= groupIds.address) break;
    if (x === y) {
      const groups = compareGroups(a, i, b, j);
      if (groups === comparison.different) return groups;
      if (groups === comparison.unknown) result = groups;
      i = nextGroup(a, i);
      j = nextGroup(b, j);
      continue;
    }
    const lone = x < y ? x : y;
    if (lone === groupIds.callMgrNull || lone === groupIds.mediaNull) {
      // NULL on one side: a difference if the other side has the structure, unseen if it has nothing of it.
      const other = x < y ? hasBranch(b, bStart, bEnd, lone) : hasBranch(a, aStart, aEnd, lone);
      if (other) return comparison.different;
    }
    result = comparison.unknown;
    if (x < y) i = nextGroup(a, i);
    else j = nextGroup(b, j);
  }
  return result;
}

function hasBranch(words: Int32Array, start: number, end: number, nullGroup: number): boolean {
  for (let at = start; at < end; at = nextGroup(words, at)) {
    const id = (words[at] as number) & 0xff;
    if (nullGroup === groupIds.callMgrNull ? id >= 2 && id <= 8 : id >= 9 && id <= 14) return true;
  }
  return false;
}

function compareGroups(a: Int32Array, i: number, b: Int32Array, j: number): Comparison {
  const id = (a[i] as number) & 0xff;
  const length = (a[i] as number) >>> 16;
  const maskA = a[i + 1] as number;
  if (a[i] === b[j] && (maskA === b[j + 1] || length === 0 || id > 31)) {
    const wordCount = (length + 3) >> 2;
    for (let k = id > 31 ? 1 : 2; k <= wordCount; k++) {
      const x = a[i + k] as number;
      const y = b[j + k] as number;
      if (x !== y && !(id === 1 && (x & ~callParametersChanged) === (y & ~callParametersChanged))) return comparison.different;
    }
    return comparison.equal;
  }
  if (id > 31) return comparison.different;
  return compareFields(a, i, b, j, id);
}

function compareFields(a: Int32Array, i: number, b: Int32Array, j: number, id: number): Comparison {
  const maskA = a[i + 1] as number;
  const maskB = b[j + 1] as number;
  let x = i + 2;
  let y = j + 2;
  for (let bit = 1; bit !== octetsPresent; bit <<= 1) {
    const both = (maskA & maskB & bit) !== 0;
    const flags = id === 1 && bit === 1 ? ~callParametersChanged : -1;
    if (both && ((a[x] as number) & flags) !== ((b[y] as number) & flags)) return comparison.different;
    if ((maskA & bit) !== 0) x++;
    if ((maskB & bit) !== 0) y++;
  }
  if ((maskA & maskB & octetsPresent) !== 0) {
    const left = groupOctetsFrom(a, i, x);
    const right = groupOctetsFrom(b, j, y);
    if (left.length !== right.length || left.some((octet, k) => octet !== right[k])) return comparison.different;
  }
  return maskA === maskB ? comparison.equal : comparison.unknown;
}

/** Result of looking up a part of a structure. */
export const lookup = { absent: -1, null: -2 } as const;

/** Word index of MediaParameters' (CallMgrParameters') own group, or a {@link lookup} code. */
export function findStructure(words: Int32Array, start: number, end: number, name: 'CallMgrParameters' | 'MediaParameters'): number {
  const own = name === 'MediaParameters' ? 9 : 2;
  const none = name === 'MediaParameters' ? groupIds.mediaNull : groupIds.callMgrNull;
  for (let at = start; at < end; at = nextGroup(words, at)) {
    const id = (words[at] as number) & 0xff;
    if (id === own) return at;
    if (id === none) return lookup.null;
  }
  return lookup.absent;
}

/** Word index of a field's value, or `lookup.absent`. The path is that of the field's object, outermost first. */
export function findField(words: Int32Array, start: number, end: number, path: readonly string[], name: string): number {
  const group = groupsByPath.get(JSON.stringify(path));
  const bit = group?.fields.indexOf(name) ?? -1;
  if (group === undefined || bit < 0) return lookup.absent;
  return findFieldOf(words, start, end, group.id, bit);
}

/** As {@link findField}, by group number and bit: what a hot path uses. */
export function findFieldOf(words: Int32Array, start: number, end: number, groupId: number, bit: number): number {
  for (let at = start; at < end; at = nextGroup(words, at)) {
    if (((words[at] as number) & 0xff) !== groupId) continue;
    const mask = words[at + 1] as number;
    if ((mask & (1 << bit)) === 0) return lookup.absent;
    let before = 0;
    for (let m = mask & ((1 << bit) - 1); m !== 0; m &= m - 1) before++;
    return at + 2 + before;
  }
  return lookup.absent;
}

/** Group number and bit of `Flags`, for {@link findFieldOf}. */
export const flagsField = { group: 1, bit: 0 } as const;
/** Group number and bits of the connection identifier. */
export const connectionIdField = { group: 12, vpi: 0, vci: 1 } as const;

/** Word index of the structure's address (low word), or `lookup.absent`. */
export function findAddress(words: Int32Array, start: number, end: number): number {
  for (let at = start; at < end; at = nextGroup(words, at)) {
    if (((words[at] as number) & 0xff) === groupIds.address) return at + 1;
  }
  return lookup.absent;
}

function groupOctets(words: Int32Array, at: number): Uint8Array {
  return octetsOf(words, at + 1, (words[at] as number) >>> 16);
}

function groupOctetsFrom(words: Int32Array, at: number, from: number): Uint8Array {
  return octetsOf(words, from, ((words[at] as number) >>> 16) - (from - at - 1) * 4);
}

function octetsOf(words: Int32Array, at: number, length: number): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset + at * 4, Math.max(0, length));
}

function isUnsigned(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffffffff;
}

function isObject(value: unknown): value is CallParameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textWords(text: string): number[] {
  const octets = utf8Octets(text);
  return [groupIds.other | (octets.length << 16), ...octetWords(octets)];
}

function octetWords(octets: Uint8Array): number[] {
  const padded = new Uint8Array((octets.length + 3) & ~3);
  padded.set(octets);
  return [...new Int32Array(padded.buffer)];
}
