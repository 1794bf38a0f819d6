import type { ElementCodec } from '../element-codec.ts';
import { hexField } from '../octet-fields.ts';

/** Octets that signalling carries without reading them. */
export type OpaqueElement = Readonly<{ information: string }>;

/** The codec of an element whose contents stay octets. `meaning` says what they are. */
export function opaqueElement(id: number, meaning: string): ElementCodec<OpaqueElement> {
  return {
    id,
    fields: { information: { meaning: `${meaning}, hex` } },
    decode(reader) {
      reader.hex('information');
    },
    encode({ information }) {
      return hexField(information);
    },
  };
}
