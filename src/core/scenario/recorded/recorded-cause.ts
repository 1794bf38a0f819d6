import { hexOctets } from '../../octets.ts';
import { decodeMessage } from '../../signalling/decode-message.ts';
import { elementIds } from '../../signalling/element-ids.ts';
import type { RecordedEvent } from './call-events.ts';

/** Cause given where a message carries none that can be read: Q.2931, normal, unspecified. */
const unspecified = 31;

/** The cause of a message. */
export function causeOf({ bytes }: RecordedEvent): number {
  const octets = bytes === undefined ? undefined : hexOctets(bytes);
  const element = octets === undefined ? undefined : decodeMessage(octets).elements.find(({ id }) => id === elementIds.cause);
  const cause = element?.fields['cause'];
  return typeof cause === 'number' && cause >= 1 && cause <= 127 ? cause : unspecified;
}
