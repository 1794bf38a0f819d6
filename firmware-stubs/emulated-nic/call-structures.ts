import {
  callParametersChanged, connectionIdField, encodeCallParameters, findAddress, findFieldOf, permanentVc, type CallParameters,
} from '../../src/core/condis/call-parameters.ts';
import {
  aalTypes, callManagerParametersOctets, infoElementFields, informationElementsIn,
} from '../../src/core/condis/information-elements.ts';
import { atmAddressOf } from '../../src/core/scenario/call-parameters-of.ts';
import { addableParties, type CallProgram } from '../../src/core/scenario/call-program.ts';
import type { Course, CourseName } from '../../src/core/scenario/course.ts';
import type { Party } from './party.ts';
import { withRates, type Rates } from './rates.ts';

/** ParamType and length in octets of an ATM_MEDIA_PARAMETERS (atm.h; natural alignment). */
const atmMediaSpecific = 1;
const atmMediaParametersOctets = 152;

/** TRANSMIT_VC and RECEIVE_VC of CO_MEDIA_PARAMETERS. */
const transmitAndReceive = 0x4 | 0x8;

/** Octets of CO_CALL_PARAMETERS with all that it points to: what a driver allocates for one. */
export const callParametersOctets = 512;

/** Hex digits of an ATM end system address; an E.164 number has less. */
export const nsapDigits = 40;


/** What the parameters of a call depend on. */
export interface ParameterisedCall {
  readonly course: Course;
  /** Address of the client's CO_CALL_PARAMETERS. */
  readonly parametersAddress: number;
  readonly vpi: number;
  readonly vci: number;
  readonly permanentVc: { readonly vpi: number; readonly vci: number } | undefined;
  /** The rates in force, and those that the client asked for last. */
  readonly rates: Rates;
  readonly wantedRates: Rates;
}

/** Courses in which the client answers an offer with other parameters. */
export const changingOffer: ReadonlySet<CourseName> = new Set(['incomingParametersChanged', 'incomingChangesRefused']);

/** Makes the words of a CO_CALL_PARAMETERS for one event. */
export type ParametersSource = () => Int32Array;

/**
 * The CO_CALL_PARAMETERS of a call at three moments. They differ from call to call only in their address and in the connection
 * identifier, so each is encoded once and these words are set for the call at hand.
 */
export class CallStructures {
  readonly #given: Template;
  readonly #invalid: Template;
  /** A permanent VC to the called address is asked for. */
  readonly #permanent: Template;
  readonly #activation: ByRates;
  readonly #negotiated: ByRates;
  /** What is in force after a request for a change, where it is not what was asked for. */
  readonly #changed: ByRates;
  readonly #signalling: Template;
  /** By the number of the party. */
  readonly #added = new Map<string, Template>();

  constructor(program: CallProgram) {
    const given = withMediaParameters(program.callParameters, program.callParameters['MediaParameters'] !== null);
    const activation = withMediaParameters(program.callParameters, true);
    const flags = Number(program.callParameters['Flags'] ?? 0);
    this.#given = new Template(given);
    this.#invalid = new Template(withoutCalledParty(given));
    this.#permanent = new Template({ ...given, Flags: flags | permanentVc, MediaParameters: null });
    this.#activation = new ByRates({ ...activation, Flags: 0 });
    // What the client names itself is given back as it was.
    this.#negotiated = new ByRates({ ...activation, Flags: program.permanentVc?.isNamed === true ? flags : flags | callParametersChanged });
    this.#changed = new ByRates({ ...activation, Flags: callParametersChanged });
    this.#signalling = new Template(signallingParameters);
    for (const called of addableParties(program) ?? []) this.#added.set(called, new Template(withCalled(given, called)));
  }

  /** What the client passes to NdisClMakeCall: the network has yet to choose the connection identifier, unless the VC is permanent. */
  given({ parametersAddress, course, permanentVc }: ParameterisedCall): Int32Array {
    const { name } = course;
    const template = name === 'invalidParameters' ? this.#invalid : name === 'noPermanentVc' ? this.#permanent : this.#given;
    return template.of(parametersAddress, permanentVc?.vpi ?? 0, permanentVc?.vci ?? 0);
  }

  /** What the call manager passes to Ndis[M]CmActivateVc, in a buffer of its own: with the rates in force, or with others. */
  activation(address: number, call: ParameterisedCall, rates: Rates = call.rates): Int32Array {
    return this.#activation.with(rates).of(address, call.vpi, call.vci);
  }

  /** The client's buffer as the call manager gives it back, the outcome of the negotiation in it. */
  negotiated({ parametersAddress, vpi, vci, rates }: ParameterisedCall): Int32Array {
    return this.#negotiated.with(rates).of(parametersAddress, vpi, vci);
  }

  /** What the call manager offers of a call that the network makes, in a buffer of its own. */
  offered(call: ParameterisedCall): Int32Array {
    return this.activation(call.parametersAddress, call, 'all');
  }

  /** The same as the client gives it back: with half of the rates and the flag that says so, where that is what it wants. */
  answered(call: ParameterisedCall): Int32Array {
    const { course: { name }, parametersAddress, vpi, vci } = call;
    return changingOffer.has(name) ? this.#negotiated.with('half').of(parametersAddress, vpi, vci) : this.offered(call);
  }

  /** What the client passes to NdisClModifyCallQoS. */
  requested(call: ParameterisedCall): Int32Array {
    return this.activation(call.parametersAddress, call, call.wantedRates);
  }

