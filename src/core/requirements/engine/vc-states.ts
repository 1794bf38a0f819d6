import { incomingClear, incomingTransitions } from './incoming-states.ts';
import { changeFacts, modifying } from './modifying-states.ts';
import type { Transition } from './rule.ts';
import { guardedFacts, guardedSignals } from './signal-states.ts';

/**
 * The state machines of a VC (catalogue, section d). Transitions of one symbol take effect one after another, in the order written;
 * what they raise is handled when all of them are through.
 */

const life: readonly Transition[] = [
  { on: 'E ProtocolCoCreateVc', when: 'byCm cmTold', set: 'cmToldTwice' },
  { on: 'E ProtocolCoCreateVc', when: 'byCm', set: 'cmTold issued' },
  { on: 'E ProtocolCoCreateVc', when: 'byClient', set: 'clientTold issued' },
  { on: 'E ProtocolCoCreateVc', when: 'byCm', set: 'inCreateHandler' },
  { on: 'R ProtocolCoCreateVc', when: 'byCm', clear: 'inCreateHandler' },
  { on: 'E MiniportCoCreateVc', when: 'miniportTold', set: 'miniportToldTwice' },
  { on: 'E MiniportCoCreateVc', set: 'miniportTold issued' },
  { on: 'R NdisCoCreateVc', when: 'success', set: 'exists createdOk issued', clear: 'creating' },
  { on: 'R NdisCoCreateVc', when: '?success', set: 'exists createdOk issued', clear: 'creating' },
  { on: 'R NdisCoCreateVc', when: '!success', set: 'createFailed', clear: 'creating' },
  { on: 'E NdisCoDeleteVc', set: 'deleting', clear: 'cmUntold clientUntold miniportUntold' },
  // What still happens on a VC that was deleted under a call is the consequence of that, not a fault of its own.
  ...['calling', 'connected', 'modifying', 'remote', 'closing', 'offering', 'accepted', 'up', 'deactivating'].map(
    (state): Transition => ({ on: 'E NdisCoDeleteVc', when: state, set: 'deletedEarly' }),
  ),
  { on: 'E ProtocolCoDeleteVc', when: 'byCm', set: 'cmUntold' },
  { on: 'E ProtocolCoDeleteVc', when: 'byClient', set: 'clientUntold' },
  { on: 'E MiniportCoDeleteVc', set: 'miniportUntold' },
  { on: 'R ProtocolCoDeleteVc', when: 'byCm success', set: 'cmGone' },
  { on: 'R ProtocolCoDeleteVc', when: 'byClient success', set: 'clientGone' },
  { on: 'R NdisCoDeleteVc', when: 'success', raise: 'CALL END' },
  { on: 'R NdisCoDeleteVc', when: 'success', raise: 'VC END' },
  { on: 'R NdisCoDeleteVc', when: '!success', clear: 'deleting' },
  // Where the client is not seen, its deletion shows in the call manager's handler.
  { on: 'R ProtocolCoDeleteVc', blind: true, when: 'byCm ofClient success', raise: 'CALL END' },
  { on: 'R ProtocolCoDeleteVc', blind: true, when: 'byCm ofClient success', raise: 'VC END' },
  { on: 'VC END', when: '!atEnd', set: 'deleted', clear: 'exists deleting' },
];

const activationClear =
  'activateReturned activatePended miniportActivate miniportActivatePended miniportActivateDone activateTold ' +
  'activateDone toldByNdis askedDeactivate deactivateDone dataStarted miniportActivateOk miniportActivateError';
const deactivationClear =
  'deactivateReturned deactivatePended miniportDeactivate miniportDeactivatePended miniportDeactivateDone deactivateTold deactivateDone ' +
  'toldByNdis askedActivate dataStarted';

