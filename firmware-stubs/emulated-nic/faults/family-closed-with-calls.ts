import { standInFront, type FaultSpec } from './fault.ts';

export const familyClosedWithCalls: FaultSpec = {
  name: 'family-closed-with-calls',
  topology: ['cm', 'mcm'],
  requirement: ['AF-09'],
  scenario: 'unbind-with-calls',
  summary: 'The client closes its address family while it still has calls.',

  standInFront({ client }) {
    standInFront(client, 'awaitEnd', () => function* (thread) {
      if (thread.step()) yield;
    });
  },
};
