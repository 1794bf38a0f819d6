import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const closedVcLeftActive: FaultSpec = {
  name: 'closed-vc-left-active',
  topology: ['cm', 'mcm'],
  requirement: ['IX-09', 'CL-13'],
  scenario: 'network-closes',
  summary: 'The call manager closes a call that the network has released and does not deactivate its VC.',

  standInFront({ callManager }) {
    standInFront(callManager, 'deactivateClosed', () => function* (thread) {
      if (thread.step()) yield;
      return success;
    });
  },
};
