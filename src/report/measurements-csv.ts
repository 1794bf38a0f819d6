import type { CallRow } from '../core/timing/call-row.ts';
import { intervals } from '../core/timing/intervals.ts';
import { csvCell } from './csv-cell.ts';

/** A parameter of the calls of a run, the same for each of them: a column `param.NAME`. */
export interface RunParameter {
  readonly name: string;
  readonly value: string;
}

/** The first line of `measurements.csv`; `columns` are the names of the values that steps keep. */
export function measurementsHead(parameters: readonly RunParameter[], columns: readonly string[] = []): string {
  const times = intervals.flatMap(({ id }) => [`${id}_ns`, `${id}_u_ns`]);
  const names = parameters.map(({ name }) => csvCell(`param.${name}`));
  const kept = columns.map((name) => csvCell(`keep.${name}`));
  return `${['call', 'device', 'port', 'vc', 'topology', 'result', 'started_ns', ...times, ...names, ...kept].join(',')}\r\n`;
}

/** The line of one call. A cell is empty where nothing was measured; `kept` has a value for each of the head's columns, NaN for none. */
export function measurementsLine(row: CallRow, device: string, parameters: readonly RunParameter[], kept: Iterable<number> = []): string {
  const cells = [String(row.call), csvCell(device), csvCell(row.port), row.vc, row.topology, row.result, String(row.startedNs)];
  for (const index of intervals.keys()) cells.push(numberCell(row.valuesNs[index]), numberCell(row.uncertaintiesNs[index]));
  for (const { value } of parameters) cells.push(csvCell(value));
  for (const value of kept) cells.push(numberCell(value));
  return `${cells.join(',')}\r\n`;
}

function numberCell(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '' : String(value);
}
