import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const changeWithoutActivation: FaultSpec = {
  name: 'change-without-activation',
  topology: ['cm', 'mcm'],
  requirement: ['QS-05', 'AV-23', 'AV-24'],
  scenario: 'client-modifies',
  summary: 'The call manager reports a change of parameters as successful without activating the VC with them.',

  standInFront({ callManager: { qos } }) {
    standInFront(qos, 'adopt', () => function* (thread, call, rates) {
      if (thread.step()) yield;
      call.rates = rates;
      return success;
    });
  },
};
