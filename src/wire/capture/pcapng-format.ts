/**
 * Numbers of the pcapng file format (draft-ietf-opsawg-pcapng) that captures use. Every block is: type, total length, body,
 * total length again, all of 32 bits; bodies and options are padded to multiples of four.
 */
export const blockTypes = {
  sectionHeader: 0x0a0d0d0a,
  interfaceDescription: 1,
  interfaceStatistics: 5,
  enhancedPacket: 6,
} as const;

/** What a section header begins with, as its own byte order reads it. */
export const byteOrderMagic = 0x1a2b3c4d;

/** Octets of a block around its body. */
export const blockFrameOctets = 12;

/** Option codes; the same number means another thing in another block. */
export const optionCodes = {
  end: 0,
  comment: 1,
  sectionApplication: 4,
  interfaceName: 2,
  interfaceDescription: 3,
  interfaceResolution: 9,
  interfaceOffset: 14,
  packetFlags: 2,
  statisticsReceived: 4,
  statisticsDropped: 5,
} as const;

/** Link types of the interfaces of a capture. */
export const linkTypes = {
  /** The octets of one read or write of a port, as they came. */
  port: 147,
  /** One JSON object: what the bench knows and no octet shows. */
  bench: 148,
  /** A signalling message under a SunATM pseudo header. */
  signalling: 123,
} as const;

/** The direction bits of `epb_flags`. Inbound: from the device to the bench. */
export const packetDirections = { mask: 0x3, unknown: 0, inbound: 1, outbound: 2 } as const;
