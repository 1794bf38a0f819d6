import { standInFront, type FaultSpec } from './fault.ts';

/** Needs a registration that pends. */
export const sapNeverRegistered: FaultSpec = {
  name: 'sap-never-registered',
  topology: ['cm', 'mcm'],
  requirement: ['AF-17'],
  scenario: 'incoming-call',
  summary: 'The call manager pends the registration of a SAP and never completes it.',

  standInFront({ ndis }) {
    standInFront(ndis.saps, 'completeRegister', () => function* (thread) {
      if (thread.step()) yield;
    });
  },
};
