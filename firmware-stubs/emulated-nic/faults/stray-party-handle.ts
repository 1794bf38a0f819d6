import type { NdisActs } from '../actors.ts';
import type { Call } from '../call.ts';
import { Party } from '../party.ts';
import { standInFront, type FaultSpec } from './fault.ts';

/** A number that is no party's. */
const noParty = 0x2bad_0000;

export const strayPartyHandle: FaultSpec = {
  name: 'stray-party-handle',
  topology: ['cm', 'mcm'],
  requirement: ['CC-07', 'CC-08', 'MM-04'],
  scenario: 'outgoing-call',
  summary: 'The call manager completes a point-to-point call with an NdisPartyHandle, which NDIS passes on to the client.',

  standInFront({ ndis }) {
    const party = new Party(0, undefined);
    party.handle = noParty;
    completeWithParty(ndis, party);
  },
};

/** Calls without a party are completed as if they had this one. */
export function completeWithParty(ndis: NdisActs, party: Party): void {
  standInFront(ndis.calls, 'completeMakeCall', (correct) => function* (thread, call, status, parameters) {
    const completed: { -readonly [Key in keyof Call]: Call[Key] } = call;
    const { initialParty } = call;
    completed.initialParty ??= party;
    yield* correct(thread, call, status, parameters);
    completed.initialParty = initialParty;
  });
}
