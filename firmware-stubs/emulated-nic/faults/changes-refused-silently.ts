import { causeValues } from '../../../src/core/signalling/elements/cause.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const changesRefusedSilently: FaultSpec = {
  name: 'changes-refused-silently',
  topology: ['cm', 'mcm'],
  requirement: ['IC-12', 'IC-17'],
  scenario: 'incoming-changes-refused',
  summary: 'The call manager clears a call whose parameters the client has changed and does not tell the client.',

  standInFront({ callManager }) {
    standInFront(callManager.incoming, 'indicateClose', (correct) => function* (thread, call, closeStatus) {
      if (call.course.name !== 'incomingChangesRefused') return yield* correct(thread, call, closeStatus);
      yield* callManager.incoming.clear(thread, call, causeValues['user cell rate not available']);
    });
  },
};
