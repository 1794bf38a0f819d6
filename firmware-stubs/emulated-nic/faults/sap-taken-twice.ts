import { sapContextOctets } from '../sap-control.ts';
import { pending, success } from '../statuses.ts';
import { standInFront, type FaultSpec } from './fault.ts';

export const sapTakenTwice: FaultSpec = {
  name: 'sap-taken-twice',
  topology: ['cm', 'mcm'],
  requirement: ['AF-16'],
  scenario: 'sap-in-use',
  summary: 'The call manager registers a SAP that is in use already.',

  standInFront({ callManager, computer }) {
    standInFront(callManager.saps, 'remember', (correct) => (sap) => {
      const status = correct(sap);
      if (status === success || status === pending) return status;
      sap.callManagerContext = computer.allocate(computer.callManagerMemory, callManager.role, sapContextOctets, 'CallMgrSapContext');
      return computer.pended.registerSap ? pending : success;
    });
  },
};
