import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const activationSkipped: FaultSpec = {
  name: 'activation-skipped',
  topology: ['cm', 'mcm'],
  requirement: ['MC-22', 'MC-23', 'CC-15', 'CC-17', 'MC-26', 'MC-27', 'MC-29', 'MM-03'],
  scenario: 'outgoing-call',
  summary: 'The call manager reports the call as connected and has never activated its VC.',

  standInFront({ callManager }) {
    standInFront(callManager, 'activateForCall', () => function* (thread) {
      if (thread.step()) yield;
      return success;
    });
  },
};
