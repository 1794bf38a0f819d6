import { utf8Text } from '../octets.ts';
import { objectKinds, present, recordHeadWords, word } from './event-record.ts';
import { entryLength, entryType, entryWords, findArgument, findEntry, tailTags, valueTypes } from './tail.ts';

/**
 * Looks into the record in `words[start] … words[end - 1]` that allocate nothing. They give the word index of a value, or -1
 * where the tracer did not see it. The record has passed its check.
 */

/** Result where a value is not there, and where it is NULL. */
const absentAt = -1;
export const nullAt = -2;

/** Low word of the VC handle. A handle that is present and zero is NULL. */
export function vcAt(words: Int32Array, start: number): number {
  return ((words[start + word.presence] as number) & present.vc) === 0 ? absentAt : start + word.vc;
}

/** Low word of the address family, SAP, first net buffer list or address; `kind` is one of `objectKinds`. */
export function objectAt(words: Int32Array, start: number, end: number, kind: number): number {
  if (((words[start + word.presence] as number) & present.objectKind) === kind) return start + word.object;
  // An address has its place in the head alone.
  if (kind === objectKinds.address) return absentAt;
  const tag = kind === objectKinds.af ? tailTags.af : kind === objectKinds.sap ? tailTags.sap : tailTags.nbl;
  return contentsOf(findEntry(words, start, end, tag));
}

/** Low word of the party handle. */
export function partyAt(words: Int32Array, start: number, end: number): number {
  if (((words[start + word.presence] as number) & present.party) === 0) return absentAt;
  return contentsOf(findEntry(words, start, end, tailTags.party));
}

/** Whether two handles, each given by the index of its low word, are the same. */
export function sameHandle(a: Int32Array, i: number, b: Int32Array, j: number): boolean {
  return a[i] === b[j] && a[i + 1] === b[j + 1];
}

/**
 * Low word of a handle argument, or the first of a list, {@link nullAt}, or {@link absentAt}. `tag` is `tailTags.argument` or
 * `tailTags.out`, `name` a number of `argumentIds` that stands for a handle.
 */
export function handleArgumentAt(words: Int32Array, start: number, end: number, tag: number, name: number): number {
  const entry = findArgument(words, start, end, tag, name);
  if (entry < 0) return absentAt;
  return entryType(words[entry] as number) === valueTypes.null ? nullAt : entry + 2;
}

/** Entry index of the list of net buffer lists, where the call took an array. */
export function nblListAt(words: Int32Array, start: number, end: number): number {
  const entry = findEntry(words, start, end, tailTags.nbl);
  return entry >= 0 && entryType(words[entry] as number) === valueTypes.handles ? entry : absentAt;
}

/** The call reference of a signal with its flag, as its octets say it; -1 where they do not. */
export function callReferenceAt(words: Int32Array, start: number, end: number): number {
  const entry = findEntry(words, start, end, tailTags.octets);
  if (entry < 0 || entryLength(words[entry] as number) < 5) return absentAt;
  const first = words[entry + 1] as number;
  return ((first & 0xff0000) | ((first >>> 16) & 0xff00) | ((words[entry + 2] as number) & 0xff));
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
