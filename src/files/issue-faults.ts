import type { z } from 'zod';
import type { Fault } from '../core/fault.ts';
import { safeText } from '../core/safe-text.ts';
import { suggestion } from './did-you-mean.ts';
import { patternHelp } from './quantities.ts';
import type { ValuePath } from './yaml-file.ts';

type Issue = z.core.$ZodIssue;

/** Says where what is wrong is written; a whole file does, by paths from its root. */
export interface Placing {
  fault(code: string, message: string, path: ValuePath, next: string): Fault;
  keyFault(code: string, message: string, path: ValuePath, key: string, next: string): Fault;
}

/** Says each thing that a schema found wrong at the place where it is written, with a hint, in the order of the file. */
export function issueFaults(file: Placing, schema: z.ZodType, issues: readonly Issue[]): Fault[] {
  const faults = issues.filter((issue) => !isAside(issue, issues)).flatMap((issue) => faultsOf(file, schema, issue, []));
  return inFileOrder(faults);
}

/** Faults in the order of their places; those in the file `first` before those in others. */
export function inFileOrder(faults: readonly Fault[], first?: string): Fault[] {
  const isOther = ({ place }: Fault): number => (first === undefined || place?.file === first ? 0 : 1);
  return faults.toSorted((a, b) => isOther(a) - isOther(b) || lineOf(a) - lineOf(b) || (a.place?.column ?? 0) - (b.place?.column ?? 0));
}

function lineOf(fault: Fault): number {
  return fault.place?.line ?? 0;
}

/** What a check says of keys taken together means nothing where one of them is misspelt. */
function isAside(issue: Issue, issues: readonly Issue[]): boolean {
  const path = JSON.stringify(issue.path);
  return issue.code === 'custom' && issues.some((other) => other.code === 'unrecognized_keys' && JSON.stringify(other.path) === path);
}

function faultsOf(file: Placing, schema: z.ZodType, issue: Issue, base: ValuePath): Fault[] {
  const path = [...base, ...issue.path];
  const name = path.length === 0 ? 'the file' : `\`${path.map(String).join('.')}\``;
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = keysAt(schema, path);
      return issue.keys.map((key) => file.keyFault('unknown-key', `unknown key \`${key}\``, path, key, suggestion(key, known)));
    }
    case 'invalid_union':
      return unionFaults(file, schema, issue, path);
    case 'invalid_type':
      return [invalidType(file, issue, path, name)];
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      if (issue.input === undefined) return [missingKey(file, path, ` One of: ${allowed.join(', ')}.`)];
      const message = `${name} cannot be ${shown(issue.input)}`;
      return [file.fault('unknown-value', message, path, suggestion(typeof issue.input === 'string' ? issue.input : '', allowed))];
    }
    case 'too_small':
    case 'too_big':
      return [file.fault('out-of-range', `${name} is ${shown(issue.input)}`, path, rangeHint(issue))];
    case 'invalid_format':
      return [invalidFormat(file, issue, path, name)];
    case 'invalid_key': {
      const key = String(path.at(-1));
      return [file.keyFault('malformed-name', `\`${key}\` cannot be a name here`, path.slice(0, -1), key, nameHint)];
    }
    case 'custom':
      return [customFault(file, issue, path, name)];
    default:
      return [file.fault('not-allowed', `${name}: ${issue.message}`, path, pagesHint)];
  }
}

/** `params` of such an issue: `next`, the hint; `code` in place of `not-allowed`; `atKey` where it is the key that is wrong. */
function customFault(file: Placing, { message, params }: Issue & { code: 'custom' }, path: ValuePath, name: string): Fault {
  const [code, next] = [String(params?.['code'] ?? 'not-allowed'), String(params?.['next'] ?? '')];
  if (params?.['atKey'] === true) return file.keyFault(code, message, path.slice(0, -1), String(path.at(-1)), next);
  return file.fault(code, `${name}: ${message}`, path, next);
}

const pagesHint = 'See docs/scenarios.md and docs/devices.md.';
const nameHint = 'Use up to 32 letters, digits, `.`, `_` and `-`, a letter or digit first.';

/** Of several readings of a value, what is said is that of the one that it comes nearest to. */
function unionFaults(file: Placing, schema: z.ZodType, issue: Issue & { code: 'invalid_union' }, path: ValuePath): Fault[] {
  const [best] = [...issue.errors].sort((a, b) => distance(a) - distance(b));
  if (best === undefined || best.length === 0) {
    return [file.fault('not-allowed', `${shown(issue.input)} is none of the allowed forms`, path, pagesHint)];
  }
  // Where a key is misspelt, what else is wrong or missing beside it means nothing.
  const unknown = best.filter((inner) => inner.code === 'unrecognized_keys' && inner.path.length === 0);
  return (unknown.length > 0 ? unknown : best).flatMap((inner) => faultsOf(file, schema, inner, path));
}

