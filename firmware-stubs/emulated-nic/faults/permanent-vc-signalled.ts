import { standInFront, type FaultSpec } from './fault.ts';

export const permanentVcSignalled: FaultSpec = {
  name: 'permanent-vc-signalled',
  topology: ['cm', 'mcm'],
  requirement: ['PV-01'],
  scenario: 'permanent-vc-by-address',
  summary: 'The call manager signals a call for which the client has asked for a permanent VC.',

  standInFront({ callManager }) {
    standInFront(callManager, 'isOnPermanentVc', () => () => false);
  },
};
