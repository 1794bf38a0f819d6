import { standInFront, type FaultSpec } from './fault.ts';

export const noticeNeverAnswered: FaultSpec = {
  name: 'notice-never-answered',
  topology: ['cm', 'mcm'],
  requirement: ['AF-14'],
  scenario: 'unbind-with-calls',
  summary: 'The client closes everything when its call manager goes and never calls NdisClNotifyCloseAddressFamilyComplete.',

  standInFront({ client }) {
    standInFront(client, 'answerNotice', () => function* (thread) {
      if (thread.step()) yield;
    });
  },
};