  /** What it gets back: what is in force, marked where it is not what was asked for. */
  inForce({ parametersAddress, vpi, vci, rates, wantedRates }: ParameterisedCall): Int32Array {
    return (rates === wantedRates ? this.#activation : this.#changed).with(rates).of(parametersAddress, vpi, vci);
  }

  /** What the client passes to NdisClAddParty, in a buffer of its own: the parameters of the call, for another called party. */
  added(party: Party): Int32Array {
    return (this.#added.get(party.program?.called ?? '') ?? this.#given).of(party.parametersAddress, 0, 0);
  }

  /** For the activation of the signalling VC: VPI 0, VCI 5. */
  signalling(address: number): Int32Array {
    return this.#signalling.of(address, 0, 5);
  }
}

/** The same parameters with any rates. */
class ByRates {
  readonly #parameters: CallParameters;
  readonly #templates = new Map<Rates, Template>();

  constructor(parameters: CallParameters) {
    this.#parameters = parameters;
  }

  with(rates: Rates): Template {
    let template = this.#templates.get(rates);
    if (template === undefined) this.#templates.set(rates, (template = new Template(withRates(this.#parameters, rates))));
    return template;
  }
}

class Template {
  readonly #words: Int32Array;
  readonly #address: number;
  readonly #vpi: number;
  readonly #vci: number;

  constructor(parameters: CallParameters) {
    const words = encodeCallParameters({ ...parameters, address: '0x1' });
    this.#words = words;
    this.#address = findAddress(words, 0, words.length);
    this.#vpi = findFieldOf(words, 0, words.length, connectionIdField.group, connectionIdField.vpi);
    this.#vci = findFieldOf(words, 0, words.length, connectionIdField.group, connectionIdField.vci);
  }

  /** Valid until the next call. */
  of(address: number, vpi: number, vci: number): Int32Array {
    const words = this.#words;
    words[this.#address] = address | 0;
    words[this.#address + 1] = Math.floor(address / 0x1_0000_0000);
    if (this.#vpi >= 0) words[this.#vpi] = vpi;
    if (this.#vci >= 0) words[this.#vci] = vci;
    return words;
  }
}

/** Completes MediaParameters as memory does, where a structure has all its fields; builds them where only the call manager has any. */
function withMediaParameters(parameters: CallParameters, present: boolean): CallParameters {
  if (!present) return parameters;
  const media = member(parameters, 'MediaParameters') ?? { Flags: transmitAndReceive, ReceivePriority: 0, ReceiveSizeHint: 0 };
  const specific = member(media, 'MediaSpecific') ?? { ParamType: atmMediaSpecific, Length: atmMediaParametersOctets };
  const atm = member(specific, 'Parameters') ?? { AALType: aalTypeOf(parameters) };
  const ConnectionId = { Vpi: 0, Vci: 0 };
  return { ...parameters, MediaParameters: { ...media, MediaSpecific: { ...specific, Parameters: { ...atm, ConnectionId } } } };
}

/** The adaptation layer that the client asks for; AAL5 where it asks for none. */
function aalTypeOf(parameters: CallParameters): number {
  const asked = informationElementsIn(parameters).find(({ type }) => type === 'AALParameters');
  return Number(asked?.fields['AALType'] ?? aalTypes.AAL5);
}

function withCalled(parameters: CallParameters, digits: string): CallParameters {
  const address = atmAddressOf({ plan: digits.length === nsapDigits ? 'nsap' : 'e164', digits });
  return withoutCalledSubaddress(withCalledParty(parameters, address));
}

/** A called subaddress is that of the party called first. */
function withoutCalledSubaddress(parameters: CallParameters): CallParameters {
  const elements = informationElementsIn(parameters);
  const others = elements.filter(({ type }) => type !== 'CalledPartySubaddress');
  if (others.length === elements.length) return parameters;
  const manager = member(parameters, 'CallMgrParameters');
  const specific = member(manager, 'CallMgrSpecific');
  const { InfoElements: _, ...q2931 } = member(specific, 'Parameters') ?? {};
  const Parameters = { ...q2931, ...infoElementFields(others) };
  const CallMgrSpecific = { ...specific, Length: callManagerParametersOctets(others), Parameters };
  return { ...parameters, CallMgrParameters: { ...manager, CallMgrSpecific } };
}

/** A called address without digits: nobody can be called with it. */
function withoutCalledParty(parameters: CallParameters): CallParameters {
  const q2931 = member(member(member(parameters, 'CallMgrParameters'), 'CallMgrSpecific'), 'Parameters');
  return withCalledParty(parameters, { ...member(q2931, 'CalledParty'), NumberOfDigits: 0, Address: '' });
}

function withCalledParty(parameters: CallParameters, CalledParty: CallParameters): CallParameters {
  const manager = member(parameters, 'CallMgrParameters');
  const specific = member(manager, 'CallMgrSpecific');
  const q2931 = member(specific, 'Parameters');
  return { ...parameters, CallMgrParameters: { ...manager, CallMgrSpecific: { ...specific, Parameters: { ...q2931, CalledParty } } } };
}

/** The object under a key, or `undefined` where there is none, NULL included. */
export function member(object: CallParameters | undefined, key: string): CallParameters | undefined {
  const value = object?.[key];
  return typeof value === 'object' && value !== null ? (value as CallParameters) : undefined;
}

const signallingFlow = { ServiceCategory: 4, PeakCellRate: 353207, MaxSduSize: 4096 };

const signallingParameters: CallParameters = {
  Flags: 0,
  CallMgrParameters: null,
  MediaParameters: {
    Flags: transmitAndReceive,
    ReceivePriority: 0,
    ReceiveSizeHint: 4096,
    MediaSpecific: {
      ParamType: atmMediaSpecific,
      Length: atmMediaParametersOctets,
      Parameters: { AALType: aalTypes.AAL5, ConnectionId: { Vpi: 0, Vci: 5 }, Transmit: signallingFlow, Receive: signallingFlow },
    },
  },
};
