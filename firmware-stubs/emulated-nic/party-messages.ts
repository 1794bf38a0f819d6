import type { CallProgram } from '../../src/core/scenario/call-program.ts';
import { element } from '../../src/core/signalling/element-codec.ts';
import { callState } from '../../src/core/signalling/elements/call-state.ts';
import { cause, causeValues } from '../../src/core/signalling/elements/cause.ts';
import { endpointState } from '../../src/core/signalling/elements/endpoint-state.ts';
import { calledPartyNumber } from '../../src/core/signalling/elements/party-number.ts';
import type { SignallingElement } from '../../src/core/signalling/message.ts';
import { askedElements } from './asked-elements.ts';
import { adaptationLayer, callingParty, locations, message, notExpected, partyNumber, type CallIdentity } from './call-messages.ts';
import { endpoint, flagOf, type Side } from './endpoint-element.ts';

/** What a message says about one party. */
export interface PartyIdentity {
  readonly endpointReference: number;
  readonly program: { readonly called: string; readonly cause?: number } | undefined;
}

/** The Q.2971 messages about the parties of a call, as octets. */
export class PartyMessages {
  /** Elements of ADD PARTY before and after the called number. A called subaddress is that of the initial party alone. */
  readonly #layers: readonly SignallingElement[];
  readonly #caller: readonly SignallingElement[];

  constructor(program: CallProgram) {
    const given = askedElements(program);
    this.#layers = [...adaptationLayer(program, given), ...given.or('BHLI'), ...given.or('BLLI')];
    this.#caller = [...callingParty(program), ...given.or('CallingPartySubaddress')];
  }

  addParty(call: CallIdentity, party: PartyIdentity): Uint8Array {
    const called = element(calledPartyNumber, partyNumber(party.program?.called ?? ''));
    return message('ADD PARTY', call, 0, [...this.#layers, called, ...this.#caller, endpoint(party, 'user')]);
  }

  addPartyAcknowledge(call: CallIdentity, party: PartyIdentity): Uint8Array {
    return message('ADD PARTY ACKNOWLEDGE', call, 1, [endpoint(party, 'network')]);
  }

  addPartyReject(call: CallIdentity, party: PartyIdentity): Uint8Array {
    const why = element(cause, { location: locations.network, cause: party.program?.cause ?? causeValues['resources unavailable'] });
    return message('ADD PARTY REJECT', call, 1, [why, endpoint(party, 'network')]);
  }

  dropParty(call: CallIdentity, party: PartyIdentity, sender: Side): Uint8Array {
    return message('DROP PARTY', call, flagOf(sender), [clearing(sender), endpoint(party, sender)]);
  }

  /** The call manager does not expect a message about a party. */
  status(call: CallIdentity, party: PartyIdentity, state: number, partyState: number, type: number): Uint8Array {
    const states = [element(callState, { state }), endpoint(party, 'user'), element(endpointState, { state: partyState })];
    return message('STATUS', call, 0, [notExpected(type), ...states]);
  }

  dropPartyAcknowledge(call: CallIdentity, party: PartyIdentity, sender: Side): Uint8Array {
    return message('DROP PARTY ACKNOWLEDGE', call, flagOf(sender), [endpoint(party, sender)]);
  }
}

function clearing(sender: Side): SignallingElement {
  return element(cause, { location: locations[sender], cause: causeValues['normal call clearing'] });
}
