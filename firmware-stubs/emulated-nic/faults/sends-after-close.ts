import { standInFront, type FaultSpec } from './fault.ts';

export const sendsAfterClose: FaultSpec = {
  name: 'sends-after-close',
  topology: ['cm', 'mcm'],
  requirement: ['MC-07', 'CL-17', 'SD-01'],
  scenario: 'outgoing-call',
  summary: 'The client sends on the VC of a call that it has closed.',

  standInFront({ client }) {
    standInFront(client, 'awaitClose', (correct) => function* (thread, call) {
      const status = yield* correct(thread, call);
      yield* client.sendList(thread, call, false);
      yield* client.exchangeData(thread, call, 0);
      return status;
    });
  },
};
