import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const failedReactivationDeactivates: FaultSpec = {
  name: 'failed-reactivation-deactivates',
  topology: ['cm'],
  requirement: ['AV-16'],
  scenario: 'client-modify-not-activated',
  summary: 'The miniport carries no more data on a VC once it has refused to activate it again.',

  standInFront({ miniport }) {
    standInFront(miniport, 'programNic', (correct) => (vc) => {
      const status = correct(vc);
      if (status !== success) vc.isActive = false;
      return status;
    });
  },
};
