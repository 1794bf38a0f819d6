import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const offerBeforeActivation: FaultSpec = {
  name: 'offer-before-activation',
  topology: ['cm', 'mcm'],
  requirement: ['QS-14'],
  scenario: 'network-modifies',
  summary: 'The call manager tells the client of a change that the network asks for before it activates the VC with it.',

  standInFront({ callManager: { qos } }) {
    standInFront(qos, 'prepareOffer', () => function* (thread) {
      if (thread.step()) yield;
      return success;
    });
    standInFront(qos, 'offer', (correct) => function* (thread, call) {
      yield* correct(thread, call);
      if (!call.isClosing) yield* qos.adopt(thread, call, call.signalledRates);
    });
  },
};
