import { valuesLimit, type Measurement } from '../judgement.ts';
import { Histogram } from './histogram.ts';

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
  private kept = new Float64Array(64);
  private histogram: Histogram | undefined;

  /** Takes an integer, up to 2^53 either way. */
  add(value: number): void {
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    if (this.histogram !== undefined) this.histogram.add(value);
    else if (this.count < valuesLimit) this.keep(value);
    else this.spill(value);
    this.count++;
  }

  /** The measurement so far, under an interval's id; at least one value must have come. */
  measurement(id: string): Measurement {
    const values = this.histogram === undefined ? this.kept.slice(0, this.count) : null;
    const sorted = values?.slice().sort();
    const atPercent = (percent: number): number => {
      // In integers: 0.95 · n would not be one where it should.
      const rank = Math.ceil((this.count * percent) / 100);
      if (sorted !== undefined) return sorted[rank - 1] as number;
      return Math.min(this.max, Math.max(this.min, (this.histogram as Histogram).valueAtRank(rank)));
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
      values: values === null ? null : [...values],
    };
  }

  private keep(value: number): void {
    if (this.count === this.kept.length) {
      const wider = new Float64Array(Math.min(valuesLimit, this.kept.length * 2));
      wider.set(this.kept);
      this.kept = wider;
    }
    this.kept[this.count] = value;
  }

  private spill(value: number): void {
    this.histogram = new Histogram();
    for (const kept of this.kept) this.histogram.add(kept);
    this.histogram.add(value);
    this.kept = new Float64Array(0);
  }
}
