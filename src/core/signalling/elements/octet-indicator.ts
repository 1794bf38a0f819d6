import type { ElementCodec } from '../element-codec.ts';
import type { FieldNote } from '../field-note.ts';
import { within } from '../octet-fields.ts';

/**
 * The codec of an element that is one octet with one number in its low bits: `mask` says which, `fixed` are the other bits as they are
 * written.
 */
export function octetIndicator<Name extends string>(
  id: number, name: Name, note: FieldNote, mask: number, fixed: number, networkCoded = false,
): ElementCodec<Readonly<Record<Name, number>>> {
  return {
    id,
    fields: { [name]: note } as Readonly<Record<Name, FieldNote>>,
    ...(networkCoded ? { networkCoded } : {}),
    decode(reader) {
      const octet = reader.octet(name);
      if (octet !== undefined) reader.set(name, octet & mask);
    },
    encode(fields) {
      return [fixed | within(fields[name], mask)];
    },
  };
}
