import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const partyContextWithheld: FaultSpec = {
  name: 'party-context-withheld',
  topology: ['cm', 'mcm'],
  requirement: ['MC-21'],
  scenario: 'multipoint-call',
  summary: 'The call manager completes a multipoint call with success and CallMgrPartyContext NULL, as if it kept nothing of the party.',

  standInFront({ callManager }) {
    standInFront(callManager, 'completeMakeCall', (correct) => function* (thread, call, status) {
      if (call.initialParty !== undefined && status === success) call.initialParty.callManagerContext = 0;
      yield* correct(thread, call, status);
    });
  },
};
