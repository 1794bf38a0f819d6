import { standInFront, type FaultSpec } from './fault.ts';

export const partyContextMissing: FaultSpec = {
  name: 'party-context-missing',
  topology: ['cm', 'mcm'],
  requirement: ['MC-09'],
  scenario: 'multipoint-call',
  summary: 'The client makes a multipoint call without a ProtocolPartyContext, so that NDIS takes it for point-to-point.',

  standInFront({ client }) {
    standInFront(client, 'makeCall', (correct) => function* (thread, call) {
      call.initialParty = undefined;
      call.lastParty = undefined;
      return yield* correct(thread, call);
    });
  },
};
