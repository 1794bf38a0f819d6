import { pending } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const connectedBeforeAnswer: FaultSpec = {
  name: 'connected-before-answer',
  topology: ['cm', 'mcm'],
  requirement: ['IC-12'],
  scenario: 'incoming-pended',
  summary: 'The call manager reports a call that came in as connected while the client has yet to answer it.',

  standInFront({ ndis }) {
    standInFront(ndis.incomingCalls, 'dispatchIncomingCall', (correct) => function* (thread, call, sap) {
      const status = yield* correct(thread, call, sap);
      if (status === pending) yield* ndis.incomingCalls.dispatchCallConnected(thread, call);
      return status;
    });
  },
};
