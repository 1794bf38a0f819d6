import { hexOctets, hexText } from '../octets.ts';

/**
 * The information elements behind a Q2931_CALLMGR_PARAMETERS, as they are packed in memory: Q2931_IE records one after another, each
 * IEType, IELength (of the whole record) and the element's own structure, little-endian and naturally aligned (atm.h; catalogue, e.6).
 */

/** Q2931_IE_TYPE of the elements that have a structure here. */
export const informationElementTypes = {
  AALParameters: 0, BroadbandBearerCapability: 2, BHLI: 3, BLLI: 4, CalledPartySubaddress: 6, CallingPartySubaddress: 8, QOSClass: 10,
} as const;
export type InformationElementType = keyof typeof informationElementTypes;

/** An element by the names of atm.h; octets are hex. A field that is not given is zero. */
export interface InformationElement {
  readonly type: InformationElementType;
  readonly fields: Readonly<Record<string, number | string>>;
}

/** ATM_AAL_TYPE. */
export const aalTypes = { AAL0: 1, AAL1: 2, 'AAL3/4': 4, AAL5: 8 } as const;

/** SAP_FIELD_ABSENT: a ULONG of an element that is not given. */
export const fieldAbsent = 0xfffffffe;

/** A field: a number of 1, 2 or 4 octets, or octets. */
type Field = readonly [name: string, offset: number, octets: number, isOctets?: true];

interface Layout {
  readonly octets: number;
  readonly fields: readonly Field[];
}

const atmAddress: Layout = { octets: 28, fields: [['AddressType', 0, 4], ['NumberOfDigits', 4, 4], ['Address', 8, 20, true]] };

const layouts: Readonly<Record<Exclude<InformationElementType, 'AALParameters'>, Layout>> = {
  BroadbandBearerCapability: {
    octets: 5,
    fields: [
      ['BearerClass', 0, 1], ['TrafficType', 1, 1], ['TimingRequirements', 2, 1], ['ClippingSusceptability', 3, 1],
      ['UserPlaneConnectionConfig', 4, 1],
    ],
  },
  BHLI: { octets: 16, fields: [['HighLayerInfoType', 0, 4], ['HighLayerInfoLength', 4, 4], ['HighLayerInfo', 8, 8, true]] },
  BLLI: {
    octets: 36,
    fields: [
      ['Layer2Protocol', 0, 4], ['Layer2Mode', 4, 1], ['Layer2WindowSize', 5, 1], ['Layer2UserSpecifiedProtocol', 8, 4],
      ['Layer3Protocol', 12, 4], ['Layer3Mode', 16, 1], ['Layer3DefaultPacketSize', 17, 1], ['Layer3PacketWindowSize', 18, 1],
      ['Layer3UserSpecifiedProtocol', 20, 4], ['Layer3IPI', 24, 4], ['SnapId', 28, 5, true],
    ],
  },
  CalledPartySubaddress: atmAddress,
  CallingPartySubaddress: atmAddress,
  QOSClass: { octets: 2, fields: [['QOSClassForward', 0, 1], ['QOSClassBackward', 1, 1]] },
};

const aalType: Field = ['AALType', 0, 4];
/** The union behind AALType, by its value. */
const aalFields: Readonly<Record<number, readonly Field[]>> = {
  [aalTypes.AAL1]: [
    ['Subtype', 4, 1], ['CBRRate', 5, 1], ['Multiplier', 6, 2], ['SourceClockRecoveryMethod', 8, 1], ['ErrorCorrectionMethod', 9, 1],
    ['StructuredDataTransferBlocksize', 10, 2], ['PartiallyFilledCellsMethod', 12, 1],
  ],
  [aalTypes['AAL3/4']]: [
    ['ForwardMaxCPCSSDUSize', 4, 2], ['BackwardMaxCPCSSDUSize', 6, 2], ['LowestMID', 8, 2], ['HighestMID', 10, 2], ['SSCSType', 12, 1],
  ],
  [aalTypes.AAL5]: [
    ['ForwardMaxCPCSSDUSize', 4, 4], ['BackwardMaxCPCSSDUSize', 8, 4], ['Mode', 12, 1], ['SSCSType', 13, 1],
  ],
};
const aalOctets = 16;

