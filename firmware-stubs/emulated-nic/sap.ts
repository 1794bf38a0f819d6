import type { AddressFamily } from './address-family.ts';
import type { Completion } from './completion.ts';

/** A SAP that a client registers: calls for its address are for that client. */
export interface Sap {
  readonly handle: number;
  readonly family: AddressFamily;
  /** Digits of E.164, or 40 hex digits of an ATM end system address. */
  readonly address: string;
  readonly clientContext: number;
  callManagerContext: number;
  /** The client learnt the outcome of registering and of deregistering it. */
  readonly registered: Completion;
  readonly deregistered: Completion;
}
