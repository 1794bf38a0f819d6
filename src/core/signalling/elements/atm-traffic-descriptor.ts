import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { failOnTag, readTagged, writeTagged, type TaggedField } from '../tagged-fields.ts';

/** ATM traffic descriptor (Q.2931, 4.5.6; UNI 4.0). Rates are in cells a second, burst sizes in cells, all below 2^24. */
export type AtmTrafficDescriptor = Readonly<{
  forwardPeakCellRateClp0?: number;
  backwardPeakCellRateClp0?: number;
  forwardPeakCellRateClp01?: number;
  backwardPeakCellRateClp01?: number;
  forwardSustainableCellRateClp0?: number;
  backwardSustainableCellRateClp0?: number;
  forwardSustainableCellRateClp01?: number;
  backwardSustainableCellRateClp01?: number;
  forwardMinimumCellRateClp01?: number;
  backwardMinimumCellRateClp01?: number;
  forwardMaximumBurstSizeClp0?: number;
  backwardMaximumBurstSizeClp0?: number;
  forwardMaximumBurstSizeClp01?: number;
  backwardMaximumBurstSizeClp01?: number;
  bestEffort?: boolean;
  /** The traffic management options are written when any of the four is given. */
  forwardTagging?: boolean;
  backwardTagging?: boolean;
  forwardFrameDiscard?: boolean;
  backwardFrameDiscard?: boolean;
}>;

const rates: readonly TaggedField[] = [
  { tag: 0x82, field: 'forwardPeakCellRateClp0', octets: 3 },
  { tag: 0x83, field: 'backwardPeakCellRateClp0', octets: 3 },
  { tag: 0x84, field: 'forwardPeakCellRateClp01', octets: 3 },
  { tag: 0x85, field: 'backwardPeakCellRateClp01', octets: 3 },
  { tag: 0x88, field: 'forwardSustainableCellRateClp0', octets: 3 },
  { tag: 0x89, field: 'backwardSustainableCellRateClp0', octets: 3 },
  { tag: 0x90, field: 'forwardSustainableCellRateClp01', octets: 3 },
  { tag: 0x91, field: 'backwardSustainableCellRateClp01', octets: 3 },
  { tag: 0x92, field: 'forwardMinimumCellRateClp01', octets: 3 },
  { tag: 0x93, field: 'backwardMinimumCellRateClp01', octets: 3 },
  { tag: 0xa0, field: 'forwardMaximumBurstSizeClp0', octets: 3 },
  { tag: 0xa1, field: 'backwardMaximumBurstSizeClp0', octets: 3 },
  { tag: 0xb0, field: 'forwardMaximumBurstSizeClp01', octets: 3 },
  { tag: 0xb1, field: 'backwardMaximumBurstSizeClp01', octets: 3 },
];
const bestEffortTag = 0xbe;
const optionsTag = 0xbf;
const options = [
  ['forwardTagging', 0x01], ['backwardTagging', 0x02], ['backwardFrameDiscard', 0x40], ['forwardFrameDiscard', 0x80],
] as const;

export const atmTrafficDescriptor: ElementCodec<AtmTrafficDescriptor> = {
  id: elementIds['ATM traffic descriptor'],

  decode(reader) {
    for (;;) {
      const tag = readTagged(reader, rates);
      if (tag === bestEffortTag) {
        reader.set('bestEffort', true);
      } else if (tag === optionsTag) {
        const octet = reader.octet('traffic management options');
        if (octet === undefined) return;
        for (const [field, bit] of options) reader.set(field, (octet & bit) !== 0);
      } else {
        failOnTag(reader, tag);
        return;
      }
    }
  },

  encode(fields) {
    const octets = writeTagged(fields, rates);
    if (fields.bestEffort === true) octets.push(bestEffortTag);
    if (options.some(([field]) => fields[field] !== undefined)) {
      octets.push(optionsTag, options.reduce((value, [field, bit]) => (fields[field] === true ? value | bit : value), 0));
    }
    return octets;
  },
};
