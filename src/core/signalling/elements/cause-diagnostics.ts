import { asciiText, hexText } from '../../octets.ts';
import { ContentsReader } from '../contents-reader.ts';
import { elementIds, elementName } from '../element-ids.ts';
import type { FieldNote } from '../field-note.ts';
import { elementHeaderOctets } from '../message.ts';
import { messageName } from '../message-types.ts';
import { trafficParameterName } from './atm-traffic-descriptor.ts';
import { causeValues } from './cause-values.ts';
import { calledPartyNumber } from './party-number.ts';

/** What the diagnostics of a cause say, where they have the form that belongs to the cause. */
export type Diagnosis = Readonly<{
  condition?: number;
  diagnosedByUser?: boolean;
  abnormal?: boolean;
  rejectionReason?: number;
  userDiagnostic?: string;
  number?: string;
  diagnosedElements?: readonly string[];
  trafficParameters?: readonly string[];
  vpci?: number;
  vci?: number;
  diagnosedMessage?: string;
  timer?: string;
}>;

export const diagnosticFields: Readonly<Record<keyof Diagnosis, FieldNote>> = {
  condition: { meaning: 'how long the condition lasts', values: { 0: 'unknown', 1: 'permanent', 2: 'transient' } },
  diagnosedByUser: { meaning: 'true: diagnosed by a user, false: by the provider of the network' },
  abnormal: { meaning: 'the condition is abnormal' },
  rejectionReason: {
    meaning: 'why a call was rejected',
    values: { 0: 'specific to the user', 1: 'information element missing', 2: 'information element contents insufficient' },
  },
  userDiagnostic: { meaning: 'what a user adds to a rejection, hex' },
  number: { meaning: 'number changed: the new called number, as in that element' },
  diagnosedElements: { meaning: 'names of the elements that are meant' },
  trafficParameters: { meaning: 'names of the traffic parameters that are meant, as in a traffic descriptor' },
  vpci: { meaning: 'VPCI of the channel that is meant' },
  vci: { meaning: 'VCI of the channel that is meant' },
  diagnosedMessage: { meaning: 'name of the message that is meant' },
  timer: { meaning: 'digits of the timer that expired, such as 303' },
};

/** Reads the diagnostics of a cause. Empty where they do not have the form that the cause asks for. */
export function diagnose(cause: number, octets: Uint8Array): Diagnosis {
  const [first = 0] = octets;
  switch (cause) {
    case causeValues['unallocated number']:
    case causeValues['no route to destination']:
    case causeValues['normal call clearing']:
    case causeValues['quality of service unavailable']:
      if (octets.length !== 1) return {};
      return { condition: first & 0x03, diagnosedByUser: (first & 0x08) !== 0, abnormal: (first & 0x04) !== 0 };
    case causeValues['call rejected']:
      return rejection(first, octets.subarray(1));
    case causeValues['number changed']:
      return newNumber(octets);
    case causeValues['user cell rate not available']:
    case causeValues['user cell rate not available (UNI 3.0)']:
      return { trafficParameters: Array.from(octets, (tag) => trafficParameterName(tag) ?? `tag 0x${hexText(Uint8Array.of(tag))}`) };
    case causeValues['access information discarded']:
    case causeValues['incompatible destination']:
    case causeValues['mandatory information element missing']:
    case causeValues['information element not implemented']:
    case causeValues['invalid information element contents']:
      return { diagnosedElements: elementNames(octets) };
    case causeValues['identified channel does not exist']:
      return octets.length === 4 ? channel(octets) : {};
    case causeValues['message type not implemented']:
    case causeValues['message not compatible with call state']:
      return octets.length === 1 ? { diagnosedMessage: messageName(first) ?? `unknown message 0x${hexText(octets)}` } : {};
    case causeValues['recovery on timer expiry']:
      return octets.length === 3 && octets.every(isDigit) ? { timer: asciiText(octets) } : {};
    default:
      return {};
  }
}

function rejection(first: number, rest: Uint8Array): Diagnosis {
  const reason = (first & 0x7c) >> 2;
  const said = { condition: first & 0x03, rejectionReason: reason };
  if (rest.length === 0) return said;
  return reason === 0 ? { ...said, userDiagnostic: hexText(rest) } : { ...said, diagnosedElements: elementNames(rest) };
}

/** The diagnostics are a whole called party number element. */
function newNumber(octets: Uint8Array): Diagnosis {
  if (octets[0] !== elementIds['called party number']) return {};
  const reader = new ContentsReader(octets.subarray(elementHeaderOctets));
  calledPartyNumber.decode(reader);
  const { number } = reader.fields;
  return reader.error === undefined && typeof number === 'string' ? { number } : {};
}

function channel(octets: Uint8Array): Diagnosis {
  const [vpciHigh, vpciLow, vciHigh, vciLow] = octets as unknown as [number, number, number, number];
  return { vpci: (vpciHigh << 8) | vpciLow, vci: (vciHigh << 8) | vciLow };
}

function elementNames(ids: Uint8Array): string[] {
  return Array.from(ids, (id) => elementName(id));
}

function isDigit(octet: number): boolean {
  return octet >= 0x30 && octet <= 0x39;
}
