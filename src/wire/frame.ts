/**
 * The frame of probe protocol version 1 (docs/probe-protocol.md, "Frames"): COBS over a whitened body, closed by 0x00.
 *
 * | octets of the body | contents |
 * |---|---|
 * | 0 | type |
 * | 1 | flags, 0 in version 1 |
 * | 2, 3 | length of the payload in octets |
 * | 4–7 | sequence number of the frame in its direction |
 * | 8… | payload, then zero octets to a multiple of four |
 * | last 4 | CRC-32 of all before it |
 */

/** Words before the payload. */
export const frameHeadWords = 2;

/** The longest payload that the length field can say, in octets. */
export const payloadLimit = 0xffff;

/** The largest body: head, payload padded to words, checksum. */
export const bodyWordsLimit = frameHeadWords + ((payloadLimit + 3) >> 2) + 1;

/**
 * Whitening: every word of the body is XORed with this before COBS. Event records are full of 0x00, which COBS handles one by
 * one; they become an octet that COBS copies in runs. Measured by `bench/whitening.ts`; figures in docs/probe-protocol.md.
 */
export const whitening = 0xa5a5a5a5 | 0;

/** Frame types. The upper bit pair 01 marks the direction bench to device. */
export const frameTypes = {
  // device to bench
  hello: 0x01,
  event: 0x02,
  overrun: 0x03,
  time: 0x04,
  state: 0x05,
  answer: 0x06,
  // bench to device: commands
  helloCommand: 0x41,
  syncCommand: 0x42,
  loadCommand: 0x43,
  runCommand: 0x44,
  stopCommand: 0x45,
  closeCommand: 0x46,
  statsCommand: 0x47,
  echoCommand: 0x48,
  resetCommand: 0x49,
} as const;

/** Closes every frame; further ones between frames mean nothing. */
export const frameEnd = 0x00;