/** How far a value is from one reading: another type at its root is far, something wrong deeper inside is near. */
function distance(issues: readonly Issue[]): number {
  let sum = 0;
  for (const issue of issues) {
    if (issue.path.length > 0) sum += issue.code === 'invalid_type' && issue.input === undefined ? 10 : 1;
    else if (issue.code === 'invalid_type' || isGroupForWord(issue)) sum += 1000;
    else if (issue.code === 'unrecognized_keys') sum += 100;
    else sum += 2;
  }
  return sum;
}

/** A group of keys where one of some words is expected. */
function isGroupForWord(issue: Issue): boolean {
  return issue.code === 'invalid_value' && typeof issue.input === 'object';
}

function invalidType(file: Placing, issue: Issue & { code: 'invalid_type' }, path: ValuePath, name: string): Fault {
  if (issue.input === undefined) return missingKey(file, path);
  if (path.length === 0 && issue.input === null) return file.fault('empty-file', 'the file is empty', path, 'Begin with `summary: …`.');
  const expected = expectations[issue.expected] ?? issue.expected;
  return file.fault('wrong-type', `${name} is ${shown(issue.input)}`, path, `Expected: ${expected}.`);
}

function missingKey(file: Placing, path: ValuePath, more = ''): Fault {
  const key = String(path.at(-1));
  return file.fault('missing-key', `missing key \`${key}\``, path, `Add \`${key}:\`.${more}`);
}

const expectations: Record<string, string> = {
  string: 'a text; a quantity carries its unit (`5 ms`, `9188 octets`), an address stands in quotes',
  number: 'a plain number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  object: 'keys with values, one a line',
  record: 'keys with values, one a line',
  array: 'a list, as in `[a, b]`',
  tuple: 'a list of two, as in `[1 ms, 3 ms]`',
};

function invalidFormat(file: Placing, issue: Issue & { code: 'invalid_format' }, path: ValuePath, name: string): Fault {
  const help = patternHelp.get(String(issue.pattern));
  if (help === undefined) {
    return file.fault('malformed-value', `${name} holds a character that it may not`, path, 'Keep it to one line of text.');
  }
  if (help.code === 'wrong-unit' && String(issue.input).startsWith('-')) {
    return file.fault('below-zero', `${name} is ${shown(issue.input)}, which is below zero`, path, 'A quantity has no sign.');
  }
  return file.fault(help.code, `${name} is ${shown(issue.input)}; expected ${help.expected}`, path, help.next);
}

function rangeHint(issue: Issue & { code: 'too_small' | 'too_big' }): string {
  const [word, bound] = issue.code === 'too_small' ? ['at least', issue.minimum] : ['at most', issue.maximum];
  const what = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? (bound === 1 ? ' entry' : ' entries') : '';
  return `Allowed: ${word} ${String(bound)}${what}.`;
}

/** What is asked of a schema here; zod's schemas have more. */
interface SchemaForm {
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly valueType?: unknown;
  readonly element?: unknown;
  readonly _zod?: { readonly def: { readonly innerType?: unknown; readonly in?: unknown; readonly options?: readonly unknown[] } };
}

/** Names of the keys that a schema allows at a path; none where the way there is not one of objects. */
function keysAt(schema: z.ZodType, path: ValuePath): string[] {
  let at: unknown[] = [schema];
  for (const step of path) {
    at = at.flatMap(formsOf).flatMap(({ shape, valueType, element }) => shape?.[String(step)] ?? valueType ?? element ?? []);
  }
  return [...new Set(at.flatMap(formsOf).flatMap(({ shape }) => Object.keys(shape ?? {})))];
}

/** The objects and lists inside optional, refined and transformed schemas, and among alternatives. */
function formsOf(schema: unknown): SchemaForm[] {
  const form = (schema ?? {}) as SchemaForm;
  if (form.shape !== undefined || form.valueType !== undefined || form.element !== undefined) return [form];
  const { innerType, in: input, options } = form._zod?.def ?? {};
  return [innerType, input, ...(options ?? [])].filter((inner) => inner !== undefined).flatMap(formsOf);
}

/** A value as a message quotes it. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'a group of keys';
  const text = safeText(String(value));
  if (text === '') return 'empty';
  return `\`${text.length > 40 ? `${text.slice(0, 40)}…` : text}\``;
}
