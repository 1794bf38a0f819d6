import { asciiText, utf8Octets } from '../../octets.ts';
import type { ContentsReader } from '../contents-reader.ts';
import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import type { FieldNote } from '../field-note.ts';
import { hexField, within } from '../octet-fields.ts';

/** Called, calling or connected party number (Q.2931, 4.5.11 and 4.5.13; Q.2951). */
export type PartyNumber = Readonly<{
  numberType: number;
  numberingPlan: number;
  number: string;
  presentation?: number;
  screening?: number;
}>;

/** Values of `numberingPlan`. */
export const numberingPlans = { unknown: 0, e164: 1, nsap: 2, private: 9 } as const;

/** Value of `presentation`: there is no number. */
const notAvailable = 2;
const extension = 0x80;
const nsapOctets = 20;
/** What ngatm takes; linux-atm stops at 12. */
const e164Digits = 15;

function decode(reader: ContentsReader): void {
  const first = reader.octet('type of number');
  if (first === undefined) return;
  const plan = first & 0x0f;
  reader.set('numberType', (first >> 4) & 0x07);
  reader.set('numberingPlan', plan);
  if ((first & extension) === 0) {
    const second = reader.octet('presentation indicator');
    if (second === undefined) return;
    reader.set('presentation', (second >> 5) & 0x03);
    reader.set('screening', second & 0x03);
  }
  decodeDigits(reader, plan);
}

function decodeDigits(reader: ContentsReader, plan: number): void {
  const octets = reader.rest();
  if (octets.length === 0 && reader.fields['presentation'] === notAvailable) {
    reader.set('number', '');
  } else if (plan === numberingPlans.nsap) {
    reader.hexOf('number', octets);
    if (octets.length !== nsapOctets) reader.fail(`NSAP address of ${octets.length} octets, not ${nsapOctets}`);
  } else if (octets.every((octet) => octet >= 0x30 && octet <= 0x39)) {
    reader.set('number', asciiText(octets));
    const tooMany = plan === numberingPlans.e164 && octets.length > e164Digits;
    if (tooMany) reader.fail(`E.164 number of ${octets.length} digits, at most ${e164Digits}`);
  } else {
    reader.hexOf('number', octets);
    reader.fail('number holds octets that are no digits');
  }
}

function encode({ numberType, numberingPlan, number, presentation, screening }: PartyNumber): readonly number[] {
  const first = (within(numberType, 7) << 4) | within(numberingPlan, 0x0f);
  const start = [extension | first];
  if (presentation !== undefined && screening !== undefined) {
    start.splice(0, 1, first, extension | (within(presentation, 3) << 5) | within(screening, 3));
  }
  return [...start, ...(numberingPlan === numberingPlans.nsap ? hexField(number) : utf8Octets(number))];
}

const numberFields = {
  numberType: {
    meaning: 'type of number',
    values: { 0: 'unknown', 1: 'international', 2: 'national', 3: 'network specific', 4: 'subscriber', 6: 'abbreviated' },
  },
  numberingPlan: { meaning: 'numbering plan', values: { 0: 'unknown', 1: 'E.164', 2: 'ATM endsystem address (NSAP)', 9: 'private' } },
  number: { meaning: 'digits; for an NSAP, or with an error where some are no digits, hex' },
} as const satisfies Record<string, FieldNote>;

const indicatorFields = {
  presentation: {
    meaning: 'whether it may be shown; not in a called number',
    values: { 0: 'allowed', 1: 'restricted', 2: 'number not available' },
  },
  screening: {
    meaning: 'who vouches for it; together with presentation',
    values: { 0: 'user provided, not screened', 1: 'user provided, passed', 2: 'user provided, failed', 3: 'network provided' },
  },
} as const satisfies Record<string, FieldNote>;

const partyNumber: Omit<ElementCodec<PartyNumber>, 'id'> = { fields: { ...numberFields, ...indicatorFields }, decode, encode };

export const calledPartyNumber: ElementCodec<PartyNumber> = { id: elementIds['called party number'], ...partyNumber };
export const callingPartyNumber: ElementCodec<PartyNumber> = { id: elementIds['calling party number'], ...partyNumber };
export const connectedNumber: ElementCodec<PartyNumber> = { id: elementIds['connected number'], ...partyNumber };
