import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { hexField, within } from '../octet-fields.ts';

/** Broadband high-layer information (Q.2931, 4.5.8). */
export type HighLayerInformation = Readonly<{ informationType: number; information?: string }>;

export const highLayerInformation: ElementCodec<HighLayerInformation> = {
  id: elementIds['broadband high-layer information'],

  fields: {
    informationType: {
      meaning: 'who defines the information',
      values: { 0: 'ISO', 1: 'user specific', 2: 'high layer profile (UNI 3.0)', 3: 'vendor specific', 4: 'teleservice' },
    },
    information: { meaning: 'hex, up to 8 octets; vendor specific: three of OUI, four of application' },
  },

  decode(reader) {
    const first = reader.octet('information type');
    if (first === undefined) return;
    reader.set('informationType', first & 0x7f);
    if (reader.left > 0) reader.hex('information');
  },

  encode({ informationType, information }) {
    return [0x80 | within(informationType, 0x7f), ...hexField(information)];
  },
};
