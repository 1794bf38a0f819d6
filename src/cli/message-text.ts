import { safeText } from '../core/safe-text.ts';
import type { FieldValue } from '../core/signalling/contents-reader.ts';
import type { FieldNote } from '../core/signalling/field-note.ts';
import { elementCodec } from '../core/signalling/elements/element-table.ts';
import { regularAction } from '../core/signalling/instructions.ts';
import type { ElementJson, MessageJson } from '../core/signalling/message-json.ts';
import type { TextSink } from './text-sink.ts';

/** A name and what stands beside it. */
type Row = readonly [name: string, value: string];

/** Lines that show a decoded message: names, values with their meaning, octets. None of them can steer a terminal. */
export function messageText(message: MessageJson, sink: Pick<TextSink, 'columns' | 'style'>): string[] {
  const unknown = message.messageType === null ? 'no message' : `unknown message 0x${hexOctet(message.messageType)}`;
  const facts: Row[] = [
    ...optional('action', message.action === regularAction ? null : message.action),
    ...['missing', 'unexpected', 'repeated', 'trailing'].flatMap((key) => optional(key, listText(message[key as 'missing']))),
    ...optional('error', message.error),
  ];
  return [
    sink.style('bold', safeText(message.message ?? unknown)) + referenceText(message),
    ...rows(facts, 2, sink),
    ...message.elements.flatMap((element) => elementText(element, sink)),
  ];
}

function referenceText({ callReference, callReferenceFlag }: MessageJson): string {
  if (callReference === null) return '';
  const direction = callReferenceFlag === 0 ? 'from' : 'to';
  return `  call reference ${callReference}, ${direction} the side that allocated it`;
}

function elementText(element: ElementJson, sink: Pick<TextSink, 'columns' | 'style'>): string[] {
  const { id, name, codeset = 0, coding, action, bytes, error, ...fields } = element;
  const notes: Readonly<Record<string, FieldNote>> = codeset === 0 ? (elementCodec(id)?.fields ?? {}) : {};
  const list: Row[] = [
    ...optional('coding', coding === 'ITU-T' ? null : coding),
    ...optional('action', action === regularAction ? null : action),
    ...Object.entries(fields).map(([field, value]): Row => [field, valueText(value as FieldValue, notes[field])]),
    ['bytes', bytes === '' ? '(empty)' : bytes.replaceAll(/(..)(?=.)/g, '$1 ')],
    ...optional('error', error),
  ];
  return [`  0x${hexOctet(id)}  ${safeText(name)}`, ...rows(list, 8, sink)];
}

function valueText(value: FieldValue, note: FieldNote | undefined): string {
  const name = typeof value === 'number' ? note?.values?.[value] : undefined;
  return name === undefined ? (listText(value) ?? '') : `${String(value)}  ${name}`;
}

function listText(value: FieldValue | undefined): string | undefined {
  return value === undefined ? undefined : typeof value === 'object' ? value.join(', ') : String(value);
}

function optional(name: string, value: string | null | undefined): Row[] {
  return value === null || value === undefined ? [] : [[name, value]];
}

/** Names in a column, values beside them, both no wider together than the terminal. */
function rows(list: readonly Row[], indent: number, sink: Pick<TextSink, 'columns' | 'style'>): string[] {
  const nameWidth = Math.max(0, ...list.map(([name]) => name.length)) + 2;
  const left = indent + nameWidth;
  return list.flatMap(([name, value]) =>
    broken(safeText(value), sink.columns - left).map((line, i) => {
      const text = name === 'error' ? sink.style('red', line) : line;
      return (' '.repeat(indent) + (i === 0 ? name : '').padEnd(nameWidth) + text).trimEnd();
    }),
  );
}

/** Breaks a text into lines of at most `width` characters, at a blank where there is one. */
function broken(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const blank = rest.lastIndexOf(' ', width);
    const at = blank > 0 ? blank : width;
    lines.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...lines, rest];
}

function hexOctet(octet: number): string {
  return octet.toString(16).padStart(2, '0');
}
