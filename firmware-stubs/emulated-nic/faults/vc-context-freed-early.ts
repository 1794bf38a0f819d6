import type { Vc } from '../call.ts';
import { standInFront, type FaultSpec } from './fault.ts';

/** Needs a close that pends. */
export const vcContextFreedEarly: FaultSpec = {
  name: 'vc-context-freed-early',
  topology: ['cm'],
  requirement: ['CC-27'],
  scenario: 'outgoing-call',
  summary: 'The call manager frees its context of a VC when the call is closed, not in ProtocolCoDeleteVc.',

  standInFront({ callManager, ndis }) {
    const freed = new WeakSet<Vc>();
    standInFront(callManager, 'forgetVc', (correct) => (vc) => {
      if (!freed.has(vc)) correct(vc);
      freed.add(vc);
    });
    standInFront(ndis.calls, 'completeCloseCall', (correct) => function* (thread, call, status) {
      callManager.forgetVc(call.vc);
      yield* correct(thread, call, status);
    });
  },
};
