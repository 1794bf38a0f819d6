import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import type { FieldNote } from '../field-note.ts';
import { within } from '../octet-fields.ts';

/** OAM traffic descriptor (Q.2931, 4.5.24; the layout is that of linux-atm and Wireshark). */
export type OamTrafficDescriptor = Readonly<{
  shaping: number;
  oamFlowMandatory: boolean;
  faultManagement: number;
  forwardOamFlow: number;
  backwardOamFlow: number;
}>;

const share: FieldNote['values'] = { 0: '0 %', 1: '0.1 %', 4: '1 %' };
const mandatory = 0x10;

export const oamTrafficDescriptor: ElementCodec<OamTrafficDescriptor> = {
  id: elementIds['OAM traffic descriptor'],

  fields: {
    shaping: { meaning: 'shaping asked for', values: { 0: 'none', 1: 'no shaping of user and OAM cells together' } },
    oamFlowMandatory: { meaning: 'the end-to-end OAM flow F5 must be used' },
    faultManagement: { meaning: 'fault indications from the user', values: { 0: 'none', 1: 'one cell a second' } },
    forwardOamFlow: { meaning: 'OAM cells towards the called party, share of the peak cell rate CLP 0+1', values: share },
    backwardOamFlow: { meaning: 'OAM cells towards the calling party, share of the peak cell rate CLP 0+1', values: share },
  },

  decode(reader) {
    const first = reader.octet('shaping');
    if (first === undefined) return;
    reader.set('shaping', (first >> 5) & 0x03);
    reader.set('oamFlowMandatory', (first & mandatory) !== 0);
    reader.set('faultManagement', first & 0x07);
    const second = reader.octet('OAM flow');
    if (second === undefined) return;
    reader.set('forwardOamFlow', (second >> 4) & 0x07);
    reader.set('backwardOamFlow', second & 0x07);
  },

  encode({ shaping, oamFlowMandatory, faultManagement, forwardOamFlow, backwardOamFlow }) {
    return [
      0x80 | (within(shaping, 3) << 5) | (oamFlowMandatory ? mandatory : 0) | within(faultManagement, 7),
      0x80 | (within(forwardOamFlow, 7) << 4) | within(backwardOamFlow, 7),
    ];
  },
};
