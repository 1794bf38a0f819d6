import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { bigEndian, within } from '../octet-fields.ts';
import { failOnTag, type TaggedField } from '../tagged-fields.ts';

/**
 * ABR additional parameters (UNI 4.0): one record of 32 bits a direction. A parameter whose presence bit is not set is absent. The
 * places of the bits are ngatm's.
 */
export type AbrAdditionalParameters = Readonly<{
  forwardNrm?: number;
  forwardTrm?: number;
  forwardCutoffDecreaseFactor?: number;
  forwardAcrDecreaseTimeFactor?: number;
  backwardNrm?: number;
  backwardTrm?: number;
  backwardCutoffDecreaseFactor?: number;
  backwardAcrDecreaseTimeFactor?: number;
}>;

const records: readonly TaggedField[] = [{ tag: 0xc2, field: 'forward', octets: 4 }, { tag: 0xc3, field: 'backward', octets: 4 }];

/** Bit that says that a parameter is there, counted from the highest; its place and its largest value. */
const parameters = [
  ['Nrm', 31, 25, 0x7],
  ['Trm', 30, 22, 0x7],
  ['CutoffDecreaseFactor', 29, 19, 0x7],
  ['AcrDecreaseTimeFactor', 28, 9, 0x3ff],
] as const;

export const abrAdditionalParameters: ElementCodec<AbrAdditionalParameters> = {
  id: elementIds['ABR additional parameters'],
  networkCoded: true,

  fields: {
    forwardNrm: { meaning: 'most cells a forward resource management cell, coded, towards the called party' },
    forwardTrm: { meaning: 'longest time between resource management cells, coded, towards the called party' },
    forwardCutoffDecreaseFactor: { meaning: 'coded, towards the called party' },
    forwardAcrDecreaseTimeFactor: {
      meaning: 'time after which the rate falls to the initial one, tens of milliseconds, towards the called party',
    },
    backwardNrm: { meaning: 'as forwardNrm, towards the calling party' },
    backwardTrm: { meaning: 'as forwardTrm, towards the calling party' },
    backwardCutoffDecreaseFactor: { meaning: 'as forwardCutoffDecreaseFactor, towards the calling party' },
    backwardAcrDecreaseTimeFactor: { meaning: 'as forwardAcrDecreaseTimeFactor, towards the calling party' },
  },

  decode(reader) {
    while (reader.left > 0) {
      const tag = reader.octet('a tag') as number;
      const record = records.find((candidate) => candidate.tag === tag);
      if (record === undefined) {
        failOnTag(reader, tag);
        return;
      }
      const octets = reader.take('a record', record.octets);
      if (octets === undefined) return;
      const bits = octets.reduce((value, octet) => ((value << 8) | octet) >>> 0, 0);
      for (const [name, presence, place, most] of parameters) {
        if (((bits >>> presence) & 1) === 1) reader.set(`${record.field}${name}`, (bits >>> place) & most);
      }
    }
  },

  encode(fields) {
    return records.flatMap(({ tag, field, octets }) => [tag, ...bigEndian(recordOf(fields, field as 'forward' | 'backward'), octets)]);
  },
};

function recordOf(fields: AbrAdditionalParameters, direction: 'forward' | 'backward'): number {
  let bits = 0;
  for (const [name, presence, place, most] of parameters) {
    const value = fields[`${direction}${name}`];
    if (value !== undefined) bits |= (1 << presence) | (within(value, most) << place);
  }
  return bits >>> 0;
}
