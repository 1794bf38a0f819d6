import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { hexField, within } from '../octet-fields.ts';

/** Called, calling or connected party subaddress (Q.2931, 4.5.12 and 4.5.14). */
export type PartySubaddress = Readonly<{ subaddressType: number; oddDigits: boolean; subaddress: string }>;

const odd = 0x08;
const longest = 20;

const partySubaddress: Omit<ElementCodec<PartySubaddress>, 'id'> = {
  fields: {
    subaddressType: { meaning: 'type of subaddress', values: { 0: 'NSAP', 1: 'ATM endsystem address', 2: 'user specified' } },
    oddDigits: { meaning: 'the number of digits is odd: the last half octet does not count' },
    subaddress: { meaning: 'hex, up to 20 octets' },
  },

  decode(reader) {
    const first = reader.octet('type of subaddress');
    if (first === undefined) return;
    reader.set('subaddressType', (first >> 4) & 0x07);
    reader.set('oddDigits', (first & odd) !== 0);
    const octets = reader.rest();
    reader.hexOf('subaddress', octets);
    if (octets.length > longest) reader.fail(`subaddress of ${octets.length} octets, at most ${longest}`);
  },

  encode({ subaddressType, oddDigits, subaddress }) {
    return [0x80 | (within(subaddressType, 7) << 4) | (oddDigits ? odd : 0), ...hexField(subaddress)];
  },
};

export const calledPartySubaddress: ElementCodec<PartySubaddress> = { id: elementIds['called party subaddress'], ...partySubaddress };
export const callingPartySubaddress: ElementCodec<PartySubaddress> = { id: elementIds['calling party subaddress'], ...partySubaddress };
export const connectedSubaddress: ElementCodec<PartySubaddress> = { id: elementIds['connected subaddress'], ...partySubaddress };
