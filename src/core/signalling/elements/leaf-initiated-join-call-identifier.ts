import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { bigEndian, within } from '../octet-fields.ts';

/** Leaf initiated join call identifier (UNI 4.0): which call a leaf wants to join. */
export type LeafInitiatedJoinCallIdentifier = Readonly<{ identifierType: number; callIdentifier: number }>;

export const leafInitiatedJoinCallIdentifier: ElementCodec<LeafInitiatedJoinCallIdentifier> = {
  id: elementIds['leaf initiated join call identifier'],
  networkCoded: true,

  fields: {
    identifierType: { meaning: 'who assigned it, 0 to 15', values: { 0: 'root' } },
    callIdentifier: { meaning: 'below 2^32' },
  },

  decode(reader) {
    const first = reader.octet('identifier type');
    if (first === undefined) return;
    reader.set('identifierType', first & 0x0f);
    reader.number('callIdentifier', 4);
  },

  encode({ identifierType, callIdentifier }) {
    return [0x80 | within(identifierType, 0x0f), ...bigEndian(callIdentifier, 4)];
  },
};
