import { utf8Octets } from '../../core/octets.ts';
import { blockFrameOctets, optionCodes } from './pcapng-format.ts';

/** Puts one little-endian block together, part by part. */
export class BlockBuilder {
  private octets: Uint8Array;
  private view: DataView;
  private length = 8;
  private hasOptions = false;

  /** `bodyOctets` is how much room to begin with; it grows. */
  constructor(type: number, bodyOctets = 128) {
    this.octets = new Uint8Array(blockFrameOctets + bodyOctets);
    this.view = new DataView(this.octets.buffer);
    this.view.setUint32(0, type, true);
  }

  u16(value: number): this {
    // Room first: making it may replace the view.
    const at = this.reserve(2);
    this.view.setUint16(at, value, true);
    return this;
  }

  u32(value: number): this {
    // Room first: making it may replace the view.
    const at = this.reserve(4);
    this.view.setUint32(at, value, true);
    return this;
  }

  u64(value: bigint): this {
    // Room first: making it may replace the view.
    const at = this.reserve(8);
    this.view.setBigUint64(at, value, true);
    return this;
  }

  /** A stamp as packets and statistics write it: the upper 32 bits first. */
  stamp(ns: bigint): this {
    return this.u32(Number(ns >> 32n)).u32(Number(ns & 0xffffffffn));
  }

  /** Octets, padded to a multiple of four. */
  padded(octets: Uint8Array): this {
    const at = this.reserve((octets.length + 3) & ~3);
    this.octets.set(octets, at);
    return this;
  }

  option(code: number, octets: Uint8Array): this {
    this.hasOptions = true;
    return this.u16(code).u16(octets.length).padded(octets);
  }

  /** Text longer than an option can hold is refused with a RangeError. */
  textOption(code: number, text: string): this {
    const octets = utf8Octets(text);
    if (octets.length > 0xffff) throw new RangeError(`an option of ${octets.length} octets exceeds 65535`);
    return this.option(code, octets);
  }

  /** The whole block. Nothing can be added after it. */
  block(): Uint8Array {
    if (this.hasOptions) this.u16(optionCodes.end).u16(0);
    const total = this.length + 4;
    this.u32(total);
    this.view.setUint32(4, total, true);
    return this.octets.subarray(0, total);
  }

  /** Makes room for octets, which are zero, and gives their index. */
  private reserve(octets: number): number {
    const at = this.length;
    this.length += octets;
    if (this.length > this.octets.length) {
      const larger = new Uint8Array(Math.max(this.length, this.octets.length * 2));
      larger.set(this.octets.subarray(0, at));
      this.octets = larger;
      this.view = new DataView(larger.buffer);
    }
    return at;
  }
}
