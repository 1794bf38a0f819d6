import { standInFront, type FaultSpec } from './fault.ts';

export const networkCloseUnreported: FaultSpec = {
  name: 'network-close-unreported',
  topology: ['cm', 'mcm'],
  requirement: ['IX-01'],
  scenario: 'network-closes',
  summary: 'The call manager answers RELEASE of the network by itself and does not tell the client.',

  standInFront({ callManager }) {
    standInFront(callManager.incoming, 'released', () => (call) => {
      const { worker } = call.lane;
      worker.start(callManager.answerRelease(worker, call), call.random);
    });
  },
};
