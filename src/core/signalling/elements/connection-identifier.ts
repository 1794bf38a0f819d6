import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { bigEndian, within } from '../octet-fields.ts';

/** Connection identifier (Q.2931, 4.5.16). By default written with an explicit VPCI, VPCI and VCI exclusive. */
export type ConnectionIdentifier = Readonly<{
  vpAssociatedSignalling?: number;
  preferredExclusive?: number;
  vpci: number;
  vci: number;
}>;

export const connectionIdentifier: ElementCodec<ConnectionIdentifier> = {
  id: elementIds['connection identifier'],

  fields: {
    vpAssociatedSignalling: { meaning: 'whether the VPCI is given', values: { 0: 'VP-associated signalling', 1: 'explicit VPCI' } },
    preferredExclusive: {
      meaning: 'how far the choice may be changed; for no VCI linux-atm has 2, ngatm and Wireshark have 4',
      values: {
        0: 'VPCI and VCI exclusive', 1: 'VPCI exclusive, any VCI', 2: 'VPCI exclusive, no VCI (linux-atm)', 4: 'VPCI exclusive, no VCI',
      },
    },
    vpci: { meaning: 'virtual path connection identifier' },
    vci: { meaning: 'virtual channel identifier' },
  },

  decode(reader) {
    const first = reader.octet('preferred/exclusive');
    if (first === undefined) return;
    reader.set('vpAssociatedSignalling', (first >> 3) & 0x03);
    reader.set('preferredExclusive', first & 0x07);
    reader.number('vpci', 2);
    reader.number('vci', 2);
  },

  encode({ vpAssociatedSignalling = 1, preferredExclusive = 0, vpci, vci }) {
    return [0x80 | (within(vpAssociatedSignalling, 3) << 3) | within(preferredExclusive, 7), ...bigEndian(vpci, 2), ...bigEndian(vci, 2)];
  },
};
