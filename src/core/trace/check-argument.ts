import { argumentId, argumentKind, argumentKinds, argumentName, unnumberedArgument } from '../condis/argument-names.ts';
import { utf8Text } from '../octets.ts';
import { checkCallParameters } from './check-call-parameters.ts';
import { JsonScanner } from './json-scanner.ts';
import { jsonKinds } from './json-tape.ts';
import { entryLength, entryType, tailTags, valueTypes } from './tail.ts';

const scanner = new JsonScanner();

/** By number: what an argument's value is. */
const kindsById = Array.from({ length: 32 }, (_, id) => argumentKind(argumentName(id) ?? ''));

/** The names that a record's arguments have had so far: numbers as bits, the others as texts. */
export class NamesSeen {
  arguments = 0;
  out = 0;
  readonly unnumbered = new Set<string>();

  clear(): void {
    this.arguments = 0;
    this.out = 0;
    if (this.unnumbered.size > 0) this.unnumbered.clear();
  }
}

/** What is wrong with an argument or out entry that lies within its record, or `undefined`. */
export function checkArgument(words: Int32Array, entry: number, seen: NamesSeen): string | undefined {
  const header = words[entry] as number;
  const length = entryLength(header);
  if (length < 4) return 'an argument without a name';
  const named = words[entry + 1] as number;
  const nameLength = named >>> 16;
  const id = named & 0xffff;
  const isOut = (header & 0xff) === tailTags.out;
  const nameOctets = (nameLength + 3) & ~3;
  if (4 + nameOctets > length) return 'an argument whose name runs past its entry';
  let kind = kindsById[id & 31] as number;
  if (id === unnumberedArgument) {
    const name = utf8Text(octetsAt(words, entry + 2, nameLength));
    if (argumentId(name) !== undefined) return `the argument ${name} goes by its number`;
    const key = `${isOut ? 'out' : 'args'}.${name}`;
    if (seen.unnumbered.has(key)) return 'an argument stands twice';
    seen.unnumbered.add(key);
    kind = argumentKind(name);
  } else {
    if (argumentName(id) === undefined || nameLength !== 0) return `there is no argument ${id}`;
    const bit = 1 << id;
    if (((isOut ? seen.out : seen.arguments) & bit) !== 0) return 'an argument stands twice';
    if (isOut) seen.out |= bit;
    else seen.arguments |= bit;
  }
  return checkValue(words, entry + 2 + (nameOctets >> 2), length - 4 - nameOctets, entryType(header), kind);
}

/** What is wrong with an argument's value: its type must be the one that a trace file would give it. */
function checkValue(words: Int32Array, at: number, length: number, type: number, kind: number): string | undefined {
  if (type === valueTypes.null) return length === 0 ? undefined : 'NULL has no octets';
  switch (kind) {
    case argumentKinds.status:
      if (type === valueTypes.status) return length === 4 ? undefined : 'a status has four octets';
      return type === valueTypes.statuses && length % 4 === 0 ? undefined : 'this argument is a status';
    case argumentKinds.handle:
      if (type === valueTypes.handle) return checkHandle(words, at, length);
      return type === valueTypes.handles && length % 8 === 0 ? undefined : 'this argument is a handle';
    case argumentKinds.callParameters:
      if (type !== valueTypes.callParameters || length % 4 !== 0) return 'this argument is a CO_CALL_PARAMETERS';
      return checkCallParameters(words, at, at + (length >> 2));
    default:
      return checkPlainValue(words, at, length, type);
  }
}

function checkPlainValue(words: Int32Array, at: number, length: number, type: number): string | undefined {
  switch (type) {
    case valueTypes.unsigned:
      return length === 4 ? undefined : 'an integer has four octets';
    case valueTypes.handle:
      return checkHandle(words, at, length);
    case valueTypes.text:
      return /^0x[1-9a-f][0-9a-f]{0,15}$/.test(utf8Text(octetsAt(words, at, length))) ? 'a handle is not sent as text' : undefined;
    case valueTypes.json:
      return checkJson(octetsAt(words, at, length));
    default:
      return `no argument has a value of type ${type}`;
  }
}

/** What is wrong with a handle of eight octets that must not be NULL. */
export function checkHandle(words: Int32Array, at: number, length: number): string | undefined {
  if (length !== 8) return 'a handle has eight octets';
  return words[at] === 0 && words[at + 1] === 0 ? 'a handle of zero is sent as NULL' : undefined;
}

/** JSON stands only for what has no form of its own. */
function checkJson(octets: Uint8Array): string | undefined {
  // In a line it stands in the event and in its args.
  if (!scanner.parse(octets, 0, octets.length, 2) || scanner.duplicateAt >= 0) return 'an argument is no JSON';
  const { tape } = scanner;
  const kind = tape.kinds[0];
  const value = kind === jsonKinds.number ? tape.numberOf(0) : -1;
  const hasForm = kind === jsonKinds.null || kind === jsonKinds.plainText || kind === jsonKinds.text;
  const isWord = Number.isInteger(value) && value >= 0 && value <= 0xffffffff;
  return hasForm || isWord ? 'a value with a form of its own is not sent as JSON' : undefined;
}

/** The safe integer that octets hold as JSON, or NaN. */
export function jsonInteger(octets: Uint8Array): number {
  const text = octets.length > 17 ? '' : utf8Text(octets);
  const value = /^-?[0-9]+$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : Number.NaN;
}

function octetsAt(words: Int32Array, at: number, length: number): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset + at * 4, length);
}
