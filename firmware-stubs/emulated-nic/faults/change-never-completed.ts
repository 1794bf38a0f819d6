import { standInFront, type FaultSpec } from './fault.ts';

export const changeNeverCompleted: FaultSpec = {
  name: 'change-never-completed',
  topology: ['cm', 'mcm'],
  requirement: ['QS-07'],
  scenario: 'client-modifies',
  summary: 'The call manager never completes a pended change of parameters.',

  standInFront({ callManager: { qos } }) {
    standInFront(qos, 'complete', () => function* (thread) {
      if (thread.step()) yield;
    });
  },
};
