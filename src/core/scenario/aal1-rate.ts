/** Code points of CBR rates that have a name in the AAL parameters (Q.2931, 4.5.5), by kbit/s. */
const namedRates: ReadonlyMap<number, number> = new Map([
  [64, 1], [1544, 4], [6312, 5], [32064, 6], [44736, 7], [97728, 8], [2048, 16], [8448, 17], [34368, 18], [139264, 19],
]);
const multipleOf64 = 64;
const multipleOf8 = 65;
const mostMultiples = 0xffff;

/** A constant bit rate as AAL1_PARAMETERS carries it; `Multiplier` is 0 where the rate has a name of its own. */
export interface CodedRate {
  readonly CBRRate: number;
  readonly Multiplier: number;
}

/** The code of a rate in kbit/s; `undefined`: it has none. Below 64 kbit/s there are multiples of 8, above it those of 64. */
export function codedRate(kbitPerSecond: number): CodedRate | undefined {
  const named = namedRates.get(kbitPerSecond);
  if (named !== undefined) return { CBRRate: named, Multiplier: 0 };
  const [CBRRate, unit] = kbitPerSecond < 64 ? [multipleOf8, 8] : [multipleOf64, 64];
  const Multiplier = kbitPerSecond / unit;
  return Number.isInteger(Multiplier) && Multiplier >= 1 && Multiplier <= mostMultiples ? { CBRRate, Multiplier } : undefined;
}

/** The rate behind a code, in kbit/s; `undefined`: the code is none of those that {@link codedRate} gives. */
export function rateOfCode({ CBRRate, Multiplier }: CodedRate): number | undefined {
  const unit = CBRRate === multipleOf64 ? 64 : CBRRate === multipleOf8 ? 8 : undefined;
  const rate = unit === undefined ? [...namedRates].find(([, code]) => code === CBRRate)?.[0] : unit * Multiplier;
  return rate === undefined || codedRate(rate) === undefined ? undefined : rate;
}

/** Rate of voice band signals, in kbit/s. */
export const voiceRate = 64;

/** Octets of user data in a cell of AAL1: its header takes one of 48. */
export const aal1CellOctets = 47;

/** What decides how much of a cell is used. */
export interface Aal1Filling {
  /** Octets of a cell in use, where it is partially filled; 1 to 47. */
  readonly filledOctets?: number | undefined;
  /** Octets of a block of structured data transfer. */
  readonly blockOctets?: number | undefined;
}

/** Cells a second that a rate takes. With blocks of more than one octet, a pointer takes an octet in every eight cells. */
export function cellsForRate(kbitPerSecond: number, { filledOctets = aal1CellOctets, blockOctets = 0 }: Aal1Filling): number {
  const octetsOfEightCells = 8 * filledOctets - (blockOctets > 1 ? 1 : 0);
  return Math.ceil((kbitPerSecond * 1000) / octetsOfEightCells);
}
