import { asciiText, hexOctets } from '../../octets.ts';

/** What the client asked of the network, as far as the call parameters say it; forward first where both directions are given. */
export interface RecordedSetup {
  /** 40 hex digits, or `+` and digits. */
  readonly called: string | undefined;
  readonly calling: string | undefined;
  readonly serviceCategory: 'CBR' | 'UBR' | undefined;
  /** Cells a second. */
  readonly peakCellRate: readonly [forward: number, backward: number] | undefined;
  /** Octets. */
  readonly maxSdu: readonly [forward: number, backward: number] | undefined;
}

/** ATM_SERVICE_CATEGORY (atm.h). */
const categories: Readonly<Record<number, 'CBR' | 'UBR'>> = { 1: 'CBR', 4: 'UBR' };
const e164 = 1;

/** Reads a CO_CALL_PARAMETERS as a trace writes it (catalogue, section e). */
export function recordedSetup(parameters: unknown): RecordedSetup {
  const q2931 = member(parameters, 'CallMgrParameters', 'CallMgrSpecific', 'Parameters');
  const media = member(parameters, 'MediaParameters', 'MediaSpecific', 'Parameters');
  return {
    called: addressText(member(q2931, 'CalledParty')),
    calling: addressText(member(q2931, 'CallingParty')),
    serviceCategory: categories[Number(member(media, 'Transmit', 'ServiceCategory'))],
    peakCellRate: pair(media, 'PeakCellRate'),
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
