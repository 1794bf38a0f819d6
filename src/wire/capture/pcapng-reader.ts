import { Fault } from '../../core/fault.ts';
import { utf8Text } from '../../core/octets.ts';
import { optionNumber, readOptions, type BlockOptions } from './block-options.ts';
import { blockFrameOctets, blockTypes, byteOrderMagic, optionCodes } from './pcapng-format.ts';
import { scaledNs, stampScale, type StampScale } from './stamp-scale.ts';

/** An interface as its description block tells it. */
export interface CapturedInterface {
  readonly linkType: number;
  /** Empty where the block names none. */
  readonly name: string;
  readonly description: string;
}

/** One packet. */
export interface CapturedPacket {
  /** Counts from 0 within the section. */
  readonly interfaceId: number;
  /** Nanoseconds since 1970 UTC. */
  readonly stampNs: bigint;
  /** Valid only during the call that hands them over. */
  readonly octets: Uint8Array;
  /** Octets that the packet had; more than there are where a tool has cut it. */
  readonly originalLength: number;
  /** `epb_flags`, 0 where there are none. */
  readonly flags: number;
  /** Of the packet's block in the file. */
  readonly offset: number;
}

/** Hears what stands in a pcapng file, in the order of the file. Offsets are those of blocks in the file. */
export interface PcapngConsumer {
  section(comment: string | undefined, offset: number): void;
  interface(id: number, description: CapturedInterface, offset: number): void;
  packet(packet: CapturedPacket): void;
  statistics(interfaceId: number, offset: number): void;
}

/** A block larger than this is refused: no tool writes packets of such a size, and memory stays bounded. */
const blockOctetsLimit = 16 * 1024 * 1024;

/** Octets from which the length of a block can be told, also of one that sets the byte order. */
const headOctets = 12;

/**
 * Reads a pcapng file in pieces of any size, in either byte order, also as other tools write it. A file that ends within a block
 * is cut, and everything before is given; a file that is wrong in another way is refused with a Fault at the block's offset.
 * Blocks and options that are not known are passed over.
 */
export class PcapngReader {
  private readonly file: string;
  private readonly consumer: PcapngConsumer;
  private kept = new Uint8Array(4096);
  private keptLength = 0;
  /** Offset in the file of the block that comes next. */
  private offset = 0;
  private littleEndian = true;
  private inSection = false;
  private scales: StampScale[] = [];

  /** `file` is for messages. */
  constructor(file: string, consumer: PcapngConsumer) {
    this.file = file;
    this.consumer = consumer;
  }

  push(octets: Uint8Array): void {
    let at = this.continue(octets);
    while (at < octets.length) {
      const length = this.lengthOf(octets, at, octets.length);
      if (at + length > octets.length) {
        this.keep(octets.subarray(at));
        return;
      }
      this.block(octets.subarray(at, at + length));
      at += length;
    }
  }

  /** No octets follow. `cut`: the file ends within a block, or before its first. */
  finish(): { readonly cut: boolean } {
    if (!this.inSection && this.kept.subarray(0, Math.min(4, this.keptLength)).some((octet, i) => octet !== sectionStart[i])) {
      this.refuseOtherFile();
    }
    return { cut: this.keptLength > 0 || !this.inSection };
  }

  /** Completes a block that began in an earlier piece. Gives the index after what it took. */
  private continue(octets: Uint8Array): number {
    let at = 0;
    while (this.keptLength > 0 && at < octets.length) {
      const wanted = this.lengthOf(this.kept, 0, this.keptLength);
      const taken = octets.subarray(at, at + wanted - this.keptLength);
      this.keep(taken);
      at += taken.length;
      if (this.keptLength < headOctets || this.keptLength < this.lengthOf(this.kept, 0, this.keptLength)) continue;
      const block = this.kept.subarray(0, this.keptLength);
      this.keptLength = 0;
      this.block(block);
    }
    return at;
  }

  private keep(octets: Uint8Array): void {
    const length = this.keptLength + octets.length;
    if (length > this.kept.length) {
      const larger = new Uint8Array(Math.max(length, this.kept.length * 2));
      larger.set(this.kept.subarray(0, this.keptLength));
      this.kept = larger;
    }
    this.kept.set(octets, this.keptLength);
    this.keptLength = length;
  }

