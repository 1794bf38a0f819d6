import { argumentIds } from '../condis/argument-names.ts';
import { handleArguments, isCreatedHandle } from '../condis/handle-arguments.ts';
import { checkArgument, jsonInteger, NamesSeen } from './check-argument.ts';
import { functionOf, kindIds, objectKinds, present, word } from './event-record.ts';
import { entryOctets, firstEntry, handleArgumentAt, nextEntry, nullAt, objectAt, partyAt, sameHandle, vcAt } from './record-reader.ts';
import { declarationBits, entryLength, entryType, isPadded, tailTags, valueTypes } from './tail.ts';

/** The bit of a tag among those that a tail holds; 0 for a tag that there is not. */
export function tagBit(tag: number): number {
  if (tag === tailTags.argument) return 1 << 30;
  if (tag === tailTags.out) return 1 << 29;
  return tag <= tailTags.count ? 1 << tag : 0;
}

const bitsOf = (...tags: readonly number[]): number => tags.reduce((bits, tag) => bits | tagBit(tag), 0);

const { party, af, sap, nbl, span, thread, fn, octets, message, callReference, endpointReference, size, what } = tailTags;
const { declares, text, irql } = tailTags;
const callTags = bitsOf(party, af, sap, nbl, span, thread, fn, irql, tailTags.argument);

/** By kind: the tags that its tail may hold. */
const allowedTags = new Int32Array(Math.max(...Object.values(kindIds)) + 1);
allowedTags[kindIds.enter] = callTags;
allowedTags[kindIds.return] = callTags | tagBit(tailTags.out);
allowedTags[kindIds.signal] = bitsOf(party, nbl, octets, message, callReference, endpointReference);
allowedTags[kindIds.alloc] = bitsOf(size, what);
allowedTags[kindIds.free] = bitsOf(what);
allowedTags[kindIds.declare] = bitsOf(declares);
allowedTags[kindIds.gap] = bitsOf(tailTags.count);
allowedTags[kindIds.note] = bitsOf(text);
allowedTags[kindIds.end] = bitsOf(tailTags.count);

/** Used again for every record. */
const names = new NamesSeen();

/** The bits of the tags that the tail of a record holds, or what is wrong with it. The head has passed its check. */
export function checkTail(words: Int32Array, start: number, end: number, kind: number): number | string {
  const allowed = allowedTags[kind] as number;
  names.clear();
  let tags = 0;
  for (let entry = firstEntry(start); entry < end; entry = nextEntry(words, entry)) {
    const header = words[entry] as number;
    const tag = header & 0xff;
    if (nextEntry(words, entry) > end) return 'a tail entry runs past the record';
    if ((allowed & tagBit(tag)) === 0) return `tag ${tag} has no place in this kind of event`;
    if (!isPadded(words, nextEntry(words, entry) - 1, entryLength(header))) return 'the padding of an entry is not zero';
    const isArgument = tag === tailTags.argument || tag === tailTags.out;
    if (!isArgument && (tags & tagBit(tag)) !== 0) return `tag ${tag} stands twice`;
    const fault = isArgument ? checkArgument(words, entry, names) : checkEntry(words, start, entry, tag);
    if (fault !== undefined) return fault;
    tags |= tagBit(tag);
  }
  return ((names.arguments & handleBits) === 0 ? undefined : checkAgreement(words, start, end)) ?? tags;
}

/** The numbers of the arguments that repeat a handle of the event, as bits. */
const handleBits = handleArguments.reduce((bits, name) => bits | (1 << argumentIds[name]), 0);

function checkEntry(words: Int32Array, start: number, entry: number, tag: number): string | undefined {
  const header = words[entry] as number;
  const type = entryType(header);
  const length = entryLength(header);
  const presence = words[start + word.presence] as number;
  switch (tag) {
    case party:
      return handleFault(type, length);
    case af:
    case sap: {
      const kind = tag === af ? objectKinds.af : objectKinds.sap;
      return (presence & present.objectKind) === kind ? 'an object stands both in the head and in the tail' : handleFault(type, length);
    }
    case nbl:
      return checkNbl(words, start, entry);
    case thread:
      if ((presence & present.thread) !== 0) return 'the thread stands both in the head and in the tail';
      return type === valueTypes.text ? undefined : integerFault(words, entry, 0xffffffff);
    case irql:
      return (presence & present.irql) === 0 ? integerFault(words, entry, 0xff) : 'the IRQL stands both in the head and in the tail';
    case tailTags.count:
      if ((presence & present.status) !== 0) return 'the count stands both in the head and in the tail';
      return integerFault(words, entry, 0xffffffff, 0);
    case size:
    case span:
    case callReference:
    case endpointReference:
      if (type === valueTypes.unsigned) return length === 4 ? undefined : 'an integer has four octets';
      return integerFault(words, entry, 0xffffffff, tag === size ? 0 : undefined);
    case declares:
      return checkDeclares(words, entry);
    case octets:
      return type === valueTypes.octets && length > 0 ? undefined : 'a message without octets';
    default:
      return type === valueTypes.text ? undefined : `tag ${tag} is a text`;
  }
}

