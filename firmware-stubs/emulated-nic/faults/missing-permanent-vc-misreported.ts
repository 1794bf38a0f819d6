import { statusCodes } from '../../../src/core/condis/statuses.ts';
import { failure } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const missingPermanentVcMisreported: FaultSpec = {
  name: 'missing-permanent-vc-misreported',
  topology: ['cm', 'mcm'],
  requirement: ['PV-02'],
  scenario: 'permanent-vc-missing',
  summary: 'The call manager reports that there is no permanent VC with another status than NDIS_STATUS_FAILURE.',

  standInFront({ callManager }) {
    standInFront(callManager, 'completeMakeCall', (correct) => function* (thread, call, status) {
      yield* correct(thread, call, status === failure ? statusCodes.NDIS_STATUS_NO_ROUTE_TO_DESTINATION : status);
    });
  },
};
