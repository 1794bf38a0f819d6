import type { Transition } from './rule.ts';

/** Facts of {@link incomingTransitions} that belong to one call: cleared when the next begins. */
export const incomingClear =
  'offered offering incomingTold incomingReturned incomingPended incomingAnswered dispatchReturned dispatchPended answerTold ' +
  'answerChanged accepted acceptedOnce rejected upAtReject deactivatedSinceReject connectSent tornDown connectedDispatched ' +
  'connectedTold remoteReleased closeDispatched closeTold upAtIndication deactivatedSinceIndication closeDataGiven closeDataLost ' +
  'closeDataRefused sapGone unacknowledgedCleared';

/** A call that the network makes (catalogue, d.4). */
const offering: readonly Transition[] = [
  // The monitor runs CALL END before it. Where the call manager is not seen, the client's handler shows the offer.
  { on: ['E NdisCmDispatchIncomingCall', 'E ProtocolClIncomingCall'], set: 'offered' },
  { on: ['E NdisCmDispatchIncomingCall', 'E ProtocolClIncomingCall'], when: '!accepted !rejected', set: 'offering', clear: 'callLeft' },
  { on: 'E NdisCmDispatchIncomingCall', clear: 'closedForCm' },
  { on: 'E ProtocolClIncomingCall', set: 'incomingTold', clear: 'clientReleased' },
  { on: 'R ProtocolClIncomingCall', set: 'incomingReturned' },
  { on: 'R ProtocolClIncomingCall', when: 'pending', set: 'incomingPended' },
  { on: 'R ProtocolClIncomingCall', when: '!pending offering', raise: 'INDONE' },
  { on: 'R NdisCmDispatchIncomingCall', set: 'dispatchReturned' },
  { on: 'R NdisCmDispatchIncomingCall', when: 'pending', set: 'dispatchPended' },
  { on: 'E NdisClIncomingCallComplete', when: 'offering', raise: 'INDONE' },
  { on: 'E NdisClIncomingCallComplete', set: 'incomingAnswered' },
  { on: 'E NdisClIncomingCallComplete', when: 'changed', set: 'answerChanged' },
  { on: 'E ProtocolCmIncomingCallComplete', set: 'answerTold' },
  { on: 'E ProtocolCmIncomingCallComplete', when: 'changed', set: 'answerChanged' },
  // Where the client is not seen, the call manager's handler shows its answer.
  { on: 'E ProtocolCmIncomingCallComplete', blind: true, when: 'offering', raise: 'INDONE' },
  { on: 'INDONE', when: 'offering success', set: 'accepted acceptedOnce', clear: 'offering' },
  { on: 'INDONE', when: 'offering ?success', set: 'accepted acceptedOnce', clear: 'offering' },
  { on: 'INDONE', when: 'offering !success !pending up', set: 'upAtReject' },
  { on: 'INDONE', when: 'offering !success !pending', set: 'rejected', clear: 'offering' },
  { on: 'E NdisCmDeactivateVc', when: 'rejected', set: 'deactivatedSinceReject' },
  { on: 'E NdisCmDispatchCallConnected', set: 'connectedDispatched', clear: 'accepted offering' },
  { on: 'E ProtocolClCallConnected', set: 'connectedTold' },
  { on: 'E ProtocolClCallConnected', when: '!clientMade accepted', set: 'connected connectedOnce', clear: 'accepted' },
  { on: 'S CONNECT tx', set: 'connectSent' },
  { on: 'S CONNECT ACKNOWLEDGE rx', when: 'connectSent', set: 'connectAcked' },
  { on: 'S RELEASE tx', when: 'connectSent !cmAskedClose', set: 'unacknowledgedCleared' },
  { on: ['S RELEASE tx', 'S RELEASE COMPLETE tx'], when: 'accepted !cmAskedClose', set: 'tornDown' },
];

/** The network, or the call manager, closes a call. */
const closing: readonly Transition[] = [
  // Before CONNECT the network refuses the call with it.
  { on: 'S RELEASE rx', when: 'connectSeen !cmAskedClose !releaseSent', set: 'remoteReleased' },
  { on: 'S RELEASE rx', when: 'offered !cmAskedClose !releaseSent', set: 'remoteReleased' },
  { on: 'E NdisCmDispatchIncomingCloseCall', set: 'closeDispatched' },
  { on: 'E NdisCmDispatchIncomingCloseCall', when: 'up', set: 'upAtIndication' },
  { on: ['E NdisCmDispatchIncomingCloseCall', 'E ProtocolClIncomingCloseCall'], when: 'offering', set: 'remote', clear: 'offering' },
  { on: ['E NdisCmDispatchIncomingCloseCall', 'E ProtocolClIncomingCloseCall'], when: 'accepted', set: 'remote', clear: 'accepted' },
  { on: 'E ProtocolClIncomingCloseCall', when: 'connected', set: 'remote', clear: 'connected' },
  { on: 'E ProtocolClIncomingCloseCall', set: 'closeTold' },
  { on: 'E ProtocolClIncomingCloseCall', when: '!success !pending ofClient', set: 'errorClosed' },
  { on: 'E NdisCmDeactivateVc', when: 'closeDispatched', set: 'deactivatedSinceIndication' },
  { on: 'E ProtocolClCloseCallComplete', when: 'incoming success', set: 'clientReleased' },
  { on: 'E NdisCmCloseCallComplete', when: 'incoming success', set: 'closedForCm' },
  { on: 'R ProtocolCmCloseCall', when: 'incoming success', set: 'closedForCm' },
];

/** What the client wants the other side to be told when it closes a call. */
const closeData: readonly Transition[] = [
  { on: 'E ProtocolCmCloseCall', when: '!bufferNull', set: 'closeDataGiven' },
  { on: 'S RELEASE tx', when: 'closeDataGiven !closeDataThere', set: 'closeDataLost' },
  { on: 'R ProtocolCmCloseCall', when: 'invalidData', set: 'closeDataRefused' },
];

const saps: readonly Transition[] = [
  { on: 'SAP CLOSED', when: 'offered', set: 'sapGone' },
  { scope: 'sap', on: 'E ProtocolCmRegisterSap', set: 'registered' },
  { scope: 'sap', on: 'R ProtocolCmRegisterSap', when: 'pending', set: 'registerPended' },
  { scope: 'sap', on: ['R ProtocolCmRegisterSap', 'E NdisCmRegisterSapComplete'], when: '!success !pending', set: 'refused' },
  { scope: 'sap', on: 'E NdisCmRegisterSapComplete', set: 'registerCompleted' },
  { scope: 'sap', on: ['R NdisClRegisterSap', 'E ProtocolClRegisterSapComplete'], when: 'success', set: 'registered' },
  { scope: 'sap', on: 'E NdisClDeregisterSap', set: 'deregisterAsked' },
  { scope: 'sap', on: 'R ProtocolCmDeregisterSap', when: 'pending', set: 'deregisterPended' },
  { scope: 'sap', on: 'E NdisCmDeregisterSapComplete', set: 'deregisterCompleted gone' },
  { scope: 'sap', on: ['R ProtocolCmDeregisterSap', 'R NdisClDeregisterSap'], when: 'success', set: 'gone' },
  { scope: 'sap', on: 'E ProtocolClDeregisterSapComplete', set: 'gone' },
];

/** Calls of the network, closing by it, and SAPs. */
export const incomingTransitions: readonly Transition[] = [...offering, ...closing, ...closeData, ...saps];
