import { standInFront, type FaultSpec } from './fault.ts';

/** Needs a deregistration that pends. */
export const sapNeverDeregistered: FaultSpec = {
  name: 'sap-never-deregistered',
  topology: ['cm', 'mcm'],
  requirement: ['AF-21'],
  scenario: 'incoming-call',
  summary: 'The call manager pends the deregistration of a SAP and never completes it.',

  standInFront({ callManager }) {
    standInFront(callManager.saps, 'finishDeregister', () => function* (thread) {
      if (thread.step()) yield;
    });
  },
};
