import type { Fault } from '../../core/fault.ts';
import { suggestion } from '../did-you-mean.ts';
import { faultAt, inside, isGroup, type WrittenValue } from './written-value.ts';

const anyName = /\$\{([^}]*)\}/g;

/** Names that can stand in `${…}`. */
export const namePattern = /^[A-Za-z][A-Za-z0-9]{0,31}$/;

/**
 * The value with what its `${names}` stand for put in. A text that is one name and nothing else becomes the value itself, whatever it
 * is. `kept` are keys of the outermost group that are left as they are.
 */
export function namesPutIn(at: WrittenValue, faults: Fault[], kept: readonly string[] = []): unknown {
  const { value } = at;
  if (typeof value === 'string') return textPutIn(at, value, faults);
  if (Array.isArray(value)) return value.map((_, i) => namesPutIn(inside(at, i), faults));
  if (!isGroup(value)) return value;
  const entries = Object.keys(value).map((key) => [key, kept.includes(key) ? value[key] : namesPutIn(inside(at, key), faults)]);
  return Object.fromEntries(entries) as unknown;
}

function textPutIn(at: WrittenValue, text: string, faults: Fault[]): unknown {
  const found = [...text.matchAll(anyName)].map(([, name = '']) => name);
  if (found.length === 0) return text;
  const { names, asked } = at.scope;
  for (const name of found) asked.add(name);
  const missing = found.find((name) => !names.has(name));
  if (missing !== undefined) {
    const next = !namePattern.test(missing) ? 'Such a name is a letter with letters and digits behind it, without dots.'
      : names.size > 0 ? suggestion(missing, [...names.keys()])
      : `Give it a value: \`with: { ${missing}: … }\` where a fragment is used, or a column \`${missing}\` of \`rows\` or \`matrix\`.`;
    faults.push(faultAt(at, 'unknown-name', `nothing is given for \`\${${missing}}\``, next));
    return text;
  }
  const [only] = found;
  if (only !== undefined && text === `\${${only}}`) return names.get(only);
  const group = found.find((name) => typeof names.get(name) === 'object');
  if (group !== undefined) {
    const next = 'Only a single value can be part of a text.';
    faults.push(faultAt(at, 'not-allowed', `\`\${${group}}\` stands for a group or a list, inside a text`, next));
    return text;
  }
  return withNames(text, (name) => String(names.get(name)));
}

/** A text with something in the place of each of its `${names}`. */
export function withNames(text: string, put: (name: string) => string): string {
  return text.replace(anyName, (_, name: string) => put(name));
}
