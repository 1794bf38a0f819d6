import type { Call } from '../call.ts';
import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const callClosedWithSap: FaultSpec = {
  name: 'call-closed-with-sap',
  topology: ['cm', 'mcm'],
  requirement: ['AF-20'],
  scenario: 'steps-sap-given-up',
  summary: 'When a SAP is deregistered, the call manager closes the calls that came in on it.',

  standInFront({ callManager }) {
    const { incoming, saps } = callManager;
    const connected = new Set<Call>();
    standInFront(incoming, 'acknowledged', (correct) => function* (thread, call) {
      connected.add(call);
      yield* correct(thread, call);
    });
    standInFront(saps, 'finishDeregister', (correct) => function* (thread, sap) {
      for (const call of connected) if (!call.isClosing) yield* incoming.indicateClose(thread, call, success);
      connected.clear();
      yield* correct(thread, sap);
    });
  },
};
