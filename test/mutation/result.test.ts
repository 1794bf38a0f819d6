import { readFileSync } from 'node:fs';
import test from 'ava';

interface Result {
  readonly seed: number;
  readonly sample: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly scorePercent: number;
  readonly survivors: readonly { readonly at: string; readonly line: string }[];
}

const json = (name: string): unknown => JSON.parse(readFileSync(`test/mutation/${name}`, 'utf8'));

test('the result that stands here is that of the sample asked for, and good enough', (t) => {
  const { sample, thresholds } = json('stryker.config.json') as { sample: { mutants: number; seed: number }; thresholds: { break: number } };
  const result = json('result.json') as Result;
  t.is(result.seed, sample.seed);
  t.is(result.sample, sample.mutants);
  const { Killed = 0, Timeout = 0 } = result.counts;
  t.is(result.survivors.length, result.sample - Killed - Timeout);
  t.is(result.scorePercent, Math.round((10_000 * (Killed + Timeout)) / result.sample) / 100);
  t.true(result.scorePercent >= thresholds.break);
});
