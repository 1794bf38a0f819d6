import { z } from 'zod';

/** One line that says what the file is for. */
export const summary = z.string().min(1).max(200).regex(/^[^\p{Cc}]*$/u).meta({ description: 'One sentence: what it shows or is' });

/** Where call management lives. */
export const topology = z
  .enum(['cm', 'mcm'])
  .meta({ description: 'cm: stand-alone call manager; mcm: miniport with integrated call manager' });

/** An object that may hold any of some keys and no other; each has a type of its own, made from its name. */
export function strictKeys<Key extends string, Value extends z.ZodType>(keys: readonly Key[], valueOf: (key: Key) => Value) {
  const shape = Object.fromEntries(keys.map((key) => [key, valueOf(key).exactOptional()]));
  return z.strictObject(shape as Record<Key, z.ZodExactOptional<Value>>);
}
