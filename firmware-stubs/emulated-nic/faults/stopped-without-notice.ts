import { pending, success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const stoppedWithoutNotice: FaultSpec = {
  name: 'stopped-without-notice',
  topology: ['cm', 'mcm'],
  requirement: ['AF-15'],
  scenario: 'unbind-with-calls',
  summary: 'The call manager goes without notifying the client, which learns of it in another way.',

  standInFront({ callManager, client, ndis }) {
    // The client hears of it all the same, as if a driver of the same maker had told it, and the call manager waits until it has closed.
    standInFront(ndis.addressFamilies, 'notifyClose', () => function* (thread, family) {
      if (thread.step()) yield;
      family.notice.finishNow(success);
      return pending;
    });
    standInFront(client, 'answerNotice', () => function* (thread) {
      if (thread.step()) yield;
    });
    standInFront(callManager, 'finishCloseAf', (correct) => function* (thread, family) {
      yield* correct(thread, family);
      family.noticeAnswered.finishNow(success);
    });
  },
};
