import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { within } from '../octet-fields.ts';

/** Connection scope selection (UNI 4.0): how far a call to an anycast address may reach. */
export type ConnectionScopeSelection = Readonly<{ scopeType: number; scope: number }>;

export const connectionScopeSelection: ElementCodec<ConnectionScopeSelection> = {
  id: elementIds['connection scope selection'],
  networkCoded: true,

  fields: {
    scopeType: {
      meaning: 'kind of scope, 0 to 15; for an organisational one linux-atm has 0, ngatm 1',
      values: { 0: 'organisational (linux-atm)', 1: 'organisational (ngatm)' },
    },
    scope: {
      meaning: 'reach of the call',
      values: {
        1: 'local network', 2: 'local network plus one', 3: 'local network plus two', 4: 'site minus one', 5: 'intra-site',
        6: 'site plus one', 7: 'organisation minus one', 8: 'intra-organisation', 9: 'organisation plus one', 10: 'community minus one',
        11: 'intra-community', 12: 'community plus one', 13: 'regional', 14: 'inter-regional', 15: 'global',
      },
    },
  },

  decode(reader) {
    const first = reader.octet('scope type');
    if (first === undefined) return;
    reader.set('scopeType', first & 0x0f);
    reader.number('scope', 1);
  },

  encode({ scopeType, scope }) {
    return [0x80 | within(scopeType, 0x0f), scope];
  },
};
