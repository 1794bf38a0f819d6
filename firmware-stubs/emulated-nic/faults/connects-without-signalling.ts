import { success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const connectsWithoutSignalling: FaultSpec = {
  name: 'connects-without-signalling',
  topology: ['cm', 'mcm'],
  requirement: ['MC-14', 'MC-24'],
  scenario: 'outgoing-call',
  summary: 'The call manager sends no SETUP and takes every call for connected.',

  standInFront({ callManager, computer }) {
    standInFront(callManager, 'sendSetup', () => function* (thread, call) {
      if (thread.step()) yield;
      call.connectedAtTicks = computer.scheduler.nowTicks;
      callManager.endSignalling(thread, call, success);
    });
  },
};
