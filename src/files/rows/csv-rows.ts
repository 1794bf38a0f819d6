import { dirname, join } from 'node:path';
import { Fault } from '../../core/fault.ts';
import { readText } from '../read-text.ts';
import type { YamlFile } from '../yaml-file.ts';
import { csvFault, readCsv, type CsvCell } from './csv.ts';
import { rowsLimit, type ReadRows, type RowCell } from './row.ts';

/** The rows of a CSV file beside the scenario's, whose `path` and `shown` these are. */
export async function rowsFromCsv(yaml: YamlFile, name: string, path: string, shown: string): Promise<ReadRows> {
  if (!/^[\w.-]+(\/[\w.-]+)*\.csv$/.test(name) || name.split('/').includes('..')) {
    const next = 'Name a `.csv` file that lies beside this one or in a folder below, or write the rows as a list.';
    return { faults: [yaml.fault('malformed-name', `\`${name}\` cannot be a file of rows`, ['rows'], next)] };
  }
  const file = join(dirname(shown), name);
  try {
    const text = await readText(join(dirname(path), name), file);
    return tableOf(file, text, readCsv(file, text));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const isOfFile = error.place?.line === undefined;
    return { faults: [isOfFile ? yaml.fault(error.code, `${file}: ${error.message}`, ['rows'], error.next ?? '') : error] };
  }
}

function tableOf(shown: string, text: string, lines: readonly (readonly CsvCell[])[]): ReadRows {
  const [head, ...rows] = lines;
  const at = (cell: Pick<CsvCell, 'line' | 'column'>, code: string, message: string, next: string): Fault =>
    csvFault(shown, text, cell, code, message, next);
  const first = { line: 1, column: 1 };
  if (head === undefined) {
    return { faults: [at(first, 'empty-file', 'the file has no lines', 'Write names in the first line, values below.')] };
  }
  const faults: Fault[] = [];
  for (const [i, cell] of head.entries()) {
    if (cell.text === '') faults.push(at(cell, 'missing-value', 'a column without a name', 'Name it, or take it out.'));
    else if (head.findIndex((other) => other.text === cell.text) < i) {
      faults.push(at(cell, 'duplicate-key', `\`${cell.text}\` names two columns`, 'Keep one of the two.'));
    }
  }
  if (rows.length === 0) faults.push(at(head[0] ?? first, 'no-rows', 'the file has names and no values', 'Write rows below the names.'));
  if (rows.length > rowsLimit) {
    const next = 'Take some out, or make several files.';
    faults.push(at(rows[rowsLimit]?.[0] ?? first, 'too-many-rows', `${rows.length} rows; at most ${rowsLimit} are run`, next));
  }
  for (const row of rows) {
    if (row.length === head.length) continue;
    const [more, less] = [row[head.length], row.at(-1) ?? first];
    const message = `${row.length} ${row.length === 1 ? 'cell' : 'cells'}, where ${head.length} have a name`;
    faults.push(at(more ?? less, 'uneven-row', message, 'Is a comma inside a cell? Put such a cell in quotes.'));
  }
  if (faults.length > 0) return { faults };
  return rows.map((row) => new Map(row.map((cell, i) => {
    const fault: RowCell['fault'] = (code, message, next) => at(cell, code, message, next);
    return [head[i]?.text ?? '', { value: valueOf(cell), fault }];
  })));
}

/** A cell as YAML would read it: numbers, truth values and nothing are such, unless they stand in quotes. */
function valueOf({ text, isQuoted }: CsvCell): unknown {
  if (isQuoted) return text;
  if (/^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,9})?$/.test(text)) return Number(text);
  if (text === '') return null;
  return text === 'true' || text === 'false' ? text === 'true' : text;
}
