import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { failOnTag, readTagged, writeTagged, type TaggedField } from '../tagged-fields.ts';

/** End-to-end transit delay (Q.2931, 4.5.17; UNI 4.0 and PNNI 1.0 add the last three). */
export type EndToEndTransitDelay = Readonly<{
  cumulativeTransitDelayMs?: number;
  maximumTransitDelayMs?: number;
  pnniAcceptableForwardDelay?: number;
  pnniCumulativeForwardDelay?: number;
  networkGenerated?: boolean;
}>;

const delays: readonly TaggedField[] = [
  { tag: 0x01, field: 'cumulativeTransitDelayMs', octets: 2 },
  { tag: 0x03, field: 'maximumTransitDelayMs', octets: 2 },
  { tag: 0x0b, field: 'pnniAcceptableForwardDelay', octets: 3 },
  { tag: 0x11, field: 'pnniCumulativeForwardDelay', octets: 3 },
];
const networkGeneratedTag = 0x0a;

export const endToEndTransitDelay: ElementCodec<EndToEndTransitDelay> = {
  id: elementIds['end-to-end transit delay'],

  fields: {
    cumulativeTransitDelayMs: { meaning: 'delay so far, milliseconds' },
    maximumTransitDelayMs: { meaning: 'largest acceptable delay, milliseconds', values: { 65535: 'any' } },
    pnniAcceptableForwardDelay: { meaning: 'PNNI: acceptable maximum cell transfer delay towards the called party' },
    pnniCumulativeForwardDelay: { meaning: 'PNNI: cumulative maximum cell transfer delay towards the called party' },
    networkGenerated: { meaning: 'true: the network added the element' },
  },

  decode(reader) {
    let tag = readTagged(reader, delays);
    while (tag === networkGeneratedTag) {
      reader.set('networkGenerated', true);
      tag = readTagged(reader, delays);
    }
    failOnTag(reader, tag);
  },

  encode(fields) {
    return [...writeTagged(fields, delays), ...(fields.networkGenerated === true ? [networkGeneratedTag] : [])];
  },
};
