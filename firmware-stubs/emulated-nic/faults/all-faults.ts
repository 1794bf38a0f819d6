import { activatedBeforeConnect } from './activated-before-connect.ts';
import { activationNotAwaited } from './activation-not-awaited.ts';
import { activationSkipped } from './activation-skipped.ts';
import { callNeverCompleted } from './call-never-completed.ts';
import { callOnUnknownVc } from './call-on-unknown-vc.ts';
import { completedTwice } from './completed-twice.ts';
import { completionPendingStatus } from './completion-pending-status.ts';
import { completionWithoutParameters } from './completion-without-parameters.ts';
import type { FaultSpec } from './fault.ts';
import { negotiatedParametersWithheld } from './negotiated-parameters-withheld.ts';
import { parametersFreedBeforeCall } from './parameters-freed-before-call.ts';
import { parametersFreedWhilePending } from './parameters-freed-while-pending.ts';
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
  completedTwice,
  completionPendingStatus,
  completionWithoutParameters,
  negotiatedParametersWithheld,
  parametersFreedBeforeCall,
  parametersFreedWhilePending,
  sendsBeforeConnected,
  setupAroundNdis,
  signallingThroughNdis,
];
