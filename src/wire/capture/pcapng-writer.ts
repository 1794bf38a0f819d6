import { BlockBuilder } from './block-builder.ts';
import { blockTypes, byteOrderMagic, optionCodes, packetDirections } from './pcapng-format.ts';

/** What a new interface is. */
export interface InterfaceSpec {
  /** 0 to 65,535, one of `linkTypes` in a capture. */
  readonly linkType: number;
  readonly name: string;
  readonly description?: string;
}

/** Stamps are in units of 10^-9 s. */
const nanosecondResolution = Uint8Array.of(9);
/** A section whose length is not known: it ends with the file. */
const unknownLength = 0xffff_ffff_ffff_ffffn;
const octetsBesideData = 64;

/**
 * Writes a pcapng section block by block, so that the file can be read up to the last whole block whatever happens. All stamps
 * are nanoseconds since 1970 UTC.
 */
export class PcapngWriter {
  private readonly write: (block: Uint8Array) => void;
  private interfaces = 0;

  /** `write` is handed whole blocks in order; each is the receiver's to keep. */
  constructor(write: (block: Uint8Array) => void) {
    this.write = write;
  }

  /** Begins the section. The comment is shown by Wireshark under *Capture File Properties*. */
  section(comment: string, application: string): void {
    const block = new BlockBuilder(blockTypes.sectionHeader).u32(byteOrderMagic).u16(1).u16(0).u64(unknownLength);
    this.write(block.textOption(optionCodes.comment, comment).textOption(optionCodes.sectionApplication, application).block());
  }

  /** Adds an interface, at any time before its first packet, and gives its number. */
  interface(spec: InterfaceSpec): number {
    const block = new BlockBuilder(blockTypes.interfaceDescription).u16(spec.linkType).u16(0).u32(0);
    block.textOption(optionCodes.interfaceName, spec.name);
    if (spec.description !== undefined) block.textOption(optionCodes.interfaceDescription, spec.description);
    this.write(block.option(optionCodes.interfaceResolution, nanosecondResolution).block());
    return this.interfaces++;
  }

  /** One packet; `direction` is one of `packetDirections`. */
  packet(interfaceId: number, stampNs: bigint, octets: Uint8Array, direction: number = packetDirections.unknown): void {
    const block = new BlockBuilder(blockTypes.enhancedPacket, octets.length + octetsBesideData);
    block.u32(interfaceId).stamp(stampNs).u32(octets.length).u32(octets.length).padded(octets);
    if (direction !== packetDirections.unknown) block.option(optionCodes.packetFlags, word(direction));
    this.write(block.block());
  }

  /** Closes an interface: how many packets there were for it, and how many of those are not in the file. */
  statistics(interfaceId: number, stampNs: bigint, received: number, dropped: number): void {
    const block = new BlockBuilder(blockTypes.interfaceStatistics).u32(interfaceId).stamp(stampNs);
    block.option(optionCodes.statisticsReceived, word(received, 8));
    this.write(block.option(optionCodes.statisticsDropped, word(dropped, 8)).block());
  }
}

/** A number below 2^53 as 4 or 8 little-endian octets. */
function word(value: number, octets = 4): Uint8Array {
  const view = new DataView(new ArrayBuffer(octets));
  view.setUint32(0, value >>> 0, true);
  if (octets === 8) view.setUint32(4, Math.floor(value / 0x1_0000_0000), true);
  return new Uint8Array(view.buffer);
}
