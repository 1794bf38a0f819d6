/** Text and octets without the platform's help: the core sees neither Node nor a browser. */

const digits = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'));

/** Lower-case hex, two digits an octet. */
export function hexText(octets: Uint8Array): string {
  let text = '';
  for (const octet of octets) text += digits[octet];
  return text;
}

/** The octets behind an even number of hex digits in any case; `undefined` for anything else. */
export function hexOctets(text: unknown): Uint8Array | undefined {
  if (typeof text !== 'string' || text.length % 2 !== 0) return undefined;
  const octets = new Uint8Array(text.length / 2);
  for (let i = 0; i < octets.length; i++) {
    const high = hexDigit(text.charCodeAt(2 * i));
    const low = hexDigit(text.charCodeAt(2 * i + 1));
    if (high < 0 || low < 0) return undefined;
    octets[i] = (high << 4) | low;
  }
  return octets;
}

/** The value of a hex digit in any case, given as a character code or an ASCII octet; -1 for any other character. */
export function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** `0x` and lower-case hex digits of a 64-bit number given as two words. */
export function handleText(low: number, high: number): string {
  const upper = high >>> 0;
  if (upper === 0) return `0x${(low >>> 0).toString(16)}`;
  return `0x${upper.toString(16)}${(low >>> 0).toString(16).padStart(8, '0')}`;
}

/** UTF-8 of a text; a lone surrogate becomes U+FFFD, as everywhere on the web. */
export function utf8Octets(text: string): Uint8Array {
  const ascii = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x80) return wideOctets(text);
    ascii[i] = code;
  }
  return ascii;
}

function wideOctets(text: string): Uint8Array {
  const octets: number[] = [];
  for (const character of text) {
    let code = character.codePointAt(0) as number;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) octets.push(code);
    else if (code < 0x800) octets.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
    else if (code < 0x10000) octets.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    else octets.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
  }
  return Uint8Array.from(octets);
}

/** The text of octets below 0x80. */
export function asciiText(octets: Uint8Array): string {
  let text = '';
  // An argument list has a limit; pieces of this size are far below it.
  for (let at = 0; at < octets.length; at += 4096) {
    text += String.fromCharCode.apply(null, octets.subarray(at, at + 4096) as unknown as number[]);
  }
  return text;
}

/** The text of UTF-8 octets. Octets that are not UTF-8 become U+FFFD, one each, so that nothing a device sends ends a run. */
export function utf8Text(octets: Uint8Array): string {
  if (octets.every((octet) => octet < 0x80)) return asciiText(octets);
  let text = '';
  for (let i = 0; i < octets.length; ) {
    const [code, length] = utf8At(octets, i);
    text += String.fromCodePoint(code);
    i += length;
  }
  return text;
}

/** The character at an octet and how many octets it takes; U+FFFD and 1 where the octets are not UTF-8. */
export function utf8At(octets: Uint8Array, i: number): readonly [code: number, length: number] {
  const first = octets[i] as number;
  if (first < 0x80) return [first, 1];
  const length = first >= 0xf0 && first < 0xf8 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc0 && first < 0xe0 ? 2 : 0;
  let code = first & (0xff >> (length + 1));
  for (let k = 1; k < length; k++) {
    const next = octets[i + k];
    if (next === undefined || (next & 0xc0) !== 0x80) return [0xfffd, 1];
    code = (code << 6) | (next & 0x3f);
  }
  const least = [0, 0, 0x80, 0x800, 0x10000][length] as number;
  const bad = length === 0 || code < least || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff);
  return bad ? [0xfffd, 1] : [code, length];
}
