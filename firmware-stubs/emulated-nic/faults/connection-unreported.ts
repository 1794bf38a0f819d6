import { standInFront, type FaultSpec } from './fault.ts';

export const connectionUnreported: FaultSpec = {
  name: 'connection-unreported',
  topology: ['cm', 'mcm'],
  requirement: ['IC-12'],
  scenario: 'incoming-call',
  summary: 'The call manager does not tell the client that a call which it has taken is connected.',

  standInFront({ callManager }) {
    standInFront(callManager.incoming, 'acknowledged', () => function* (thread) {
      if (thread.step()) yield;
    });
  },
};
