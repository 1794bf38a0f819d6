import { standInFront, type FaultSpec } from './fault.ts';

export const sendsAfterIncomingClose: FaultSpec = {
  name: 'sends-after-incoming-close',
  topology: ['cm', 'mcm'],
  requirement: ['IX-05', 'MC-07'],
  scenario: 'network-closes',
  summary: 'The client sends once more on a call that the network has closed before it closes the call itself.',

  standInFront({ client }) {
    standInFront(client.incoming, 'followClose', (correct) => function* (thread, call) {
      yield* client.sendList(thread, call, false);
      yield* client.exchangeData(thread, call, 0);
      yield* correct(thread, call);
    });
  },
};
