import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const familyCloseNeverCompleted: FaultSpec = {
  name: 'family-close-never-completed',
  topology: ['cm', 'mcm'],
  requirement: ['AF-12'],
  scenario: 'outgoing-call',
  summary: 'The call manager never completes the closing of an address family.',

  standInFront({ ndis }) {
    // The client does not wait for ever.
    standInFront(ndis.addressFamilies, 'completeClose', () => function* (thread, family) {
      if (thread.step()) yield;
      family.closed.finishNow(success);
    });
  },
};
