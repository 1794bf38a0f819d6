import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { namesByValue } from '../field-note.ts';
import { hexField, within } from '../octet-fields.ts';
import { diagnose, diagnosticFields, type Diagnosis } from './cause-diagnostics.ts';
import { causeValues } from './cause-values.ts';
import { locationNames } from './locations.ts';

export { causeValues };

/** Cause (Q.2931, 4.5.15; values of Q.2610). Only `location`, `cause` and `diagnostics` are written. */
export type Cause = Readonly<{ location: number; cause: number; diagnostics?: string }> & Diagnosis;

export const cause: ElementCodec<Cause> = {
  id: elementIds.cause,

  fields: {
    location: { meaning: 'where the cause arose', values: locationNames },
    cause: { meaning: 'cause value, 0 to 127', values: namesByValue(causeValues) },
    diagnostics: { meaning: 'what follows the cause, hex; the fields below are read from it where it has the form of its cause' },
    ...diagnosticFields,
  },

  decode(reader) {
    const first = reader.octet('location');
    if (first !== undefined) reader.set('location', first & 0x0f);
    const second = reader.octet('cause value');
    if (second === undefined) return;
    const value = second & 0x7f;
    reader.set('cause', value);
    const octets = reader.rest();
    if (octets.length === 0) return;
    reader.hexOf('diagnostics', octets);
    for (const [field, found] of Object.entries(diagnose(value, octets))) reader.set(field, found);
  },

  encode({ location, cause: value, diagnostics }) {
    return [0x80 | within(location, 0x0f), 0x80 | within(value, 0x7f), ...hexField(diagnostics)];
  },
};
