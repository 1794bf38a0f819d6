import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { namesByValue } from '../field-note.ts';
import { within } from '../octet-fields.ts';

/** Broadband bearer capability (Q.2931, 4.5.7; UNI 4.0). */
export type BearerCapability = Readonly<{
  bearerClass: number;
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

  fields: {
    bearerClass: { meaning: 'class of the connection', values: namesByValue(bearerClasses) },
    transferCapability: {
      meaning: 'ATM transfer capability, 0 to 127; in UNI 3.1 traffic type and timing in the same octet',
      values: {
        0: 'nrt-VBR (only received)', 1: 'rt-VBR (only received)', 2: 'nrt-VBR (only received)', 4: 'CBR (only received)', 5: 'CBR',
        6: 'CBR (only received)', 7: 'CBR with CLR on CLP 0+1', 8: 'nrt-VBR (only received)', 9: 'rt-VBR', 10: 'nrt-VBR',
        11: 'nrt-VBR with CLR on CLP 0+1', 12: 'ABR', 19: 'rt-VBR with CLR on CLP 0+1',
      },
    },
    susceptibleToClipping: { meaning: 'the information suffers when its beginning is cut off' },
    pointToMultipoint: { meaning: 'the call may have several parties' },
  },

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
    if ((last & 0x40) !== 0) reader.fail(`susceptibility to clipping ${(last & 0x60) >> 5} is reserved`);
    if ((last & 0x03) > 1) reader.fail(`connection configuration ${last & 0x03} is reserved`);
  },

  encode({ bearerClass, transferCapability, susceptibleToClipping, pointToMultipoint }) {
    const first = within(bearerClass, 0x1f);
    const start = transferCapability === undefined ? [extension | first] : [first, extension | within(transferCapability, 0x7f)];
    return [...start, extension | (susceptibleToClipping ? clipping : 0) | (pointToMultipoint ? 1 : 0)];
  },
};
