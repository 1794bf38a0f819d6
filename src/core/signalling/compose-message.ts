import { elementIds, elementName } from './element-ids.ts';
import { encodeMessage } from './encode-message.ts';
import { regularInstructions, type SignallingElement, type SignallingMessage } from './message.ts';

/** Octets of a cause without diagnostics. */
const plainCauseOctets = 2;

/**
 * The octets of a message that Wireshark's dissector reads to its end. That dissector reads one octet past an AAL, traffic
 * descriptor, sending complete or cause element with diagnostics, and calls the message malformed when nothing follows. So the
 * last element that is none of these goes last; a cause that stands alone loses its diagnostics. Throws a RangeError where no
 * order helps.
 */
export function composeMessage(message: Omit<SignallingMessage, 'action'>): Uint8Array {
  return encodeMessage({ ...message, action: regularInstructions, elements: withReadableEnd(message.elements) });
}

function withReadableEnd(elements: readonly SignallingElement[]): readonly SignallingElement[] {
  const index = elements.findLastIndex((element) => !isReadPast(element));
  const last = elements[index];
  if (last !== undefined) return [...elements.slice(0, index), ...elements.slice(index + 1), last];
  const cause = elements.findLastIndex((element) => element.id === elementIds.cause);
  const shortened = elements[cause];
  if (shortened !== undefined) {
    const plain = { ...shortened, contents: shortened.contents.subarray(0, plainCauseOctets) };
    return [...elements.slice(0, cause), ...elements.slice(cause + 1), plain];
  }
  if (elements.length === 0) return elements;
  const names = elements.map((element) => elementName(element.id)).join(', ');
  throw new RangeError(`a message of ${names} alone has no order that Wireshark reads: add another element`);
}

function isReadPast(element: SignallingElement): boolean {
  switch (element.id) {
    case elementIds['AAL parameters']:
    case elementIds['ATM traffic descriptor']:
    case elementIds['broadband sending complete']:
      return true;
    case elementIds.cause:
      return element.contents.length > plainCauseOctets;
    default:
      return false;
  }
}
