/**
 * Ticks of a device's clock as nanoseconds: round-half-up(ticks × 10⁹ / tickHz), exact, in doubles that never leave the range
 * in which every integer has its own value.
 */

const nsPerSecond = 1_000_000_000;
/** 10⁹ = 31,250 × 32,000: two steps of long division whose intermediate products stay below 2^53. */
const firstFactor = 31_250;
const secondFactor = 32_000;

/** Tick rates up to this one are converted exactly; above, `ticksToNs` takes the way round through big integers. */
const fastHzLimit = Math.floor(Number.MAX_SAFE_INTEGER / secondFactor);

/**
 * Nanoseconds of a whole number of ticks, rounded half up. `ticks` is a safe integer, also a negative one; `hz` is a positive
 * safe integer. The result is exact where it is a safe integer itself; a larger one is only near.
 */
export function ticksToNs(ticks: number, hz: number): number {
  if (nsPerSecond % hz === 0) return ticks * (nsPerSecond / hz);
  if (hz > fastHzLimit) return slowTicksToNs(ticks, hz);
  // The remainder of two integers is exact, which their quotient need not be.
  let rest = ticks % hz;
  let whole = (ticks - rest) / hz;
  if (rest < 0) {
    rest += hz;
    whole--;
  }
  const first = divide(rest * firstFactor, hz);
  const firstRest = rest * firstFactor - first * hz;
  const second = divide(firstRest * secondFactor, hz);
  const secondRest = firstRest * secondFactor - second * hz;
  return whole * nsPerSecond + first * secondFactor + second + (secondRest >= hz - secondRest ? 1 : 0);
}

/** Whole part of a / b for safe integers a ≥ 0, b > 0. */
function divide(a: number, b: number): number {
  const quotient = Math.floor(a / b);
  return quotient * b > a ? quotient - 1 : quotient;
}

function slowTicksToNs(ticks: number, hz: number): number {
  const divisor = BigInt(hz) * 2n;
  const dividend = BigInt(ticks) * 2_000_000_000n + BigInt(hz);
  const quotient = dividend / divisor;
  return Number(dividend < 0n && quotient * divisor !== dividend ? quotient - 1n : quotient);
}
