import { argumentName, unnumberedArgument } from '../condis/argument-names.ts';
import { decodeCallParameters } from '../condis/call-parameters.ts';
import { statusText } from '../condis/statuses.ts';
import { handleText, hexText, utf8Text } from '../octets.ts';
import { entryLength, entryType, valueTypes } from './tail.ts';

/** `"name":value` of an argument or out entry. */
export function argumentJson(words: Int32Array, entry: number): string {
  const named = words[entry + 1] as number;
  const nameLength = named >>> 16;
  const valueAt = entry + 2 + ((nameLength + 3) >> 2);
  const length = entryLength(words[entry] as number) - (valueAt - entry - 1) * 4;
  return `${argumentKey(words, entry)}:${valueJson(words, valueAt, length, entryType(words[entry] as number))}`;
}

function argumentKey(words: Int32Array, entry: number): string {
  const named = words[entry + 1] as number;
  const id = named & 0xffff;
  const name = id === unnumberedArgument ? utf8Text(octetsAt(words, entry + 2, named >>> 16)) : argumentName(id);
  return JSON.stringify(name);
}

/** The JSON of a value of `length` octets that begins at a word. */
export function valueJson(words: Int32Array, at: number, length: number, type: number): string {
  switch (type) {
    case valueTypes.null:
      return 'null';
    case valueTypes.unsigned:
      return String((words[at] as number) >>> 0);
    case valueTypes.handle:
      return handleJson(words, at);
    case valueTypes.status:
      return statusJson(words[at] as number);
    case valueTypes.handles:
      return listJson(at, length >> 3, 2, (index) => handleJson(words, index));
    case valueTypes.statuses:
      return listJson(at, length >> 2, 1, (index) => statusJson(words[index] as number));
    case valueTypes.callParameters:
      return JSON.stringify(decodeCallParameters(words, at, at + (length >> 2)));
    case valueTypes.text:
      return JSON.stringify(utf8Text(octetsAt(words, at, length)));
    case valueTypes.octets:
      return `"${hexText(octetsAt(words, at, length))}"`;
    default:
      // Written anew, so that a device's spaces and line breaks do not get into the line.
      return JSON.stringify(JSON.parse(utf8Text(octetsAt(words, at, length))));
  }
}

/** A handle at a word index; NULL as null. */
export function handleJson(words: Int32Array, at: number): string {
  const low = words[at] as number;
  const high = words[at + 1] as number;
  return (low | high) === 0 ? 'null' : `"${handleText(low, high)}"`;
}

/** A status code, as its name where it has one. */
export function statusJson(code: number): string {
  return `"${statusText(code)}"`;
}

function listJson(at: number, count: number, stride: number, element: (index: number) => string): string {
  const elements = Array.from({ length: count }, (_, k) => element(at + k * stride));
  return `[${elements.join(',')}]`;
}

function octetsAt(words: Int32Array, at: number, length: number): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset + at * 4, length);
}
