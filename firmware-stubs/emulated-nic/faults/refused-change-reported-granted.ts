import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const refusedChangeReportedGranted: FaultSpec = {
  name: 'refused-change-reported-granted',
  topology: ['cm', 'mcm'],
  requirement: ['QS-05', 'QS-06'],
  scenario: 'client-modify-refused',
  summary: 'The call manager reports a change of parameters that the network has refused as successful.',

  standInFront({ callManager: { qos } }) {
    standInFront(qos, 'conclude', (correct) => function* (thread, call) {
      yield* correct(thread, call);
      return success;
    });
  },
};
