import test from 'ava';
import fc from 'fast-check';
import { valuesLimit } from '../../../src/core/judgement.ts';
import { Histogram } from '../../../src/core/timing/histogram.ts';
import { IntervalStatistics } from '../../../src/core/timing/statistics.ts';

/** Nearest rank, by the definition. */
function nearestRank(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1] as number;
}

function measurementOf(values: Iterable<number>) {
  const statistics = new IntervalStatistics();
  for (const value of values) statistics.add(value);
  return statistics.measurement('TI-15');
}

const times = fc.oneof(fc.integer({ min: -5000, max: 5000 }), fc.maxSafeInteger());

test('nearest rank, min and max are exact, and values keep their order', (t) => {
  t.like(measurementOf([1, 2]), { count: 2, min: 1, median: 1, p95: 2, p99: 2, max: 2, values: [1, 2], clock: 'device', unit: 'ns' });
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  t.like(measurementOf(hundred), { min: 1, median: 50, p95: 95, p99: 99, max: 100, values: hundred });
  fc.assert(
    fc.property(fc.array(times, { minLength: 1, maxLength: 300 }), (values) => {
      const { min, median, p95, p99, max, count, values: kept } = measurementOf(values);
      t.deepEqual([min, median, p95, p99, max, count, kept], [
        nearestRank(values, 0.0001), nearestRank(values, 50), nearestRank(values, 95), nearestRank(values, 99), nearestRank(values, 100),
        values.length, values,
      ]);
    }),
  );
});

test('the histogram finds every rank within a twentieth of a percent', (t) => {
  fc.assert(
    fc.property(fc.array(times, { minLength: 1, maxLength: 100 }), fc.nat(), (values, pick) => {
      const histogram = new Histogram();
      for (const value of values) histogram.add(value);
      const rank = (pick % values.length) + 1;
      const exact = values.toSorted((a, b) => a - b)[rank - 1] as number;
      t.true(Math.abs(histogram.valueAtRank(rank) - exact) <= Math.abs(exact) * 0.0005, `${histogram.valueAtRank(rank)} for ${exact}`);
    }),
    { numRuns: 60 },
  );
});

test('the histogram holds the largest safe integers', (t) => {
  const histogram = new Histogram();
  for (const value of [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2 ** 43 + 1, 2047, 2048]) histogram.add(value);
  t.is(histogram.valueAtRank(2), 2047);
  t.true(Math.abs(histogram.valueAtRank(5) / Number.MAX_SAFE_INTEGER - 1) < 0.0005);
  t.true(Math.abs(histogram.valueAtRank(1) / Number.MIN_SAFE_INTEGER - 1) < 0.0005);
});

test('up to the limit every number is exact and the values are kept; above it percentiles are within 0.1 %', (t) => {
  const value = (i: number): number => ((i * 7919) % 100_003) * 1000 + 1;
  const full = Array.from({ length: valuesLimit }, (_, i) => value(i));
  const kept = measurementOf(full);
  t.is(kept.values?.length, valuesLimit);
  t.is(kept.p99, nearestRank(full, 99));
  const more = [...full, value(valuesLimit)];
  const bounded = measurementOf(more);
  t.is(bounded.values, null);
  t.is(bounded.count, valuesLimit + 1);
  t.is(bounded.min, nearestRank(more, 0.0001));
  t.is(bounded.max, nearestRank(more, 100));
  for (const [name, percent] of [['median', 50], ['p95', 95], ['p99', 99]] as const) {
    const exact = nearestRank(more, percent);
    t.true(Math.abs(bounded[name] - exact) <= exact * 0.001, name);
  }
});