const activation: readonly Transition[] = [
  { on: 'E NdisCmActivateVc', set: 'askedActivate', clear: activationClear },
  { on: 'E NdisCmActivateVc', when: 'up', set: 'reactivating', clear: 'active' },
  // On a VC that is active data may move all along: only of the first activation the handler has to return before it.
  { on: 'E NdisCmActivateVc', when: '!up', set: 'activating', clear: 'deactivating activateReady' },
  { on: 'E NdisCmActivateVc', when: 'cmAsked', set: 'activateTried' },
  { on: 'E MiniportCoActivateVc', set: 'miniportActivate' },
  { on: 'R MiniportCoActivateVc', when: 'pending', set: 'miniportActivatePended' },
  { on: 'R MiniportCoActivateVc', when: '!pending', set: 'miniportActivateDone' },
  { on: 'E NdisMCoActivateVcComplete', set: 'miniportActivateDone' },
  { on: 'E NdisMCoActivateVcComplete', when: 'success', set: 'miniportActivateOk' },
  { on: 'E NdisMCoActivateVcComplete', when: '!success !pending', set: 'miniportActivateError' },
  { on: 'R NdisCmActivateVc', set: 'activateReturned' },
  { on: 'R NdisCmActivateVc', when: 'pending', set: 'activatePended' },
  { on: 'R NdisCmActivateVc', when: '!pending askedActivate !activateDone', raise: 'ACTDONE' },
  { on: 'E ProtocolCmActivateVcComplete', when: 'askedActivate !activateDone', raise: 'ACTDONE' },
  { on: 'E ProtocolCmActivateVcComplete', set: 'activateTold' },
  { on: 'E ProtocolCmActivateVcComplete', when: 'fromNdis', set: 'toldByNdis' },
  { on: 'R ProtocolCmActivateVcComplete', set: 'activateReady' },
  { on: 'ACTDONE', when: 'success', set: 'active up everActive activateDone', clear: 'activating reactivating activateFailed' },
  { on: 'ACTDONE', when: '?success', set: 'active up everActive activateDone', clear: 'activating reactivating activateFailed' },
  { on: 'ACTDONE', when: 'up cmAsked activateTried', set: 'activateOk' },
  { on: 'ACTDONE', when: '!success reactivating', set: 'active', clear: 'reactivating' },
  { on: 'ACTDONE', when: '!success', set: 'activateFailed activateDone', clear: 'activating' },
  { on: 'ACTDONE', when: '!success !up', clear: 'activateOk' },
];

const deactivation: readonly Transition[] = [
  { on: 'E NdisCmDeactivateVc', when: 'up', set: 'deactivating' },
  { on: 'E NdisCmDeactivateVc', when: 'activating', set: 'deactivating' },
  {
    on: 'E NdisCmDeactivateVc', set: 'askedDeactivate deactivateTriedInCall',
    clear: `${deactivationClear} active up activating reactivating activateOk`,
  },
  { on: 'E NdisCmDeactivateVc', when: 'cmAskedClose', set: 'deactivatedSinceClose' },
  { on: 'E MiniportCoDeactivateVc', set: 'miniportDeactivate' },
  { on: 'R MiniportCoDeactivateVc', when: 'pending', set: 'miniportDeactivatePended' },
  { on: 'R MiniportCoDeactivateVc', when: '!pending', set: 'miniportDeactivateDone' },
  { on: 'E NdisMCoDeactivateVcComplete', set: 'miniportDeactivateDone' },
  { on: 'R NdisCmDeactivateVc', set: 'deactivateReturned' },
  { on: 'R NdisCmDeactivateVc', when: 'pending', set: 'deactivatePended' },
  { on: 'R NdisCmDeactivateVc', when: '!pending askedDeactivate !deactivateDone', raise: 'DEACTDONE' },
  { on: 'E ProtocolCmDeactivateVcComplete', when: 'askedDeactivate !deactivateDone', raise: 'DEACTDONE' },
  { on: 'E ProtocolCmDeactivateVcComplete', set: 'deactivateTold' },
  { on: 'E ProtocolCmDeactivateVcComplete', when: 'fromNdis', set: 'toldByNdis' },
  { on: 'DEACTDONE', set: 'deactivateDone', clear: 'deactivating' },
  { on: 'DEACTDONE', when: 'success cmAskedClose', set: 'deactivateOkSinceClose' },
  { on: 'DEACTDONE', when: 'success', set: 'deactivateOkInCall' },
];

const callClear =
  'calling connected modifying failed remote closing closed closeFailed clientMade makeReturned makePended cmAsked cmReturned cmPended ' +
  'completed completedOk completedError completeReturned clientTold2 clientToldOk activateTried activateOk setupSent connectSeen ' +
  'connectAcked releaseSeen releaseSent refused sendStarted makeFailed pointToPoint multipoint clientClosed closeReturned ' +
  'closePended cmAskedClose cmCloseReturned cmClosePended closeCompleted closeCompletedOk clientToldClose closedOk upAtClose ' +
  'deactivatedSinceClose deactivateOkSinceClose changedFlag ordered deactivateTriedInCall deactivateOkInCall remoteStatus connectedOnce ' +
  `releaseReceived gapInCall dropHeard permanentAsked mediaGiven ${changeFacts} ${guardedFacts} ${incomingClear}`;

