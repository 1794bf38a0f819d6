import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { bigEndian, within } from '../octet-fields.ts';

/** Connection identifier (Q.2931, 4.5.16). */
export type ConnectionIdentifier = Readonly<{
  /** 1: the VPCI is given explicitly. Default when written. */
  vpAssociatedSignalling?: number;
  /** 0: VPCI and VCI exclusive (default when written). 1: VPCI exclusive, any VCI. 4: VPCI exclusive, no VCI. */
  preferredExclusive?: number;
  vpci: number;
  vci: number;
}>;

export const connectionIdentifier: ElementCodec<ConnectionIdentifier> = {
  id: elementIds['connection identifier'],

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
