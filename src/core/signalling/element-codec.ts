import type { ContentsReader } from './contents-reader.ts';
import type { FieldNote } from './field-note.ts';
import { networkInstructions, regularInstructions, type SignallingElement } from './message.ts';
import { within } from './octet-fields.ts';

/** How the contents of one kind of information element are read and written. */
export interface ElementCodec<Fields extends object> {
  readonly id: number;
  /** What its fields mean, in the order of the contents. */
  readonly fields: Readonly<Record<Extract<keyof Fields, string>, FieldNote>>;
  /** The element is one of the ATM Forum's and is written in network specific coding. Default: ITU-T coding. */
  readonly networkCoded?: true;
  /** Reads contents of at least one octet. Octets left over are reported by the caller. */
  decode(reader: ContentsReader): void;
  /**
   * The octets of the contents. Fields that `decode` gave without an error give the same octets in the usual order, extension and
   * spare bits as the standard sets them.
   */
  encode(fields: Fields): readonly number[];
}

/**
 * An element with contents made of fields. `flags` is octet 2, coding standard and instructions. Throws a RangeError for a number
 * that has no place.
 */
export function element<Fields extends object>(
  codec: ElementCodec<Fields>, fields: Fields, flags = codec.networkCoded === true ? networkInstructions : regularInstructions,
): SignallingElement {
  const octets = codec.encode(fields);
  for (const octet of octets) within(octet, 0xff);
  return { id: codec.id, flags, contents: Uint8Array.from(octets) };
}
