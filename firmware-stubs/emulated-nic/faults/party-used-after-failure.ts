import { functionIds } from '../../../src/core/condis/functions.ts';
import { tailTags } from '../../../src/core/trace/tail.ts';
import { pending, success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const partyUsedAfterFailure: FaultSpec = {
  name: 'party-used-after-failure',
  topology: ['cm', 'mcm'],
  requirement: ['CC-24', 'MM-06'],
  scenario: 'multipoint-rejected',
  summary: 'The call manager reports the initial party of a call that failed as dropped, though its handle is dead.',

  standInFront({ callManager, computer, topology }) {
    const drop = topology === 'cm' ? functionIds.NdisCmDropPartyComplete : functionIds.NdisMCmDropPartyComplete;
    standInFront(callManager, 'completeMakeCall', (correct) => function* (thread, call, status) {
      yield* correct(thread, call, status);
      const { initialParty, vc } = call;
      if (status === success || status === pending || initialParty === undefined) return;
      const { probe } = computer;
      if (thread.step()) yield;
      const enter = probe.enterVc(thread, drop, callManager.role, vc.handle);
      enter.party(initialParty.handle);
      enter.statusArgument(tailTags.argument, 'Status', success);
      probe.emit();
      if (thread.step()) yield;
      probe.leaveVc(thread, drop, callManager.role, vc.handle).party(initialParty.handle);
      probe.emit();
    });
  },
};
