import { functionIds } from '../../../src/core/condis/functions.ts';
import { statusCodes } from '../../../src/core/condis/statuses.ts';
import { tailTags } from '../../../src/core/trace/tail.ts';
import { standInFront, type FaultSpec } from './fault.ts';

/** A number that is no VC's. */
const noVc = 0x0bad_0100;

export const callOnUnknownVc: FaultSpec = {
  name: 'call-on-unknown-vc',
  topology: ['cm', 'mcm'],
  requirement: ['MC-03', 'MC-04', 'MC-06'],
  scenario: 'outgoing-call',
  summary: 'The client first tries the call on a VC that it has not created; NDIS knows no such VC and refuses.',

  standInFront({ client, computer, ndis }) {
    standInFront(ndis.calls, 'NdisClMakeCall', (correct) => function* (thread, call) {
      const { probe, structures } = computer;
      if (thread.step()) yield;
      const enter = probe.enterVc(thread, functionIds.NdisClMakeCall, client.role, noVc);
      enter.callParametersArgument(tailTags.argument, 'CallParameters', structures.given(call));
      enter.nullArgument(tailTags.argument, 'ProtocolPartyContext');
      probe.emit();
      if (thread.step()) yield;
      probe.leaveVc(thread, functionIds.NdisClMakeCall, client.role, noVc, statusCodes.NDIS_STATUS_INVALID_PARAMETER);
      probe.emit();
      return yield* correct(thread, call);
    });
  },
};
