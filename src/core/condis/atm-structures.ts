import { hexText } from '../octets.ts';

/**
 * The structures that stand in a CO_SPECIFIC_PARAMETERS for ATM, decoded from their octets as they lie in memory: little-endian,
 * naturally aligned (atm.h; catalogue, e.6 and e.7).
 */

/** ULONG, USHORT or UCHAR, in octets. */
type FieldLayout = readonly [name: string, octets: 4 | 2 | 1];

const ulongs = (...names: readonly string[]): readonly FieldLayout[] => names.map((name) => [name, 4]);

const connectionId = ulongs('Vpi', 'Vci');

const mediaFields = ulongs(
  'AALType', 'CellDelayVariationCLP0', 'CellDelayVariationCLP1', 'CellLossRatioCLP0', 'CellLossRatioCLP1',
  'CellTransferDelayCLP0', 'CellTransferDelayCLP1', 'DefaultCLP',
);

/** The octet behind CutoffDecreaseFactor has no name. */
const nameless = '';

const flowParameters: readonly FieldLayout[] = [
  ...ulongs(
    'ServiceCategory', 'AverageCellRate', 'PeakCellRate', 'MinimumCellRate', 'InitialCellRate', 'BurstLengthCells', 'MaxSduSize',
    'TransientBufferExposure', 'CumulativeRMFixedRTT',
  ),
  ['RateIncreaseFactor', 1], ['RateDecreaseFactor', 1], ['ACRDecreaseTimeFactor', 2],
  ['MaximumCellsPerForwardRMCell', 1], ['MaximumForwardRMCellInterval', 1], ['CutoffDecreaseFactor', 1], [nameless, 1],
  ...ulongs('MissingRMCellCount', 'Reserved2', 'Reserved3'),
];

const connectionIdOctets = 8;
const mediaFieldsOctets = 32;
const flowParametersOctets = 56;
const mediaParametersOctets = connectionIdOctets + mediaFieldsOctets + 2 * flowParametersOctets;

const addressOctets = 20;
const atmAddressOctets = 8 + addressOctets;
const callManagerHeadOctets = 2 * atmAddressOctets + 4;

/**
 * The structure for a group of call parameters (6: Q2931_CALLMGR_PARAMETERS, 11: ATM_MEDIA_PARAMETERS) behind its octets.
 * `undefined` where it would not give the same octets again: another length, or something in the octet without a name.
 */
export function decodeAtmStructure(octets: Uint8Array, group: number): Readonly<Record<string, unknown>> | undefined {
  if (group === 11) return octets.length === mediaParametersOctets ? decodeMedia(octets) : undefined;
  return group === 6 && octets.length >= callManagerHeadOctets ? decodeCallManager(octets) : undefined;
}

function decodeMedia(octets: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  const transmitAt = connectionIdOctets + mediaFieldsOctets;
  const Transmit = decodeFields(octets, transmitAt, flowParameters);
  const Receive = decodeFields(octets, transmitAt + flowParametersOctets, flowParameters);
  if (Transmit[nameless] !== 0 || Receive[nameless] !== 0) return undefined;
  delete Transmit[nameless];
  delete Receive[nameless];
  const ConnectionId = decodeFields(octets, 0, connectionId);
  return { ConnectionId, ...decodeFields(octets, connectionIdOctets, mediaFields), Transmit, Receive };
}

function decodeCallManager(octets: Uint8Array): Readonly<Record<string, unknown>> {
  return {
    CalledParty: decodeAddress(octets, 0),
    CallingParty: decodeAddress(octets, atmAddressOctets),
    ...decodeFields(octets, 2 * atmAddressOctets, ulongs('InfoElementCount')),
    InfoElements: hexText(octets.subarray(callManagerHeadOctets)),
  };
}

function decodeAddress(octets: Uint8Array, at: number): Readonly<Record<string, unknown>> {
  const Address = hexText(octets.subarray(at + 8, at + 8 + addressOctets));
  return { ...decodeFields(octets, at, ulongs('AddressType', 'NumberOfDigits')), Address };
}

function decodeFields(octets: Uint8Array, start: number, fields: readonly FieldLayout[]): Record<string, number> {
  const values: Record<string, number> = {};
  let at = start;
  for (const [name, length] of fields) {
    let value = 0;
    for (let i = length - 1; i >= 0; i--) value = value * 256 + (octets[at + i] as number);
    values[name] = value;
    at += length;
  }
  return values;
}