const making: readonly Transition[] = [
  // The monitor runs CALL END before it, so that the call before is judged with its own number.
  { on: 'E NdisClMakeCall', raise: 'CLIENT CALL' },
  { on: 'CLIENT CALL', set: 'calling clientMade', clear: 'callLeft' },
  { on: 'CLIENT CALL', when: 'partyContextNull', set: 'pointToPoint' },
  { on: 'CLIENT CALL', when: '!partyContextNull', set: 'multipoint' },
  { on: 'CLIENT CALL', when: 'permanentFlag', set: 'permanent permanentAsked' },
  { on: 'CLIENT CALL', when: '!mediaNull', set: 'mediaGiven' },
  { on: 'E ProtocolCmMakeCall', raise: 'CM CALL' },
  { on: 'CM CALL', set: 'cmAsked' },
  { on: 'CM CALL', when: 'partyNull !multipoint', set: 'pointToPoint' },
  { on: 'CM CALL', when: '!partyNull !pointToPoint', set: 'multipoint' },
  { on: 'CM CALL', when: 'permanentFlag', set: 'permanent permanentAsked' },
  { on: 'CM CALL', when: '!mediaNull', set: 'mediaGiven' },
  { on: 'R ProtocolCmMakeCall', set: 'cmReturned' },
  { on: 'R ProtocolCmMakeCall', when: 'pending', set: 'cmPended' },
  { on: 'R ProtocolCmMakeCall', when: '!pending !completed cmAsked', raise: 'MKDONE' },
  { on: 'E NdisCmMakeCallComplete', when: 'cmAsked !completed', raise: 'MKDONE' },
  { on: 'E NdisCmMakeCallComplete', set: 'completed' },
  { on: 'E NdisCmMakeCallComplete', when: 'success', set: 'completedOk', raise: 'CLMKDONE' },
  { on: 'E NdisCmMakeCallComplete', when: '?success', raise: 'CLMKDONE' },
  { on: 'E NdisCmMakeCallComplete', when: '!success !pending', set: 'completedError' },
  { on: 'E NdisCmMakeCallComplete', topology: 'cm', when: 'success activateOk connectSeen', set: 'ordered' },
  // The figure of an MCM shows no signalling, and a permanent VC has none.
  { on: 'E NdisCmMakeCallComplete', topology: 'mcm', when: 'success activateOk', set: 'ordered' },
  { on: 'E NdisCmMakeCallComplete', when: 'changed', set: 'changedFlag' },
  { on: 'R NdisCmMakeCallComplete', set: 'completeReturned' },
  { on: 'R NdisClMakeCall', set: 'makeReturned' },
  { on: 'R NdisClMakeCall', when: 'pending', set: 'makePended' },
  { on: 'R NdisClMakeCall', when: '!pending calling', raise: 'CLMKDONE' },
  { on: 'E ProtocolClMakeCallComplete', set: 'clientTold2' },
  { on: 'E ProtocolClMakeCallComplete', when: 'success', set: 'clientToldOk' },
  { on: 'E ProtocolClMakeCallComplete', when: 'calling', raise: 'CLMKDONE' },
  { on: 'CLMKDONE', when: 'calling success', set: 'connected connectedOnce', clear: 'calling' },
  // A status that the tracer did not see is taken as success: nobody is blamed for what it might have been.
  { on: 'CLMKDONE', when: 'calling ?success', set: 'connected', clear: 'calling' },
  { on: 'CLMKDONE', when: 'calling !success !pending', set: 'failed makeFailed', clear: 'calling' },
  // An incoming call (d.4): the VC is the call manager's, and the client sends once it is told that the call is connected.
  { on: 'E NdisCmDispatchCallConnected', when: '!clientMade', set: 'connected connectedOnce' },
  { on: 'E NdisCoSendNetBufferLists', set: 'dataStarted' },
  { on: 'E NdisCoSendNetBufferLists', when: 'byClient', set: 'sendStarted' },
  { on: 'E NdisClModifyCallQoS', when: 'connected', set: 'modifying', clear: 'connected' },
  { on: 'R NdisClModifyCallQoS', when: 'modifying !pending', set: 'connected', clear: 'modifying' },
  { on: 'E ProtocolClModifyCallQoSComplete', when: 'modifying', set: 'connected', clear: 'modifying' },
  // A client may delete the VC of a failed call before the call manager's request for it has returned.
  { on: 'CALL END', when: 'deleting completed cmAsked !cmReturned', set: 'returnDue' },
  { on: 'LATE RETURN', clear: 'returnDue' },
  { on: 'CALL END', clear: 'callLeft' },
  { on: 'CALL END', when: 'calling', set: 'callLeft' },
  { on: 'CALL END', when: 'connected', set: 'callLeft' },
  { on: 'CALL END', when: 'modifying', set: 'callLeft' },
  { on: 'CALL END', when: 'remote', set: 'callLeft' },
  { on: 'CALL END', when: 'offering', set: 'callLeft' },
  { on: 'CALL END', when: 'accepted', set: 'callLeft' },
  { on: 'CALL END', when: 'closing', set: 'callLeft' },
  { on: 'CALL END', clear: callClear },
];

