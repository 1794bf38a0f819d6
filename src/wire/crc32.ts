/**
 * CRC-32 as IEEE 802.3, zlib and PNG use it (reflected polynomial 0xEDB88320, initial value and final XOR 0xFFFFFFFF), eight
 * octets a step. A call into native code costs more than it saves below about 256 octets, and frames are shorter than that.
 */

/** Eight tables of 256 entries: table k gives the effect of an octet that k more octets follow. */
const tables = makeTables();

function makeTables(): Int32Array {
  const made = new Int32Array(8 * 256);
  for (let octet = 0; octet < 256; octet++) {
    let crc = octet;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) !== 0 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    made[octet] = crc;
  }
  for (let at = 256; at < made.length; at++) {
    const crc = made[at - 256] as number;
    made[at] = (made[crc & 0xff] as number) ^ (crc >>> 8);
  }
  return made;
}

/**
 * Takes the whitening off `words[start] … words[end - 1]` (XOR with `mask`) and gives the CRC-32 of what is then there, as a
 * signed 32-bit number. With a mask of 0 it only computes the checksum. One pass: both touch every word.
 */
export function unmaskCrc32(words: Int32Array, start: number, end: number, mask: number): number {
  const t = tables;
  let crc = -1;
  let i = start;
  for (const pairs = end - 1; i < pairs; i += 2) {
    const first = (words[i] as number) ^ mask;
    const second = (words[i + 1] as number) ^ mask;
    words[i] = first;
    words[i + 1] = second;
    const low = first ^ crc;
    crc =
      (t[0x700 + (low & 0xff)] as number) ^ (t[0x600 + ((low >>> 8) & 0xff)] as number) ^
      (t[0x500 + ((low >>> 16) & 0xff)] as number) ^ (t[0x400 + (low >>> 24)] as number) ^
      (t[0x300 + (second & 0xff)] as number) ^ (t[0x200 + ((second >>> 8) & 0xff)] as number) ^
      (t[0x100 + ((second >>> 16) & 0xff)] as number) ^ (t[second >>> 24] as number);
  }
  if (i < end) {
    const last = (words[i] as number) ^ mask;
    words[i] = last;
    crc = ~crcOfWord(~crc, last);
  }
  return ~crc;
}

/** The checksum of one more word. */
export function crcOfWord(before: number, word: number): number {
  const low = word ^ ~before;
  return ~(
    (tables[0x300 + (low & 0xff)] as number) ^ (tables[0x200 + ((low >>> 8) & 0xff)] as number) ^
    (tables[0x100 + ((low >>> 16) & 0xff)] as number) ^ (tables[low >>> 24] as number)
  );
}

/**
 * As {@link unmaskCrc32} for `count` words that still lie on the line: reads them from octet `at` of `source`, takes the whitening off
 * and writes them from `words[start]` on. `before` is the checksum of what stands before them, 0 at the beginning. Gives {@link noRun}
 * when one of them holds a 0x00, which no octet of a COBS run is. The octets pass through the processor once.
 */
export function unmaskRun(
  source: DataView, at: number, count: number, words: Int32Array, start: number, mask: number, before: number,
): number {
  const t = tables;
  let crc = ~before;
  let zeros = 0;
  let from = at;
  let i = start;
  const end = start + count;
  for (const pairs = end - 1; i < pairs; i += 2, from += 8) {
    const masked = source.getInt32(from, true);
    const masked2 = source.getInt32(from + 4, true);
    zeros |= ((masked - 0x01010101) & ~masked) | ((masked2 - 0x01010101) & ~masked2);
    const first = masked ^ mask;
    const second = masked2 ^ mask;
    words[i] = first;
    words[i + 1] = second;
    const low = first ^ crc;
    crc =
      (t[0x700 + (low & 0xff)] as number) ^ (t[0x600 + ((low >>> 8) & 0xff)] as number) ^
      (t[0x500 + ((low >>> 16) & 0xff)] as number) ^ (t[0x400 + (low >>> 24)] as number) ^
      (t[0x300 + (second & 0xff)] as number) ^ (t[0x200 + ((second >>> 8) & 0xff)] as number) ^
      (t[0x100 + ((second >>> 16) & 0xff)] as number) ^ (t[second >>> 24] as number);
  }
  if (i < end) {
    const masked = source.getInt32(from, true);
    zeros |= (masked - 0x01010101) & ~masked;
    const last = masked ^ mask;
    words[i] = last;
    crc = ~crcOfWord(~crc, last);
  }
  return (zeros & 0x80808080) !== 0 ? noRun : ~crc;
}

/** No 32-bit number. */
export const noRun = 0x1_0000_0000;

/** CRC-32 of octets of any number, as an unsigned number: for the text form and for tests. */
export function crc32(octets: Uint8Array): number {
  let crc = -1;
  for (const octet of octets) crc = (tables[(crc ^ octet) & 0xff] as number) ^ (crc >>> 8);
  return ~crc >>> 0;
}
