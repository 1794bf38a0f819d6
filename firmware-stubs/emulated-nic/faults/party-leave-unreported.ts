import { messageTypes } from '../../../src/core/signalling/message-types.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const partyLeaveUnreported: FaultSpec = {
  name: 'party-leave-unreported',
  topology: ['cm', 'mcm'],
  requirement: ['MP-24'],
  scenario: 'multipoint-party-leaves',
  summary: 'The call manager takes note of a party that the network drops and does not tell the client.',

  standInFront({ callManager }) {
    standInFront(callManager.parties, 'received', (correct) => function* (thread, call, party, type) {
      if (type !== messageTypes['DROP PARTY']) yield* correct(thread, call, party, type);
    });
  },
};
