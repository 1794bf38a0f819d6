import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { failOnTag, readTagged, writeTagged, type TaggedField } from '../tagged-fields.ts';

/**
 * ATM traffic descriptor (Q.2931, 4.5.6; UNI 4.0), and the minimum and the alternative one (Q.2962), which use the same parameters.
 * Rates are in cells a second, burst sizes in cells, all below 2^24. CLP 0+1 counts all cells, CLP 0 those of high priority. The
 * traffic management options are written when any of the last four fields is given.
 */
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

/** What a tag of a traffic descriptor stands for, as its field; `undefined` for a tag without a meaning. */
export function trafficParameterName(tag: number): string | undefined {
  if (tag === bestEffortTag) return 'bestEffort';
  if (tag === optionsTag) return 'trafficManagementOptions';
  return rates.find((rate) => rate.tag === tag)?.field;
}

const trafficDescriptor: Omit<ElementCodec<AtmTrafficDescriptor>, 'id'> = {
  fields: {
    forwardPeakCellRateClp0: { meaning: 'peak cell rate towards the called party, CLP 0' },
    backwardPeakCellRateClp0: { meaning: 'peak cell rate towards the calling party, CLP 0' },
    forwardPeakCellRateClp01: { meaning: 'peak cell rate towards the called party, CLP 0+1' },
    backwardPeakCellRateClp01: { meaning: 'peak cell rate towards the calling party, CLP 0+1' },
    forwardSustainableCellRateClp0: { meaning: 'sustainable cell rate towards the called party, CLP 0' },
    backwardSustainableCellRateClp0: { meaning: 'sustainable cell rate towards the calling party, CLP 0' },
    forwardSustainableCellRateClp01: { meaning: 'sustainable cell rate towards the called party, CLP 0+1' },
    backwardSustainableCellRateClp01: { meaning: 'sustainable cell rate towards the calling party, CLP 0+1' },
    forwardMinimumCellRateClp01: { meaning: 'ABR minimum cell rate towards the called party, CLP 0+1' },
    backwardMinimumCellRateClp01: { meaning: 'ABR minimum cell rate towards the calling party, CLP 0+1' },
    forwardMaximumBurstSizeClp0: { meaning: 'maximum burst towards the called party, CLP 0' },
    backwardMaximumBurstSizeClp0: { meaning: 'maximum burst towards the calling party, CLP 0' },
    forwardMaximumBurstSizeClp01: { meaning: 'maximum burst towards the called party, CLP 0+1' },
    backwardMaximumBurstSizeClp01: { meaning: 'maximum burst towards the calling party, CLP 0+1' },
    bestEffort: { meaning: 'true: no rate is guaranteed' },
    forwardTagging: { meaning: 'the network may tag cells towards the called party' },
    backwardTagging: { meaning: 'the network may tag cells towards the calling party' },
    forwardFrameDiscard: { meaning: 'the network may discard whole frames towards the called party' },
    backwardFrameDiscard: { meaning: 'the network may discard whole frames towards the calling party' },
  },

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

export const atmTrafficDescriptor: ElementCodec<AtmTrafficDescriptor> = { id: elementIds['ATM traffic descriptor'], ...trafficDescriptor };
export const minimumTrafficDescriptor: ElementCodec<AtmTrafficDescriptor> = {
  id: elementIds['minimum ATM traffic descriptor'], ...trafficDescriptor,
};
export const alternativeTrafficDescriptor: ElementCodec<AtmTrafficDescriptor> = {
  id: elementIds['alternative ATM traffic descriptor'], ...trafficDescriptor,
};
/** Identifier 0x81, about which our sources disagree (`element-ids.ts`). */
export const minimumOrAlternativeTrafficDescriptor: ElementCodec<AtmTrafficDescriptor> = {
  id: elementIds['minimum or alternative ATM traffic descriptor'], ...trafficDescriptor,
};
