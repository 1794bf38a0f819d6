import { standInFront, type FaultSpec } from './fault.ts';

export const unansweredSetupForgotten: FaultSpec = {
  name: 'unanswered-setup-forgotten',
  topology: ['cm', 'mcm'],
  requirement: ['CC-02', 'CC-18', 'MM-02'],
  scenario: 'setup-lost',
  summary: 'The call manager does nothing when T303 expires: SETUP is not sent again, and NdisClMakeCall never completed.',

  standInFront({ callManager }) {
    standInFront(callManager, 'setupUnanswered', () => function* (thread) {
      if (thread.step()) yield;
    });
  },
};
