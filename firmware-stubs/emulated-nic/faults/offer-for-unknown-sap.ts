import { standInFront, type FaultSpec } from './fault.ts';

/** A number that is no SAP's. */
const noSap = 0x0bad_0200;

export const offerForUnknownSap: FaultSpec = {
  name: 'offer-for-unknown-sap',
  topology: ['cm', 'mcm'],
  requirement: ['IC-01'],
  scenario: 'incoming-call',
  summary: 'The call manager offers a call for a SAP that no client has registered.',

  standInFront({ ndis }) {
    standInFront(ndis.incomingCalls, 'dispatchIncomingCall', (correct) => function* (thread, call, sap) {
      return yield* correct(thread, call, { ...sap, handle: noSap });
    });
  },
};
