import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { within } from '../octet-fields.ts';

/** Broadband bearer capability (Q.2931, 4.5.7; UNI 4.0). */
export type BearerCapability = Readonly<{
  bearerClass: number;
  /** ATM transfer capability; in UNI 3.1 traffic type and timing in the same octet. 0 to 127. */
  transferCapability?: number;
  susceptibleToClipping: boolean;
  pointToMultipoint: boolean;
}>;

/** Values of `bearerClass`. */
export const bearerClasses = { 'BCOB-A': 0x01, 'BCOB-C': 0x03, 'BCOB-X': 0x10, 'transparent VP': 0x18 } as const;

const extension = 0x80;
const clipping = 0x20;

export const bearerCapability: ElementCodec<BearerCapability> = {
  id: elementIds['broadband bearer capability'],

  decode(reader) {
    const first = reader.octet('bearer class');
    if (first === undefined) return;
    reader.set('bearerClass', first & 0x1f);
    if ((first & extension) === 0) {
      const second = reader.octet('transfer capability');
      if (second !== undefined) reader.set('transferCapability', second & 0x7f);
    }
    const last = reader.octet('connection configuration');
    if (last === undefined) return;
    reader.set('susceptibleToClipping', (last & 0x60) === clipping);
    reader.set('pointToMultipoint', (last & 0x03) === 1);
  },

  encode({ bearerClass, transferCapability, susceptibleToClipping, pointToMultipoint }) {
    const first = within(bearerClass, 0x1f);
    const start = transferCapability === undefined ? [extension | first] : [first, extension | within(transferCapability, 0x7f)];
    return [...start, extension | (susceptibleToClipping ? clipping : 0) | (pointToMultipoint ? 1 : 0)];
  },
};
