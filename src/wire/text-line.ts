import { utf8Text } from '../core/octets.ts';
import { crc32 } from './crc32.ts';

/** A line of the text form, taken apart: `@tick word kind key=value … *crc`. */
export interface TextLine {
  /** Decimal digits; absent where the line has `-`. */
  readonly tick?: string;
  /** Function or message as JSON text; absent where the line has `-`. */
  readonly word?: string;
  readonly kind: string;
  readonly sequence: number;
  /** Values as JSON text. */
  readonly values: ReadonlyMap<string, string>;
}

const at = 0x40;
const dash = 0x2d;
/** ` *` and eight hex digits. */
const closingOctets = 10;
const shape = /^@(\d{1,20}|-) ("(?:[^"\\]|\\.)*"|[^ "]+) ([a-z]+)((?: [^ =]+=.*)?)$/s;

/** Where in a console's line the probe's own text begins, or -1: at the first `@` that a digit or `-` follows. */
export function probeTextAt(octets: Uint8Array, start: number, end: number): number {
  for (let i = start; i + 1 < end; i++) {
    const next = octets[i + 1] as number;
    if (octets[i] === at && (next === dash || (next >= 0x30 && next <= 0x39))) return i;
  }
  return -1;
}

/**
 * Takes the line in `octets[start] … octets[end - 1]` apart. `damaged`: its checksum fails, or it has none. `malformed`: the
 * checksum holds, but the line is not of this form or has no number.
 */
export function parseTextLine(octets: Uint8Array, start: number, end: number): TextLine | 'damaged' | 'malformed' {
  const textEnd = end - closingOctets;
  if (textEnd <= start) return 'damaged';
  const closed = /^ \*([0-9a-f]{8})$/.exec(utf8Text(octets.subarray(textEnd, end)));
  if (closed === null || crc32(octets.subarray(start, textEnd)) !== Number.parseInt(closed[1] as string, 16)) return 'damaged';
  const parts = shape.exec(utf8Text(octets.subarray(start, textEnd)));
  if (parts === null) return 'malformed';
  const [, tick, word, kind, rest] = parts as unknown as [string, string, string, string, string];
  const values = parseValues(rest);
  const sequence = Number(values?.get('seq'));
  if (values === undefined || !Number.isInteger(sequence) || sequence < 0 || sequence > 0xffffffff) return 'malformed';
  values.delete('seq');
  const wordJson = word.startsWith('"') ? word : JSON.stringify(word);
  return { ...(tick !== '-' && { tick }), ...(word !== '-' && { word: wordJson }), kind, sequence, values };
}

/** ` key=value key=value`; `undefined` where a value does not end or a key is given twice. */
function parseValues(text: string): Map<string, string> | undefined {
  const values = new Map<string, string>();
  for (let from = 0; from < text.length; ) {
    const equals = text.indexOf('=', from);
    const end = equals < 0 ? -1 : valueEnd(text, equals + 1);
    const key = text.slice(from + 1, equals);
    if (end < 0 || values.has(key)) return undefined;
    const value = text.slice(equals + 1, end);
    values.set(key, isJson(key, value) ? value : JSON.stringify(value));
    from = end;
  }
  return values;
}

/** Index after the value at `start`: the next space outside of quotes, brackets and braces; -1 where those do not end. */
function valueEnd(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let i = start; i < text.length; i++) {
    const character = text[i];
    if (quoted) {
      if (character === '\\') i++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    else if (character === ' ' && depth === 0) return i;
  }
  return quoted || depth !== 0 ? -1 : text.length;
}

/** Whether a value is JSON as it stands; else it is a bare word, a text of these characters. Hex octets may be digits alone. */
function isJson(key: string, value: string): boolean {
  return /^["{[]/.test(value) || (key !== 'bytes' && /^(?:-?\d+|true|false|null)$/.test(value));
}
