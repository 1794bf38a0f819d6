import { standInFront, type FaultSpec } from './fault.ts';

export const sapNotDeregistered: FaultSpec = {
  name: 'sap-not-deregistered',
  topology: ['cm', 'mcm'],
  requirement: ['AF-09'],
  scenario: 'incoming-call',
  summary: 'The client closes its address family and has not deregistered its SAP.',

  standInFront({ client }) {
    standInFront(client.saps, 'deregisterAll', () => function* (thread) {
      if (thread.step()) yield;
    });
  },
};
