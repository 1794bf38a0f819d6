import { standInFront, type FaultSpec } from './fault.ts';

export const completedTwice: FaultSpec = {
  name: 'completed-twice',
  topology: ['cm', 'mcm'],
  requirement: ['CC-02', 'MM-02'],
  scenario: 'outgoing-call',
  summary: 'The call manager completes a pended NdisClMakeCall a second time.',

  standInFront({ callManager }) {
    standInFront(callManager, 'completeMakeCall', (correct) => function* (thread, call, status) {
      yield* correct(thread, call, status);
      yield* correct(thread, call, status);
    });
  },
};
