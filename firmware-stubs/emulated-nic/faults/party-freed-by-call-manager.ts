import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const partyFreedByCallManager: FaultSpec = {
  name: 'party-freed-by-call-manager',
  topology: ['cm'],
  requirement: ['CC-10'],
  scenario: 'multipoint-call',
  summary: 'The call manager frees its context of the initial party as soon as it has reported the call as connected.',

  standInFront({ callManager }) {
    standInFront(callManager, 'completeMakeCall', (correct) => function* (thread, call, status) {
      yield* correct(thread, call, status);
      if (call.initialParty !== undefined && status === success) callManager.parties.forget(call.initialParty);
    });
  },
};
