import { Party } from '../party.ts';
import type { FaultSpec } from './fault.ts';
import { completeWithParty } from './stray-party-handle.ts';

/** An address at which nothing lies. */
const nowhere = 0xcbad_0000;

export const strayPartyContext: FaultSpec = {
  name: 'stray-party-context',
  topology: ['cm', 'mcm'],
  requirement: ['CC-09', 'MM-04'],
  scenario: 'outgoing-call',
  summary: 'The call manager completes a point-to-point call with a CallMgrPartyContext and no NdisPartyHandle.',

  standInFront({ ndis }) {
    const party = new Party(0, undefined);
    party.callManagerContext = nowhere;
    completeWithParty(ndis, party);
  },
};
