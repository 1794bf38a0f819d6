import { standInFront, type FaultSpec } from './fault.ts';

export const permanentVcExchanged: FaultSpec = {
  name: 'permanent-vc-exchanged',
  topology: ['cm', 'mcm'],
  requirement: ['PV-03'],
  scenario: 'permanent-vc',
  summary: 'The call manager puts a call on another permanent VC than the client has named.',

  standInFront({ callManager }) {
    standInFront(callManager, 'activateForCall', (correct) => function* (thread, call) {
      if (call.permanentVc !== undefined) call.vci = call.permanentVc.vci + 0x100;
      return yield* correct(thread, call);
    });
  },
};
