import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const unvalidatedParameters: FaultSpec = {
  name: 'unvalidated-parameters',
  topology: ['cm', 'mcm'],
  requirement: ['MC-13'],
  scenario: 'invalid-parameters',
  summary: 'The call manager takes whatever parameters it is given, and sets a call up that has no called address.',

  standInFront({ callManager }) {
    standInFront(callManager, 'validate', (correct) => (call) => (call.course.name === 'invalidParameters' ? success : correct(call)));
  },
};
