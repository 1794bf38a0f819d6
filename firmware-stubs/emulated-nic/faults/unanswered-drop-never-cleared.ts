import { standInFront, type FaultSpec } from './fault.ts';

export const unansweredDropNeverCleared: FaultSpec = {
  name: 'unanswered-drop-never-cleared',
  topology: ['cm', 'mcm'],
  requirement: ['SG-10', 'MP-20'],
  scenario: 'multipoint-drop-unanswered',
  summary: 'The call manager does not take a party for gone when T398 expires.',

  standInFront({ callManager: { parties } }) {
    standInFront(parties, 'dropUnanswered', () => function* (thread) {
      if (thread.step()) yield;
    });
  },
};
