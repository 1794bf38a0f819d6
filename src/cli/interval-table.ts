import type { Measurement } from '../core/judgement.ts';
import { table } from './columns.ts';
import { durationText } from '../report/duration-text.ts';

const head = ['n', 'min', 'median', 'p95', 'p99', 'max'];
const alignments = head.map(() => 'right' as const);

/**
 * A table of intervals for people. `nameOf` gives a few words beside an id; they are cut where `columns` are not enough.
 */
export function intervalTable(measurements: readonly Measurement[], nameOf: (id: string) => string, columns: number): string[] {
  const numbers = table([head, ...measurements.map(numbersOf)], alignments);
  const room = columns - 2 - Math.max(...numbers.map((line) => line.length));
  const names = measurements.map(({ id, clock }) => cut(`${id} ${nameOf(id)}${clock === 'host' ? ' (host clock)' : ''}`.trimEnd(), room));
  const width = Math.max(...names.map((name) => name.length));
  return numbers.map((line, i) => `${(names[i - 1] ?? '').padEnd(width)}  ${line}`);
}

function numbersOf({ count, min, median, p95, p99, max }: Measurement): string[] {
  return [String(count), ...[min, median, p95, p99, max].map(durationText)];
}

/** The first `length` characters of a text, with a mark where something was cut off. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1))}…`;
}
