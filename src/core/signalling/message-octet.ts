import { protocolDiscriminator } from './message.ts';

/**
 * The message type octet of an encoded message, which stands behind the call reference, or `undefined` where the octets do not
 * begin like a Q.2931 message or end too soon. Nothing else is decoded.
 */
export function messageOctet(octets: Uint8Array): number | undefined {
  if (octets[0] !== protocolDiscriminator) return undefined;
  return octets[2 + ((octets[1] as number) & 0x0f)];
}
