import { standInFront, type FaultSpec } from './fault.ts';

export const rejectedVcLeftActive: FaultSpec = {
  name: 'rejected-vc-left-active',
  topology: ['cm', 'mcm'],
  requirement: ['IC-13'],
  scenario: 'incoming-rejected',
  summary: 'The call manager does not deactivate the VC of a call that the client has rejected.',

  standInFront({ callManager }) {
    standInFront(callManager.incoming, 'deactivateRejected', () => function* (thread) {
      if (thread.step()) yield;
    });
  },
};
