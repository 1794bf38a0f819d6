import { valuesLimit, type Measurement } from '../judgement.ts';
import { Histogram } from './histogram.ts';
import { KeptValues } from './kept-values.ts';
import { placeRanks } from './ranks.ts';

/**
 * Statistics of one interval while its values come. Up to 100,000 values are kept and every number is exact; above that they go
 * into a histogram, so that memory stays bounded and percentiles stay within 0.05 %.
 */
export class IntervalStatistics {
  count = 0;
  /** Whether any value rests on the host's clock. */
  host = false;

  private min = Infinity;
  private max = -Infinity;
  private kept = new KeptValues();
  private histogram: Histogram | undefined;

  /** Takes an integer, up to 2^53 either way. */
  add(value: number): void {
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    if (this.histogram !== undefined) this.histogram.add(value);
    else if (this.count < valuesLimit) this.kept.add(value);
    else this.spill(value);
    this.count++;
  }

  /** The measurement so far, under an interval's id; at least one value must have come. */
  measurement(id: string): Measurement {
    const { kept, count } = this;
    const isKept = this.histogram === undefined;
    // In integers: 0.95 · n would not be one where it should.
    const rankOf = (percent: number): number => Math.ceil((count * percent) / 100);
    const ranked = isKept ? kept.copyTo(scratchFor(count), count) : undefined;
    if (ranked !== undefined) placeRanks(ranked, [50, 95, 99].map((percent) => rankOf(percent) - 1));
    const atPercent = (percent: number): number => {
      if (ranked !== undefined) return ranked[rankOf(percent) - 1] as number;
      return Math.min(this.max, Math.max(this.min, (this.histogram as Histogram).valueAtRank(rankOf(percent))));
    };
    return {
      id,
      unit: 'ns',
      clock: this.host ? 'host' : 'device',
      count: this.count,
      min: this.min,
      median: atPercent(50),
      p95: atPercent(95),
      p99: atPercent(99),
      max: this.max,
      /** Made when it is asked for: it takes as much memory as all that is kept of a long trace. */
      get values() {
        return isKept ? Array.from(kept.copyTo(scratchFor(count), count)) : null;
      },
    };
  }

  private spill(value: number): void {
    const histogram = new Histogram();
    for (const kept of this.kept.copyTo(scratchFor(this.count), this.count)) histogram.add(kept);
    histogram.add(value);
    this.histogram = histogram;
    this.kept = new KeptValues();
  }
}

let scratch = new Float64Array(0);

/** Room for `count` values, used again by the next call. */
function scratchFor(count: number): Float64Array {
  if (scratch.length < count) scratch = new Float64Array(Math.min(valuesLimit, count + (count >> 2)));
  return scratch.subarray(0, count);
}
