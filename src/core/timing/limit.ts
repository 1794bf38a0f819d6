import { valuesLimit, type Measurement } from '../judgement.ts';
import type { Verdict } from '../verdict.ts';

/** What of an interval's values can be limited, in the order in which they can only grow. */
export const limitedStatistics = ['min', 'median', 'p95', 'p99', 'max'] as const;
export type LimitedStatistic = (typeof limitedStatistics)[number];

/** A limit on one statistic of one interval: `min` is to be at least as long, every other at most. */
export interface LimitSpec {
  /** `TI-..` */
  readonly id: string;
  readonly statistic: LimitedStatistic;
  readonly limitNs: number;
  /** The timer or document whose number it is; absent: a lab's own policy. */
  readonly documented?: string;
  /** Where it stands in the scenario's file, from 1. */
  readonly line: number;
}

/** A limit beside what was measured: an entry of `limits` in a run's record. */
export interface LimitRecord {
  readonly id: string;
  readonly statistic: LimitedStatistic;
  readonly bound: 'at least' | 'at most';
  readonly limitNs: number;
  /** Null where the interval was not measured. */
  readonly foundNs: number | null;
  /** Values behind it. */
  readonly count: number;
  readonly clock: Measurement['clock'] | null;
  /** `documented (T303)` or `lab policy (file:line)`. */
  readonly label: string;
  /** `file:line` */
  readonly writtenAt: string;
  readonly verdict: Exclude<Verdict, 'error'>;
  /** Why it is left open, where it is. */
  readonly reason?: string;
}

/** Above {@link valuesLimit} values a percentile is exact to this part of itself. */
const inexactness = 0.001;

/**
 * Compares a limit with what was measured. `isWhole` is false where values may be missing: then a longest or shortest value beyond its
 * limit still decides, and nothing else does. What was not measured is open.
 */
export function judgeLimit(limit: LimitSpec, measurement: Measurement | undefined, isWhole: boolean, file: string): LimitRecord {
  const { id, statistic, limitNs, documented } = limit;
  const writtenAt = `${file}:${limit.line}`;
  const bound = statistic === 'min' ? 'at least' : 'at most';
  const label = documented === undefined ? `lab policy (${writtenAt})` : `documented (${documented})`;
  const known = { id, statistic, bound, limitNs, label, writtenAt } as const;
  if (measurement === undefined) {
    return { ...known, foundNs: null, count: 0, clock: null, verdict: 'inconclusive', reason: 'the interval was not measured' };
  }
  const { count, clock, values } = measurement;
  const foundNs = measurement[statistic];
  const isExtreme = statistic === 'min' || statistic === 'max';
  const isKept = bound === 'at least' ? foundNs >= limitNs : foundNs <= limitNs;
  const isNear = !isExtreme && values === null && count > valuesLimit && Math.abs(foundNs - limitNs) <= Math.abs(foundNs) * inexactness;
  const found = { ...known, foundNs, count, clock } as const;
  if (isNear) return { ...found, verdict: 'inconclusive', reason: 'it is known within 0.1 %, and the limit is nearer than that' };
  if (isWhole || (isExtreme && !isKept)) return { ...found, verdict: isKept ? 'pass' : 'fail' };
  return { ...found, verdict: 'inconclusive', reason: 'some values may be missing' };
}
