import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { bigEndian } from '../octet-fields.ts';

/** Leaf sequence number (UNI 4.0): ties a leaf's request to the answer. */
export type LeafSequenceNumber = Readonly<{ sequenceNumber: number }>;

export const leafSequenceNumber: ElementCodec<LeafSequenceNumber> = {
  id: elementIds['leaf sequence number'],
  networkCoded: true,
  fields: { sequenceNumber: { meaning: 'below 2^32' } },

  decode(reader) {
    reader.number('sequenceNumber', 4);
  },

  encode({ sequenceNumber }) {
    return bigEndian(sequenceNumber, 4);
  },
};
