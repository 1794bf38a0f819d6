import { standInFront, type FaultSpec } from './fault.ts';

export const familyCloseNeverCompleted: FaultSpec = {
  name: 'family-close-never-completed',
  topology: ['cm', 'mcm'],
  requirement: ['AF-12'],
  scenario: 'outgoing-call',
  summary: 'The call manager never completes the closing of an address family.',

  standInFront({ callManager }) {
    standInFront(callManager, 'finishCloseAf', () => function* (thread) {
      if (thread.step()) yield;
    });
  },
};
