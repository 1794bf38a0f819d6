import { hexOctets, hexText } from '../../octets.ts';
import type { ContentsReader } from '../contents-reader.ts';
import type { ElementCodec } from '../element-codec.ts';
import { elementIds } from '../element-ids.ts';
import { within } from '../octet-fields.ts';

/** Called, calling or connected party number (Q.2931, 4.5.11 and 4.5.13). */
export type PartyNumber = Readonly<{
  /** 0 unknown, 1 international, 2 national, 3 network specific, 4 subscriber, 6 abbreviated. */
  numberType: number;
  numberingPlan: number;
  /** Digits, or for the plan `nsap` the hex of 20 octets. */
  number: string;
  /** Not in a called number. 0 allowed, 1 restricted, 2 not available. Given together with `screening` or not at all. */
  presentation?: number;
  /** 0 user provided and not screened, 1 verified and passed, 2 verified and failed, 3 network provided. */
  screening?: number;
}>;

/** Values of `numberingPlan`. */
export const numberingPlans = { unknown: 0, e164: 1, nsap: 2, private: 9 } as const;

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
  const octets = reader.take('number', reader.left) as Uint8Array;
  if (plan === numberingPlans.nsap) {
    reader.set('number', hexText(octets));
    if (octets.length !== nsapOctets) reader.fail(`NSAP address of ${octets.length} octets, not ${nsapOctets}`);
  } else if (octets.every((octet) => octet >= 0x30 && octet <= 0x39)) {
    reader.set('number', String.fromCharCode(...octets));
    const tooMany = plan === numberingPlans.e164 && octets.length > e164Digits;
    if (tooMany) reader.fail(`E.164 number of ${octets.length} digits, at most ${e164Digits}`);
  } else {
    reader.set('number', hexText(octets));
    reader.fail('number holds octets that are no digits');
  }
}

function encode({ numberType, numberingPlan, number, presentation, screening }: PartyNumber): readonly number[] {
  const first = (within(numberType, 7) << 4) | within(numberingPlan, 0x0f);
  const start = [extension | first];
  if (presentation !== undefined && screening !== undefined) {
    start.splice(0, 1, first, extension | (within(presentation, 3) << 5) | within(screening, 3));
  }
  const octets = numberingPlan === numberingPlans.nsap ? hexOctets(number) : Array.from(number, (digit) => digit.charCodeAt(0));
  if (octets === undefined) throw new RangeError(`'${number}' is not the hex of an NSAP address`);
  return [...start, ...octets];
}

export const calledPartyNumber: ElementCodec<PartyNumber> = { id: elementIds['called party number'], decode, encode };
export const callingPartyNumber: ElementCodec<PartyNumber> = { id: elementIds['calling party number'], decode, encode };
