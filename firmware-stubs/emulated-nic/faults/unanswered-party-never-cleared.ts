import { standInFront, type FaultSpec } from './fault.ts';

export const unansweredPartyNeverCleared: FaultSpec = {
  name: 'unanswered-party-never-cleared',
  topology: ['cm', 'mcm'],
  requirement: ['SG-10', 'MP-08'],
  scenario: 'multipoint-party-unanswered',
  summary: 'The call manager does not clear a party when T399 expires.',

  standInFront({ callManager: { parties } }) {
    standInFront(parties, 'additionUnanswered', () => function* (thread) {
      if (thread.step()) yield;
    });
  },
};
