import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { failOnTag, readTagged, writeTagged, type TaggedField } from '../tagged-fields.ts';

/** ABR setup parameters (UNI 4.0). Rates are in cells a second. */
export type AbrSetupParameters = Readonly<{
  forwardInitialCellRate?: number;
  backwardInitialCellRate?: number;
  forwardTransientBufferExposure?: number;
  backwardTransientBufferExposure?: number;
  cumulativeFixedRoundTripTimeUs?: number;
  forwardRateIncreaseFactor?: number;
  backwardRateIncreaseFactor?: number;
  forwardRateDecreaseFactor?: number;
  backwardRateDecreaseFactor?: number;
}>;

const parameters: readonly TaggedField[] = [
  { tag: 0xc2, field: 'forwardInitialCellRate', octets: 3 },
  { tag: 0xc3, field: 'backwardInitialCellRate', octets: 3 },
  { tag: 0xc4, field: 'forwardTransientBufferExposure', octets: 3 },
  { tag: 0xc5, field: 'backwardTransientBufferExposure', octets: 3 },
  { tag: 0xc6, field: 'cumulativeFixedRoundTripTimeUs', octets: 3 },
  { tag: 0xc8, field: 'forwardRateIncreaseFactor', octets: 1 },
  { tag: 0xc9, field: 'backwardRateIncreaseFactor', octets: 1 },
  { tag: 0xca, field: 'forwardRateDecreaseFactor', octets: 1 },
  { tag: 0xcb, field: 'backwardRateDecreaseFactor', octets: 1 },
];

export const abrSetupParameters: ElementCodec<AbrSetupParameters> = {
  id: elementIds['ABR setup parameters'],
  networkCoded: true,

  fields: {
    forwardInitialCellRate: { meaning: 'initial cell rate towards the called party, CLP 0+1' },
    backwardInitialCellRate: { meaning: 'initial cell rate towards the calling party, CLP 0+1' },
    forwardTransientBufferExposure: { meaning: 'cells that may be sent before the first returns, towards the called party' },
    backwardTransientBufferExposure: { meaning: 'cells that may be sent before the first returns, towards the calling party' },
    cumulativeFixedRoundTripTimeUs: { meaning: 'sum of the fixed and propagation delays of a round trip, microseconds' },
    forwardRateIncreaseFactor: { meaning: 'exponent of two, towards the called party' },
    backwardRateIncreaseFactor: { meaning: 'exponent of two, towards the calling party' },
    forwardRateDecreaseFactor: { meaning: 'exponent of two, towards the called party' },
    backwardRateDecreaseFactor: { meaning: 'exponent of two, towards the calling party' },
  },

  decode(reader) {
    failOnTag(reader, readTagged(reader, parameters));
  },

  encode(fields) {
    return writeTagged(fields, parameters);
  },
};
