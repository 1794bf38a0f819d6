import { hexOctets } from '../../octets.ts';
import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { within } from '../octet-fields.ts';

/** Broadband high-layer information (Q.2931, 4.5.8). */
export type HighLayerInformation = Readonly<{
  /** 0 ISO, 1 user specific, 2 profile (UNI 3.0), 3 vendor specific, 4 teleservice. */
  informationType: number;
  /** Hex of up to 8 octets; vendor specific: three of OUI, four of application. */
  information?: string;
}>;

export const highLayerInformation: ElementCodec<HighLayerInformation> = {
  id: elementIds['broadband high-layer information'],

  decode(reader) {
    const first = reader.octet('information type');
    if (first === undefined) return;
    reader.set('informationType', first & 0x7f);
    if (reader.left > 0) reader.hex('information');
  },

  encode({ informationType, information }) {
    return [0x80 | within(informationType, 0x7f), ...(hexOctets(information) ?? [])];
  },
};
