import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

/** Needs a request that pends. */
export const failureNotCompleted: FaultSpec = {
  name: 'failure-not-completed',
  topology: ['cm', 'mcm'],
  requirement: ['CC-18', 'CC-22', 'CC-23', 'MM-02', 'MM-10'],
  scenario: 'network-rejects',
  summary: 'The call manager completes NdisClMakeCall when the call is connected, and never when it has failed.',

  standInFront({ callManager }) {
    standInFront(callManager, 'completeMakeCall', (correct) => function* (thread, call, status) {
      if (status === success) yield* correct(thread, call, status);
    });
  },
};
