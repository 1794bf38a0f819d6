import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const partyFreedByClient: FaultSpec = {
  name: 'party-freed-by-client',
  topology: ['cm', 'mcm'],
  requirement: ['MC-10'],
  scenario: 'multipoint-call',
  summary: 'The client frees its context of the initial party as soon as the call is connected.',

  standInFront({ client, computer }) {
    standInFront(client, 'makeCall', (correct) => function* (thread, call) {
      const status = yield* correct(thread, call);
      const party = call.initialParty;
      if (party !== undefined && status === success && party.clientMemory !== 0) {
        computer.free(computer.clientMemory, client.role, party.clientMemory);
        party.clientMemory = 0;
      }
      return status;
    });
  },
};
