import type { CallParameters } from '../../src/core/condis/call-parameters.ts';
import { addableParties, type CallProgram } from '../../src/core/scenario/call-program.ts';
import { composeMessage } from '../../src/core/signalling/compose-message.ts';
import { element } from '../../src/core/signalling/element-codec.ts';
import { aalParameters } from '../../src/core/signalling/elements/aal-parameters.ts';
import {
  atmTrafficDescriptor, minimumTrafficDescriptor, type AtmTrafficDescriptor,
} from '../../src/core/signalling/elements/atm-traffic-descriptor.ts';
import { bearerCapability, bearerClasses } from '../../src/core/signalling/elements/bearer-capability.ts';
import { callState } from '../../src/core/signalling/elements/call-state.ts';
import { cause, causeValues } from '../../src/core/signalling/elements/cause.ts';
import { connectionIdentifier } from '../../src/core/signalling/elements/connection-identifier.ts';
import { notificationIndicator } from '../../src/core/signalling/elements/notification-indicator.ts';
import { calledPartyNumber, callingPartyNumber, numberingPlans } from '../../src/core/signalling/elements/party-number.ts';
import { qualityOfService } from '../../src/core/signalling/elements/quality-of-service.ts';
import type { SignallingElement } from '../../src/core/signalling/message.ts';
import { messageTypes, type MessageName } from '../../src/core/signalling/message-types.ts';
import { askedElements, type AskedElements } from './asked-elements.ts';
import { member, nsapDigits } from './call-structures.ts';
import { endpoint, flagOf, type Side } from './endpoint-element.ts';
import { cellPayloadOctets, changedBelow, changedCells, type Rates } from './rates.ts';

/** What a message says about one call. */
export interface CallIdentity {
  /** The network has allocated the call reference. */
  readonly isIncoming: boolean;
  readonly callReference: number;
  readonly vpi: number;
  readonly vci: number;
}

/** SERVICETYPE_BESTEFFORT of qos.h. */
const bestEffort = 1;
/** SERVICETYPE_GUARANTEED. */
const guaranteed = 3;
/** Transfer capabilities (Q.2931 and UNI 4.0), by what the client asks for. */
const capabilities = { constantBitRate: 0x05, realTime: 0x09, notRealTime: 0x0a, availableBitRate: 0x0c } as const;
/** ATM_SERVICE_CATEGORY (atm.h). */
const categories = { variable: 2, available: 8 } as const;
/** Location in a cause: the user, and the public network that serves it. */
export const locations = { user: 0, network: 2 } as const;
/** A traffic descriptor is not the last element of a message: dissectors read an octet past it. */
const noNotification = '0000';
const normalClearing = causeValues['normal call clearing'];
const largestRate = 0xffffff;
const largestSdu = 0xffff;

/** The Q.2931 messages of a call, as octets. Those of a point-to-multipoint call say that they are about the initial party, too. */
export class CallMessages {
  readonly #setupElements: readonly SignallingElement[];
  /** The endpoint reference of the initial party towards the root. */
  readonly #answering: readonly SignallingElement[];
  readonly #asked: AtmTrafficDescriptor;

  constructor(program: CallProgram) {
    const isMultipoint = addableParties(program) !== undefined;
    this.#asked = trafficDescriptor(program);
    this.#setupElements = [...setupElements(program, this.#asked), ...(isMultipoint ? [endpoint(initialParty, 'user')] : [])];
    this.#answering = isMultipoint ? [endpoint(initialParty, 'network')] : [];
  }

