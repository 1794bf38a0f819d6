import { functionIds } from '../../../src/core/condis/functions.ts';
import { statusCodes } from '../../../src/core/condis/statuses.ts';
import { tailTags } from '../../../src/core/trace/tail.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const closesAgain: FaultSpec = {
  name: 'closes-again',
  topology: ['cm', 'mcm'],
  requirement: ['CL-20'],
  scenario: 'incoming-call',
  summary: 'The client closes a call on a VC of the call manager once more after it was closed; NDIS refuses.',

  standInFront({ callManager, client, computer }) {
    standInFront(callManager.incoming, 'end', (correct) => function* (thread, call) {
      if (call.closed.isDone) {
        const { probe } = computer;
        if (thread.step()) yield;
        const enter = probe.enterVc(thread, functionIds.NdisClCloseCall, client.role, call.vc.handle);
        enter.nullArgument(tailTags.argument, 'NdisPartyHandle');
        enter.nullArgument(tailTags.argument, 'Buffer');
        enter.unsignedArgument(tailTags.argument, 'Size', 0);
        probe.emit();
        if (thread.step()) yield;
        probe.leaveVc(thread, functionIds.NdisClCloseCall, client.role, call.vc.handle, statusCodes.NDIS_STATUS_INVALID_STATE);
        probe.emit();
      }
      yield* correct(thread, call);
    });
  },
};
