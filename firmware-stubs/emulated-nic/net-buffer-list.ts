import type { Act } from './act.ts';
import type { Call, Lane, Vc } from './call.ts';
import type { HandlePool } from './handle-pool.ts';
import type { Party } from './party.ts';
import type { Thread } from './thread.ts';

/** A NET_BUFFER_LIST on its way down or up. */
export interface NetBufferList {
  readonly handle: number;
  /** The VC it is sent on or was received on. */
  readonly vc: Vc;
  readonly call: Call;
  /** The lane of the call; on the signalling VC not that of the VC. */
  readonly lane: Lane;
  /** The protocol driver that sends or receives it. */
  readonly owner: ListOwner;
  /** The signalling message in it; absent: user data. */
  readonly message?: SignallingOctets;
  /** Whether the called party answers these data. */
  readonly isAnswered?: boolean;
}

/** A protocol driver's handlers for net buffer lists. */
export interface ListOwner {
  readonly role: number;
  /** Where its sent lists come from and go back to. */
  readonly sendLists: HandlePool;
  /** `status` is what the miniport wrote into the list. */
  ProtocolCoSendNetBufferListsComplete(thread: Thread, list: NetBufferList, status: number): Act;
  ProtocolCoReceiveNetBufferLists(thread: Thread, list: NetBufferList): Act;
}

/** A Q.2931 message with its type, so that nobody in the model has to read its octets again. */
export interface SignallingOctets {
  readonly type: number;
  readonly octets: Uint8Array;
  /** The party that it is about, where it is about one alone. */
  readonly party?: Party;
}
