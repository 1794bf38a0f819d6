import { utf8Octets, utf8Text } from '../core/octets.ts';

/** Writes the fields of a message one after another, little-endian. */
export class PayloadWriter {
  private readonly data: number[] = [];

  u8(value: number): void {
    this.data.push(value & 0xff);
  }

  u16(value: number): void {
    this.data.push(value & 0xff, (value >>> 8) & 0xff);
  }

  u32(value: number): void {
    this.u16(value & 0xffff);
    this.u16(value >>> 16);
  }

  /** A safe integer ≥ 0. */
  u64(value: number): void {
    this.u32(value % 0x1_0000_0000);
    this.u32(Math.floor(value / 0x1_0000_0000));
  }

  bigU64(value: bigint): void {
    this.u32(Number(value & 0xffffffffn));
    this.u32(Number((value >> 32n) & 0xffffffffn));
  }

  /** An IEEE 754 double. */
  f64(value: number): void {
    this.raw(new Uint8Array(Float64Array.of(value).buffer));
  }

  raw(octets: Uint8Array): void {
    for (const octet of octets) this.data.push(octet);
  }

  /** Length in octets (16 bits), then UTF-8. */
  sizedText(text: string): void {
    const octets = utf8Octets(text);
    if (octets.length > 0xffff) throw new RangeError(`a text of ${octets.length} octets exceeds 65535`);
    this.u16(octets.length);
    this.raw(octets);
  }

  octets(): Uint8Array {
    return Uint8Array.from(this.data);
  }
}

/** Reads the fields of a message. Past its end everything reads as zero, and `short` says so. */
export class PayloadReader {
  short = false;
  private readonly data: Uint8Array;
  private at = 0;

  constructor(data: Uint8Array) {
    this.data = data;
  }

  get left(): number {
    return this.data.length - this.at;
  }

  u8(): number {
    const octet = this.data[this.at];
    if (octet === undefined) {
      this.short = true;
      return 0;
    }
    this.at++;
    return octet;
  }

  u16(): number {
    const low = this.u8();
    return low | (this.u8() << 8);
  }

  u32(): number {
    const low = this.u16();
    return low + this.u16() * 0x1_0000;
  }

  /** Exact below 2^53. */
  u64(): number {
    const low = this.u32();
    return low + this.u32() * 0x1_0000_0000;
  }

  bigU64(): bigint {
    const low = BigInt(this.u32());
    return low | (BigInt(this.u32()) << 32n);
  }

  f64(): number {
    return new Float64Array(this.raw(8).slice().buffer)[0] as number;
  }

  /** `length` octets, a view; zeros where the message is too short. */
  raw(length: number): Uint8Array {
    if (length > this.left) {
      this.short = true;
      return new Uint8Array(length);
    }
    this.at += length;
    return this.data.subarray(this.at - length, this.at);
  }

  sizedText(): string {
    return utf8Text(this.raw(this.u16()));
  }
}
