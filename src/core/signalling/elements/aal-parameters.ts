import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { bigEndian, hexField } from '../octet-fields.ts';
import { failOnTag, readTagged, writeTagged, type TaggedField } from '../tagged-fields.ts';

/** AAL parameters (Q.2931, 4.5.5). */
export type AalParameters = Readonly<{
  type: number;
  forwardMaximumCpcsSduSize?: number;
  backwardMaximumCpcsSduSize?: number;
  lowestMid?: number;
  highestMid?: number;
  mode?: number;
  sscsType?: number;
  subtype?: number;
  cbrRate?: number;
  multiplier?: number;
  sourceClockRecovery?: number;
  errorCorrection?: number;
  blockSize?: number;
  partiallyFilledCells?: number;
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

  fields: {
    type: {
      meaning: 'AAL type; one above 5 is user-defined',
      values: { 0: 'AAL for voice', 1: 'AAL1', 2: 'AAL2', 3: 'AAL3/4', 5: 'AAL5' },
    },
    forwardMaximumCpcsSduSize: { meaning: 'largest packet towards the called party, octets' },
    backwardMaximumCpcsSduSize: { meaning: 'largest packet towards the calling party, octets' },
    lowestMid: { meaning: 'AAL3/4: lowest multiplexing identifier' },
    highestMid: { meaning: 'AAL3/4: highest multiplexing identifier' },
    mode: { meaning: 'UNI 3.0 only', values: { 1: 'message', 2: 'streaming' } },
    sscsType: {
      meaning: 'service specific convergence sublayer', values: { 0: 'null', 1: 'SSCOP assured', 2: 'SSCOP non-assured', 4: 'frame relay' },
    },
    subtype: {
      meaning: 'AAL1: what is carried',
      values: { 0: 'null', 1: 'voice band at 64 kbit/s', 2: 'circuit transport', 4: 'high-quality audio', 5: 'video' },
    },
    cbrRate: {
      meaning: 'AAL1: constant bit rate, kbit/s where it has a name',
      values: {
        1: '64', 4: '1544', 5: '6312', 6: '32064', 7: '44736', 8: '97728', 16: '2048', 17: '8448', 18: '34368', 19: '139264',
        64: 'multiple of 64', 65: 'multiple of 8',
      },
    },
    multiplier: { meaning: 'AAL1: factor of a rate that is a multiple' },
    sourceClockRecovery: {
      meaning: 'AAL1', values: { 0: 'null', 1: 'synchronous residual time stamp', 2: 'adaptive clock' },
    },
    errorCorrection: { meaning: 'AAL1', values: { 0: 'none', 1: 'for signals sensitive to loss', 2: 'for signals sensitive to delay' } },
    blockSize: { meaning: 'AAL1: block of structured data transfer, octets' },
    partiallyFilledCells: { meaning: 'AAL1: octets of a cell in use' },
    userDefined: { meaning: 'contents of a user-defined type, hex' },
  },

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
    return [...octets, ...writeTagged(fields, others), ...hexField(fields.userDefined)];
  },
};
