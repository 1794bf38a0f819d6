import { functionIds } from '../../../src/core/condis/functions.ts';
import { callInstead } from './completed-as-mcm.ts';
import type { FaultSpec } from './fault.ts';

export const completedAsCallManager: FaultSpec = {
  name: 'completed-as-call-manager',
  topology: ['mcm'],
  requirement: ['CC-32', 'CC-33'],
  scenario: 'outgoing-call',
  summary: 'The miniport call manager completes NdisClMakeCall with NdisCmMakeCallComplete, which is for stand-alone call managers.',

  standInFront({ computer: { probe } }) {
    callInstead(probe, functionIds.NdisMCmMakeCallComplete, functionIds.NdisCmMakeCallComplete);
  },
};
