import { functionIds } from '../../../src/core/condis/functions.ts';
import { statusCodes } from '../../../src/core/condis/statuses.ts';
import { objectKinds } from '../../../src/core/trace/event-record.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const sapDeregisteredTwice: FaultSpec = {
  name: 'sap-deregistered-twice',
  topology: ['cm', 'mcm'],
  requirement: ['AF-19'],
  scenario: 'incoming-call',
  summary: 'The client deregisters its SAP a second time; NDIS knows no such SAP any more and refuses.',

  standInFront({ client, computer }) {
    standInFront(client.saps, 'deregister', (correct) => function* (thread, sap) {
      const { probe } = computer;
      yield* correct(thread, sap);
      if (thread.step()) yield;
      probe.enter(thread, functionIds.NdisClDeregisterSap, client.role).object(objectKinds.sap, sap.handle);
      probe.emit();
      if (thread.step()) yield;
      const status = statusCodes.NDIS_STATUS_INVALID_PARAMETER;
      probe.leave(thread, functionIds.NdisClDeregisterSap, client.role, status).object(objectKinds.sap, sap.handle);
      probe.emit();
    });
  },
};
