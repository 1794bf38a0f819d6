import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

/** Needs a request that does not pend, and succeeds. */
export const completedThoughSynchronous: FaultSpec = {
  name: 'completed-though-synchronous',
  topology: ['cm', 'mcm'],
  requirement: ['CC-01', 'CC-02', 'MM-02'],
  scenario: 'synchronous-calls',
  summary: 'The call manager completes a request that ProtocolCmMakeCall has answered already.',

  standInFront({ callManager, computer, ndis }) {
    standInFront(callManager, 'ProtocolCmMakeCall', (correct) => function* (thread, call) {
      const status = yield* correct(thread, call);
      const { worker } = call.lane;
      const parameters = (): Int32Array => computer.structures.negotiated(call);
      if (status === success) worker.start(ndis.calls.completeMakeCall(worker, call, status, parameters), call.random);
      return status;
    });
  },
};
