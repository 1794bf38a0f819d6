import { failure } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const networkCloseReportedAsError: FaultSpec = {
  name: 'network-close-reported-as-error',
  topology: ['cm', 'mcm'],
  requirement: ['IX-01'],
  scenario: 'network-closes',
  summary: 'The call manager passes an error as CloseStatus for a call that the network has released.',

  standInFront({ callManager }) {
    standInFront(callManager.incoming, 'indicateClose', (correct) => function* (thread, call) {
      yield* correct(thread, call, failure);
    });
  },
};
