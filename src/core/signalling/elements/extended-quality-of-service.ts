import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import type { FieldNote } from '../field-note.ts';
import { failOnTag, readTagged, writeTagged, type TaggedField } from '../tagged-fields.ts';

/** Extended quality of service parameters (UNI 4.0). Delay variations are peak to peak. */
export type ExtendedQualityOfService = Readonly<{
  origin: number;
  forwardAcceptableDelayVariationUs?: number;
  backwardAcceptableDelayVariationUs?: number;
  forwardCumulativeDelayVariationUs?: number;
  backwardCumulativeDelayVariationUs?: number;
  forwardAcceptableLossRatio?: number;
  backwardAcceptableLossRatio?: number;
}>;

const parameters: readonly TaggedField[] = [
  { tag: 0x94, field: 'forwardAcceptableDelayVariationUs', octets: 3 },
  { tag: 0x95, field: 'backwardAcceptableDelayVariationUs', octets: 3 },
  { tag: 0x96, field: 'forwardCumulativeDelayVariationUs', octets: 3 },
  { tag: 0x97, field: 'backwardCumulativeDelayVariationUs', octets: 3 },
  { tag: 0xa2, field: 'forwardAcceptableLossRatio', octets: 1 },
  { tag: 0xa3, field: 'backwardAcceptableLossRatio', octets: 1 },
];
const anyVariation: FieldNote['values'] = { 0xffffff: 'any' };
const anyRatio: FieldNote['values'] = { 255: 'any' };

export const extendedQualityOfService: ElementCodec<ExtendedQualityOfService> = {
  id: elementIds['extended quality of service parameters'],
  networkCoded: true,

  fields: {
    origin: { meaning: 'who put the element in', values: { 0: 'originating user', 1: 'intermediate network' } },
    forwardAcceptableDelayVariationUs: { meaning: 'acceptable towards the called party, microseconds', values: anyVariation },
    backwardAcceptableDelayVariationUs: { meaning: 'acceptable towards the calling party, microseconds', values: anyVariation },
    forwardCumulativeDelayVariationUs: { meaning: 'so far towards the called party, microseconds' },
    backwardCumulativeDelayVariationUs: { meaning: 'so far towards the calling party, microseconds' },
    forwardAcceptableLossRatio: { meaning: 'n of a cell loss ratio of 10^-n towards the called party', values: anyRatio },
    backwardAcceptableLossRatio: { meaning: 'n of a cell loss ratio of 10^-n towards the calling party', values: anyRatio },
  },

  decode(reader) {
    reader.number('origin', 1);
    failOnTag(reader, readTagged(reader, parameters));
  },

  encode(fields) {
    return [fields.origin, ...writeTagged(fields, parameters)];
  },
};
