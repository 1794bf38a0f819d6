import { handleText, hexOctets, hexText, utf8Octets, utf8Text } from '../octets.ts';
import { decodeAtmStructure } from './atm-structures.ts';
import {
  fieldGroups, groupIdAt, groupIds, groupOctetsFrom, groupOctetsLimit, groupsById, nextGroup, octetsPresent, type FieldGroup,
} from './call-parameter-groups.ts';

/** A CO_CALL_PARAMETERS as a trace file writes it; `readonly` all the way down, every field optional. */
export type CallParameters = Readonly<Record<string, unknown>>;

/** A group and the groups of the structures inside it, by key, in ascending order of number. */
interface GroupNode {
  readonly group: FieldGroup;
  readonly bits: ReadonlyMap<string, number>;
  readonly inner: Map<string, GroupNode>;
}

const rootNode = buildNodes();

function buildNodes(): GroupNode {
  const nodes = fieldGroups.map((group): GroupNode => {
    return { group, bits: new Map(group.fields.map((name, bit) => [name, bit])), inner: new Map() };
  });
  for (const node of nodes) {
    const { path } = node.group;
    const outer = nodes.find(({ group }) => group.path.length === path.length - 1 && group.path.every((key, i) => key === path[i]));
    outer?.inner.set(path.at(-1) as string, node);
  }
  return nodes[0] as GroupNode;
}

/** A part of the structure that has no group: where it stands, and what it is. */
type Other = readonly [path: readonly string[], value: unknown];

interface Encoding {
  readonly words: number[];
  /** Header words and contents of the groups that stand behind those with fields. */
  readonly late: { readonly id: number; readonly octets: Uint8Array }[];
  readonly other: Other[];
}

/** The words of a structure for a record's tail. What has no group of its own is kept as JSON, so that nothing is lost. */
export function encodeCallParameters(value: CallParameters): Int32Array {
  const encoding: Encoding = { words: [], late: [], other: [] };
  encodeStructure(value, rootNode, encoding);
  encoding.late.sort((a, b) => a.id - b.id);
  const [address] = encoding.late.at(-1)?.id === groupIds.address ? encoding.late.splice(-1) : [];
  for (const { id, octets } of encoding.late) pushOctets(encoding.words, id, octets);
  if (encoding.other.length > 0) pushOther(encoding.words, encoding.other);
  if (address !== undefined) pushOctets(encoding.words, address.id, address.octets);
  return Int32Array.from(encoding.words);
}

function encodeStructure(value: CallParameters, node: GroupNode, encoding: Encoding): void {
  const { group, bits, inner } = node;
  const { words } = encoding;
  const at = words.length;
  words.push(group.id, 0);
  let presence = 0;
  for (let bit = 0; bit < group.fields.length; bit++) {
    const field = value[group.fields[bit] as string];
    if (!isWord(field)) continue;
    presence |= 1 << bit;
    words.push(field | 0);
  }
  const octets = group.octets === undefined ? undefined : shortOctets(value[group.octets]);
  if (octets !== undefined) {
    presence |= octetsPresent;
    pushWords(words, octets);
  }
  const padding = octets === undefined ? 0 : -octets.length & 3;
  words[at] = group.id | (((words.length - at - 1) * 4 - padding) << 16);
  words[at + 1] = presence;
  // In this order the numbers of the groups ascend.
  for (const [name, innerNode] of inner) {
    const member = Object.hasOwn(value, name) ? structureIn(value, name, innerNode) : undefined;
    if (member !== undefined) encodeStructure(member, innerNode, encoding);
  }
  for (const [name, field] of Object.entries(value)) {
    if (bits.has(name) && isWord(field)) continue;
    if (group.octets === name && octets !== undefined) continue;
    const innerNode = inner.get(name);
    if (innerNode !== undefined && structureIn(value, name, innerNode) !== undefined) continue;
    encodeOddMember(name, field, group, encoding);
  }
}

/** A member that is a structure, as an object or as the octets of one that is known. */
function structureIn(value: CallParameters, name: string, node: GroupNode): CallParameters | undefined {
  const member = value[name];
  if (isObject(member)) return member;
  if (name !== 'Parameters' || (value['ParamType'] !== undefined && value['ParamType'] !== 1)) return undefined;
  const octets = hexOctets(member);
  return octets === undefined ? undefined : decodeAtmStructure(octets, node.group.id);
}

/** A member that is neither a 32-bit field nor a structure. */
function encodeOddMember(name: string, field: unknown, group: FieldGroup, encoding: Encoding): void {
  const { late, other } = encoding;
  if (group === rootNode.group && name === 'address' && typeof field === 'string' && /^0x[0-9a-f]{1,16}$/.test(field)) {
    late.push({ id: groupIds.address, octets: addressOctets(BigInt(field)) });
  } else if (group === rootNode.group && field === null && (name === 'CallMgrParameters' || name === 'MediaParameters')) {
    late.push({ id: name === 'MediaParameters' ? groupIds.mediaNull : groupIds.callMgrNull, octets: new Uint8Array(0) });
  } else {
    const octets = name === 'Parameters' && octetGroups.has(group.id) ? shortOctets(field) : undefined;
    if (octets === undefined) other.push([[...group.path, name], field]);
    else late.push({ id: octetGroups.get(group.id) as number, octets });
  }
}

