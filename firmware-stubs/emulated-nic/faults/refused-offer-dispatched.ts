import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const refusedOfferDispatched: FaultSpec = {
  name: 'refused-offer-dispatched',
  topology: ['cm', 'mcm'],
  requirement: ['QS-14'],
  scenario: 'network-modify-not-activated',
  summary: 'The call manager tells the client of a change that its VC could not be activated with.',

  standInFront({ callManager: { qos } }) {
    standInFront(qos, 'prepareOffer', (correct) => function* (thread, call) {
      yield* correct(thread, call);
      return success;
    });
  },
};
