import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const activationFailureIgnored: FaultSpec = {
  name: 'activation-failure-ignored',
  topology: ['cm', 'mcm'],
  requirement: ['AV-13', 'CC-15', 'CC-17', 'MC-26', 'MC-27', 'MC-29', 'MM-03'],
  scenario: 'activation-fails',
  summary: 'The call manager reports the call as connected though the activation of its VC has failed.',

  standInFront({ callManager }) {
    standInFront(callManager, 'activateForCall', (correct) => function* (thread, call) {
      yield* correct(thread, call);
      return success;
    });
  },
};
