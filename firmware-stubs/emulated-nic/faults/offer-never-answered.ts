import { Completion } from '../completion.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const offerNeverAnswered: FaultSpec = {
  name: 'offer-never-answered',
  topology: ['cm', 'mcm'],
  requirement: ['IC-06'],
  scenario: 'incoming-pended',
  summary: 'The client pends a call that comes in and never calls NdisClIncomingCallComplete.',

  standInFront({ client }) {
    standInFront(client.incoming, 'answer', () => function* (thread) {
      return yield* new Completion().wait(thread);
    });
  },
};
