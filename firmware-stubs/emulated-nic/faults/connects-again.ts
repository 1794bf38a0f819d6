import { messageTypes } from '../../../src/core/signalling/message-types.ts';
import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const connectsAgain: FaultSpec = {
  name: 'connects-again',
  topology: ['cm', 'mcm'],
  requirement: ['CC-02', 'MM-02'],
  scenario: 'repeated-messages',
  summary: 'The call manager takes a second CONNECT of a call for a first one: it activates the VC and completes NdisClMakeCall again.',

  standInFront({ callManager }) {
    standInFront(callManager, 'repeated', (correct) => function* (thread, call, message) {
      if (message.type === messageTypes.CONNECT) callManager.endSignalling(thread, call, success);
      else yield* correct(thread, call, message);
    });
  },
};
