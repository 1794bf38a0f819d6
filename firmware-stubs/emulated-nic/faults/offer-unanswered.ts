import { standInFront, type FaultSpec } from './fault.ts';

export const offerUnanswered: FaultSpec = {
  name: 'offer-unanswered',
  topology: ['cm', 'mcm'],
  requirement: ['QS-17'],
  scenario: 'network-modifies',
  summary: 'The call manager does not tell the network that the client has accepted the change that it asked for.',

  standInFront({ callManager: { qos } }) {
    standInFront(qos, 'answer', () => function* (thread) {
      if (thread.step()) yield;
    });
  },
};
