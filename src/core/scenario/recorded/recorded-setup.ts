import { permanentVc } from '../../condis/call-parameters.ts';
import { asciiText, hexOctets } from '../../octets.ts';
import { addressTypes, atmServiceCategories, serviceTypes } from '../call-parameters-of.ts';
import type { CallElementsSpec } from '../call-elements.ts';
import { serviceCategories, type ServiceCategory } from '../scenario-spec.ts';
import type { RecordedEvent } from './call-events.ts';
import { recordedElements } from './recorded-elements.ts';

/** What the client asked of the network, as far as the call parameters say it; forward first where both directions are given. */
export interface RecordedSetup {
  /** 40 hex digits, or `+` and digits. */
  readonly called: string | undefined;
  readonly calling: string | undefined;
  readonly serviceCategory: ServiceCategory | undefined;
  /** Cells a second. */
  readonly peakCellRate: readonly [forward: number, backward: number] | undefined;
  /** Of a variable bit rate: cells a second, and cells. */
  readonly sustainableCellRate: readonly [forward: number, backward: number] | undefined;
  readonly maxBurst: readonly [forward: number, backward: number] | undefined;
  /** Of an available bit rate: cells a second. */
  readonly minimumCellRate: readonly [forward: number, backward: number] | undefined;
  /** The call was asked for on a permanent VC. */
  readonly isPermanent: boolean;
  /** VPI and VCI that the client named; `undefined`: none. */
  readonly connection: readonly [vpi: number, vci: number] | undefined;
  /** Octets. */
  readonly maxSdu: readonly [forward: number, backward: number] | undefined;
  readonly elements: CallElementsSpec;
}

/** Reads a CO_CALL_PARAMETERS as a trace writes it (catalogue, section e), and the SETUP that went with it. */
export function recordedSetup(parameters: unknown, setup?: RecordedEvent): RecordedSetup {
  const q2931 = member(parameters, 'CallMgrParameters', 'CallMgrSpecific', 'Parameters');
  const media = member(parameters, 'MediaParameters', 'MediaSpecific', 'Parameters');
  const serviceType = member(parameters, 'CallMgrParameters', 'Transmit', 'ServiceType');
  const serviceCategory = categoryOf(member(media, 'Transmit', 'ServiceCategory'), serviceType);
  const isPermanent = (Number(member(parameters, 'Flags') ?? 0) & permanentVc) !== 0;
  const [vpi, vci] = [member(media, 'ConnectionId', 'Vpi'), member(media, 'ConnectionId', 'Vci')];
  return {
    called: addressText(member(q2931, 'CalledParty')),
    calling: addressText(member(q2931, 'CallingParty')),
    serviceCategory,
    peakCellRate: pair(media, 'PeakCellRate'),
    sustainableCellRate: pair(media, 'AverageCellRate'),
    maxBurst: pair(media, 'BurstLengthCells'),
    minimumCellRate: pair(media, 'MinimumCellRate'),
    isPermanent,
    connection: isPermanent && typeof vpi === 'number' && typeof vci === 'number' && vci > 0 ? [vpi, vci] : undefined,
    maxSdu: pair(media, 'MaxSduSize'),
    elements: recordedElements(parameters, setup, serviceCategory),
  };
}

/** Of categories that ATM_SERVICE_CATEGORY does not tell apart, the one whose flow asks for the same kind of service. */
function categoryOf(atmCategory: unknown, serviceType: unknown): ServiceCategory | undefined {
  const possible = serviceCategories.filter((category) => atmServiceCategories[category] === atmCategory);
  return possible.find((category) => serviceTypes[category] === serviceType) ?? possible[0];
}

function pair(media: unknown, name: string): readonly [number, number] | undefined {
  const forward = member(media, 'Transmit', name);
  const backward = member(media, 'Receive', name);
  return typeof forward === 'number' && typeof backward === 'number' ? [forward, backward] : undefined;
}

/** ATM_ADDRESS: an NSAP address as hex of its octets, an E.164 number as hex of its ASCII digits. */
function addressText(address: unknown): string | undefined {
  const hex = member(address, 'Address');
  const octets = hexOctets(hex);
  if (octets === undefined || octets.length === 0) return undefined;
  return member(address, 'AddressType') === addressTypes.e164 ? `+${asciiText(octets)}` : String(hex);
}

function member(value: unknown, ...names: readonly string[]): unknown {
  let found = value;
  for (const name of names) found = typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[name] : undefined;
  return found;
}
