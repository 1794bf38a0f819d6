import type { Call } from '../call.ts';
import { standInFront, type FaultSpec } from './fault.ts';

/** Needs a request that pends. */
export const parametersFreedWhilePending: FaultSpec = {
  name: 'parameters-freed-while-pending',
  topology: ['cm', 'mcm'],
  requirement: ['CC-20'],
  scenario: 'outgoing-call',
  summary: 'The client frees its call parameters as soon as NdisClMakeCall has returned, though the request is pending.',

  standInFront({ client }) {
    forgetOnce(client);
    standInFront(client, 'awaitCall', (correct) => function* (thread, call) {
      client.forget(call);
      return yield* correct(thread, call);
    });
  },
};

/** What a client has given back early it does not give back again. */
export function forgetOnce(client: { forget(call: Call): void }): void {
  const forgotten = new WeakSet<Call>();
  standInFront(client, 'forget', (correct) => (call) => {
    if (!forgotten.has(call)) correct(call);
    forgotten.add(call);
  });
}
