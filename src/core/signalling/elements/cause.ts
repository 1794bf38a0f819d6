import { hexOctets } from '../../octets.ts';
import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { within } from '../octet-fields.ts';

/** Cause (Q.2931, 4.5.15; values of Q.2610). */
export type Cause = Readonly<{
  /** 0 user, 1 private network local, 2 public network local, 3 transit, 4 public remote, 5 private remote, 7 international, 10 beyond. */
  location: number;
  /** 0 to 127, see {@link causeValues}. */
  cause: number;
  /** Hex; what it means depends on the cause. */
  diagnostics?: string;
}>;

/** The causes that call control itself gives, by their names in Q.2610 and the UNI texts. */
export const causeValues = {
  'normal call clearing': 16,
  'user busy': 17,
  'no user responding': 18,
  'call rejected': 21,
  'response to STATUS ENQUIRY': 30,
  'user cell rate not available': 37,
  'temporary failure': 41,
  'no VPCI/VCI available': 45,
  'resources unavailable': 47,
  'recovery on timer expiry': 102,
} as const;

export const cause: ElementCodec<Cause> = {
  id: elementIds.cause,

  decode(reader) {
    const first = reader.octet('location');
    if (first !== undefined) reader.set('location', first & 0x0f);
    const second = reader.octet('cause value');
    if (second !== undefined) reader.set('cause', second & 0x7f);
    if (reader.left > 0) reader.hex('diagnostics');
  },

  encode({ location, cause: value, diagnostics }) {
    return [0x80 | within(location, 0x0f), 0x80 | within(value, 0x7f), ...(hexOctets(diagnostics) ?? [])];
  },
};
