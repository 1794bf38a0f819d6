import { activatedBeforeConnect } from './activated-before-connect.ts';
import { activationNotAwaited } from './activation-not-awaited.ts';
import { callNeverCompleted } from './call-never-completed.ts';
import { completedTwice } from './completed-twice.ts';
import { completionPendingStatus } from './completion-pending-status.ts';
import { completionWithoutParameters } from './completion-without-parameters.ts';
import type { FaultSpec } from './fault.ts';
import { negotiatedParametersWithheld } from './negotiated-parameters-withheld.ts';
import { sendsBeforeConnected } from './sends-before-connected.ts';

/** Every fault that the emulated NIC can have, by name. */
export const allFaults: readonly FaultSpec[] = [
  activatedBeforeConnect,
  activationNotAwaited,
  callNeverCompleted,
  completedTwice,
  completionPendingStatus,
  completionWithoutParameters,
  negotiatedParametersWithheld,
  sendsBeforeConnected,
];
