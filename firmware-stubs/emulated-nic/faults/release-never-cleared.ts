import { standInFront, type FaultSpec } from './fault.ts';

export const releaseNeverCleared: FaultSpec = {
  name: 'release-never-cleared',
  topology: ['cm', 'mcm'],
  requirement: ['SG-07', 'CL-11'],
  scenario: 'release-unanswered',
  summary: 'The call manager does not clear a call when T308 expires for the second time.',

  standInFront({ callManager }) {
    standInFront(callManager, 'releaseUnansweredAgain', () => function* (thread) {
      if (thread.step()) yield;
    });
  },
};