function layoutOf(type: InformationElementType, aal: unknown): Layout {
  if (type !== 'AALParameters') return layouts[type];
  return { octets: aalOctets, fields: [aalType, ...(aalFields[Number(aal)] ?? [])] };
}

/** IEType and IELength. */
const headOctets = 8;

/** The records of some elements. Each takes whole words, so that the next one is aligned. */
export function packInformationElements(elements: readonly InformationElement[]): Uint8Array {
  const records = elements.map(({ type, fields }) => {
    const layout = layoutOf(type, fields['AALType']);
    const record = new Uint8Array(headOctets + ((layout.octets + 3) & ~3));
    putNumber(record, 0, 4, informationElementTypes[type]);
    putNumber(record, 4, 4, record.length);
    for (const [name, offset, octets] of layout.fields) {
      const value = fields[name] ?? 0;
      if (typeof value === 'number') putNumber(record, headOctets + offset, octets, value);
      else record.set((hexOctets(value) ?? new Uint8Array()).subarray(0, octets), headOctets + offset);
    }
    return record;
  });
  const packed = new Uint8Array(records.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const record of records) {
    packed.set(record, at);
    at += record.length;
  }
  return packed;
}

/** The first `count` elements of packed records. One without a structure here is passed over; it ends where a record does not fit. */
export function unpackInformationElements(packed: Uint8Array, count: number): InformationElement[] {
  const elements: InformationElement[] = [];
  let at = 0;
  for (let i = 0; i < count && at + headOctets <= packed.length; i++) {
    const length = numberAt(packed, at + 4, 4);
    if (length < headOctets || at + length > packed.length) break;
    const element = unpacked(numberAt(packed, at, 4), packed.subarray(at + headOctets, at + length));
    if (element !== undefined) elements.push(element);
    at += length;
  }
  return elements;
}

/** The elements that a CO_CALL_PARAMETERS carries, as a trace writes it; none where it has none, or they were not seen. */
export function informationElementsIn(callParameters: unknown): InformationElement[] {
  const q2931 = ['CallMgrParameters', 'CallMgrSpecific', 'Parameters'].reduce(memberOf, callParameters);
  const packed = hexOctets(memberOf(q2931, 'InfoElements'));
  const count = memberOf(q2931, 'InfoElementCount');
  return packed === undefined || typeof count !== 'number' ? [] : unpackInformationElements(packed, count);
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** The fields of a Q2931_CALLMGR_PARAMETERS that hold elements. */
export function infoElementFields(elements: readonly InformationElement[]): Readonly<Record<string, number | string>> {
  if (elements.length === 0) return { InfoElementCount: 0 };
  return { InfoElementCount: elements.length, InfoElements: hexText(packInformationElements(elements)) };
}

const headOfParametersOctets = 60;
const leastParametersOctets = 64;

/** Octets of a Q2931_CALLMGR_PARAMETERS with such elements: it has room for one octet of them in any case, and ends on a whole word. */
export function callManagerParametersOctets(elements: readonly InformationElement[]): number {
  return Math.max(leastParametersOctets, headOfParametersOctets + packInformationElements(elements).length);
}

const types = Object.keys(informationElementTypes) as InformationElementType[];

function unpacked(number: number, octets: Uint8Array): InformationElement | undefined {
  const type = types.find((name) => informationElementTypes[name] === number);
  if (type === undefined || octets.length < 2) return undefined;
  const layout = layoutOf(type, type === 'AALParameters' ? numberAt(octets, 0, 4) : undefined);
  if (octets.length < layout.octets) return undefined;
  const fields = layout.fields.map(([name, offset, length, isOctets]) => {
    return [name, isOctets === true ? hexText(octets.subarray(offset, offset + length)) : numberAt(octets, offset, length)] as const;
  });
  return { type, fields: Object.fromEntries(fields) };
}

function putNumber(octets: Uint8Array, at: number, length: number, value: number): void {
  for (let i = 0; i < length; i++) octets[at + i] = (value >>> (8 * i)) & 0xff;
}

function numberAt(octets: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let i = length - 1; i >= 0; i--) value = value * 256 + (octets[at + i] ?? 0);
  return value;
}
