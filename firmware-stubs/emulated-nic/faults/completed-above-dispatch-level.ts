import { standInFront, type FaultSpec } from './fault.ts';

/** One above DISPATCH_LEVEL: the first level of devices' interrupts. */
const tooHigh = 3;

export const completedAboveDispatchLevel: FaultSpec = {
  name: 'completed-above-dispatch-level',
  topology: ['cm', 'mcm'],
  requirement: ['CC-34', 'CC-35', 'IR-01', 'IR-02'],
  scenario: 'outgoing-call',
  summary: 'The call manager completes NdisClMakeCall with its IRQL raised above DISPATCH_LEVEL.',

  standInFront({ ndis }) {
    standInFront(ndis.calls, 'completeMakeCall', (correct) => function* (thread, call, status, parameters) {
      const { irql } = thread;
      thread.irql = tooHigh;
      yield* correct(thread, call, status, parameters);
      thread.irql = irql;
    });
  },
};
