import { abandonedOfferUnreported } from './abandoned-offer-unreported.ts';
import { activatedBeforeConnect } from './activated-before-connect.ts';
import { activationFailureIgnored } from './activation-failure-ignored.ts';
import { activationNotAwaited } from './activation-not-awaited.ts';
import { activationSkipped } from './activation-skipped.ts';
import { bearerClassAsSignalled } from './bearer-class-as-signalled.ts';
import { callClosedWithSap } from './call-closed-with-sap.ts';
import { callNeverCompleted } from './call-never-completed.ts';
import { callOnUnknownVc } from './call-on-unknown-vc.ts';
import { changeNeverCompleted } from './change-never-completed.ts';
import { changeWithoutActivation } from './change-without-activation.ts';
import { changesRefusedSilently } from './changes-refused-silently.ts';
import { closedVcLeftActive } from './closed-vc-left-active.ts';
import { closedWithParties } from './closed-with-parties.ts';
import { closesAgain } from './closes-again.ts';
import { completedAboveDispatchLevel } from './completed-above-dispatch-level.ts';
import { completedAsCallManager } from './completed-as-call-manager.ts';
import { completedAsMcm } from './completed-as-mcm.ts';
import { completedThoughSynchronous } from './completed-though-synchronous.ts';
import { completedTwice } from './completed-twice.ts';
import { completionPendingStatus } from './completion-pending-status.ts';
import { completionWithoutParameters } from './completion-without-parameters.ts';
import { connectedBeforeAnswer } from './connected-before-answer.ts';
import { connectionUnreported } from './connection-unreported.ts';
import { connectsAgain } from './connects-again.ts';
import { connectsWithoutSignalling } from './connects-without-signalling.ts';
import { creationLeftPending } from './creation-left-pending.ts';
import { directionsExchanged } from './directions-exchanged.ts';
import { failedPartyFreedEarly } from './failed-party-freed-early.ts';
import { failedReactivationDeactivates } from './failed-reactivation-deactivates.ts';
import { failedVcLeftActive } from './failed-vc-left-active.ts';
import { failureNotCompleted } from './failure-not-completed.ts';
import { familyCloseNeverCompleted } from './family-close-never-completed.ts';
import { familyClosedTwice } from './family-closed-twice.ts';
import { familyClosedWithCalls } from './family-closed-with-calls.ts';
import type { FaultSpec } from './fault.ts';
import { incomingCloseIgnored } from './incoming-close-ignored.ts';
import { missingPermanentVcMisreported } from './missing-permanent-vc-misreported.ts';
import { negotiatedParametersWithheld } from './negotiated-parameters-withheld.ts';
import { networkCloseReportedAsError } from './network-close-reported-as-error.ts';
import { networkCloseUnreported } from './network-close-unreported.ts';
import { noticeNeverAnswered } from './notice-never-answered.ts';
import { offerAnsweredTwice } from './offer-answered-twice.ts';
import { offerBeforeActivation } from './offer-before-activation.ts';
import { offerChangedSilently } from './offer-changed-silently.ts';
import { offerForUnknownSap } from './offer-for-unknown-sap.ts';
import { offerNeverAnswered } from './offer-never-answered.ts';
import { offerUnanswered } from './offer-unanswered.ts';
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
import { permanentFlagWithheld } from './permanent-flag-withheld.ts';
import { permanentVcExchanged } from './permanent-vc-exchanged.ts';
import { permanentVcNegotiated } from './permanent-vc-negotiated.ts';
import { permanentVcSignalled } from './permanent-vc-signalled.ts';
import { refusalCompletedToo } from './refusal-completed-too.ts';
import { refusalTakenForSuccess } from './refusal-taken-for-success.ts';
import { refusedChangeKept } from './refused-change-kept.ts';
import { refusedChangeReportedGranted } from './refused-change-reported-granted.ts';
import { refusedOfferDispatched } from './refused-offer-dispatched.ts';
import { refusedRenegotiationKept } from './refused-renegotiation-kept.ts';
import { rejectedVcLeftActive } from './rejected-vc-left-active.ts';
import { releaseNeverCleared } from './release-never-cleared.ts';
import { sapDeregisteredTwice } from './sap-deregistered-twice.ts';
import { sapNeverDeregistered } from './sap-never-deregistered.ts';
import { sapNeverRegistered } from './sap-never-registered.ts';
import { sapNotDeregistered } from './sap-not-deregistered.ts';
import { sapTakenTwice } from './sap-taken-twice.ts';
import { sendsAfterClose } from './sends-after-close.ts';
import { sendsAfterIncomingClose } from './sends-after-incoming-close.ts';
import { sendsBeforeCallConnected } from './sends-before-call-connected.ts';
import { sendsBeforeConnected } from './sends-before-connected.ts';
import { setupAroundNdis } from './setup-around-ndis.ts';
import { signallingThroughNdis } from './signalling-through-ndis.ts';
import { silentCallNeverCleared } from './silent-call-never-cleared.ts';
import { stoppedWithoutNotice } from './stopped-without-notice.ts';
import { strayPartyContext } from './stray-party-context.ts';
import { strayPartyHandle } from './stray-party-handle.ts';
import { streamCompletedAsAal5 } from './stream-completed-as-aal5.ts';
import { unacceptableParametersKept } from './unacceptable-parameters-kept.ts';
import { unacknowledgedCallNotCleared } from './unacknowledged-call-not-cleared.ts';
import { unansweredDropNeverCleared } from './unanswered-drop-never-cleared.ts';
import { unansweredPartyNeverCleared } from './unanswered-party-never-cleared.ts';
import { unansweredSetupForgotten } from './unanswered-setup-forgotten.ts';
import { unvalidatedParameters } from './unvalidated-parameters.ts';
import { vcContextFreedEarly } from './vc-context-freed-early.ts';
import { vcCreatedBeforeOpen } from './vc-created-before-open.ts';

