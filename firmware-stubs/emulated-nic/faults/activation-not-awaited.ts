import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

/** Needs an activation that pends; a synchronous one leaves nothing to wait for. */
export const activationNotAwaited: FaultSpec = {
  name: 'activation-not-awaited',
  topology: ['cm', 'mcm'],
  requirement: ['CC-15', 'CC-17', 'MC-26', 'MC-27', 'MC-29', 'MM-03'],
  scenario: 'outgoing-call',
  summary: 'The call manager reports the call as connected while the activation of its VC is still pending.',

  standInFront({ callManager, client }) {
    standInFront(callManager, 'awaitActivation', (correct) => function* (thread, vc) {
      return vc.creator === client.role ? success : yield* correct(thread, vc);
    });
    standInFront(callManager, 'prepareCompletion', (correct) => function* (thread, call) {
      if (call.vc.change.isDone) yield* correct(thread, call);
    });
  },
};
