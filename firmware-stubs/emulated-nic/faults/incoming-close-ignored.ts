import { standInFront, type FaultSpec } from './fault.ts';

export const incomingCloseIgnored: FaultSpec = {
  name: 'incoming-close-ignored',
  topology: ['cm', 'mcm'],
  requirement: ['IX-07'],
  scenario: 'network-closes',
  summary: 'The client is told that the network has closed the call and does not call NdisClCloseCall.',

  standInFront({ client }) {
    standInFront(client.incoming, 'followClose', () => function* (thread) {
      if (thread.step()) yield;
    });
  },
};
