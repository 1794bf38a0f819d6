import { causeValues } from '../core/signalling/elements/cause-values.ts';

const names = new Map<number, string>(Object.entries(causeValues).map(([name, value]) => [value, name]));

/** A cause by its number and, where it has one, its name: `17 (user busy)`. */
export function causeText(cause: number): string {
  const name = names.get(cause);
  return name === undefined ? String(cause) : `${cause} (${name})`;
}
