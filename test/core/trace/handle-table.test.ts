import test from 'ava';
import fc from 'fast-check';
import { HandleTable } from '../../../src/core/trace/handle-table.ts';

test('finds what a map finds, whatever is taken and removed', (t) => {
  const handle = fc.record({ low: fc.integer({ min: 0, max: 40 }).map((n) => n * 16), high: fc.constantFrom(0, -1) });
  fc.assert(
    fc.property(fc.array(handle, { maxLength: 400 }), (handles) => {
      const table = new HandleTable();
      const expected = new Map<string, number>();
      for (const { low, high } of handles) {
        const key = `${low}/${high}`;
        const slot = table.find(low, high);
        if (slot !== (expected.get(key) ?? -1)) return false;
        if (slot >= 0) {
          table.remove(slot);
          expected.delete(key);
        } else {
          const taken = table.take(low, high);
          if ([...expected.values()].includes(taken)) return false;
          expected.set(key, taken);
        }
        for (const [known, at] of expected) {
          const [a, b] = known.split('/').map(Number) as [number, number];
          if (table.find(a, b) !== at) return false;
        }
      }
      return table.count === expected.size;
    }),
    { numRuns: 60 },
  );
  t.pass();
});

test('grows, and gives free slots again', (t) => {
  const table = new HandleTable();
  for (let i = 1; i <= 5000; i++) t.is(table.take(i * 8, 0), i - 1);
  for (let i = 1; i <= 5000; i++) table.remove(table.find(i * 8, 0));
  t.is(table.count, 0);
  for (let i = 1; i <= 5000; i++) t.true(table.take(i, 1) < 5000);
  t.is(table.size, 5000);
});