  /** Length of the block that begins at `at`, or of what must be there to tell it. */
  private lengthOf(octets: Uint8Array, at: number, end: number): number {
    if (end - at < headOctets) return headOctets;
    const view = new DataView(octets.buffer, octets.byteOffset + at, headOctets);
    if (view.getUint32(0) === blockTypes.sectionHeader) this.littleEndian = this.byteOrder(view);
    else if (!this.inSection) this.refuseOtherFile();
    const length = view.getUint32(4, this.littleEndian);
    if (length < blockFrameOctets || length % 4 !== 0) this.refuse(`a block of ${length} octets cannot be`);
    if (length > blockOctetsLimit) this.refuse(`a block of ${length} octets exceeds ${blockOctetsLimit}`);
    return length;
  }

  private byteOrder(view: DataView): boolean {
    if (view.getUint32(8, true) === byteOrderMagic) return true;
    if (view.getUint32(8) === byteOrderMagic) return false;
    return this.refuse('the section header has no byte order');
  }

  private block(octets: Uint8Array): void {
    const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
    const end = octets.length - 4;
    if (view.getUint32(end, this.littleEndian) !== octets.length) this.refuse('the two lengths of a block differ');
    const type = view.getUint32(0, this.littleEndian);
    if (type === blockTypes.sectionHeader) this.section(view, end);
    else if (type === blockTypes.interfaceDescription) this.interface(view, end);
    else if (type === blockTypes.enhancedPacket) this.packet(octets, view, end);
    else if (type === blockTypes.interfaceStatistics) this.statistics(view, end);
    this.offset += octets.length;
  }

  private section(view: DataView, end: number): void {
    this.need(end, 24, 'section header');
    const major = view.getUint16(12, this.littleEndian);
    if (major !== 1) this.refuse(`pcapng version ${major} is not 1`);
    this.inSection = true;
    this.scales = [];
    const comment = this.options(view, 24, end).get(optionCodes.comment);
    this.consumer.section(comment === undefined ? undefined : utf8Text(comment), this.offset);
  }

  private interface(view: DataView, end: number): void {
    this.need(end, 16, 'interface description');
    const options = this.options(view, 16, end);
    const resolution = options.get(optionCodes.interfaceResolution)?.[0];
    const scale = stampScale(resolution, optionNumber(options, optionCodes.interfaceOffset, this.littleEndian));
    const id = this.scales.push(scale ?? this.refuse(`a stamp resolution of ${resolution} cannot be read`)) - 1;
    const text = (code: number): string => utf8Text(options.get(code) ?? new Uint8Array());
    const linkType = view.getUint16(8, this.littleEndian);
    const [name, description] = [text(optionCodes.interfaceName), text(optionCodes.interfaceDescription)];
    this.consumer.interface(id, { linkType, name, description }, this.offset);
  }

  private packet(octets: Uint8Array, view: DataView, end: number): void {
    this.need(end, 28, 'packet');
    const interfaceId = view.getUint32(8, this.littleEndian);
    const scale = this.scales[interfaceId] ?? this.refuse(`a packet of interface ${interfaceId}, which is not described`);
    const length = view.getUint32(20, this.littleEndian);
    if (length > end - 28) this.refuse(`a packet of ${length} octets in a block of ${octets.length}`);
    const options = this.options(view, 28 + ((length + 3) & ~3), end);
    this.consumer.packet({
      interfaceId,
      stampNs: scaledNs((BigInt(view.getUint32(12, this.littleEndian)) << 32n) | BigInt(view.getUint32(16, this.littleEndian)), scale),
      octets: octets.subarray(28, 28 + length),
      originalLength: view.getUint32(24, this.littleEndian),
      flags: Number(optionNumber(options, optionCodes.packetFlags, this.littleEndian) ?? 0n),
      offset: this.offset,
    });
  }

  private statistics(view: DataView, end: number): void {
    this.need(end, 20, 'interface statistics');
    const interfaceId = view.getUint32(8, this.littleEndian);
    if (interfaceId >= this.scales.length) this.refuse(`statistics of interface ${interfaceId}, which is not described`);
    this.consumer.statistics(interfaceId, this.offset);
  }

  private options(view: DataView, from: number, end: number): BlockOptions {
    return readOptions(view, from, end, this.littleEndian) ?? this.refuse('an option runs past the end of its block');
  }

  private need(end: number, octets: number, what: string): void {
    if (end < octets) this.refuse(`a ${what} block of ${end + 4} octets is too short`);
  }

  private refuse(what: string): never {
    throw new Fault('capture-malformed', what, {
      place: { file: this.file, offset: this.offset },
      next: `What stands before can be read: cut a copy of the file here (truncate -s ${this.offset}).`,
    });
  }

  private refuseOtherFile(): never {
    throw new Fault('capture-not-pcapng', 'not a pcapng file', { place: { file: this.file, offset: 0 } });
  }
}

/** The first octets of every pcapng file, in both byte orders. */
const sectionStart = [0x0a, 0x0d, 0x0d, 0x0a];
