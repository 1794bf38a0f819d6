import { standInFront, type FaultSpec } from './fault.ts';

export const refusedRenegotiationKept: FaultSpec = {
  name: 'refused-renegotiation-kept',
  topology: ['cm', 'mcm'],
  requirement: ['QS-13', 'CC-30'],
  scenario: 'renegotiation-refused',
  summary: 'The client keeps a call whose parameters are unacceptable to it though the network has refused to change them.',

  standInFront({ client: { qos } }) {
    standInFront(qos, 'judgeRefusal', () => function* (thread) {
      if (thread.step()) yield;
    });
  },
};
