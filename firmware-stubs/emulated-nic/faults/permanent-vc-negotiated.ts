import { standInFront, type FaultSpec } from './fault.ts';

export const permanentVcNegotiated: FaultSpec = {
  name: 'permanent-vc-negotiated',
  topology: ['cm', 'mcm'],
  requirement: ['PV-05'],
  scenario: 'permanent-vc-unchanged',
  summary: 'The call manager asks the network for other parameters of a permanent VC.',

  standInFront({ callManager: { qos } }) {
    standInFront(qos, 'isNegotiable', () => () => true);
  },
};
