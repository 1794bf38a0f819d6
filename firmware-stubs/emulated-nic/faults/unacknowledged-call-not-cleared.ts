import { failure } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const unacknowledgedCallNotCleared: FaultSpec = {
  name: 'unacknowledged-call-not-cleared',
  topology: ['cm', 'mcm'],
  requirement: ['SG-08'],
  scenario: 'incoming-unacknowledged',
  summary: 'When T313 expires, the call manager tells the client that there is no call, and does not release it.',

  standInFront({ callManager }) {
    const { incoming } = callManager;
    standInFront(incoming, 'connectUnanswered', () => (thread, call) => incoming.indicateClose(thread, call, failure));
  },
};
