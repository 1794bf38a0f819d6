import { pending } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const creationLeftPending: FaultSpec = {
  name: 'creation-left-pending',
  topology: ['cm', 'mcm'],
  requirement: ['CV-05'],
  scenario: 'creation-fails',
  summary: 'The call manager answers the creation of a VC that it has no resources for as if it were to complete it later.',

  standInFront({ callManager }) {
    standInFront(callManager, 'refuseVc', () => () => pending);
  },
};
