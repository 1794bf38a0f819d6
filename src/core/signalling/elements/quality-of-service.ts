import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import type { FieldNote } from '../field-note.ts';

/** Quality of service parameter (Q.2931, 4.5.18). UNI 3.1 codes classes 1 to 4 with flags 0xe0. */
export type QualityOfService = Readonly<{ forwardQosClass: number; backwardQosClass: number }>;

const values: FieldNote['values'] = { 0: 'unspecified', 1: 'class 1', 2: 'class 2', 3: 'class 3', 4: 'class 4' };

export const qualityOfService: ElementCodec<QualityOfService> = {
  id: elementIds['quality of service parameter'],

  fields: {
    forwardQosClass: { meaning: 'class towards the called party', values },
    backwardQosClass: { meaning: 'class towards the calling party', values },
  },

  decode(reader) {
    reader.number('forwardQosClass', 1);
    reader.number('backwardQosClass', 1);
  },

  encode({ forwardQosClass, backwardQosClass }) {
    return [forwardQosClass, backwardQosClass];
  },
};
