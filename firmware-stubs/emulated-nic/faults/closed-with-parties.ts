import type { Call } from '../call.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const closedWithParties: FaultSpec = {
  name: 'closed-with-parties',
  topology: ['cm', 'mcm'],
  requirement: ['CL-01', 'MP-27'],
  scenario: 'multipoint-parties',
  summary: 'The client closes a multipoint call before it has dropped the parties that it has added; it is refused, and drops them then.',

  standInFront({ client }) {
    const refused = new WeakSet<Call>();
    standInFront(client.parties, 'drop', (correct) => function* (thread, call, party) {
      if (!refused.has(call)) {
        refused.add(call);
        yield* client.requestClose(thread, call);
        yield* client.awaitClose(thread, call);
      }
      return yield* correct(thread, call, party);
    });
  },
};
