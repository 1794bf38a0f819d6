import { standInFront, type FaultSpec } from './fault.ts';

export const networkCloseUnreported: FaultSpec = {
  name: 'network-close-unreported',
  topology: ['cm', 'mcm'],
  requirement: ['IX-01'],
  scenario: 'network-closes',
  summary: 'The call manager answers RELEASE of a connected call by itself and does not tell the client.',

  standInFront({ callManager }) {
    standInFront(callManager.incoming, 'released', (correct) => (call) => {
      // Of an offer it would make the client wait for what its user says, as if that were its own fault.
      if (call.isOfferOpen) return correct(call);
      const { worker } = call.lane;
      worker.start(callManager.answerRelease(worker, call), call.random);
    });
  },
};
