import { pending, success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

/** Needs a request that does not pend, and fails. */
export const refusalCompletedToo: FaultSpec = {
  name: 'refusal-completed-too',
  topology: ['cm', 'mcm'],
  requirement: ['CC-01', 'CC-02', 'MM-02'],
  scenario: 'refused-at-once',
  summary: 'The call manager completes a request, too, that it has refused when ProtocolCmMakeCall returned.',

  standInFront({ callManager, computer, ndis }) {
    standInFront(callManager, 'ProtocolCmMakeCall', (correct) => function* (thread, call) {
      const status = yield* correct(thread, call);
      const { worker } = call.lane;
      const parameters = (): Int32Array => computer.structures.given(call);
      if (status === success || status === pending) return status;
      worker.start(ndis.calls.completeMakeCall(worker, call, status, parameters), call.random);
      return status;
    });
  },
};
