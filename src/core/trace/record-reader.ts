import { utf8Text } from '../octets.ts';
import { objectKinds, present, recordHeadWords, word } from './event-record.ts';
import { entryLength, entryType, entryWords, findArgument, findEntry, tailTags, valueTypes } from './tail.ts';

/**
 * Looks into the record in `words[start] … words[end - 1]` that allocate nothing. They give the word index of a value, or -1
 * where the tracer did not see it. The record has passed its check.
 */

/** No entry has this tag. */
const noTag = 0;

/** Result where a value is not there, and where it is NULL. */
export const absentAt = -1;
export const nullAt = -2;

/** Low word of the VC handle. A handle that is present and zero is NULL: {@link isNullHandle}. */
export function vcAt(words: Int32Array, start: number): number {
  return ((words[start + word.presence] as number) & present.vc) === 0 ? absentAt : start + word.vc;
}

/** Low word of the address family, SAP, first net buffer list or address; `kind` is one of `objectKinds`. */
export function objectAt(words: Int32Array, start: number, end: number, kind: number): number {
  if (((words[start + word.presence] as number) & present.objectKind) === kind) return start + word.object;
  const tag = kind === objectKinds.af ? tailTags.af : kind === objectKinds.sap ? tailTags.sap : kind === objectKinds.nbl ? tailTags.nbl : noTag;
  return contentsOf(findEntry(words, start, end, tag));
}

/** Low word of the party handle. */
export function partyAt(words: Int32Array, start: number, end: number): number {
  if (((words[start + word.presence] as number) & present.party) === 0) return absentAt;
  return contentsOf(findEntry(words, start, end, tailTags.party));
}

/** Whether the handle at a word index is NULL. */
export function isNullHandle(words: Int32Array, at: number): boolean {
  return words[at] === 0 && words[at + 1] === 0;
}

/** Whether two handles, each given by the index of its low word, are the same. */
export function sameHandle(a: Int32Array, i: number, b: Int32Array, j: number): boolean {
  return a[i] === b[j] && a[i + 1] === b[j + 1];
}

/**
 * First word of an argument's value where it has one of two types, {@link nullAt}, or {@link absentAt}. `tag` is
 * `tailTags.argument` or `tailTags.out`, `name` a number of `argumentIds`.
 */
function valueAt(words: Int32Array, start: number, end: number, tag: number, name: number, type: number, list: number): number {
  const entry = findArgument(words, start, end, tag, name);
  if (entry < 0) return absentAt;
  const found = entryType(words[entry] as number);
  if (found === valueTypes.null) return nullAt;
  return found === type || found === list ? entry + 2 : absentAt;
}

/** Low word of a handle, context or address argument; of a list, of its first. */
export function handleArgumentAt(words: Int32Array, start: number, end: number, tag: number, name: number): number {
  return valueAt(words, start, end, tag, name, valueTypes.handle, valueTypes.handles);
}

/** Word of a status argument; of a list, of its first. */
export function statusArgumentAt(words: Int32Array, start: number, end: number, tag: number, name: number): number {
  return valueAt(words, start, end, tag, name, valueTypes.status, valueTypes.statuses);
}

/** Word of an argument from 0 to 2^32 - 1. */
export function unsignedArgumentAt(words: Int32Array, start: number, end: number, tag: number, name: number): number {
  return valueAt(words, start, end, tag, name, valueTypes.unsigned, valueTypes.unsigned);
}

/** First word of a call parameters argument; {@link valueEnd} tells where it ends. */
export function callParametersAt(words: Int32Array, start: number, end: number, tag: number, name: number): number {
  return valueAt(words, start, end, tag, name, valueTypes.callParameters, valueTypes.callParameters);
}

/** The word index behind the value of a numbered argument that begins at `at`, as the lookups here give it. */
export function valueEnd(words: Int32Array, at: number): number {
  return at + (((entryLength(words[at - 2] as number) - 4) + 3) >> 2);
}

/** How many handles a `nbl` or an argument holds whose first lies at `at` in an argument. */
export function argumentCount(words: Int32Array, at: number): number {
  const header = words[at - 2] as number;
  const type = entryType(header);
  if (type === valueTypes.handles) return (entryLength(header) - 4) >> 3;
  return type === valueTypes.statuses ? (entryLength(header) - 4) >> 2 : 1;
}

/** Entry index of the list of net buffer lists, where the call took an array. */
export function nblListAt(words: Int32Array, start: number, end: number): number {
  const entry = findEntry(words, start, end, tailTags.nbl);
  return entry >= 0 && entryType(words[entry] as number) === valueTypes.handles ? entry : absentAt;
}

/** The octets of a tail entry's contents. */
export function entryOctets(words: Int32Array, entry: number): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset + (entry + 1) * 4, entryLength(words[entry] as number));
}

/** The text of the first tail entry with a tag, or `undefined`. */
export function entryText(words: Int32Array, start: number, end: number, tag: number): string | undefined {
  const entry = findEntry(words, start, end, tag);
  return entry < 0 ? undefined : utf8Text(entryOctets(words, entry));
}

/** Index of the entry after the one at `entry`; the first is at `start + recordHeadWords`. */
export function nextEntry(words: Int32Array, entry: number): number {
  return entry + entryWords(entryLength(words[entry] as number));
}

/** Word index of the first tail entry of a record. */
export function firstEntry(start: number): number {
  return start + recordHeadWords;
}

function contentsOf(entry: number): number {
  return entry < 0 ? absentAt : entry + 1;
}
