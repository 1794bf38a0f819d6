import { standInFront, type FaultSpec } from './fault.ts';

export const sendsBeforeConnected: FaultSpec = {
  name: 'sends-before-connected',
  topology: ['cm', 'mcm'],
  requirement: ['CC-19', 'MM-08'],
  scenario: 'outgoing-call',
  summary: 'The client sends on the VC while its NdisClMakeCall is still pending.',

  standInFront({ client }) {
    standInFront(client, 'awaitCall', (correct) => function* (thread, call) {
      yield* client.sendList(thread, call, false);
      return yield* correct(thread, call);
    });
  },
};