  setup(call: CallIdentity): Uint8Array {
    return message('SETUP', call, 0, this.#setupElements);
  }

  callProceeding(call: CallIdentity): Uint8Array {
    return message('CALL PROCEEDING', call, 1, [connection(call), ...this.#answering]);
  }

  connect(call: CallIdentity): Uint8Array {
    return message('CONNECT', call, 1, [connection(call), ...this.#answering]);
  }

  /** The network acknowledges the CONNECT of the call manager. */
  networkAcknowledge(call: CallIdentity): Uint8Array {
    return message('CONNECT ACKNOWLEDGE', call, 1, []);
  }

  /** The network calls, on a connection that it has chosen. */
  networkSetup(call: CallIdentity): Uint8Array {
    return message('SETUP', call, 1, [...this.#setupElements, connection(call)].toSorted((a, b) => a.id - b.id));
  }

  /** The call manager answers that. */
  userProceeding(call: CallIdentity): Uint8Array {
    return message('CALL PROCEEDING', call, 0, [connection(call)]);
  }

  /** The client has taken the call, with the rates that are in force. */
  userConnect(call: CallIdentity, taken: Rates): Uint8Array {
    return message('CONNECT', call, 0, taken === 'all' ? [] : [this.#traffic(taken), connection(call)]);
  }

  connectAcknowledge(call: CallIdentity): Uint8Array {
    return message('CONNECT ACKNOWLEDGE', call, 0, []);
  }

  /** The network grants less than was asked for. */
  connectLowered(call: CallIdentity, granted: Rates): Uint8Array {
    return message('CONNECT', call, 1, [this.#traffic(granted), connection(call), ...this.#answering]);
  }

  /** The call manager releases the call. */
  release(call: CallIdentity, value: number = normalClearing): Uint8Array {
    return message('RELEASE', call, 0, [causeOf(locations.user, value)]);
  }

  /** The network answers RELEASE, or rejects the call. */
  releaseComplete(call: CallIdentity, value: number = normalClearing): Uint8Array {
    return message('RELEASE COMPLETE', call, 1, [causeOf(locations.network, value)]);
  }

  /** The network releases the call. */
  networkRelease(call: CallIdentity, value: number): Uint8Array {
    return message('RELEASE', call, 1, [causeOf(locations.network, value)]);
  }

  /** The call manager answers that. */
  releaseCompleted(call: CallIdentity): Uint8Array {
    return message('RELEASE COMPLETE', call, 0, [causeOf(locations.user, normalClearing)]);
  }

  /** The call manager does not expect a message in the state that the call is in; the state does not change. */
  status(call: CallIdentity, state: number, type: number): Uint8Array {
    return message('STATUS', call, 0, [element(callState, { state }), notExpected(type)]);
  }

  /** One side asks for other rates, and for no less than some. */
  modifyRequest(call: CallIdentity, sender: Side, wanted: Rates, least: Rates): Uint8Array {
    const floor = element(minimumTrafficDescriptor, changed(this.#asked, least));
    return message('MODIFY REQUEST', call, flagOf(sender), [this.#traffic(wanted), floor]);
  }

  modifyReject(call: CallIdentity, sender: Side): Uint8Array {
    return message('MODIFY REJECT', call, flagOf(sender), [causeOf(locations[sender], causeValues['user cell rate not available'])]);
  }

  /** With rates: those that were granted are not those that were asked for. */
  modifyAcknowledge(call: CallIdentity, sender: Side, granted?: Rates): Uint8Array {
    const last = element(notificationIndicator, { notification: noNotification });
    const elements = granted === undefined ? [] : [this.#traffic(granted), last];
    return message('MODIFY ACKNOWLEDGE', call, flagOf(sender), elements);
  }

  #traffic(rates: Rates): SignallingElement {
    return element(atmTrafficDescriptor, changed(this.#asked, rates));
  }
}

/** Rates of a descriptor that are never above the peak rates. */
const below = [
  'forwardSustainableCellRateClp01', 'backwardSustainableCellRateClp01', 'forwardMinimumCellRateClp01', 'backwardMinimumCellRateClp01',
] as const;

function changed(asked: AtmTrafficDescriptor, rates: Rates): AtmTrafficDescriptor {
  const given = below.filter((name) => asked[name] !== undefined);
  return {
    ...asked,
    ...Object.fromEntries(given.map((name) => [name, changedBelow(rates, asked[name] ?? 0)])),
    forwardPeakCellRateClp01: changedCells(rates, asked.forwardPeakCellRateClp01 ?? 0),
    backwardPeakCellRateClp01: changedCells(rates, asked.backwardPeakCellRateClp01 ?? 0),
  };
}

/**
 * `sender` is 0 for the system under test, 1 for the network. The flag of the call reference is 0 from the side that allocated it, 1
 * towards it.
 */
export function message(name: MessageName, call: CallIdentity, sender: 0 | 1, elements: readonly SignallingElement[]): Uint8Array {
  const callReferenceFlag = call.isIncoming ? (sender === 0 ? 1 : 0) : sender;
  return composeMessage({ messageType: messageTypes[name], callReference: call.callReference, callReferenceFlag, elements });
}

function connection({ vpi, vci }: CallIdentity): SignallingElement {
  return element(connectionIdentifier, { vpci: vpi, vci });
}

/** Cause 101, with the type of the message. */
export function notExpected(type: number): SignallingElement {
  const diagnostics = type.toString(16).padStart(2, '0');
  return element(cause, { location: locations.user, cause: causeValues['message not compatible with call state'], diagnostics });
}

function causeOf(location: number, value: number): SignallingElement {
  return element(cause, { location, cause: value });
}

function trafficDescriptor({ callParameters }: CallProgram): AtmTrafficDescriptor {
  const manager = member(callParameters, 'CallMgrParameters');
  const transmit = member(manager, 'Transmit');
  return {
    forwardPeakCellRateClp01: cellRate(transmit),
    backwardPeakCellRateClp01: cellRate(member(manager, 'Receive')),
    ...flowRates(callParameters, 'Transmit', 'forward'),
    ...flowRates(callParameters, 'Receive', 'backward'),
    bestEffort: isBestEffort(transmit),
  };
}

/** ATM_FLOW_PARAMETERS of a direction. */
function flowOf(callParameters: CallParameters, side: 'Transmit' | 'Receive'): CallParameters | undefined {
  return member(member(member(member(callParameters, 'MediaParameters'), 'MediaSpecific'), 'Parameters'), side);
}

/** What a direction asks for beside its peak rate. */
function flowRates(callParameters: CallParameters, side: 'Transmit' | 'Receive', prefix: 'forward' | 'backward'): AtmTrafficDescriptor {
  const { AverageCellRate, BurstLengthCells, MinimumCellRate } = flowOf(callParameters, side) ?? {};
  return {
    ...(typeof AverageCellRate === 'number' && { [`${prefix}SustainableCellRateClp01`]: AverageCellRate }),
    ...(typeof MinimumCellRate === 'number' && { [`${prefix}MinimumCellRateClp01`]: MinimumCellRate }),
    ...(typeof BurstLengthCells === 'number' && { [`${prefix}MaximumBurstSizeClp01`]: BurstLengthCells }),
  };
}

/** A service type says whether a variable bit rate has to be in time: ATM_SERVICE_CATEGORY does not. */
function capabilityOf({ callParameters }: CallProgram): number {
  const category = flowOf(callParameters, 'Transmit')?.['ServiceCategory'];
  if (category === categories.available) return capabilities.availableBitRate;
  if (category !== categories.variable) return capabilities.constantBitRate;
  const isInTime = member(member(callParameters, 'CallMgrParameters'), 'Transmit')?.['ServiceType'] === guaranteed;
  return isInTime ? capabilities.realTime : capabilities.notRealTime;
}

function isBestEffort(transmit: CallParameters | undefined): boolean {
  return (transmit?.['ServiceType'] ?? bestEffort) === bestEffort;
}

/** What the client passes as elements of its own goes before what the call manager would choose. */
function setupElements(program: CallProgram, asked: AtmTrafficDescriptor): SignallingElement[] {
  const given = askedElements(program);
  return [
    ...adaptationLayer(program, given),
    element(atmTrafficDescriptor, asked),
    ...given.or('BroadbandBearerCapability', () => element(bearerCapability, {
      bearerClass: bearerClasses['BCOB-X'],
      ...(asked.bestEffort === true ? {} : { transferCapability: capabilityOf(program) }),
      susceptibleToClipping: false,
      pointToMultipoint: addableParties(program) !== undefined,
    })),
    ...given.or('BHLI'),
    ...given.or('BLLI'),
    element(calledPartyNumber, partyNumber(program.addresses.called)),
    ...given.or('CalledPartySubaddress'),
    ...callingParty(program),
    ...given.or('CallingPartySubaddress'),
    ...given.or('QOSClass', () => element(qualityOfService, { forwardQosClass: 0, backwardQosClass: 0 })),
  ];
}

/** The number of the caller, where it gives one. */
export function callingParty({ addresses: { calling } }: CallProgram): SignallingElement[] {
  return calling === undefined ? [] : [element(callingPartyNumber, { ...partyNumber(calling), presentation: 0, screening: 0 })];
}

/** The AAL parameters that the client asks for; AAL0 has none. */
export function adaptationLayer({ callParameters }: CallProgram, given: AskedElements): SignallingElement[] {
  const manager = member(callParameters, 'CallMgrParameters');
  return given.or('AALParameters', () => element(aalParameters, {
    type: 5,
    forwardMaximumCpcsSduSize: number(member(manager, 'Transmit'), 'MaxSduSize', largestSdu),
    backwardMaximumCpcsSduSize: number(member(manager, 'Receive'), 'MaxSduSize', largestSdu),
    sscsType: 0,
  }));
}

function cellRate(flowspec: CallParameters | undefined): number {
  return Math.min(largestRate, Math.ceil(number(flowspec, 'PeakBandwidth', 0xffffffff) / cellPayloadOctets));
}

function number(object: CallParameters | undefined, field: string, largest: number): number {
  const value = object?.[field];
  return typeof value === 'number' ? Math.min(value, largest) : largest;
}

/** Its endpoint reference. */
const initialParty = { endpointReference: 0 };

/** Type of number: international for E.164, unknown for an ATM end system address. */
const numberTypes = { unknown: 0, international: 1 } as const;

/** 40 hex digits are an ATM end system address, anything else is an E.164 number. */
export function partyNumber(digits: string): { numberType: number; numberingPlan: number; number: string } {
  return digits.length === nsapDigits
    ? { numberType: numberTypes.unknown, numberingPlan: numberingPlans.nsap, number: digits }
    : { numberType: numberTypes.international, numberingPlan: numberingPlans.e164, number: digits };
}
