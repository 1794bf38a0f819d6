import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const noticeNeverAnswered: FaultSpec = {
  name: 'notice-never-answered',
  topology: ['cm', 'mcm'],
  requirement: ['AF-14'],
  scenario: 'unbind-with-calls',
  summary: 'The client closes everything when its call manager goes and never calls NdisClNotifyCloseAddressFamilyComplete.',

  standInFront({ callManager, client }) {
    // The call manager goes once the address family is closed.
    standInFront(callManager, 'finishCloseAf', (correct) => function* (thread, family) {
      yield* correct(thread, family);
      family.noticeAnswered.finishNow(success);
    });
    standInFront(client, 'answerNotice', () => function* (thread) {
      if (thread.step()) yield;
    });
  },
};