const closing: readonly Transition[] = [
  { on: 'E NdisCmDispatchIncomingCloseCall', when: 'connected', set: 'remote', clear: 'connected' },
  { on: 'E NdisCmDispatchIncomingCloseCall', when: 'calling', set: 'remote', clear: 'calling' },
  { on: 'E NdisCmDispatchIncomingCloseCall', when: 'modifying', set: 'remote', clear: 'modifying' },
  {
    on: 'E NdisClCloseCall', set: 'clientClosed closing',
    clear: 'connected calling modifying remote offering accepted failed closeFailed closeReturned closePended clientToldClose',
  },
  { on: 'R NdisClCloseCall', set: 'closeReturned' },
  { on: 'R NdisClCloseCall', when: 'pending', set: 'closePended' },
  { on: 'R NdisClCloseCall', when: '!pending closing', raise: 'CLDONE' },
  {
    on: 'E ProtocolCmCloseCall', set: 'cmAskedClose',
    clear: 'deactivatedSinceClose deactivateOkSinceClose closeCompleted closeCompletedOk cmClosePended cmCloseReturned',
  },
  { on: 'E ProtocolCmCloseCall', when: 'up', set: 'upAtClose' },
  { on: 'R ProtocolCmCloseCall', set: 'cmCloseReturned' },
  { on: 'R ProtocolCmCloseCall', when: 'pending', set: 'cmClosePended' },
  { on: 'E NdisCmCloseCallComplete', set: 'closeCompleted' },
  { on: 'E NdisCmCloseCallComplete', when: 'success', set: 'closeCompletedOk' },
  { on: 'E ProtocolClCloseCallComplete', set: 'clientToldClose' },
  { on: 'E ProtocolClCloseCallComplete', when: 'closing', raise: 'CLDONE' },
  { on: 'CLDONE', when: 'closing success', set: 'closed closedOk', clear: 'closing' },
  { on: 'CLDONE', when: 'closing ?success', set: 'closed closedOk', clear: 'closing' },
  { on: 'CLDONE', when: 'closing !success manyParties', set: 'connected', clear: 'closing clientClosed cmAskedClose closeCompleted' },
  { on: 'CLDONE', when: 'closing !success !manyParties', set: 'closeFailed', clear: 'closing' },
];

const answers = ['S CALL PROCEEDING rx', 'S ALERTING rx', 'S CONNECT rx'];

const signals: readonly Transition[] = [
  ...guardedSignals,
  // SETUP is sent again when T303 has expired; unless an answer comes after all, that is the end of the attempt.
  { on: 'S SETUP tx', when: 'setupSent cmAsked !connectSeen !completed', set: 'refused' },
  { on: answers, when: 'cmAsked !completed', clear: 'refused' },
  { on: 'S SETUP tx', set: 'setupSent' },
  { on: 'S CONNECT rx', set: 'connectSeen' },
  { on: 'S CONNECT ACKNOWLEDGE tx', set: 'connectAcked' },
  { on: ['S RELEASE rx', 'S RELEASE COMPLETE rx'], when: 'cmAsked !connectSeen !completed', set: 'refused' },
  { on: ['S RELEASE rx', 'S RELEASE COMPLETE rx', 'S RELEASE tx', 'S RELEASE COMPLETE tx'], set: 'releaseSeen' },
  { on: 'S RELEASE tx', set: 'releaseSent' },
  { on: ['S RELEASE rx', 'S RELEASE COMPLETE tx'], set: 'releaseReceived' },
  // Before anybody closes, RELEASE COMPLETE alone is the network's clearing.
  { on: 'S RELEASE COMPLETE rx', when: '!cmAskedClose', set: 'releaseReceived' },
];

/** Every transition of a VC. */
export const vcTransitions: readonly Transition[] = [
  ...life, ...activation, ...deactivation, ...making, ...modifying, ...closing, ...incomingTransitions,
  ...signals,
];
