import { asciiText, hexText } from '../../octets.ts';
import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { within } from '../octet-fields.ts';

/** Transit network selection (Q.2931, 4.5.22). */
export type TransitNetworkSelection = Readonly<{ networkType: number; networkPlan: number; network: string }>;

export const transitNetworkSelection: ElementCodec<TransitNetworkSelection> = {
  id: elementIds['transit network selection'],

  fields: {
    networkType: {
      meaning: 'type of network identification; for an international one Wireshark has 3, linux-atm 4',
      values: { 0: 'user specified', 2: 'national', 3: 'international (Wireshark)', 4: 'international (linux-atm)' },
    },
    networkPlan: {
      meaning: 'plan of the identification', values: { 0: 'unknown', 1: 'carrier identification', 3: 'data network (X.121)' },
    },
    network: { meaning: 'identification of the network: characters, or hex with an error where some cannot be printed' },
  },

  decode(reader) {
    const first = reader.octet('network type');
    if (first === undefined) return;
    reader.set('networkType', (first >> 4) & 0x07);
    reader.set('networkPlan', first & 0x0f);
    const octets = reader.rest();
    const printable = octets.every((octet) => octet >= 0x20 && octet <= 0x7e);
    reader.set('network', printable ? asciiText(octets) : hexText(octets));
    if (!printable) reader.fail('network identification holds octets that are no characters');
  },

  encode({ networkType, networkPlan, network }) {
    const first = 0x80 | (within(networkType, 7) << 4) | within(networkPlan, 0x0f);
    return [first, ...Array.from(network, (character) => character.codePointAt(0) as number)];
  },
};
