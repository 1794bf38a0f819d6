import type { ContentsReader, FieldValue } from './contents-reader.ts';
import { bigEndian } from './octet-fields.ts';

/** A parameter that an element carries as one tag octet and a big-endian number. */
export interface TaggedField {
  readonly tag: number;
  readonly field: string;
  /** Octets of the number, 1 to 3. */
  readonly octets: number;
}

/** Reads tagged numbers until the contents end or a tag comes that is not in the list; gives that tag. */
export function readTagged(reader: ContentsReader, list: readonly TaggedField[]): number | undefined {
  while (reader.left > 0) {
    const tag = reader.octet('a tag') as number;
    const entry = list.find((candidate) => candidate.tag === tag);
    if (entry === undefined) return tag;
    reader.number(entry.field, entry.octets);
  }
  return undefined;
}

/** The octets of those listed fields that are given, in the order of the list. */
export function writeTagged(fields: Readonly<Record<string, FieldValue | undefined>>, list: readonly TaggedField[]): number[] {
  const octets: number[] = [];
  for (const entry of list) {
    const value = fields[entry.field];
    if (typeof value === 'number') octets.push(entry.tag, ...bigEndian(value, entry.octets));
  }
  return octets;
}

/** For a tag whose length nobody knows: nothing after it can be read. */
export function failOnTag(reader: ContentsReader, tag: number | undefined): void {
  if (tag !== undefined) reader.fail(`unknown tag 0x${tag.toString(16).padStart(2, '0')}`);
}