/** Every fault that the emulated NIC can have, by name. */
export const allFaults: readonly FaultSpec[] = [
  abandonedOfferUnreported,
  activatedBeforeConnect,
  activationFailureIgnored,
  activationNotAwaited,
  activationSkipped,
  bearerClassAsSignalled,
  callClosedWithSap,
  callNeverCompleted,
  callOnUnknownVc,
  changeNeverCompleted,
  changeWithoutActivation,
  changesRefusedSilently,
  closedVcLeftActive,
  closedWithParties,
  closesAgain,
  completedAboveDispatchLevel,
  completedAsCallManager,
  completedAsMcm,
  completedThoughSynchronous,
  completedTwice,
  completionPendingStatus,
  completionWithoutParameters,
  connectedBeforeAnswer,
  connectionUnreported,
  connectsAgain,
  connectsWithoutSignalling,
  creationLeftPending,
  directionsExchanged,
  failedPartyFreedEarly,
  failedReactivationDeactivates,
  failedVcLeftActive,
  failureNotCompleted,
  familyCloseNeverCompleted,
  familyClosedTwice,
  familyClosedWithCalls,
  incomingCloseIgnored,
  missingPermanentVcMisreported,
  negotiatedParametersWithheld,
  networkCloseReportedAsError,
  networkCloseUnreported,
  noticeNeverAnswered,
  offerAnsweredTwice,
  offerBeforeActivation,
  offerChangedSilently,
  offerForUnknownSap,
  offerNeverAnswered,
  offerUnanswered,
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
  permanentFlagWithheld,
  permanentVcExchanged,
  permanentVcNegotiated,
  permanentVcSignalled,
  refusalCompletedToo,
  refusalTakenForSuccess,
  refusedChangeKept,
  refusedChangeReportedGranted,
  refusedOfferDispatched,
  refusedRenegotiationKept,
  rejectedVcLeftActive,
  releaseNeverCleared,
  sapDeregisteredTwice,
  sapNeverDeregistered,
  sapNeverRegistered,
  sapNotDeregistered,
  sapTakenTwice,
  sendsAfterClose,
  sendsAfterIncomingClose,
  sendsBeforeCallConnected,
  sendsBeforeConnected,
  setupAroundNdis,
  signallingThroughNdis,
  silentCallNeverCleared,
  stoppedWithoutNotice,
  strayPartyContext,
  strayPartyHandle,
  streamCompletedAsAal5,
  unacceptableParametersKept,
  unacknowledgedCallNotCleared,
  unansweredDropNeverCleared,
  unansweredPartyNeverCleared,
  unansweredSetupForgotten,
  unvalidatedParameters,
  vcContextFreedEarly,
  vcCreatedBeforeOpen,
];
