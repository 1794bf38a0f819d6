import { asciiText, hexOctets } from '../../octets.ts';
import type { ServiceCategory } from '../scenario-spec.ts';

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
}

/** ATM_SERVICE_CATEGORY (atm.h). A variable bit rate is of real time where the flow asks for a guaranteed service. */
const categories: Readonly<Record<number, ServiceCategory>> = { 1: 'CBR', 2: 'nrt-VBR', 4: 'UBR', 8: 'ABR' };
const guaranteed = 3;
const permanentVcFlag = 0x1;
const e164 = 1;

/** Reads a CO_CALL_PARAMETERS as a trace writes it (catalogue, section e). */
export function recordedSetup(parameters: unknown): RecordedSetup {
  const q2931 = member(parameters, 'CallMgrParameters', 'CallMgrSpecific', 'Parameters');
  const media = member(parameters, 'MediaParameters', 'MediaSpecific', 'Parameters');
  const category = categories[Number(member(media, 'Transmit', 'ServiceCategory'))];
  const isPermanent = (Number(member(parameters, 'Flags') ?? 0) & permanentVcFlag) !== 0;
  const [vpi, vci] = [member(media, 'ConnectionId', 'Vpi'), member(media, 'ConnectionId', 'Vci')];
  return {
    called: addressText(member(q2931, 'CalledParty')),
    calling: addressText(member(q2931, 'CallingParty')),
    serviceCategory: category === 'nrt-VBR' && member(parameters, 'CallMgrParameters', 'Transmit', 'ServiceType') === guaranteed
      ? 'rt-VBR' : category,
    peakCellRate: pair(media, 'PeakCellRate'),
    sustainableCellRate: pair(media, 'AverageCellRate'),
    maxBurst: pair(media, 'BurstLengthCells'),
    minimumCellRate: pair(media, 'MinimumCellRate'),
    isPermanent,
    connection: isPermanent && typeof vpi === 'number' && typeof vci === 'number' && vci > 0 ? [vpi, vci] : undefined,
    maxSdu: pair(media, 'MaxSduSize'),
  };
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
  return member(address, 'AddressType') === e164 ? `+${asciiText(octets)}` : String(hex);
}

function member(value: unknown, ...names: readonly string[]): unknown {
  let found = value;
  for (const name of names) found = typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[name] : undefined;
  return found;
}
