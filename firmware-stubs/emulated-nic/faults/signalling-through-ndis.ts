import { messageTypes } from '../../../src/core/signalling/message-types.ts';
import type { Act } from '../act.ts';
import { HandlePool } from '../handle-pool.ts';
import type { ListOwner } from '../net-buffer-list.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const signallingThroughNdis: FaultSpec = {
  name: 'signalling-through-ndis',
  topology: ['mcm'],
  requirement: ['MC-16', 'MC-17'],
  scenario: 'outgoing-call',
  summary: 'The miniport call manager sends SETUP with NdisCoSendNetBufferLists in place of putting it on the network itself.',

  standInFront({ callManager, ndis, network }) {
    const owner = new MessageSender(callManager.role);
    standInFront(network, 'carry', (correct) => function* (thread, call, message, list) {
      if (list !== 0 || message.type !== messageTypes.SETUP) return yield* correct(thread, call, message, list);
      const handle = owner.sendLists.take();
      yield* ndis.lists.NdisCoSendNetBufferLists(thread, { handle, vc: call.vc, call, lane: call.lane, owner, message });
    });
  },
};

/** The miniport call manager as a sender. It has no protocol handlers, so nobody tells it that a list is back. */
class MessageSender implements ListOwner {
  readonly role: number;
  readonly sendLists = new HandlePool(0x5c00_0000, 0x40);

  constructor(role: number) {
    this.role = role;
  }

  *ProtocolCoSendNetBufferListsComplete(): Act {}

  *ProtocolCoReceiveNetBufferLists(): Act {}
}
