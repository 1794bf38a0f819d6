import type { Measurement } from '../core/judgement.ts';
import { table } from './columns.ts';
import { durationText } from './duration-text.ts';

/** A table of intervals for people: n, min, median, p95, p99, max. `nameOf` gives a few words beside the id. */
export function intervalTable(measurements: readonly Measurement[], nameOf: (id: string) => string): string[] {
  const rows = measurements.map((interval) => [
    interval.id,
    `${nameOf(interval.id)}${interval.clock === 'host' ? ' (host clock)' : ''}`.trim(),
    String(interval.count),
    ...[interval.min, interval.median, interval.p95, interval.p99, interval.max].map(durationText),
  ]);
  const head = ['', '', 'n', 'min', 'median', 'p95', 'p99', 'max'];
  return table([head, ...rows], ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'right']);
}
