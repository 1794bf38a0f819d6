import type { Call } from '../call.ts';
import { failure } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const abandonedOfferUnreported: FaultSpec = {
  name: 'abandoned-offer-unreported',
  topology: ['cm', 'mcm'],
  requirement: ['IC-12', 'IC-14'],
  scenario: 'incoming-abandoned',
  summary: 'When the caller gives up, the call manager does not tell the client that has the offer, and does nothing about its answer.',

  standInFront({ callManager }) {
    const { incoming } = callManager;
    const unreported = new WeakSet<Call>();
    standInFront(incoming, 'released', (correct) => (call) => {
      if (!call.isOfferOpen) return correct(call);
      const { worker } = call.lane;
      unreported.add(call);
      worker.start(function* () {
        yield* callManager.answerRelease(worker, call);
        // The client, told of nothing, makes up its mind.
        call.remoteClosed.finish(failure, worker);
      }(), call.random);
    });
    standInFront(incoming, 'accept', (correct) => function* (thread, call) {
      if (unreported.has(call)) {
        if (thread.step()) yield;
      } else {
        yield* correct(thread, call);
      }
    });
  },
};
