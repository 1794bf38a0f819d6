import { standInFront, type FaultSpec } from './fault.ts';

export const silentCallNeverCleared: FaultSpec = {
  name: 'silent-call-never-cleared',
  topology: ['cm', 'mcm'],
  requirement: ['SG-06', 'CC-18', 'MM-02'],
  scenario: 'no-connect',
  summary: 'The call manager does not clear a call when T310 expires.',

  standInFront({ callManager }) {
    standInFront(callManager, 'connectMissing', () => function* (thread) {
      if (thread.step()) yield;
    });
  },
};
