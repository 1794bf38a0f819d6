import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { bigEndian, within } from '../octet-fields.ts';

/** Endpoint reference (Q.2971): which party of a point-to-multipoint call. By default written with type 0. */
export type EndpointReference = Readonly<{ referenceType?: number; reference: number; flag: number }>;

export const endpointReference: ElementCodec<EndpointReference> = {
  id: elementIds['endpoint reference'],

  fields: {
    referenceType: { meaning: 'kind of reference', values: { 0: 'locally defined integer' } },
    reference: { meaning: 'which party, 0 to 32767' },
    flag: { meaning: 'direction', values: { 0: 'from the side that allocated it', 1: 'to the side that allocated it' } },
  },

  decode(reader) {
    reader.number('referenceType', 1);
    const value = reader.take('endpoint reference', 2);
    if (value === undefined) return;
    const [high, low] = value as unknown as [number, number];
    reader.set('reference', ((high & 0x7f) << 8) | low);
    reader.set('flag', high >> 7);
  },

  encode({ reference, flag, referenceType = 0 }) {
    return [referenceType, ...bigEndian((within(flag, 1) << 15) | within(reference, 0x7fff), 2)];
  },
};
