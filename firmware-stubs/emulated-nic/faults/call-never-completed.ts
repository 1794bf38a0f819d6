import { standInFront, type FaultSpec } from './fault.ts';

export const callNeverCompleted: FaultSpec = {
  name: 'call-never-completed',
  topology: ['cm', 'mcm'],
  requirement: ['CC-18', 'MM-02'],
  scenario: 'outgoing-call',
  summary: 'The call manager pends NdisClMakeCall, connects the call and never completes the request.',

  standInFront({ callManager }) {
    standInFront(callManager, 'completeMakeCall', () => function* () {});
  },
};
