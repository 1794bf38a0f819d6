/** Buckets in each octave: a bucket is at most 1/1024 of its values wide, so its middle is within 0.05 % of each. */
const bucketsPerOctave = 1024;
/** Below this every integer has a bucket of its own. */
const exactBelow = 2 * bucketsPerOctave;
/** Octaves from `exactBelow` to 2^53. */
const octaves = 53 - 11;

/**
 * Counts of integers of any sign up to 2^53 in buckets whose width grows with the value, so that ranks are found within 0.05 %
 * in fixed memory. The two halves are made when the first value of that sign comes.
 */
export class Histogram {
  private positive: Float64Array | undefined;
  private negative: Float64Array | undefined;

  add(value: number): void {
    const counts = value < 0 ? (this.negative ??= halfHistogram()) : (this.positive ??= halfHistogram());
    const bucket = bucketOf(Math.abs(value));
    counts[bucket] = (counts[bucket] as number) + 1;
  }

  /** The middle of the bucket in which the value of a rank lies; ranks count from 1, the smallest value first. */
  valueAtRank(rank: number): number {
    let before = 0;
    const { negative, positive } = this;
    for (let bucket = (negative?.length ?? 0) - 1; bucket >= 0; bucket--) {
      before += negative?.[bucket] as number;
      if (before >= rank) return -middleOf(bucket);
    }
    for (let bucket = 0; bucket < (positive?.length ?? 0); bucket++) {
      before += positive?.[bucket] as number;
      if (before >= rank) return middleOf(bucket);
    }
    throw new RangeError(`rank ${rank} is beyond the ${before} values counted`);
  }
}

function halfHistogram(): Float64Array {
  return new Float64Array(exactBelow + octaves * bucketsPerOctave);
}

function bucketOf(magnitude: number): number {
  if (magnitude < exactBelow) return magnitude;
  if (magnitude < 0x8000_0000) {
    const shift = 21 - Math.clz32(magnitude);
    return exactBelow + (shift - 1) * bucketsPerOctave + ((magnitude >>> shift) - bucketsPerOctave);
  }
  const octave = octaveOf(magnitude);
  return exactBelow + octave * bucketsPerOctave + (Math.floor(magnitude / 2 ** (octave + 1)) - bucketsPerOctave);
}

/** Octaves by which a magnitude of `exactBelow` or more exceeds it; exact, where a logarithm would not be. */
function octaveOf(magnitude: number): number {
  const quotient = Math.floor(magnitude / exactBelow);
  return quotient < 0x8000_0000 ? 31 - Math.clz32(quotient) : 31 + 31 - Math.clz32(Math.floor(quotient / 0x8000_0000));
}

function middleOf(bucket: number): number {
  if (bucket < exactBelow) return bucket;
  const octave = Math.floor((bucket - exactBelow) / bucketsPerOctave);
  const width = 2 ** (octave + 1);
  const lowest = (((bucket - exactBelow) % bucketsPerOctave) + bucketsPerOctave) * width;
  return lowest + width / 2;
}
