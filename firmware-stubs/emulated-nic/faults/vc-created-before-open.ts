import { tickHz } from '../delays.ts';
import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const vcCreatedBeforeOpen: FaultSpec = {
  name: 'vc-created-before-open',
  topology: ['cm', 'mcm'],
  requirement: ['AF-07', 'AF-08'],
  scenario: 'outgoing-call',
  summary: 'The client creates a VC while the opening of its address family is pending.',

  standInFront({ client, ndis }) {
    // A call manager that takes a millisecond for it.
    standInFront(ndis.addressFamilies, 'completeOpen', (correct) => function* (thread, family, status) {
      if (thread.pass(tickHz / 1000)) yield;
      yield* correct(thread, family, status);
    });
    standInFront(client, 'awaitAddressFamily', () => function* (thread) {
      if (thread.step()) yield;
      return success;
    });
  },
};
