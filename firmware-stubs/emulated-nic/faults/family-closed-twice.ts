import { functionIds } from '../../../src/core/condis/functions.ts';
import { roleIds } from '../../../src/core/condis/roles.ts';
import { objectKinds } from '../../../src/core/trace/event-record.ts';
import { failure } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const familyClosedTwice: FaultSpec = {
  name: 'family-closed-twice',
  topology: ['cm', 'mcm'],
  requirement: ['AF-10'],
  scenario: 'outgoing-call',
  summary: 'The client closes its address family a second time, and is told that it failed.',

  standInFront({ computer, ndis }) {
    standInFront(ndis.addressFamilies, 'NdisClCloseAddressFamily', (correct) => function* (thread, family) {
      const status = yield* correct(thread, family);
      const { probe } = computer;
      probe.enter(thread, functionIds.NdisClCloseAddressFamily, roleIds.client).object(objectKinds.af, family.handle);
      probe.emit();
      if (thread.step()) yield;
      probe.leave(thread, functionIds.NdisClCloseAddressFamily, roleIds.client, failure).object(objectKinds.af, family.handle);
      probe.emit();
      return status;
    });
  },
};
