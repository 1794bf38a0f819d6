import { argumentKind, argumentKinds } from '../condis/argument-names.ts';
import { encodeCallParameters, type CallParameters } from '../condis/call-parameters.ts';
import { statusCode } from '../condis/statuses.ts';
import { utf8Octets } from '../octets.ts';
import { jsonKinds } from './json-tape.ts';
import type { RecordWriter } from './record-writer.ts';
import { argumentOctetsLimit } from './tail.ts';
import type { TraceLine } from './trace-line.ts';

/** Writes the members of `args` or `out` into a record; `tag` is `tailTags.argument` or `tailTags.out`. */
export function readArguments(line: TraceLine, object: number, writer: RecordWriter, tag: number): void {
  const { tape } = line;
  const end = tape.nexts[line.object(object)] as number;
  for (let key = object + 1; key < end; key = tape.nexts[key] as number) {
    const name = tape.textOf(key);
    if (name.startsWith('x-')) continue;
    if (name.length * 3 > 0xffff) line.refuse('value-too-long', key, 'this name is too long', 'A name has up to 21,845 characters.');
    const node = key + 1;
    if (tape.kinds[node] === jsonKinds.null) writer.nullArgument(tag, name);
    else readArgument(line, name, node, writer, tag);
  }
}

function readArgument(line: TraceLine, name: string, node: number, writer: RecordWriter, tag: number): void {
  switch (argumentKind(name)) {
    case argumentKinds.status:
      readStatusArgument(line, name, node, writer, tag);
      break;
    case argumentKinds.handle:
      readHandleArgument(line, name, node, writer, tag);
      break;
    case argumentKinds.callParameters:
      writer.callParametersArgument(tag, name, readCallParameters(line, node));
      break;
    default:
      readValueArgument(line, name, node, writer, tag);
  }
}

/** The code of a status that stands as a name or in hex. */
export function readStatus(line: TraceLine, node: number): number {
  const text = line.text(node);
  const code = statusCode(text);
  if (code !== undefined) return code;
  return line.refuse('unknown-status', node, `${JSON.stringify(text)} is no known status`, 'Write its value as 0x and 1 to 8 hex digits.');
}

function readStatusArgument(line: TraceLine, name: string, node: number, writer: RecordWriter, tag: number): void {
  if (line.tape.kinds[node] === jsonKinds.array) {
    const codes = line.tape.elementsOf(node).map((element) => readStatus(line, element));
    refuseLong(line, node, codes.length * 4);
    writer.statusesArgument(tag, name, codes);
  } else writer.statusArgument(tag, name, readStatus(line, node));
}

function readHandleArgument(line: TraceLine, name: string, node: number, writer: RecordWriter, tag: number): void {
  if (line.tape.kinds[node] === jsonKinds.array) writer.handlesArgument(tag, name, readHandles(line, node));
  else {
    line.handle(node);
    writer.handleWordsArgument(tag, name, line.low, line.high);
  }
}

/** Pairs of words, low first, of an array of handles. */
export function readHandles(line: TraceLine, array: number): number[] {
  const pairs: number[] = [];
  for (const element of line.tape.elementsOf(array)) {
    line.handle(element);
    pairs.push(line.low, line.high);
  }
  refuseLong(line, array, pairs.length * 4);
  return pairs;
}

function readCallParameters(line: TraceLine, node: number): Int32Array {
  const value = line.tape.valueOf(line.object(node)) as CallParameters;
  const { tape } = line;
  for (let key = node + 1; key < (tape.nexts[node] as number); key = tape.nexts[key] as number) {
    if (tape.textOf(key) !== 'address') continue;
    if (tape.kinds[key + 1] === jsonKinds.null) {
      line.refuseType(key + 1, 'a handle; where the pointer is NULL, CallParameters itself is null');
    }
    line.handle(key + 1);
  }
  const words = encodeCallParameters(value);
  refuseLong(line, node, words.length * 4);
  return words;
}

function readValueArgument(line: TraceLine, name: string, node: number, writer: RecordWriter, tag: number): void {
  const { tape } = line;
  const kind = tape.kinds[node];
  if (kind === jsonKinds.number) {
    const value = tape.numberOf(node);
    if (Number.isInteger(value) && value >= 0 && value <= 0xffffffff) writer.unsignedArgument(tag, name, value);
    else writer.jsonArgument(tag, name, value);
  } else if (line.isText(node)) {
    // Only a handle in its shortest form can be written again as it was.
    if (line.isHandle(node) && tape.octets[(tape.starts[node] as number) + 2] !== 0x30) {
      writer.handleWordsArgument(tag, name, line.low, line.high);
      return;
    }
    const text = tape.textOf(node);
    refuseLongText(line, node, text);
    writer.textArgument(tag, name, text);
  } else {
    const value = tape.valueOf(node);
    refuseLongText(line, node, JSON.stringify(value));
    writer.jsonArgument(tag, name, value);
  }
}

/** Refuses a text that is too long for a record. */
export function refuseLongText(line: TraceLine, node: number, text: string): void {
  // No character of a JavaScript string takes more than three octets of UTF-8.
  if (text.length * 3 > argumentOctetsLimit) refuseLong(line, node, utf8Octets(text).length);
}

function refuseLong(line: TraceLine, node: number, octets: number): void {
  if (octets <= argumentOctetsLimit) return;
  line.refuse('value-too-long', node, `${line.nameOf(node)} is too long`, `A value takes up to ${argumentOctetsLimit} octets.`);
}
