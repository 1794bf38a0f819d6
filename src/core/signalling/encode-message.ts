import { elementHeaderOctets, messageHeaderOctets, protocolDiscriminator, type SignallingMessage } from './message.ts';

const lengthLimit = 0xffff;

/** The octets of a message, its elements in the order given. Throws a RangeError for a number or a length that has no place. */
export function encodeMessage(message: SignallingMessage): Uint8Array {
  const { callReference } = message;
  if (!Number.isInteger(callReference) || callReference < 0 || callReference > 0x7fffff) {
    throw new RangeError(`call reference ${callReference} is not in 0 … 8388607`);
  }
  let length = 0;
  for (const { contents } of message.elements) length += elementHeaderOctets + contents.length;
  if (length > lengthLimit) throw new RangeError(`elements of ${length} octets exceed ${lengthLimit}`);

  const octets = new Uint8Array(messageHeaderOctets + length);
  octets[0] = protocolDiscriminator;
  octets[1] = 3;
  octets[2] = (message.callReferenceFlag << 7) | (callReference >> 16);
  octets[3] = callReference >> 8;
  octets[4] = callReference;
  octets[5] = message.messageType;
  octets[6] = message.action;
  octets[7] = length >> 8;
  octets[8] = length;
  let at = messageHeaderOctets;
  for (const { id, flags, contents } of message.elements) {
    octets[at] = id;
    octets[at + 1] = flags;
    octets[at + 2] = contents.length >> 8;
    octets[at + 3] = contents.length;
    octets.set(contents, at + elementHeaderOctets);
    at += elementHeaderOctets + contents.length;
  }
  return octets;
}
