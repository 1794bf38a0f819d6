import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { failOnTag, readTagged, writeTagged, type TaggedField } from '../tagged-fields.ts';

/** Minimum desired cell rate (ATM Forum af-cs-0147, an addition to UNI 4.0; layout of ngatm). Rates are in cells a second. */
export type MinimumDesiredCellRate = Readonly<{
  origin: number;
  forwardMinimumDesiredCellRate?: number;
  backwardMinimumDesiredCellRate?: number;
}>;

const parameters: readonly TaggedField[] = [
  { tag: 0x00, field: 'forwardMinimumDesiredCellRate', octets: 3 },
  { tag: 0x02, field: 'backwardMinimumDesiredCellRate', octets: 3 },
];

export const minimumDesiredCellRate: ElementCodec<MinimumDesiredCellRate> = {
  id: elementIds['minimum desired cell rate'],
  networkCoded: true,

  fields: {
    origin: { meaning: 'who put the element in', values: { 0: 'originating user', 1: 'intermediate network' } },
    forwardMinimumDesiredCellRate: { meaning: 'towards the called party' },
    backwardMinimumDesiredCellRate: { meaning: 'towards the calling party' },
  },

  decode(reader) {
    reader.number('origin', 1);
    failOnTag(reader, readTagged(reader, parameters));
  },

  encode(fields) {
    return [fields.origin, ...writeTagged(fields, parameters)];
  },
};
