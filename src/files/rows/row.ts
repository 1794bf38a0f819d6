import type { Fault } from '../../core/fault.ts';
import { safeText } from '../../core/safe-text.ts';

/** Rows of a scenario: each is a run of its own, on each device. */
export const rowsLimit = 1000;

/** A value of a row, and how to say that something is wrong with it. */
export interface RowCell {
  /** `null`: the cell is empty, and leaves the key of its column as the file has it. */
  readonly value: unknown;
  fault(code: string, message: string, next: string): Fault;
}

/** One row: its values by name, in the order of the columns. */
export type RowCells = ReadonlyMap<string, RowCell>;

/** The rows of a file, or what is wrong with them. */
export type ReadRows = readonly RowCells[] | { readonly faults: readonly Fault[] };

/** A value of a row in a few words. */
export function rowText(value: unknown): string {
  if (value === null) return 'nothing';
  const text = safeText(typeof value === 'string' ? value : JSON.stringify(value));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Values of a column that are told one by one. */
const valuesTold = 3;

/** What stands for a column in the summary of all rows: its values, or the first of them. */
export function columnText(rows: readonly RowCells[], column: string): string {
  const values = [...new Set(rows.map((row) => rowText(row.get(column)?.value)))];
  const told = values.slice(0, valuesTold);
  const last = values.length > valuesTold ? '…' : told.pop();
  return told.length === 0 ? (last ?? '') : `${told.join(', ')} or ${last}`;
}
