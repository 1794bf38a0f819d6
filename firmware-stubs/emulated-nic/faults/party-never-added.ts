import { standInFront, type FaultSpec } from './fault.ts';

export const partyNeverAdded: FaultSpec = {
  name: 'party-never-added',
  topology: ['cm', 'mcm'],
  requirement: ['MP-08'],
  scenario: 'multipoint-parties',
  summary: 'The call manager pends NdisClAddParty, adds the party and never completes the request.',

  standInFront({ callManager }) {
    standInFront(callManager.parties, 'completeAdd', () => function* () {});
  },
};
