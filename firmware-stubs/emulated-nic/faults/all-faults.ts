import { activatedBeforeConnect } from './activated-before-connect.ts';
import { activationNotAwaited } from './activation-not-awaited.ts';
import { activationSkipped } from './activation-skipped.ts';
import { callNeverCompleted } from './call-never-completed.ts';
import { callOnUnknownVc } from './call-on-unknown-vc.ts';
import { closedWithParties } from './closed-with-parties.ts';
import { completedTwice } from './completed-twice.ts';
import { completionPendingStatus } from './completion-pending-status.ts';
import { completionWithoutParameters } from './completion-without-parameters.ts';
import { failedPartyFreedEarly } from './failed-party-freed-early.ts';
import type { FaultSpec } from './fault.ts';
import { negotiatedParametersWithheld } from './negotiated-parameters-withheld.ts';
import { parametersFreedBeforeCall } from './parameters-freed-before-call.ts';
import { parametersFreedWhilePending } from './parameters-freed-while-pending.ts';
import { partyContextKept } from './party-context-kept.ts';
import { partyContextMissing } from './party-context-missing.ts';
import { partyContextWithheld } from './party-context-withheld.ts';
import { partyFreedByCallManager } from './party-freed-by-call-manager.ts';
import { partyFreedByClient } from './party-freed-by-client.ts';
import { partyHandleWithheld } from './party-handle-withheld.ts';
import { partyLeaveUnreported } from './party-leave-unreported.ts';
import { partyNeverAdded } from './party-never-added.ts';
import { partyUsedAfterFailure } from './party-used-after-failure.ts';
import { sendsBeforeConnected } from './sends-before-connected.ts';
import { setupAroundNdis } from './setup-around-ndis.ts';
import { signallingThroughNdis } from './signalling-through-ndis.ts';

/** Every fault that the emulated NIC can have, by name. */
export const allFaults: readonly FaultSpec[] = [
  activatedBeforeConnect,
  activationNotAwaited,
  activationSkipped,
  callNeverCompleted,
  callOnUnknownVc,
  closedWithParties,
  completedTwice,
  completionPendingStatus,
  completionWithoutParameters,
  failedPartyFreedEarly,
  negotiatedParametersWithheld,
  parametersFreedBeforeCall,
  parametersFreedWhilePending,
  partyContextKept,
  partyContextMissing,
  partyContextWithheld,
  partyFreedByCallManager,
  partyFreedByClient,
  partyHandleWithheld,
  partyLeaveUnreported,
  partyNeverAdded,
  partyUsedAfterFailure,
  sendsBeforeConnected,
  setupAroundNdis,
  signallingThroughNdis,
];
