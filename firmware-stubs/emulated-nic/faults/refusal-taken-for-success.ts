import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

/** Needs a request that pends. */
export const refusalTakenForSuccess: FaultSpec = {
  name: 'refusal-taken-for-success',
  topology: ['cm', 'mcm'],
  requirement: ['CC-22', 'MC-24'],
  scenario: 'network-releases',
  summary: 'The call manager activates the VC of a call that the network has released, and reports the call as connected.',

  standInFront({ callManager }) {
    standInFront(callManager, 'completeMakeCall', (correct) => function* (thread, call, status) {
      if (status !== success) yield* callManager.activateForCall(thread, call);
      yield* correct(thread, call, success);
    });
  },
};
