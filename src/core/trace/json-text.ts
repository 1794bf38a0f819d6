import { hexDigit, utf8Text } from '../octets.ts';

/** The characters that a backslash and one letter stand for, by the letter's octet; `u` stands apart. */
export const simpleEscapes: ReadonlyMap<number, string> = new Map(
  Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }).map(([letter, character]) => [
    letter.charCodeAt(0),
    character,
  ]),
);

export function isDigit(octet: number): boolean {
  return octet >= 0x30 && octet <= 0x39;
}

/** The characters of a JSON text between its quotation marks, its grammar having been checked. */
export function escapedText(octets: Uint8Array, start: number, end: number): string {
  let text = '';
  let from = start;
  for (let at = start; at < end; ) {
    if (octets[at] !== 0x5c) {
      at++;
      continue;
    }
    text += utf8Text(octets.subarray(from, at));
    const letter = octets[at + 1] as number;
    if (letter === 0x75) text += String.fromCharCode(fourDigits(octets, at + 2));
    else text += simpleEscapes.get(letter) as string;
    at += letter === 0x75 ? 6 : 2;
    from = at;
  }
  return text + utf8Text(octets.subarray(from, end));
}

function fourDigits(octets: Uint8Array, start: number): number {
  let code = 0;
  for (let at = start; at < start + 4; at++) code = (code << 4) | hexDigit(octets[at] as number);
  return code;
}
