import { functionIds } from '../../../src/core/condis/functions.ts';
import { tailTags } from '../../../src/core/trace/tail.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const offerAnsweredTwice: FaultSpec = {
  name: 'offer-answered-twice',
  topology: ['cm', 'mcm'],
  requirement: ['IC-06'],
  scenario: 'incoming-pended',
  summary: 'The client answers a call that it has pended a second time; NDIS does not pass that on.',

  standInFront({ client, computer }) {
    standInFront(client.incoming, 'answer', (correct) => function* (thread, call) {
      const { probe, structures } = computer;
      const status = yield* correct(thread, call);
      if (thread.step()) yield;
      const enter = probe.enterVc(thread, functionIds.NdisClIncomingCallComplete, client.role, call.vc.handle);
      enter.statusArgument(tailTags.argument, 'Status', status);
      enter.callParametersArgument(tailTags.argument, 'CallParameters', structures.answered(call));
      probe.emit();
      if (thread.step()) yield;
      probe.leaveVc(thread, functionIds.NdisClIncomingCallComplete, client.role, call.vc.handle);
      probe.emit();
      return status;
    });
  },
};
