import { standInFront, type FaultSpec } from './fault.ts';

export const failedVcLeftActive: FaultSpec = {
  name: 'failed-vc-left-active',
  topology: ['cm', 'mcm'],
  requirement: ['DV-03'],
  scenario: 'fails-when-active',
  summary: 'The call manager gives a call up whose VC is active, and does not deactivate it.',

  standInFront({ callManager }) {
    standInFront(callManager, 'deactivateFailed', () => function* (thread) {
      if (thread.step()) yield;
    });
  },
};
