import { messageTypes } from '../../../src/core/signalling/message-types.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const setupAroundNdis: FaultSpec = {
  name: 'setup-around-ndis',
  topology: ['cm'],
  requirement: ['MC-15'],
  scenario: 'outgoing-call',
  summary: 'The stand-alone call manager hands SETUP to the NIC itself in place of sending it with NdisCoSendNetBufferLists.',

  standInFront({ ndis, network }) {
    standInFront(ndis.lists, 'NdisCoSendNetBufferLists', (correct) => function* (thread, list) {
      if (list.message?.type !== messageTypes.SETUP) return yield* correct(thread, list);
      yield* network.carry(thread, list.call, list.message, 0);
    });
  },
};
