import { decodeMessage, type DecodedElement } from '../../../src/core/signalling/decode-message.ts';
import { hexOctets } from '../../../src/core/octets.ts';

/** The octets of a hex text that is known to be good. */
export function octetsOf(hex: string): Uint8Array {
  return hexOctets(hex) as Uint8Array;
}

/** Decodes a SETUP that consists of one element, given as hex with its header. */
export function decodeOne(elementHex: string): DecodedElement {
  const length = (elementHex.length / 2).toString(16).padStart(4, '0');
  return decodeMessage(octetsOf(`09030000010580${length}${elementHex}`)).elements[0] as DecodedElement;
}

/** The same, from the identifier and the contents. */
export function decodeContents(id: number, contents: string): DecodedElement {
  const octet = id.toString(16).padStart(2, '0');
  return decodeOne(`${octet}80${(contents.length / 2).toString(16).padStart(4, '0')}${contents}`);
}
