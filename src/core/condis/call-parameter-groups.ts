/**
 * How CO_CALL_PARAMETERS and what it points to lie in an event record (field names and order: catalogue, section e; ndis.h,
 * qos.h, atm.h).
 *
 * In words: a list of groups in ascending order of number, a group never without the groups of the objects around it. Each group
 * is a header word (number in the low 8 bits, octets that follow in the upper 16), and for a group with fields a word whose bits
 * say which fields are present, then one word a field. A field that the tracer did not see is absent, which is not the same as NULL.
 */

const flowspec = [
  'TokenRate', 'TokenBucketSize', 'PeakBandwidth', 'Latency', 'DelayVariation', 'ServiceType', 'MaxSduSize', 'MinimumPolicedSize',
] as const;
const atmFlow = [
  'ServiceCategory', 'AverageCellRate', 'PeakCellRate', 'MinimumCellRate', 'InitialCellRate', 'BurstLengthCells', 'MaxSduSize',
  'TransientBufferExposure', 'CumulativeRMFixedRTT', 'RateIncreaseFactor', 'RateDecreaseFactor', 'ACRDecreaseTimeFactor',
  'MaximumCellsPerForwardRMCell', 'MaximumForwardRMCellInterval', 'CutoffDecreaseFactor', 'MissingRMCellCount', 'Reserved2', 'Reserved3',
] as const;
const address = ['AddressType', 'NumberOfDigits'] as const;

/** A group that holds 32-bit fields: those of one structure. */
export interface FieldGroup {
  readonly id: number;
  /** Where the structure stands, outermost key first. */
  readonly path: readonly string[];
  /** In bit order. */
  readonly fields: readonly string[];
  /** A field whose value is octets in hex; they follow the words. */
  readonly octets?: string;
}

export const fieldGroups: readonly FieldGroup[] = [
  { id: 1, path: [], fields: ['Flags'] },
  { id: 2, path: ['CallMgrParameters'], fields: [] },
  { id: 3, path: ['CallMgrParameters', 'Transmit'], fields: flowspec },
  { id: 4, path: ['CallMgrParameters', 'Receive'], fields: flowspec },
  { id: 5, path: ['CallMgrParameters', 'CallMgrSpecific'], fields: ['ParamType', 'Length'] },
  { id: 6, path: ['CallMgrParameters', 'CallMgrSpecific', 'Parameters'], fields: ['InfoElementCount'], octets: 'InfoElements' },
  { id: 7, path: ['CallMgrParameters', 'CallMgrSpecific', 'Parameters', 'CalledParty'], fields: address, octets: 'Address' },
  { id: 8, path: ['CallMgrParameters', 'CallMgrSpecific', 'Parameters', 'CallingParty'], fields: address, octets: 'Address' },
  { id: 9, path: ['MediaParameters'], fields: ['Flags', 'ReceivePriority', 'ReceiveSizeHint'] },
  { id: 10, path: ['MediaParameters', 'MediaSpecific'], fields: ['ParamType', 'Length'] },
  {
    id: 11,
    path: ['MediaParameters', 'MediaSpecific', 'Parameters'],
    fields: [
      'AALType', 'CellDelayVariationCLP0', 'CellDelayVariationCLP1', 'CellLossRatioCLP0', 'CellLossRatioCLP1',
      'CellTransferDelayCLP0', 'CellTransferDelayCLP1', 'DefaultCLP',
    ],
  },
  { id: 12, path: ['MediaParameters', 'MediaSpecific', 'Parameters', 'ConnectionId'], fields: ['Vpi', 'Vci'] },
  { id: 13, path: ['MediaParameters', 'MediaSpecific', 'Parameters', 'Transmit'], fields: atmFlow },
  { id: 14, path: ['MediaParameters', 'MediaSpecific', 'Parameters', 'Receive'], fields: atmFlow },
];

/** Numbers of the groups without a presence word. */
export const groupIds = {
  callMgrNull: 32,
  mediaNull: 33,
  /** `Parameters` of CallMgrSpecific (MediaSpecific) as octets that no structure fits. */
  callMgrOctets: 34,
  mediaOctets: 35,
  /** UTF-8 JSON `[path, value][]` of whatever has no group, in as many such groups as it takes. */
  other: 62,
  /** Address of the structure, two words, low first. Last, so that all before it can be compared as words. */
  address: 63,
} as const;

/** In a group's presence word: octets follow the fields. */
export const octetsPresent = 0x01000000;

/** Octets that can follow a group's header word. */
export const groupOctetsLimit = 0xffff;

/** CALL_PARAMETERS_CHANGED, the one flag that a comparison leaves out. */
export const callParametersChanged = 0x2;
/** PERMANENT_VC. */
export const permanentVc = 0x1;

export const groupsById: ReadonlyMap<number, FieldGroup> = new Map(fieldGroups.map((group) => [group.id, group]));

/** Number of the group in the header word at `at`. */
export function groupIdAt(words: Int32Array, at: number): number {
  return (words[at] as number) & 0xff;
}

/** Index of the group after the one at `at`. */
export function nextGroup(words: Int32Array, at: number): number {
  return at + 1 + ((((words[at] as number) >>> 16) + 3) >> 2);
}

/** The octets of a group from the word `from` on. */
export function groupOctetsFrom(words: Int32Array, at: number, from: number): Uint8Array {
  const length = ((words[at] as number) >>> 16) - (from - at - 1) * 4;
  return new Uint8Array(words.buffer, words.byteOffset + from * 4, length);
}

/** How many of the low 24 bits of a presence word are set: the fields that are present. */
export function fieldCount(presence: number): number {
  let count = 0;
  for (let bits = presence & (octetsPresent - 1); bits !== 0; bits &= bits - 1) count++;
  return count;
}