/** By the number of a CO_SPECIFIC_PARAMETERS' group: the group of its `Parameters` as mere octets. */
const octetGroups: ReadonlyMap<number, number> = new Map([
  [5, groupIds.callMgrOctets],
  [10, groupIds.mediaOctets],
]);

/** The structure behind words that {@link encodeCallParameters} made, or that a check has passed. */
export function decodeCallParameters(words: Int32Array, start: number, end: number): CallParameters {
  const root: Record<string, unknown> = {};
  const other: number[] = [];
  for (let at = start; at < end; at = nextGroup(words, at)) {
    const id = groupIdAt(words, at);
    const group = groupsById.get(id);
    if (group !== undefined) decodeGroup(words, at, group, root);
    else if (id === groupIds.callMgrNull) root['CallMgrParameters'] = null;
    else if (id === groupIds.mediaNull) root['MediaParameters'] = null;
    else if (id === groupIds.callMgrOctets) placeOctets(root, ['CallMgrParameters', 'CallMgrSpecific'], words, at);
    else if (id === groupIds.mediaOctets) placeOctets(root, ['MediaParameters', 'MediaSpecific'], words, at);
    else if (id === groupIds.address) root['address'] = handleText(words[at + 1] as number, words[at + 2] as number);
    else for (const octet of groupOctetsFrom(words, at, at + 1)) other.push(octet);
  }
  if (other.length > 0) decodeOther(utf8Text(Uint8Array.from(other)), root);
  return root;
}

function decodeGroup(words: Int32Array, at: number, group: FieldGroup, root: Record<string, unknown>): void {
  const object = place(root, group.path);
  const presence = words[at + 1] as number;
  let next = at + 2;
  for (let bit = 0; bit < group.fields.length; bit++) {
    if ((presence & (1 << bit)) !== 0) object[group.fields[bit] as string] = (words[next++] as number) >>> 0;
  }
  if ((presence & octetsPresent) !== 0 && group.octets !== undefined) object[group.octets] = hexText(groupOctetsFrom(words, at, next));
}

function placeOctets(root: Record<string, unknown>, path: readonly string[], words: Int32Array, at: number): void {
  place(root, path)['Parameters'] = hexText(groupOctetsFrom(words, at, at + 1));
}

function decodeOther(text: string, root: Record<string, unknown>): void {
  for (const [path, value] of JSON.parse(text) as Other[]) {
    // A plain assignment to the key __proto__ would set the prototype.
    const property = { value, enumerable: true, configurable: true, writable: true };
    Object.defineProperty(place(root, path.slice(0, -1)), path.at(-1) as string, property);
  }
}

/** The object at a path, with those around it made where they are missing. */
function place(root: Record<string, unknown>, path: readonly string[]): Record<string, unknown> {
  let object = root;
  for (const name of path) {
    if (!isObject(object[name])) object[name] = {};
    object = object[name] as Record<string, unknown>;
  }
  return object;
}

function isWord(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffffffff;
}

function isObject(value: unknown): value is CallParameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Octets in hex that have room in a group beside its fields. */
function shortOctets(value: unknown): Uint8Array | undefined {
  const octets = hexOctets(value);
  return octets === undefined || octets.length > groupOctetsLimit - 0x100 ? undefined : octets;
}

function addressOctets(address: bigint): Uint8Array {
  const octets = new Uint8Array(8);
  for (let i = 0; i < 8; i++) octets[i] = Number((address >> BigInt(8 * i)) & 0xffn);
  return octets;
}

function pushOther(words: number[], other: readonly Other[]): void {
  const octets = utf8Octets(JSON.stringify(other));
  // Pieces of whole words: only the last one may be padded.
  const piece = groupOctetsLimit & ~3;
  for (let at = 0; at < octets.length; at += piece) pushOctets(words, groupIds.other, octets.subarray(at, at + piece));
}

function pushOctets(words: number[], id: number, octets: Uint8Array): void {
  words.push(id | (octets.length << 16));
  pushWords(words, octets);
}

function pushWords(words: number[], octets: Uint8Array): void {
  for (let at = 0; at < octets.length; at += 4) {
    words.push(octet(octets, at) | (octet(octets, at + 1) << 8) | (octet(octets, at + 2) << 16) | (octet(octets, at + 3) << 24));
  }
}

function octet(octets: Uint8Array, at: number): number {
  return at < octets.length ? (octets[at] as number) : 0;
}
