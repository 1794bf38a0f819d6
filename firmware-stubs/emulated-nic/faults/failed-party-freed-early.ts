import { pending, success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const failedPartyFreedEarly: FaultSpec = {
  name: 'failed-party-freed-early',
  topology: ['cm', 'mcm'],
  requirement: ['CC-25', 'MM-07'],
  scenario: 'multipoint-rejected',
  summary: 'Another thread of the call manager frees its context of the initial party while the completion that reports the failure runs.',

  standInFront({ callManager, client }) {
    standInFront(client, 'ProtocolClMakeCallComplete', (correct) => function* (thread, call, status, parameters, from) {
      if (call.initialParty !== undefined && status !== success && status !== pending) callManager.parties.forget(call.initialParty);
      yield* correct(thread, call, status, parameters, from);
    });
  },
};
