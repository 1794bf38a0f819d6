import type { Check } from '../engine/rule.ts';
import { roleBits } from '../engine/symbols.ts';
import { activationExcuses, earlyDeletion } from './shared.ts';

const offer = 'E NdisCmDispatchIncomingCall';
const offerReturned = 'R NdisCmDispatchIncomingCall';
const told = 'E ProtocolClIncomingCall';
const toldReturned = 'R ProtocolClIncomingCall';
const answer = 'E NdisClIncomingCallComplete';
const answerTold = 'E ProtocolCmIncomingCallComplete';
const connected = 'E NdisCmDispatchCallConnected';
const activate = 'E NdisCmActivateVc';

const created = {
  on: offer, need: 'createdOk ofCm', duty: 'offer-vc', show: ['R NdisCoCreateVc'],
  message: 'a call is offered on a VC that the call manager has not created for it',
} as const;
/** What the client was told, or not, about a call that it has taken: one duty, whichever row says what it should have been told. */
const outcome = { duty: 'report-outcome', excuse: earlyDeletion, since: offer } as const;
const inactive = { duty: 'offer-active', since: activate, show: [activate] } as const;

/** Incoming calls: rows IC-01 to IC-18, and those of creating and activating a VC that are about them. */
export const incomingCallRules: readonly Check[] = [
  { id: 'CV-18', topology: 'cm', ...created },
  { id: 'CV-19', topology: 'mcm', on: 'E NdisCoCreateVc', when: 'byCm', need: 'variableNull', message: 'the variable for the handle is not NULL' },
  {
    id: 'CV-19', topology: 'mcm', scope: 'af', on: 'E NdisCoCreateVc', when: 'byCm', need: 'opening', duty: 'offer-af',
    message: 'NdisAfHandle is not one that ProtocolCmOpenAf was given',
  },
  { id: 'CV-19', topology: 'mcm', ...created },
  {
    id: 'CV-20', topology: 'mcm', on: 'R NdisCoCreateVc', when: 'success ofCm', need: 'clientTold', duty: 'create-handlers',
    roles: roleBits.client, show: ['E ProtocolCoCreateVc'], message: 'NdisMCmCreateVc did not run the client\'s ProtocolCoCreateVc',
  },
  { id: 'AV-22', on: offer, when: 'up' },
  {
    id: 'AV-22', on: offer, when: '!up', need: 'activating', ...inactive, excuse: activationExcuses,
    message: 'a call is offered before the activation of its VC was asked for',
  },
  {
    id: 'AV-12', on: connected, need: 'up !activating !reactivating', duty: 'activation', since: activate, excuse: activationExcuses,
    show: [activate], message: 'the call is reported as connected while its VC is not active',
  },
  {
    id: 'IC-01', on: offer, need: 'sapRegistered', duty: 'offer-sap', since: 'event',
    message: 'a call is offered for a SAP that no client has registered',
  },
  { id: 'IC-02', ...created },
  {
    id: 'IC-02', on: offer, need: 'up', severity: 'should', ...inactive, excuse: activationExcuses,
    message: 'a call is offered before its VC is active',
  },
  {
    id: 'IC-03', on: offerReturned, need: 'incomingTold', duty: 'offer-upcall', roles: roleBits.client, since: offer, show: [offer],
    message: 'NdisCmDispatchIncomingCall did not reach ProtocolClIncomingCall',
  },
  {
    id: 'IC-04', on: 'CALL END', when: 'dispatchReturned !dispatchPended', need: 'answerTold', severity: 'should', duty: 'answer-handler',
    since: offer, show: [offerReturned],
    message: 'the offer did not pend and the call manager did not run its ProtocolCmIncomingCallComplete',
  },
  {
    id: 'IC-04', on: 'CALL END', when: 'dispatchPended incomingAnswered', need: 'answerTold', severity: 'self-check', duty: 'answer-upcall',
    since: offer, show: [offerReturned, answer], message: 'NdisClIncomingCallComplete did not reach ProtocolCmIncomingCallComplete',
  },
  {
    id: 'IC-04', on: answerTold, when: 'dispatchReturned !dispatchPended', need: '!fromNdis', severity: 'should', duty: 'answer-handler',
    since: offer, show: [offerReturned], message: 'the offer did not pend and NDIS called ProtocolCmIncomingCallComplete',
  },
  {
    id: 'IC-04', on: answerTold, when: 'dispatchPended', need: 'fromNdis', severity: 'self-check', duty: 'answer-upcall', since: 'event',
    show: [offerReturned], message: 'the offer pended and the call manager ran its ProtocolCmIncomingCallComplete by itself',
  },
  {
    id: 'IC-04', on: answerTold, when: 'dispatchPended answerTold', need: '!answerTold', severity: 'self-check', duty: 'answer-upcall',
    excuse: 'answer-once', since: offer, show: [answerTold], message: 'ProtocolCmIncomingCallComplete was called twice for one offer',
  },
  {
    id: 'IC-05', on: 'INDONE', when: 'offering inputInvalid', need: '!success', duty: 'validate-offer', since: offer, show: [told],
    message: 'the client takes a call whose parameters are not valid',
  },
  {
    id: 'IC-06', on: 'CALL END', when: 'incomingPended !closeDispatched', need: 'incomingAnswered', duty: 'answer', excuse: earlyDeletion,
    since: offer, show: [told, toldReturned], message: 'ProtocolClIncomingCall pended and the offer was never answered',
  },
  {
    id: 'IC-06', on: answer, when: 'incomingAnswered', need: '!incomingAnswered', duty: 'answer-once', each: true, since: offer, show: [answer],
    message: 'an offer is answered a second time',
  },
  {
    id: 'IC-06', on: answer, when: 'incomingReturned !incomingAnswered', need: 'incomingPended', duty: 'answer-pended', since: offer,
    show: [toldReturned], message: 'an offer is answered that ProtocolClIncomingCall has settled',
  },
  { id: 'IC-08', on: answer, need: '!pending', duty: 'answer-status', each: true, message: 'an offer is answered with NDIS_STATUS_PENDING' },
  {
    id: 'IC-09', on: answer, when: 'success !sameAsMade', need: 'changed', duty: 'answer-flag', since: 'event', show: [told],
    message: 'the client changed the parameters that it was offered and did not set CALL_PARAMETERS_CHANGED',
  },
  { id: 'IC-09', on: answer, when: 'success sameAsMade' },
  { id: 'IC-10', on: answer, when: '!success !pending !rejected' },
  {
    id: 'IC-10', on: [answer, 'E NdisClModifyCallQoS'], when: 'rejected', need: '!sameBuffer', duty: 'answer-once', each: true, since: offer,
    show: [answer], message: 'the client passes on the parameters of a call that it has rejected',
  },
  {
    id: 'IC-11', on: 'CALL END', when: 'acceptedOnce !permanent !connectSent !closeDispatched', need: 'connectSent', duty: 'signal-answer',
    excuse: `report-outcome ${earlyDeletion}`, since: offer, show: [offer, answer],
    message: 'the client has taken a call and CONNECT was not sent',
  },
  { id: 'IC-11', on: 'CALL END', when: 'acceptedOnce connectSent' },
  // RELEASE COMPLETE says it, too.
  { id: 'IC-11', on: 'CALL END', when: 'rejected !permanent releaseHeardAnswered' },
  {
    id: 'IC-11', on: 'CALL END', when: 'rejected !permanent !remoteReleased !releaseHeardAnswered', need: 'releaseSent',
    duty: 'signal-answer', since: offer,
    show: [offer, answer], message: 'the client has rejected a call and the caller was not told',
  },
  {
    id: 'IC-12', on: 'CALL END', when: 'acceptedOnce !closeDispatched', need: 'connectedDispatched', ...outcome, show: [offer, answer],
    message: 'the client has taken a call and was told neither that it is connected nor that it is closed',
  },
  {
    id: 'IC-12', on: connected, need: 'acceptedOnce', duty: 'connected-early', since: offer, excuse: 'offer-upcall answer-upcall answer-status',
    show: [offer], message: 'a call is reported as connected that the client has not taken',
  },
  {
    id: 'IC-12', on: 'R NdisCmDispatchCallConnected', need: 'connectedTold', severity: 'self-check', duty: 'connected-upcall',
    roles: roleBits.client, since: connected, show: [connected], message: 'NdisCmDispatchCallConnected did not reach ProtocolClCallConnected',
  },
  {
    id: 'IC-13', on: 'CALL END', when: 'rejected upAtReject', need: 'deactivatedSinceReject', duty: 'deactivate', excuse: earlyDeletion,
    since: offer, show: [offer, answer], message: 'the client has rejected a call and its VC was not deactivated',
  },
  {
    id: 'IC-14', on: connected, need: '!remoteReleased', duty: 'connected-after-release', since: offer,
    show: ['S RELEASE rx'], message: 'a call is reported as connected after it was released',
  },
  {
    id: 'IC-14', on: 'CALL END', when: 'acceptedOnce remoteReleased !connectedOnce', need: 'closeDispatched', ...outcome,
    show: [offer, 'S RELEASE rx'], message: 'a call was released before it was connected, and the client was not told',
  },
  {
    id: 'IC-15', on: 'E NdisCoSendNetBufferLists', when: 'byClient offered', need: 'connectedTold', duty: 'client-send', each: true,
    excuse: 'connected-upcall', since: offer, show: [offer], message: 'the client sends before it was told that the call is connected',
  },
  { id: 'IC-16', on: 'R ProtocolClCallConnected' },
  { id: 'IC-17', on: 'E NdisCmDispatchIncomingCloseCall', when: 'answerChanged acceptedOnce !connectedDispatched' },
  {
    id: 'IC-17', on: 'CALL END', when: 'acceptedOnce answerChanged tornDown', need: 'closeDispatched', ...outcome, show: [answer],
    message: 'the call manager has torn a call down that the client has taken with changes, and the client was not told',
  },
];
