import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { hexField, within } from '../octet-fields.ts';

/** Facility (Q.2932). */
export type Facility = Readonly<{ serviceProtocol: number; applicationData?: string }>;

export const facility: ElementCodec<Facility> = {
  id: elementIds.facility,

  fields: {
    serviceProtocol: { meaning: 'protocol of the supplementary service, 0 to 31', values: { 17: 'remote operations (ROSE)' } },
    applicationData: { meaning: 'its data units, hex' },
  },

  decode(reader) {
    const first = reader.octet('service protocol');
    if (first === undefined) return;
    reader.set('serviceProtocol', first & 0x1f);
    if (reader.left > 0) reader.hex('applicationData');
  },

  encode({ serviceProtocol, applicationData }) {
    return [0x80 | within(serviceProtocol, 0x1f), ...hexField(applicationData)];
  },
};
