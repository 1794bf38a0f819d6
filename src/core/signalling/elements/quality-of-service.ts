import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';

/** Quality of service parameter (Q.2931, 4.5.18): 0 unspecified, 1 to 4. UNI 3.1 codes classes 1 to 4 with flags 0xe0. */
export type QualityOfService = Readonly<{ forwardQosClass: number; backwardQosClass: number }>;

export const qualityOfService: ElementCodec<QualityOfService> = {
  id: elementIds['quality of service parameter'],

  decode(reader) {
    reader.number('forwardQosClass', 1);
    reader.number('backwardQosClass', 1);
  },

  encode({ forwardQosClass, backwardQosClass }) {
    return [forwardQosClass, backwardQosClass];
  },
};
