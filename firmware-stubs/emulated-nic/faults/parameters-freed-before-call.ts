import { standInFront, type FaultSpec } from './fault.ts';
import { forgetOnce } from './parameters-freed-while-pending.ts';

export const parametersFreedBeforeCall: FaultSpec = {
  name: 'parameters-freed-before-call',
  topology: ['cm', 'mcm'],
  requirement: ['MC-05'],
  scenario: 'outgoing-call',
  summary: 'The client frees the call parameters that it has filled in, and passes NdisClMakeCall what is left of them.',

  standInFront({ client, ndis }) {
    forgetOnce(client);
    standInFront(ndis.calls, 'NdisClMakeCall', (correct) => function* (thread, call) {
      client.forget(call);
      return yield* correct(thread, call);
    });
  },
};
