import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const sendsBeforeCallConnected: FaultSpec = {
  name: 'sends-before-call-connected',
  topology: ['cm', 'mcm'],
  requirement: ['IC-15', 'MC-07'],
  scenario: 'incoming-pended',
  summary: 'The client sends on a call that it has taken without waiting for ProtocolClCallConnected.',

  standInFront({ client }) {
    standInFront(client.incoming, 'answer', (correct) => function* (thread, call) {
      const status = yield* correct(thread, call);
      if (status === success) yield* client.sendList(thread, call, false);
      return status;
    });
  },
};
