import type { Party } from '../party.ts';
import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const partyContextKept: FaultSpec = {
  name: 'party-context-kept',
  topology: ['cm', 'mcm'],
  requirement: ['CL-10'],
  scenario: 'multipoint-call',
  summary: 'The call manager closes a multipoint call and keeps the memory of its initial party.',

  standInFront({ callManager }) {
    const joined = new WeakSet<Party>();
    standInFront(callManager, 'completeMakeCall', (correct) => function* (thread, call, status) {
      if (call.initialParty !== undefined && status === success) joined.add(call.initialParty);
      yield* correct(thread, call, status);
    });
    standInFront(callManager.parties, 'forget', (correct) => (party) => {
      if (!joined.has(party)) correct(party);
    });
  },
};
