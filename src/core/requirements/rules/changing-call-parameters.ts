import type { Check } from '../engine/rule.ts';
import { activationExcuses } from './shared.ts';

const request = 'E NdisClModifyCallQoS';
const told = 'E ProtocolClModifyCallQoSComplete';
const asked = 'E ProtocolCmModifyCallQoS';
const returned = 'R ProtocolCmModifyCallQoS';
const complete = 'E NdisCmModifyCallQoSComplete';
const activate = 'E NdisCmActivateVc';
const offer = 'E NdisCmDispatchIncomingCallQoSChange';
const offered = 'R NdisCmDispatchIncomingCallQoSChange';

const forward = {
  id: 'QS-02', on: 'R NdisClModifyCallQoS', need: 'cmModifyTold', duty: 'forward-modify', since: request, show: [request],
  message: 'NdisClModifyCallQoS did not reach ProtocolCmModifyCallQoS',
} as const;

/** Three rows want the same. */
const activatedAgain = {
  when: 'success cmModifyAsked', need: 'modifyActivated', duty: 'modify-outcome', excuse: activationExcuses, since: asked,
  show: [asked, activate], message: 'the change is reported as successful and the VC was not activated with the new parameters',
} as const;

const outcome = {
  id: 'QS-06', need: 'failureStatus', duty: 'modify-outcome', excuse: activationExcuses, since: asked,
} as const;
const refusals = [
  { when: 'networkRefused', show: [asked, 'S MODIFY REJECT rx'], message: 'the network refused the change and it is not reported as a failure' },
  {
    when: '!networkRefused activationRefused', show: [asked, activate, 'E ProtocolCmActivateVcComplete'],
    message: 'the VC could not be activated with the new parameters and the change is not reported as a failure',
  },
] as const;

const restored = {
  when: 'cmModifyAsked !success !pending', need: '!changedInForce', duty: 'modify-restore', since: asked, show: [asked, activate],
  message: 'the change failed and the VC is left with the new parameters',
} as const;

/** Changing call parameters: rows QS-01 to QS-17, and those of activation that speak of it. */
export const changingCallParametersRules: readonly Check[] = [
  {
    id: 'QS-01', on: request, when: 'ofClient !modifying', need: 'connected', excuse: 'complete create forward-make',
    show: ['E NdisClMakeCall', 'E ProtocolClMakeCallComplete', 'E NdisClCloseCall'],
    message: 'the client asks for other parameters on a VC that has no connected call',
  },
  { ...forward, when: 'success' },
  { ...forward, when: 'pending' },
  {
    id: 'QS-03', on: [request, 'CALL END'], when: 'modifyReturned !modifyPended', need: 'clientToldModify', severity: 'should',
    duty: 'modify-handler', since: request, show: ['R NdisClModifyCallQoS'],
    message: 'NdisClModifyCallQoS did not pend and the client did not run its ProtocolClModifyCallQoSComplete',
  },
  {
    id: 'QS-03', on: told, when: 'modifyReturned !modifyPended', need: '!fromNdis', severity: 'should', duty: 'modify-handler',
    excuse: 'QS-07', since: request, show: ['R NdisClModifyCallQoS'],
    message: 'NdisClModifyCallQoS did not pend and NDIS called ProtocolClModifyCallQoSComplete',
  },
  {
    id: 'QS-03', on: [request, 'CALL END'], when: 'modifyPended modifyCompleted', need: 'clientToldModify', severity: 'self-check',
    duty: 'modify-upcall', excuse: 'QS-08', since: request, show: ['R NdisClModifyCallQoS', complete],
    message: 'NdisClModifyCallQoS pended and ProtocolClModifyCallQoSComplete was never called',
  },
  {
    id: 'QS-03', on: told, when: 'modifyPended', need: 'fromNdis', severity: 'self-check', duty: 'modify-upcall', since: 'event',
    show: ['R NdisClModifyCallQoS'], message: 'NdisClModifyCallQoS pended and the client ran its ProtocolClModifyCallQoSComplete by itself',
  },
  {
    id: 'QS-04', on: returned, need: 'documented',
    message: 'ProtocolCmModifyCallQoS returned a status that is not documented',
  },
  { id: 'QS-05', on: [returned, complete], ...activatedAgain },
  { id: 'AV-23', topology: 'cm', on: [returned, complete], ...activatedAgain },
  { id: 'AV-24', topology: 'mcm', on: [returned, complete], ...activatedAgain },
  ...refusals.flatMap(({ when, ...why }): Check[] => [
    { ...outcome, ...why, on: returned, when: `cmModifyAsked !pending ${when}` },
    { ...outcome, ...why, on: complete, when: `cmModifyAsked !pending ${when}` },
  ]),
  { id: 'QS-06', on: [returned, complete], ...restored },
  { id: 'AV-25', topology: 'mcm', on: [returned, complete], ...restored },
  {
    id: 'AV-16', on: 'E NdisMCoSendNetBufferListsComplete', when: 'reactivationFailed up', need: '!inactiveStatus', duty: 'keep-active',
    show: [activate], message: 'the VC was activated again, which failed, and does not carry data any more',
  },
  {
    id: 'QS-07', on: complete, when: 'cmAsked', need: 'cmModifyAsked', excuse: 'forward-modify', since: asked,
    show: [asked, returned, complete],
    message: 'a change is completed that is not open',
  },
  {
    id: 'QS-07', on: 'CALL END', when: 'cmModifyPended !cmAskedClose', need: '!cmModifyPended', since: asked,
    excuse: `miniport-activate ${activationExcuses}`, show: [asked, returned],
    message: 'ProtocolCmModifyCallQoS returned NDIS_STATUS_PENDING and the change was never completed',
  },
  { id: 'QS-08', on: complete, need: '!pending', message: 'the final status is NDIS_STATUS_PENDING' },
  { id: 'QS-09', on: complete, when: 'success sameAsAsked' },
  {
    id: 'QS-09', on: complete, when: 'success !sameAsAsked', need: 'changed', duty: 'tell-change', since: 'event', show: [asked],
    message: 'the parameters are not those that were asked for and CALL_PARAMETERS_CHANGED is not set',
  },
  {
    id: 'QS-12', on: request, need: '!modifiedOften', since: 'E NdisClMakeCall',
    message: 'the client has asked for other parameters eight times in a row without success and asks again',
  },
  {
    id: 'QS-13', on: 'CALL END', when: 'ofClient unacceptable noAgreement', need: 'clientClosed', duty: 'close-unacceptable',
    since: told, show: [told], message: 'no agreement was reached and the client keeps the call',
  },
  {
    id: 'QS-14', on: offer, need: 'offerActivated', duty: 'offer-ready', each: true, excuse: activationExcuses, show: [activate],
    message: 'the client is told of a change that the VC was not activated with',
  },
  {
    id: 'QS-14', on: offer, when: 'offerActivated', need: 'sameAsActivated', duty: 'offer-ready', each: true, since: 'event',
    show: [activate], message: 'the client is told of other parameters than those that the VC was activated with',
  },
  {
    id: 'QS-15', on: offered, need: 'offerTold', duty: 'offer-upcall', since: offer, show: [offer],
    message: 'the dispatch of the change did not reach ProtocolClIncomingCallQoSChange',
  },
  {
    id: 'QS-17', on: ['S MODIFY REQUEST rx', 'CALL END'], when: 'offerHeard offerReturned', need: 'offerAnswered', duty: 'offer-answer',
    each: true, since: 'S MODIFY REQUEST rx', show: ['S MODIFY REQUEST rx', offered],
    message: 'the client has judged the change and the network was not told of the outcome',
  },
];
