import { standInFront, type FaultSpec } from './fault.ts';

export const activatedBeforeConnect: FaultSpec = {
  name: 'activated-before-connect',
  topology: ['cm', 'mcm'],
  requirement: ['MC-24'],
  scenario: 'outgoing-call',
  summary: 'The call manager activates the VC on CALL PROCEEDING, before the network has confirmed the call with CONNECT.',

  standInFront({ callManager }) {
    standInFront(callManager, 'activateForCall', (correct) => function* (thread, call) {
      // Called a second time, when CONNECT is there, it finds the VC active or becoming so.
      if (!call.connected.isDone) return yield* correct(thread, call);
      return yield* callManager.awaitActivation(thread, call.vc);
    });
    standInFront(callManager, 'proceeding', (correct) => function* (thread, call) {
      yield* correct(thread, call);
      const { worker } = call.vc.lane;
      worker.start(callManager.activateForCall(worker, call), call.random);
    });
  },
};
