import type { PartyProgram } from '../../src/core/scenario/call-program.ts';
import { Completion } from './completion.ts';

/** What becomes of a party that is added. */
export interface PartyFate extends PartyProgram {
  /** Why the network rejects it. */
  readonly cause?: number;
}

/** One party of a multipoint call. What a driver may know of it, it was told through a call or a message. */
export class Party {
  /** Its endpoint reference: 0 for the initial party, which joins with the call, then counted on. */
  readonly endpointReference: number;
  /** What becomes of a party that is added; of the initial party `undefined`. */
  readonly program: PartyFate | undefined;
  /** NDIS's handle; 0 as long as it has none. */
  handle = 0;
  /** ProtocolPartyContext and CallMgrPartyContext, as NDIS was given them: 0 is NULL. */
  clientContext = 0;
  callManagerContext = 0;
  /** The memory behind them, as long as its owner has not given it back: 0 is none. */
  clientMemory = 0;
  callManagerMemory = 0;
  /** Address of the client's CO_CALL_PARAMETERS for NdisClAddParty. */
  parametersAddress = 0;
  /** The network answered ADD PARTY, and DROP PARTY. */
  readonly answered = new Completion();
  readonly cleared = new Completion();
  /** The client learnt the outcome of NdisClAddParty, that the party has left by itself, and the outcome of NdisClDropParty. */
  readonly added = new Completion();
  readonly left = new Completion();
  readonly dropped = new Completion();
  /** It has left by itself, as a DROP PARTY of the network told the call manager. */
  hasLeft = false;
  /** The network does not answer DROP PARTY. */
  isDropUnanswered: boolean;
  /** Its handle may come again. */
  isForgotten = false;

  constructor(endpointReference: number, program: PartyFate | undefined) {
    this.endpointReference = endpointReference;
    this.program = program;
    this.isDropUnanswered = program?.droppedBy === 'unanswered';
  }
}
