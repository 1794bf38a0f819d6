import { hexOctets, hexText } from '../../octets.ts';
import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { hexField } from '../octet-fields.ts';

/** Generic identifier transport (UNI 4.0): identifiers that belong to a session above signalling. */
export type GenericIdentifierTransport = Readonly<{
  relatedStandard: number;
  sessionIdentifier?: string;
  resourceIdentifier?: string;
  otherIdentifiers?: readonly string[];
}>;

const identifierTypes = { sessionIdentifier: 0x01, resourceIdentifier: 0x02 } as const;
const named = Object.entries(identifierTypes) as [keyof typeof identifierTypes, number][];

export const genericIdentifierTransport: ElementCodec<GenericIdentifierTransport> = {
  id: elementIds['generic identifier transport'],
  networkCoded: true,

  fields: {
    relatedStandard: { meaning: 'standard that defines the identifiers', values: { 1: 'DSM-CC (ISO/IEC 13818-6)', 2: 'H.245' } },
    sessionIdentifier: { meaning: 'hex' },
    resourceIdentifier: { meaning: 'hex' },
    otherIdentifiers: { meaning: 'of each identifier of another type the hex of its type, length and octets' },
  },

  decode(reader) {
    reader.number('relatedStandard', 1);
    const others: string[] = [];
    while (reader.left > 0) {
      const type = reader.octet('an identifier') as number;
      const length = reader.octet('the length of an identifier');
      const octets = length === undefined ? undefined : reader.take('an identifier', length);
      if (octets === undefined) break;
      const field = named.find(([, code]) => code === type)?.[0];
      if (field === undefined) others.push(hexText(Uint8Array.of(type, octets.length, ...octets)));
      else reader.hexOf(field, octets);
    }
    if (others.length > 0) reader.set('otherIdentifiers', others);
  },

  encode({ relatedStandard, otherIdentifiers = [], ...identifiers }) {
    const octets: number[] = [relatedStandard];
    for (const [field, type] of named) {
      const value = hexOctets(identifiers[field]);
      if (value !== undefined) octets.push(type, value.length, ...value);
    }
    for (const other of otherIdentifiers) octets.push(...hexField(other));
    return octets;
  },
};
