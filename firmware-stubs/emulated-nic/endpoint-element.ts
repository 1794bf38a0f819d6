import { element } from '../../src/core/signalling/element-codec.ts';
import { endpointReference } from '../../src/core/signalling/elements/endpoint-reference.ts';
import type { SignallingElement } from '../../src/core/signalling/message.ts';

/** The side that sends a message: the root of a call, or the network. */
export type Side = 'user' | 'network';

/** The root allocates the references of the call and of its parties: in messages towards it the flags are 1. */
export function flagOf(sender: Side): 0 | 1 {
  return sender === 'user' ? 0 : 1;
}

/** The element that says which party a message is about. */
export function endpoint(party: { readonly endpointReference: number }, sender: Side): SignallingElement {
  return element(endpointReference, { reference: party.endpointReference, flag: flagOf(sender) });
}
