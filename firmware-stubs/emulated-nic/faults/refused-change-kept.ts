import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const refusedChangeKept: FaultSpec = {
  name: 'refused-change-kept',
  topology: ['cm', 'mcm'],
  requirement: ['QS-06', 'AV-25'],
  scenario: 'client-modify-refused',
  summary: 'The call manager activates the VC with parameters that the network has refused, and leaves it so.',

  standInFront({ callManager }) {
    standInFront(callManager.qos, 'conclude', (correct) => function* (thread, call) {
      const status = yield* correct(thread, call);
      if (status === success) return status;
      call.rates = call.wantedRates;
      yield* callManager.activateForCall(thread, call);
      return status;
    });
  },
};
