import { hexDigit, hexOctets } from '../core/octets.ts';

/** The octets of a message given as hex, blanks and colons between them left out of account; else what is wrong with it. */
export function messageOctets(text: string): Uint8Array | string {
  const digits = text.replaceAll(/[\s:]/g, '');
  const octets = hexOctets(digits);
  if (octets !== undefined) return octets;
  const bad = Array.from(text).findIndex((character) => !/[\s:]/.test(character) && hexDigit(character.codePointAt(0) as number) < 0);
  return bad < 0 ? `${digits.length} hex digits are no whole number of octets` : `character ${bad + 1} is no hex digit`;
}
