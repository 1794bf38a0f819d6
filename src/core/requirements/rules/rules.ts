import type { Check } from '../engine/rule.ts';
import { activatingAVcRules } from './activating-a-vc.ts';
import { addressFamilyRules } from './address-families-and-saps.ts';
import { changingCallParametersRules } from './changing-call-parameters.ts';
import { closingACallRules } from './closing-a-call.ts';
import { closingByTheNetworkRules } from './closing-by-the-network.ts';
import { completionRules } from './completions.ts';
import { creatingAVcRules } from './creating-a-vc.ts';
import { deactivatingAVcRules } from './deactivating-a-vc.ts';
import { deletingAVcRules } from './deleting-a-vc.ts';
import { incomingCallRules } from './incoming-calls.ts';
import { irqlRules } from './irql.ts';
import { makeCallFunctionRules } from './make-call-functions.ts';
import { makingACallRules } from './making-a-call.ts';
import { memoryRules } from './memory.ts';
import { partyRules } from './parties.ts';
import { permanentVcRules } from './permanent-vcs.ts';
import { sapRules } from './saps.ts';
import { sendingAndReceivingRules } from './sending-and-receiving.ts';
import { signallingRules } from './signalling.ts';

/** Every check of every requirement that has a rule. */
export const checks: readonly Check[] = [
  ...makingACallRules,
  ...completionRules,
  ...creatingAVcRules,
  ...makeCallFunctionRules,
  ...activatingAVcRules,
  ...sendingAndReceivingRules,
  ...changingCallParametersRules,
  ...incomingCallRules,
  ...closingACallRules,
  ...closingByTheNetworkRules,
  ...deactivatingAVcRules,
  ...deletingAVcRules,
  ...permanentVcRules,
  ...partyRules,
  ...addressFamilyRules,
  ...sapRules,
  ...irqlRules,
  ...signallingRules,
  ...memoryRules,
];
