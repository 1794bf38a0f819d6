import type { Fault } from '../../core/fault.ts';
import type { Placing } from '../issue-faults.ts';
import type { ValuePath, YamlFile } from '../yaml-file.ts';
import type { Scope } from './scope.ts';

/** A value of a file that is about to be read. */
export interface WrittenValue {
  readonly yaml: YamlFile;
  /** From the root of the file. */
  readonly path: ValuePath;
  readonly value: unknown;
  readonly scope: Scope;
}

/** A value inside another one. */
export function inside(outer: WrittenValue, ...keys: readonly (string | number)[]): WrittenValue {
  let { value } = outer;
  for (const key of keys) value = (value as Record<string | number, unknown> | null | undefined)?.[key];
  return { ...outer, path: [...outer.path, ...keys], value };
}

/** Whether a value is a group of keys. */
export function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A fault at the value. */
export function faultAt(at: WrittenValue, code: string, message: string, next: string): Fault {
  return placing(at).fault(code, message, [], next);
}

/** A fault at one of the value's keys. */
export function faultAtKey(at: WrittenValue, key: string, code: string, message: string, next: string): Fault {
  return placing(at).keyFault(code, message, [], key, next);
}

/** Places what a schema finds wrong with a value; of steps in a fragment it says who uses them. */
export function placing({ yaml, path, scope: { usedAt } }: WrittenValue): Placing {
  const hint = (next: string): string => (usedAt === undefined ? next : `${next} (It stands in a fragment that is used at ${usedAt}.)`);
  return {
    fault: (code, message, below, next) => yaml.fault(code, message, [...path, ...below], hint(next)),
    keyFault: (code, message, below, key, next) => yaml.keyFault(code, message, [...path, ...below], key, hint(next)),
  };
}
