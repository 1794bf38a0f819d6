import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const partyHandleWithheld: FaultSpec = {
  name: 'party-handle-withheld',
  topology: ['cm', 'mcm'],
  requirement: ['CC-07', 'MM-04'],
  scenario: 'multipoint-call',
  summary: 'The call manager completes a multipoint call with NdisPartyHandle NULL, as if it were point-to-point.',

  standInFront({ callManager }) {
    standInFront(callManager, 'completeMakeCall', (correct) => function* (thread, call, status) {
      if (status === success) {
        call.initialParty = undefined;
        call.lastParty = undefined;
      }
      yield* correct(thread, call, status);
    });
  },
};
