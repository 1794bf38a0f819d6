import { decodeAtmStructure } from '../condis/atm-structures.ts';
import {
  fieldCount, fieldGroups, groupIdAt, groupIds, groupOctetsFrom, groupsById, nextGroup, octetsPresent, type FieldGroup,
} from '../condis/call-parameter-groups.ts';
import { decodeCallParameters, encodeCallParameters, findFieldOf } from '../condis/call-parameters.ts';
import { JsonScanner } from './json-scanner.ts';
import { jsonKinds } from './json-tape.ts';
import { isPadded } from './tail.ts';

const scanner = new JsonScanner();

/** By group number: the group with fields, and that of the structure around it. A number has eight bits. */
const groups = Array.from({ length: 256 }, (_, id) => groupsById.get(id));
const outerGroups = groups.map((group) => (group === undefined ? 0 : outerOf(group.path)));

/** The groups met so far: bits of the numbers below 32, and of those from 32 to 63. No group has a greater number. */
class GroupsSeen {
  low = 0;
  high = 0;

  add(id: number): void {
    if (id < 32) this.low |= 1 << id;
    else this.high |= 1 << (id - 32);
  }

  has(id: number): boolean {
    return ((id < 32 ? this.low >>> id : this.high >>> (id - 32)) & 1) !== 0;
  }
}

/** Used again for every structure. */
const seen = new GroupsSeen();

function outerOf(path: readonly string[]): number {
  const outer = fieldGroups.find((group) => group.path.length === path.length - 1 && group.path.every((key, i) => key === path[i]));
  return outer?.id ?? 0;
}

/** Groups that stand for a structure: which group must be there, and which must not, for NULL or octets to take its place. */
const substitutes: ReadonlyMap<number, { readonly needs: number; readonly excludes: number }> = new Map([
  [groupIds.callMgrNull, { needs: 1, excludes: 2 }],
  [groupIds.mediaNull, { needs: 1, excludes: 9 }],
  [groupIds.callMgrOctets, { needs: 5, excludes: 6 }],
  [groupIds.mediaOctets, { needs: 10, excludes: 11 }],
]);

/**
 * What is wrong with the words of a CO_CALL_PARAMETERS that came from a device, or `undefined`. Words that pass are those that
 * {@link encodeCallParameters} would make of the same structure, so that they can be compared word by word.
 */
export function checkCallParameters(words: Int32Array, start: number, end: number): string | undefined {
  seen.low = 0;
  seen.high = 0;
  let last = 0;
  for (let at = start; at < end; at = nextGroup(words, at)) {
    const id = groupIdAt(words, at);
    const fault = nextGroup(words, at) > end ? 'call parameters run past their entry' : checkGroup(words, start, end, at);
    if (fault !== undefined) return fault;
    if (id < last || (id === last && id !== groupIds.other)) return 'groups of call parameters are out of order';
    last = id;
    seen.add(id);
  }
  if (!seen.has(1)) return 'call parameters without their first group';
  return seen.has(groupIds.other) ? checkOther(words, start, end) : undefined;
}

function checkGroup(words: Int32Array, start: number, end: number, at: number): string | undefined {
  const header = words[at] as number;
  const id = groupIdAt(words, at);
  const length = header >>> 16;
  if ((header & 0xff00) !== 0) return 'a reserved octet of a group is not zero';
  if (!isPadded(words, nextGroup(words, at) - 1, length)) return 'the padding of a group is not zero';
  const group = groups[id];
  if (group !== undefined) return checkFields(words, at, group, length);
  const substitute = substitutes.get(id);
  if (substitute !== undefined) {
    if (!seen.has(substitute.needs) || seen.has(substitute.excludes)) return `group ${id} of call parameters contradicts the others`;
    return id === groupIds.callMgrOctets || id === groupIds.mediaOctets ? checkOctets(words, start, end, at) : lengthFault(length, 0);
  }
  if (id === groupIds.address) {
    return words[at + 1] === 0 && words[at + 2] === 0 ? 'call parameters at address NULL' : lengthFault(length, 8);
  }
  return id === groupIds.other ? undefined : `there is no group ${id} of call parameters`;
}

function checkFields(words: Int32Array, at: number, group: FieldGroup, length: number): string | undefined {
  if (length < 4) return lengthFault(length, 4);
  const presence = words[at + 1] as number;
  const known = ((1 << group.fields.length) - 1) | (group.octets === undefined ? 0 : octetsPresent);
  if ((presence & ~known) !== 0) return `group ${group.id} of call parameters has fields that are not known`;
  const least = 4 + 4 * fieldCount(presence);
  if ((presence & octetsPresent) === 0 ? length !== least : length < least) return lengthFault(length, least);
  const outer = outerGroups[group.id] as number;
  return outer === 0 || seen.has(outer) ? undefined : `group ${group.id} of call parameters without group ${outer} around it`;
}

/** Octets stand only for what has no fields: a known structure comes field by field. */
function checkOctets(words: Int32Array, start: number, end: number, at: number): string | undefined {
  const outer = groupIdAt(words, at) === groupIds.mediaOctets ? 10 : 5;
  const paramTypeAt = findFieldOf(words, start, end, outer, 0);
  if (paramTypeAt >= 0 && words[paramTypeAt] !== 1) return undefined;
  const structure = decodeAtmStructure(groupOctetsFrom(words, at, at + 1), outer + 1);
  return structure === undefined ? undefined : 'a known structure is sent as fields, not as octets';
}

function checkOther(words: Int32Array, start: number, end: number): string | undefined {
  const octets: number[] = [];
  for (let at = start; at < end; at = nextGroup(words, at)) {
    if (groupIdAt(words, at) === groupIds.other) octets.push(...groupOctetsFrom(words, at, at + 1));
  }
  // In a line they stand in the event, in args, and at most four structures deep in CallParameters, less the two arrays here.
  if (!scanner.parse(Uint8Array.from(octets), 0, octets.length, 5) || scanner.duplicateAt >= 0) return 'other call parameters are no JSON';
  const { tape } = scanner;
  const isPair = (node: number): boolean => {
    const [path, value, more] = tape.kinds[node] === jsonKinds.array ? tape.elementsOf(node) : [];
    if (path === undefined || value === undefined || more !== undefined || tape.kinds[path] !== jsonKinds.array) return false;
    const keys = tape.elementsOf(path);
    return keys.length > 0 && keys.every((key) => tape.kinds[key] === jsonKinds.plainText || tape.kinds[key] === jsonKinds.text);
  };
  const isList = tape.kinds[0] === jsonKinds.array && tape.elementsOf(0).every(isPair);
  if (!isList) return 'other call parameters are no list of paths and values';
  const decoded = decodeCallParameters(words, start, end);
  const again = encodeCallParameters(decoded);
  const isSame = again.length === end - start && again.every((value, i) => value === words[start + i]);
  const last = groupIdAt(again, lastGroup(again));
  if (Object.hasOwn(decoded, 'address') && last !== groupIds.address) return 'the address of call parameters is no handle';
  return isSame ? undefined : 'other call parameters hold what has a group of its own';
}

function lastGroup(words: Int32Array): number {
  let last = 0;
  for (let at = 0; at < words.length; at = nextGroup(words, at)) last = at;
  return last;
}

function lengthFault(length: number, expected: number): string | undefined {
  return length === expected ? undefined : `a group of call parameters has ${length} octets instead of ${expected}`;
}
