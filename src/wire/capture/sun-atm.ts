import { directionIds } from '../../core/trace/event-record.ts';

/** Pseudo header of link type SUNATM: flags (direction, signalling AAL), VPI 0, VCI 5. */
const fromSystemUnderTest = 0x86;
const toSystemUnderTest = 0x06;
const signallingVci = 5;

/** SSCOP type of sequenced data. */
const sequencedData = 8;

/**
 * A signalling message as Wireshark decodes it without settings: pseudo header, message, zero octets to a multiple of four, and an
 * SSCOP trailer. `direction` is one of `directionIds`, `sequence` counts messages of that direction (N(S), 24 bits).
 */
export function sunAtmPacket(direction: number, message: Uint8Array, sequence: number): Uint8Array {
  const pad = (4 - (message.length & 3)) & 3;
  const packet = new Uint8Array(4 + message.length + pad + 4);
  packet[0] = direction === directionIds.tx ? fromSystemUnderTest : toSystemUnderTest;
  packet[3] = signallingVci;
  packet.set(message, 4);
  const trailer = (pad << 30) | (sequencedData << 24) | (sequence & 0xffffff);
  new DataView(packet.buffer).setInt32(packet.length - 4, trailer);
  return packet;
}
