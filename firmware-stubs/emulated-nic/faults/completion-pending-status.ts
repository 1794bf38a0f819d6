import { pending } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const completionPendingStatus: FaultSpec = {
  name: 'completion-pending-status',
  topology: ['cm', 'mcm'],
  requirement: ['CC-03', 'MM-01'],
  scenario: 'outgoing-call',
  summary: 'The call manager completes NdisClMakeCall with NDIS_STATUS_PENDING, which is no final status.',

  standInFront({ ndis }) {
    standInFront(ndis.calls, 'completeMakeCall', (correct) => function* (thread, call, _status, parameters) {
      yield* correct(thread, call, pending, parameters);
    });
  },
};
