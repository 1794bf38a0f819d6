import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { bigEndian, within } from '../octet-fields.ts';

/** Endpoint reference (Q.2971): which party of a point-to-multipoint call. */
export type EndpointReference = Readonly<{
  /** 0 to 32,767. */
  reference: number;
  /** 0: sent by the side that allocated the reference. 1: sent to that side. */
  flag: number;
  /** 0, locally defined integer: the only type there is. Default when written. */
  referenceType?: number;
}>;

export const endpointReference: ElementCodec<EndpointReference> = {
  id: elementIds['endpoint reference'],

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
