import { z } from 'zod';
import type { Fault } from '../../core/fault.ts';
import { suggestion } from '../did-you-mean.ts';
import { issueFaults } from '../issue-faults.ts';
import type { YamlFile } from '../yaml-file.ts';
import { rowsFromCsv } from './csv-rows.ts';
import { rowsLimit, rowText, type ReadRows, type RowCell } from './row.ts';

/** Combinations of a matrix, before any is excluded. */
const combinationsLimit = 100_000;

/** Values of a row are one each: a word, a number, or anything else that the key in the file takes. */
const cells = z.record(z.string(), z.unknown());

export const rowKeys = {
  rows: z.union([z.string().min(1).max(200), z.array(cells).min(1).max(rowsLimit)])
    .meta({ description: 'The scenario is run once for each row: a list of values by name, or a CSV file beside this one' }),
  matrix: z.record(z.string(), z.array(z.unknown()).min(1).max(rowsLimit))
    .meta({ description: 'The scenario is run once for each combination: values by name' }),
  exclude: z.array(cells).min(1).max(rowsLimit)
    .meta({ description: 'Combinations of the matrix that are left out: some of its names, with a value each' }),
} as const;

const keys = z.object({
  rows: rowKeys.rows.exactOptional(), matrix: rowKeys.matrix.exactOptional(), exclude: rowKeys.exclude.exactOptional(),
});

/** Whether a file has rows. */
export function hasRows(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ['rows', 'matrix', 'exclude'].some((key) => Object.hasOwn(value, key));
}

/** The rows of a scenario file, or what is wrong with them. `path` and `shown` are the file's. */
export async function rowTable(yaml: YamlFile, path: string, shown: string): Promise<ReadRows> {
  const checked = keys.safeParse(yaml.value, { reportInput: true });
  if (!checked.success) return { faults: issueFaults(yaml, keys, checked.error.issues) };
  const { rows, matrix, exclude } = checked.data;
  if (rows !== undefined && matrix !== undefined) {
    return refused(yaml.keyFault('not-allowed', '`rows` and `matrix` both say what rows there are', [], 'matrix', 'Keep one of the two.'));
  }
  if (matrix === undefined && exclude !== undefined) {
    const message = 'there is no `matrix` of which something could be left out';
    return refused(yaml.keyFault('not-allowed', message, [], 'exclude', 'Take it out.'));
  }
  if (typeof rows === 'string') return rowsFromCsv(yaml, rows, path, shown);
  if (rows !== undefined) return fromList(yaml, rows);
  return fromMatrix(yaml, matrix ?? {}, exclude ?? []);
}

function cellOf(yaml: YamlFile, path: readonly (string | number)[], value: unknown): RowCell {
  return { value, fault: (code, message, next) => yaml.fault(code, message, path, next) };
}

function fromList(yaml: YamlFile, rows: readonly Readonly<Record<string, unknown>>[]): ReadRows {
  const columns = Object.keys(rows[0] ?? {});
  const faults = rows.flatMap((row, i) => {
    const unknown = Object.keys(row).filter((name) => !columns.includes(name));
    const missing = columns.filter((name) => !Object.hasOwn(row, name));
    return [
      ...unknown.map((name) => {
        return yaml.keyFault('unknown-column', `the first row has no \`${name}\``, ['rows', i], name, suggestion(name, columns));
      }),
      ...missing.map((name) => {
        return yaml.fault('missing-value', `row ${i + 1} has no \`${name}\``, ['rows', i], 'Every row has the same names.');
      }),
    ];
  });
  if (columns.length === 0) faults.push(yaml.fault('missing-value', 'the row is empty', ['rows', 0], 'Give it values by name.'));
  if (faults.length > 0) return { faults };
  return rows.map((row, i) => new Map(columns.map((name) => [name, cellOf(yaml, ['rows', i, name], row[name])])));
}

function fromMatrix(
  yaml: YamlFile, matrix: Readonly<Record<string, readonly unknown[]>>, exclude: readonly Readonly<Record<string, unknown>>[],
): ReadRows {
  const axes = Object.entries(matrix);
  if (axes.length === 0) {
    return refused(yaml.fault('missing-value', 'the matrix has no names', ['matrix'], 'Give it lists of values by name.'));
  }
  const faults = exclude.flatMap((partial, i) => Object.entries(partial).flatMap(([name, value]) => {
    const axis = matrix[name];
    if (axis === undefined || !Object.hasOwn(matrix, name)) {
      const next = suggestion(name, Object.keys(matrix));
      return [yaml.keyFault('unknown-column', `the matrix has no \`${name}\``, ['exclude', i], name, next)];
    }
    if (axis.some((each) => isSame(each, value))) return [];
    const next = `It has: ${axis.map(rowText).join(', ')}.`;
    return [yaml.fault('never-matches', `\`${name}\` never has this value`, ['exclude', i, name], next)];
  }));
  for (const [name, values] of axes) {
    for (const [i, value] of values.entries()) {
      if (values.findIndex((each) => isSame(each, value)) === i) continue;
      const message = `\`${name}\` has the value ${rowText(value)} already, and the same rows would be run again`;
      faults.push(yaml.fault('repeated-value', message, ['matrix', name, i], 'Name each value once.'));
    }
  }
  const empty = exclude.findIndex((partial) => Object.keys(partial).length === 0);
  if (empty >= 0) {
    faults.push(yaml.fault('not-allowed', 'leaves out every combination', ['exclude', empty], 'Name some values, or take it out.'));
  }
  if (faults.length > 0) return { faults };
  const count = axes.reduce((product, [, values]) => product * values.length, 1);
  if (count > combinationsLimit) return refused(tooMany(yaml, count));
  let rows: [string, RowCell][][] = [[]];
  for (const [name, values] of axes) {
    const along = values.map((value, i): [string, RowCell] => [name, cellOf(yaml, ['matrix', name, i], value)]);
    rows = rows.flatMap((row) => along.map((cell) => [...row, cell]));
  }
  const left = rows.map((row) => new Map(row)).filter((row) => !exclude.some((partial) => {
    return Object.entries(partial).every(([name, value]) => isSame(row.get(name)?.value, value));
  }));
  if (left.length > rowsLimit) return refused(tooMany(yaml, left.length));
  if (left.length > 0) return left;
  return refused(yaml.fault('no-rows', 'every combination is left out', ['exclude'], 'Leave fewer out.'));
}

function refused(fault: Fault): ReadRows {
  return { faults: [fault] };
}

function tooMany(yaml: YamlFile, count: number): Fault {
  const next = 'Give fewer values, or leave some out with `exclude`.';
  return yaml.fault('too-many-rows', `${count} rows; at most ${rowsLimit} are run`, ['matrix'], next);
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
