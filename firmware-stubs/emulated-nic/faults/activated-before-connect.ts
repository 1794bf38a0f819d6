import type { Call } from '../call.ts';
import { Completion } from '../completion.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const activatedBeforeConnect: FaultSpec = {
  name: 'activated-before-connect',
  topology: ['cm', 'mcm'],
  requirement: ['MC-24'],
  scenario: 'outgoing-call',
  summary: 'The call manager activates the VC on CALL PROCEEDING, before the network has confirmed the call with CONNECT.',

  standInFront({ callManager }) {
    const early = new WeakMap<Call, Completion>();
    standInFront(callManager, 'activateForCall', (correct) => function* (thread, call) {
      const begun = early.get(call);
      // Asked again, when CONNECT is there, it takes what has become of the first time.
      if (begun !== undefined) return yield* begun.wait(thread);
      const outcome = new Completion();
      early.set(call, outcome);
      const status = yield* correct(thread, call);
      outcome.finish(status, thread);
      return status;
    });
    standInFront(callManager, 'proceeding', (correct) => function* (thread, call) {
      yield* correct(thread, call);
      const { worker } = call.lane;
      worker.start(callManager.activateForCall(worker, call), call.random);
    });
  },
};
