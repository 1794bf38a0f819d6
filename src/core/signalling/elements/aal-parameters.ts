import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { bigEndian } from '../octet-fields.ts';
import { failOnTag, readTagged, writeTagged, type TaggedField } from '../tagged-fields.ts';
import { hexOctets } from '../../octets.ts';

/** AAL parameters (Q.2931, 4.5.5). Sizes are in octets. */
export type AalParameters = Readonly<{
  /** 0 voice, 1, 2, 3 (AAL3/4), 5, or a user-defined one, whose contents are `userDefined`. */
  type: number;
  forwardMaximumCpcsSduSize?: number;
  backwardMaximumCpcsSduSize?: number;
  lowestMid?: number;
  highestMid?: number;
  /** UNI 3.0 only: 1 message, 2 streaming. */
  mode?: number;
  /** 0 null, 1 SSCOP assured, 2 SSCOP non-assured, 4 frame relay. */
  sscsType?: number;
  subtype?: number;
  cbrRate?: number;
  multiplier?: number;
  sourceClockRecovery?: number;
  errorCorrection?: number;
  blockSize?: number;
  partiallyFilledCells?: number;
  /** Hex. */
  userDefined?: string;
}>;

const midRangeTag = 0x82;
const sizes: readonly TaggedField[] = [
  { tag: 0x8c, field: 'forwardMaximumCpcsSduSize', octets: 2 },
  { tag: 0x81, field: 'backwardMaximumCpcsSduSize', octets: 2 },
];
const others: readonly TaggedField[] = [
  { tag: 0x83, field: 'mode', octets: 1 },
  { tag: 0x84, field: 'sscsType', octets: 1 },
  { tag: 0x85, field: 'subtype', octets: 1 },
  { tag: 0x86, field: 'cbrRate', octets: 1 },
  { tag: 0x87, field: 'multiplier', octets: 2 },
  { tag: 0x88, field: 'sourceClockRecovery', octets: 1 },
  { tag: 0x89, field: 'errorCorrection', octets: 1 },
  { tag: 0x8a, field: 'blockSize', octets: 2 },
  { tag: 0x8b, field: 'partiallyFilledCells', octets: 1 },
];
const tagged = [...sizes, ...others];

/** Types up to this one have tagged parameters. */
const highestStandardType = 5;

export const aalParameters: ElementCodec<AalParameters> = {
  id: elementIds['AAL parameters'],

  decode(reader) {
    reader.number('type', 1);
    if ((reader.fields['type'] as number) > highestStandardType) {
      if (reader.left > 0) reader.hex('userDefined');
      return;
    }
    let tag = readTagged(reader, tagged);
    while (tag === midRangeTag) {
      reader.number('lowestMid', 2);
      reader.number('highestMid', 2);
      tag = readTagged(reader, tagged);
    }
    failOnTag(reader, tag);
  },

  encode(fields) {
    const { lowestMid, highestMid } = fields;
    const octets = [fields.type, ...writeTagged(fields, sizes)];
    if (lowestMid !== undefined && highestMid !== undefined) {
      octets.push(midRangeTag, ...bigEndian(lowestMid, 2), ...bigEndian(highestMid, 2));
    }
    return [...octets, ...writeTagged(fields, others), ...(hexOctets(fields.userDefined) ?? [])];
  },
};
