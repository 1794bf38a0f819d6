import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';

/** Broadband sending complete (Q.2931, 4.5.21): the called number is whole. It holds one fixed octet and no field. */
export const sendingComplete: ElementCodec<object> = {
  id: elementIds['broadband sending complete'],
  fields: {},

  decode(reader) {
    const octet = reader.octet('indication');
    if (octet !== indication) reader.fail('sending complete is not 0xa1');
  },

  encode() {
    return [indication];
  },
};

const indication = 0xa1;
