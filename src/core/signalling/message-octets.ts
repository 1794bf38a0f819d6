/**
 * Readers for a hot path: they look at the octets of one message in place, between `start` and `end`, and allocate nothing.
 * What is not there is -1. They ask for no more than they read; `decode-message.ts` is the one that judges a whole message.
 */
import { elementHeaderOctets, messageHeaderOctets, protocolDiscriminator } from './message.ts';

/** The message type octet, or -1 when this is no Q.2931 message or too short for one. */
export function messageType(octets: Uint8Array, start: number, end: number): number {
  return isMessage(octets, start, end) ? (octets[start + 5] as number) : -1;
}

/** The call reference without its flag, 0 to 2^23 - 1, or -1. */
export function callReference(octets: Uint8Array, start: number, end: number): number {
  if (!isMessage(octets, start, end)) return -1;
  return (((octets[start + 2] as number) & 0x7f) << 16) | ((octets[start + 3] as number) << 8) | (octets[start + 4] as number);
}

/** The flag of the call reference: 0 from the side that allocated it, 1 to that side, or -1. */
export function callReferenceFlag(octets: Uint8Array, start: number, end: number): number {
  return isMessage(octets, start, end) ? (octets[start + 2] as number) >> 7 : -1;
}

/** Index of the identifier octet of the first element with an id, or -1. An element of which no contents are there counts as absent. */
export function findElement(octets: Uint8Array, start: number, end: number, id: number): number {
  if (!isMessage(octets, start, end)) return -1;
  const declared = start + messageHeaderOctets + (((octets[start + 7] as number) << 8) | (octets[start + 8] as number));
  return findFrom(octets, start + messageHeaderOctets, Math.min(end, declared), id);
}

/** Octets of contents that the element at `at` declares. The message may hold fewer. */
export function elementLength(octets: Uint8Array, at: number): number {
  return ((octets[at + 2] as number) << 8) | (octets[at + 3] as number);
}

/** VPCI and VCI of the connection identifier at `at` as VPCI * 65536 + VCI, or -1 when its contents are cut short. */
export function connectionOf(octets: Uint8Array, at: number, end: number): number {
  if (elementLength(octets, at) < 5 || at + 9 > end) return -1;
  const vpci = ((octets[at + 5] as number) << 8) | (octets[at + 6] as number);
  return vpci * 0x10000 + (((octets[at + 7] as number) << 8) | (octets[at + 8] as number));
}

function isMessage(octets: Uint8Array, start: number, end: number): boolean {
  return end - start >= messageHeaderOctets && octets[start] === protocolDiscriminator && ((octets[start + 1] as number) & 0x0f) === 3;
}

function findFrom(octets: Uint8Array, from: number, end: number, id: number): number {
  let at = from;
  while (at + elementHeaderOctets < end) {
    const length = elementLength(octets, at);
    if (octets[at] === id && length > 0) return at;
    at += elementHeaderOctets + length;
  }
  return -1;
}
