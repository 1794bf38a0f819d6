import { standInFront, type FaultSpec } from './fault.ts';

export const negotiatedParametersWithheld: FaultSpec = {
  name: 'negotiated-parameters-withheld',
  topology: ['cm', 'mcm'],
  requirement: ['CC-13', 'CC-29', 'MM-09'],
  scenario: 'outgoing-call',
  summary: 'The call manager completes the call with the parameters that the client gave, not with those that were negotiated.',

  standInFront({ computer, ndis }) {
    standInFront(ndis.calls, 'completeMakeCall', (correct) => function* (thread, call, status) {
      yield* correct(thread, call, status, () => computer.structures.given(call));
    });
  },
};
