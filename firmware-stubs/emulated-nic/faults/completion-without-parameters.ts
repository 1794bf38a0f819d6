import { standInFront, type FaultSpec } from './fault.ts';

export const completionWithoutParameters: FaultSpec = {
  name: 'completion-without-parameters',
  topology: ['cm', 'mcm'],
  requirement: ['MC-30'],
  scenario: 'outgoing-call',
  summary: 'The call manager reports success with CallParameters NULL, so the client learns nothing of what was negotiated.',

  standInFront({ ndis }) {
    standInFront(ndis.calls, 'completeMakeCall', (correct) => function* (thread, call, status) {
      yield* correct(thread, call, status, undefined);
    });
  },
};