function handleFault(type: number, length: number): string | undefined {
  return type === valueTypes.handle && length === 8 ? undefined : 'a handle has eight octets';
}

/** An integer as JSON is one that has no room in a word (the head: in an octet). */
function integerFault(words: Int32Array, entry: number, room: number, least = Number.NEGATIVE_INFINITY): string | undefined {
  const value = entryType(words[entry] as number) === valueTypes.json ? jsonInteger(entryOctets(words, entry)) : Number.NaN;
  return value > room || (value < 0 && value >= least) ? undefined : 'this is no integer, or one that has a form of its own';
}

/** One list beside another object in the head, or an array, whose first is then in the head. */
function checkNbl(words: Int32Array, start: number, entry: number): string | undefined {
  const header = words[entry] as number;
  const inHead = ((words[start + word.presence] as number) & present.objectKind) === objectKinds.nbl;
  if (entryType(header) === valueTypes.handle) {
    return inHead ? 'an object stands both in the head and in the tail' : handleFault(valueTypes.handle, entryLength(header));
  }
  if (entryType(header) !== valueTypes.handles || entryLength(header) % 8 !== 0) return 'net buffer lists are handles';
  const end = nextEntry(words, entry);
  for (let at = entry + 1; at < end; at += 2) if (words[at] === 0 && words[at + 1] === 0) return 'a net buffer list of a list is NULL';
  const isEmpty = entryLength(header) === 0;
  const agrees = isEmpty ? !inHead : inHead && sameHandle(words, entry + 1, words, start + word.object);
  return agrees ? undefined : 'the head does not hold the first net buffer list';
}

const allDeclarations = Object.values(declarationBits).reduce((bits, bit) => bits | bit, 0);

function checkDeclares(words: Int32Array, entry: number): string | undefined {
  const header = words[entry] as number;
  if (entryType(header) !== valueTypes.octets || entryLength(header) !== 8) return 'declarations have eight octets';
  const given = words[entry + 1] as number;
  const values = words[entry + 2] as number;
  if ((given & ~allDeclarations) !== 0) return 'there are declarations that are not known';
  return (values & ~given) === 0 ? undefined : 'there are values of declarations that are not given';
}

/** An argument may repeat a handle of the event, but not contradict it. */
function checkAgreement(words: Int32Array, start: number, end: number): string | undefined {
  const fn = functionOf(words[start] as number);
  for (let which = 0; which < handleArguments.length; which++) {
    const name = handleArguments[which] as (typeof handleArguments)[number];
    const id = argumentIds[name];
    if ((names.arguments & (1 << id)) === 0 || isCreatedHandle(fn, id)) continue;
    const handle = eventHandleAt(words, start, end, which);
    if (handle < 0) continue;
    const argument = handleArgumentAt(words, start, end, tailTags.argument, id);
    const isNull = words[handle] === 0 && words[handle + 1] === 0;
    const agrees = argument === nullAt ? isNull : isOneHandle(words, argument) && sameHandle(words, handle, words, argument);
    if (!agrees) return `${name} contradicts the event's handle`;
  }
  return undefined;
}

/** The handle of the event that a handle argument repeats, by its index in {@link handleArguments}. */
function eventHandleAt(words: Int32Array, start: number, end: number, which: number): number {
  if (which === 0) return vcAt(words, start);
  if (which === 1) return partyAt(words, start, end);
  return objectAt(words, start, end, which === 2 ? objectKinds.af : objectKinds.sap);
}

function isOneHandle(words: Int32Array, argument: number): boolean {
  return entryType(words[argument - 2] as number) === valueTypes.handle;
}
