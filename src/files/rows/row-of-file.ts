import type { Fault } from '../../core/fault.ts';
import { suggestion } from '../did-you-mean.ts';
import type { Placing } from '../issue-faults.ts';
import { namePattern, namesPutIn } from '../steps/names.ts';
import type { Scope } from '../steps/scope.ts';
import { isGroup } from '../steps/written-value.ts';
import type { YamlFile } from '../yaml-file.ts';
import { rowText, type RowCells } from './row.ts';

/** Keys that say what rows there are, and keys that no row can set. */
const ownKeys = ['rows', 'matrix', 'exclude'];
const unset: ReadonlySet<string> = new Set([...ownKeys, 'steps', 'fragments', 'summary']);

/** A scenario file as one of its rows makes it. */
export interface RowedFile {
  /** What the file says, with the values of the row in it. */
  readonly value: Readonly<Record<string, unknown>>;
  /** What `${names}` stand for, also in its steps. */
  readonly names: ReadonlyMap<string, unknown>;
  /** Names that were asked for outside the steps. */
  readonly asked: ReadonlySet<string>;
  /** Places what is wrong with the value: at the cell of the row where it comes from there. */
  readonly placing: Placing;
  readonly faults: readonly Fault[];
}

/** Puts a row into a file. `known` are the keys that a scenario file can have; `number` is the row's, from 1. */
export function rowOfFile(yaml: YamlFile, row: RowCells, number: number, known: readonly string[]): RowedFile {
  const faults: Fault[] = [];
  const isKey = (column: string): boolean => column.includes('.') || known.includes(column);
  const names = new Map([...row].filter(([column]) => !isKey(column)).map(([column, { value }]) => [column, value]));
  const scope: Scope = { names, asked: new Set(), within: [] };
  const { rows: _, matrix: __, exclude: ___, ...rest } = yaml.value as Record<string, unknown>;
  const value = namesPutIn({ yaml, path: [], value: rest, scope }, faults, ['steps', 'fragments']) as Record<string, unknown>;
  for (const [column, cell] of row) {
    const [first = '', ...others] = column.split('.');
    if (!isKey(column)) {
      if (namePattern.test(column)) continue;
      faults.push(cell.fault('malformed-name', `\`${column}\` cannot be a name`, 'A name has letters and digits, a letter first.'));
    } else if (!known.includes(first)) {
      faults.push(cell.fault('unknown-key', `a scenario has no key \`${first}\``, suggestion(first, known)));
    } else if (unset.has(first)) {
      faults.push(cell.fault('not-allowed', `a row cannot set \`${first}\``, 'Use `${name}` inside it.'));
    } else if (cell.value !== null) set(value, first, others, cell.value);
  }
  const where = `(Row ${number}: ${[...row].map(([column, cell]) => `${column} ${rowText(cell.value)}`).join(', ')}.)`;
  const cellAt = (path: readonly PropertyKey[]) => [...row].find(([column]) => isKey(column) && startsWith(path, column.split('.')))?.[1];
  const placing: Placing = {
    fault: (code, message, path, next) => cellAt(path)?.fault(code, message, next) ?? yaml.fault(code, message, path, `${next} ${where}`),
    keyFault: (code, message, path, key, next) => {
      return cellAt([...path, key])?.fault(code, message, next) ?? yaml.keyFault(code, message, path, key, `${next} ${where}`);
    },
  };
  return { value, names, asked: scope.asked, placing, faults };
}

function set(value: Record<string, unknown>, first: string, others: readonly string[], given: unknown): void {
  if (others.length === 0) {
    value[first] = given;
    return;
  }
  const inner = value[first];
  const group: Record<string, unknown> = isGroup(inner) ? { ...inner } : {};
  const [next = '', ...rest] = others;
  set(group, next, rest, given);
  value[first] = group;
}

function startsWith(path: readonly PropertyKey[], start: readonly string[]): boolean {
  return start.length <= path.length && start.every((key, i) => String(path[i]) === key);
}
