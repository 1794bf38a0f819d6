/** Octets without a period that a lost or doubled block could hide in (xorshift32). */
export function pattern(length: number, seed = 0x12345678): Buffer {
  const octets = Buffer.alloc(length);
  let state = seed;
  for (let i = 0; i < length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    octets[i] = state;
  }
  return octets;
}
