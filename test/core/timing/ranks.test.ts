import test from 'ava';
import fc from 'fast-check';
import { placeRanks } from '../../../src/core/timing/ranks.ts';

/** Values as they come, sorted, all alike, and in the order that is worst for a pivot from three places. */
const values = fc.oneof(
  fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 200 }),
  fc.array(fc.maxSafeInteger(), { minLength: 1, maxLength: 400 }),
  fc.nat(3000).map((n) => Array.from({ length: n + 1 }, (_, i) => i)),
  fc.nat(3000).map((n) => Array.from({ length: n + 1 }, (_, i) => n - i)),
  fc.nat(3000).map((n) => Array.from({ length: n + 1 }, () => 7)),
  fc.nat(3000).map((n) => Array.from({ length: n + 1 }, (_, i) => (i % 2 === 0 ? i : n - i))),
  fc.nat(3000).map((n) => Array.from({ length: n + 1 }, (_, i) => Math.min(i, n - i))),
);

test('each rank holds what sorting would put there, and nothing is lost', (t) => {
  fc.assert(
    fc.property(values, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), (all, some) => {
      const ranks = some.map((rank) => rank % all.length).toSorted((a, b) => a - b);
      const placed = Float64Array.from(all);
      placeRanks(placed, ranks);
      const sorted = Float64Array.from(all).sort();
      t.deepEqual(ranks.map((rank) => placed[rank]), ranks.map((rank) => sorted[rank]));
      t.deepEqual(placed.sort(), sorted);
    }),
    { numRuns: 400 },
  );
});
