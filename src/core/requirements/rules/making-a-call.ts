import type { Check } from '../engine/rule.ts';
import { everyRole, roleBits } from '../engine/symbols.ts';
import { activationExcuses } from './shared.ts';

const make = 'E NdisClMakeCall';
const cmMake = 'E ProtocolCmMakeCall';
const complete = 'E NdisCmMakeCallComplete';
const activate = 'E NdisCmActivateVc';
const told = 'E ProtocolClMakeCallComplete';

const sameStatus = {
  duty: 'make-upcall', excuse: 'complete-pended complete-status', since: complete, show: [complete],
  message: 'ProtocolClMakeCallComplete was given another status than the completion',
} as const;

/** Making a call: rows MC-01 to MC-42. */
export const makingACallRules: readonly Check[] = [
  { id: 'MC-01', on: make, need: '!parametersNull', duty: 'make-parameters', message: 'NdisClMakeCall was given no CallParameters' },
  { id: 'MC-02', on: activate, when: 'cmAsked', need: '!mediaNull', message: 'NdisCmActivateVc was given no MediaParameters' },
  {
    id: 'MC-03', on: make, need: 'createSeen ofClient', duty: 'create', show: ['E ProtocolCoCreateVc'],
    message: 'the client makes a call on a VC that it has not created',
  },
  {
    id: 'MC-04', on: make, need: 'createdOk', duty: 'create', show: ['E ProtocolCoCreateVc'],
    message: 'the client makes a call before NdisCoCreateVc has returned success',
  },
  {
    id: 'MC-06', on: make, need: 'createdOk', duty: 'create', show: ['E ProtocolCoCreateVc'],
    message: 'the VC handle is not one that NdisCoCreateVc produced',
  },
  {
    id: 'MC-07', on: 'E NdisCoSendNetBufferLists', when: 'byClient !modifying', need: 'connected', duty: 'client-send', each: true,
    excuse: 'complete create', show: [make, told, 'E NdisClCloseCall'], message: 'the client sends on a VC that has no connected call',
  },
  {
    id: 'MC-09', on: make, when: 'declaredMultipoint', need: '!partyContextNull',
    message: 'a multipoint call carries no ProtocolPartyContext',
  },
  {
    id: 'MC-11', on: 'R NdisClMakeCall', when: 'clientMade success', need: 'cmAsked', duty: 'forward-make', excuse: 'one-call',
    since: make, show: [make],
    message: 'NdisClMakeCall did not reach ProtocolCmMakeCall',
  },
  {
    id: 'MC-11', on: 'R NdisClMakeCall', when: 'clientMade pending', need: 'cmAsked', duty: 'forward-make', excuse: 'one-call',
    since: make, show: [make],
    message: 'NdisClMakeCall did not reach ProtocolCmMakeCall',
  },
  {
    id: 'MC-11', on: cmMake, when: 'clientMade', need: '!cmAsked', duty: 'forward-make', since: make, show: [make, cmMake],
    message: 'one NdisClMakeCall reached ProtocolCmMakeCall twice',
  },
  {
    id: 'MC-12', on: cmMake, need: 'contextRight', duty: 'context', each: true,
    message: 'ProtocolCmMakeCall was given another VC\'s context',
  },
  {
    id: 'MC-13', on: 'MKDONE', when: 'inputInvalid', need: '!success', duty: 'validate', since: cmMake, show: [cmMake],
    message: 'a call with parameters declared invalid succeeded',
  },
  {
    id: 'MC-13', on: activate, when: 'inputInvalid cmAsked', need: '!cmAsked', duty: 'validate', since: cmMake, show: [cmMake],
    message: 'the VC of a call with parameters declared invalid is activated',
  },
  {
    id: 'MC-14', on: 'MKDONE', when: 'success !permanent', need: 'setupSent', duty: 'negotiation', since: cmMake, show: [cmMake],
    message: 'the call succeeded and no SETUP was sent',
  },
  {
    id: 'MC-15', topology: 'cm', on: 'S SETUP tx', need: 'sendPaid',
    message: 'SETUP left without an NdisCoSendNetBufferLists of the call manager',
  },
  {
    id: 'MC-16', topology: 'mcm', on: 'E NdisCoSendNetBufferLists', when: 'byCm', need: '!byCm', duty: 'mcm-send', since: 'event',
    message: 'an MCM called NdisCoSendNetBufferLists',
  },
  { id: 'MC-16', topology: 'mcm', on: cmMake },
  { id: 'MC-17', topology: 'mcm', on: 'S SETUP tx', need: '!sendPaid', duty: 'mcm-send', message: 'an MCM sent SETUP through NDIS' },
  {
    id: 'MC-20', on: cmMake, when: 'clientMade multipoint', need: '!partyNull', severity: 'self-check', duty: 'party-handle', since: make,
    show: [make],
    message: 'a multipoint call arrived without NdisPartyHandle',
  },
  {
    id: 'MC-20', on: cmMake, when: 'clientMade pointToPoint', need: 'partyNull', severity: 'self-check', duty: 'party-handle',
    since: make, show: [make],
    message: 'a point-to-point call arrived with an NdisPartyHandle',
  },
  {
    id: 'MC-21', on: 'MKDONE', when: 'success multipoint', need: '!cmPartyContextNull', duty: 'party-context', excuse: 'party-handle complete-party',
    since: cmMake, show: [cmMake],
    message: 'a multipoint call succeeded without CallMgrPartyContext',
  },
  {
    id: 'MC-22', topology: 'cm', on: 'MKDONE', when: 'success', need: 'activateTried', duty: 'ready', excuse: activationExcuses,
    since: cmMake,
    show: [cmMake], message: 'the call succeeded and NdisCmActivateVc was not called',
  },
  {
    id: 'MC-23', topology: 'mcm', on: 'MKDONE', when: 'success', need: 'activateTried', duty: 'ready', excuse: activationExcuses,
    since: cmMake,
    show: [cmMake], message: 'the call succeeded and NdisMCmActivateVc was not called',
  },
  {
    id: 'MC-24', on: activate, when: 'cmAsked !permanent', need: 'connectSeen', duty: 'negotiation', since: cmMake, show: [cmMake,
    'S SETUP tx'],
    message: 'the VC is activated before CONNECT was received',
  },
  {
    id: 'MC-25', on: activate, when: 'ofClient !signalling', need: 'cmAsked', excuse: 'forward-make', stray: true,
    message: 'a VC without a call is activated',
  },
  {
    id: 'MC-26', topology: 'cm', on: complete, when: 'success', need: 'activateOk', duty: 'ready', excuse: activationExcuses, since: cmMake,
    show: [activate], message: 'the call is reported as successful before the activation of its VC has succeeded',
  },
  {
    id: 'MC-27', topology: 'mcm', on: complete, when: 'success', need: 'activateOk', duty: 'ready', excuse: activationExcuses,
    since: cmMake,
    show: [activate], message: 'the call is reported as successful before the activation of its VC has succeeded',
  },
  {
    id: 'MC-28', on: complete, when: 'success !permanent', need: 'connectSeen', duty: 'negotiation', excuse: 'forward-make',
    since: cmMake, show: [cmMake],
    message: 'the call is reported as successful before CONNECT was received',
  },
  {
    id: 'MC-29', on: complete, when: 'success', need: 'active', severity: 'must', duty: 'ready', excuse: activationExcuses, since: cmMake,
    show: [activate], message: 'the call is reported as successful while its VC is not active',
  },
  {
    id: 'MC-30', on: complete, when: 'success', need: '!parametersNull', duty: 'complete-parameters',
    message: 'a successful call is completed without CallParameters',
  },
  { id: 'MC-31', on: complete, when: 'sameAsMade' },
  {
    id: 'MC-31', on: complete, tapi: false, when: '!sameAsMade success', need: 'changed', severity: 'should', duty: 'tell-change',
    since: 'event', show: [make],
    message: 'the parameters were modified and CALL_PARAMETERS_CHANGED is not set',
  },
  {
    id: 'MC-31', on: complete, tapi: true, when: '!sameAsMade success', need: 'changed', severity: 'must', duty: 'tell-change',
    since: 'event', show: [make],
    message: 'the parameters were modified and CALL_PARAMETERS_CHANGED is not set',
  },
  {
    id: 'MC-32', on: 'CALL END', when: 'completed cmAsked clientMade', need: 'clientTold2', duty: 'make-upcall',
    excuse: 'complete-status', since: complete,
    show: [complete], message: 'the completion did not reach ProtocolClMakeCallComplete',
  },
  {
    id: 'MC-32', on: told, when: 'clientTold2 makePended', need: '!clientTold2', duty: 'make-upcall-once',
    excuse: 'complete-once complete-status', since: complete,
    show: [complete, told], message: 'ProtocolClMakeCallComplete was called twice for one call',
  },
  {
    id: 'MC-32', on: told, when: 'completed cmAsked', need: 'sameAsCompleted', duty: 'make-upcall', excuse: 'complete-pended',
    since: 'event', show: [complete], message: 'ProtocolClMakeCallComplete was given other parameters than the completion',
  },
  {
    id: 'MC-32', on: told, when: 'completedOk !clientTold2', need: 'success', ...sameStatus,
  },
  {
    id: 'MC-32', on: told, when: 'completedError !clientTold2', need: '!success', ...sameStatus,
  },
  {
    id: 'MC-33', on: told, need: 'contextRight', duty: 'context', each: true,
    message: 'ProtocolClMakeCallComplete was given another VC\'s context',
  },
  { id: 'MC-34', on: 'CALL END', when: 'clientTold2 cmAsked' },
  {
    id: 'MC-34', on: 'S SETUP tx', when: 'clientTold2', need: '!clientTold2', duty: 'late-setup', since: cmMake, show: [told],
    message: 'SETUP is sent after the client was told the result',
  },
  {
    id: 'MC-34', on: activate, when: 'clientTold2 cmAsked !activateTried', need: 'activateTried', duty: 'late-setup', excuse: 'ready',
    since: cmMake, show: [told],
    message: 'the VC is first activated after the client was told the result',
  },
  {
    id: 'MC-40', on: 'CALL END', when: 'clientToldOk changedFlag unacceptable renegotiationForbidden', need: 'clientClosed',
    duty: 'close-unacceptable',
    since: told, show: [told], message: 'the client kept a call whose parameters are declared unacceptable',
  },
  {
    id: 'MC-40', on: 'R ProtocolClMakeCallComplete', when: 'clientToldOk changedFlag unacceptable renegotiationForbidden',
    need: 'clientClosed', severity: 'should', duty: 'close-late', excuse: 'close-unacceptable', since: told, show: [told],
    message: 'the client did not close a call with unacceptable parameters before its handler returned',
  },
  {
    id: 'MC-41', topology: 'cm', on: 'CALL END', when: 'clientToldOk cmPended !permanent',
    need: 'createSeen createdOk cmTold miniportTold clientMade setupSent connectSeen activateTried ordered completedOk', duty: 'order',
    excuse: '*',
    roles: everyRole & ~roleBits.signalling, show: [make, cmMake, 'S SETUP tx', activate, complete, told],
    message: 'a step of figure cm-11 is missing or out of its place',
  },
  {
    id: 'MC-42', topology: 'mcm', on: 'CALL END', when: 'clientToldOk cmPended',
    need: 'createSeen createdOk cmTold clientMade activateTried ordered completedOk',
    duty: 'order', excuse: '*', roles: roleBits.client | roleBits.cm, show: [make, cmMake, activate, complete, told],
    message: 'a step of figure fig1-11 is missing or out of its place',
  },
  {
    id: 'MC-42', topology: 'mcm', on: ['E MiniportCoCreateVc', 'E MiniportCoActivateVc'], need: '!byMiniport', duty: 'mcm-miniport',
    since: 'event',
    message: 'NDIS called a handler that an MCM does not have',
  },
];
