import { standInFront, type FaultSpec } from './fault.ts';

export const unacceptableParametersKept: FaultSpec = {
  name: 'unacceptable-parameters-kept',
  topology: ['cm', 'mcm'],
  requirement: ['MC-40', 'CC-30'],
  scenario: 'parameters-unacceptable',
  summary: 'The client keeps a call whose parameters have become unacceptable to it.',

  standInFront({ client: { qos } }) {
    standInFront(qos, 'judgeParameters', () => function* (thread) {
      if (thread.step()) yield;
    });
  },
};
