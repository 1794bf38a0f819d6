/** How the stamps of an interface become nanoseconds: `stamp * multiplier / divisor + offset`. */
export interface StampScale {
  readonly multiplier: bigint;
  readonly divisor: bigint;
  readonly offsetNs: bigint;
}

const second = 1_000_000_000n;

/** Stamps in microseconds: what holds where an interface says nothing. */
const defaultResolution = 6;

/**
 * The scale behind `if_tsresol` (top bit clear: a power of ten, set: of two) and `if_tsoffset` (seconds, signed). `undefined`
 * for a resolution finer than any clock's, which would only serve to make numbers large.
 */
export function stampScale(resolution = defaultResolution, offsetSeconds = 0n): StampScale | undefined {
  const exponent = BigInt(resolution & 0x7f);
  if (exponent > 64n) return undefined;
  const unitsPerSecond = (resolution & 0x80) === 0 ? 10n ** exponent : 2n ** exponent;
  return { multiplier: second, divisor: unitsPerSecond, offsetNs: BigInt.asIntN(64, offsetSeconds) * second };
}

/** Nanoseconds since 1970 UTC; a fraction is dropped. */
export function scaledNs(stamp: bigint, scale: StampScale): bigint {
  if (scale.divisor === second) return stamp + scale.offsetNs;
  return (stamp * scale.multiplier) / scale.divisor + scale.offsetNs;
}
