import type { Check } from '../engine/rule.ts';
import { roleBits } from '../engine/symbols.ts';
import { activationExcuses, noPartyHandle, unsettledAdd } from './shared.ts';

const make = 'E NdisClMakeCall';
const told = 'E ProtocolClMakeCallComplete';
const cmMake = 'E ProtocolCmMakeCall';
const returned = 'R ProtocolCmMakeCall';

/** Making a call, function by function: rows MK-01 to MK-27. */
export const makeCallFunctionRules: readonly Check[] = [
  {
    id: 'MK-01', on: 'CALL END', when: 'clientMade makeReturned !makePended', need: 'clientTold2', duty: 'make-handler', since: make,
    show: ['R NdisClMakeCall'], message: 'NdisClMakeCall did not pend and the client did not run its ProtocolClMakeCallComplete',
  },
  {
    id: 'MK-02', on: 'CALL END', when: 'makePended completed', need: 'clientTold2', severity: 'self-check', duty: 'make-upcall',
    excuse: 'complete-status', since: make, show: ['R NdisClMakeCall', 'E NdisCmMakeCallComplete'],
    message: 'NdisClMakeCall pended and ProtocolClMakeCallComplete was never called',
  },
  {
    id: 'MK-01', on: told, when: 'clientMade makeReturned !makePended', need: '!fromNdis', duty: 'make-handler', excuse: 'complete-pended',
    since: make, show: ['R NdisClMakeCall'], message: 'NdisClMakeCall did not pend and NDIS called ProtocolClMakeCallComplete',
  },
  {
    id: 'MK-02', on: told, when: 'makePended', need: 'fromNdis', severity: 'self-check', duty: 'make-upcall', since: 'event',
    show: ['R NdisClMakeCall'], message: 'NdisClMakeCall pended and the client ran its ProtocolClMakeCallComplete by itself',
  },
  {
    id: 'MK-02', on: told, when: 'makePended clientTold2', need: '!clientTold2', severity: 'self-check', duty: 'make-upcall-once',
    excuse: 'complete-once complete-status', since: make, show: [told],
    message: 'ProtocolClMakeCallComplete was called twice for one call',
  },
  { id: 'MK-04', on: told, when: '!success multipoint' },
  {
    id: 'MK-04', scope: 'party', on: 'E NdisClDropParty', when: 'initial dead', need: '!dead', duty: 'drop-handle', each: true,
    message: 'the client uses the party handle of a call that failed',
  },
  {
    id: 'MK-04', scope: 'party', on: 'E NdisClCloseCall', when: 'initial dead', need: '!dead', duty: 'close-party', excuse: noPartyHandle,
    message: 'the client uses the party handle of a call that failed',
  },
  {
    id: 'MK-18', on: 'E NdisClDropParty', need: 'partyLive', duty: 'drop-handle', each: true, excuse: unsettledAdd,
    message: 'the client drops a party by a handle that it was not given',
  },
  {
    id: 'MK-18', on: 'E NdisClCloseCall', when: 'multipoint !partyNull', need: 'partyLive', duty: 'close-party',
    excuse: `${noPartyHandle} ${unsettledAdd}`,
    message: 'the client closes the call with a party by a handle that it was not given',
  },
  { id: 'MK-05', on: make, when: 'partyContextNull' },
  {
    id: 'MK-05', on: make, when: 'declaredPointToPoint', need: 'partyContextNull', duty: 'make-party', root: 'call',
    message: 'a point-to-point call carries a ProtocolPartyContext',
  },
  {
    id: 'MK-05', on: told, when: 'pointToPoint', need: 'partyNull', severity: 'self-check', duty: 'party-told', excuse: 'complete-party party-handle',
    since: 'event', message: 'the client was given an NdisPartyHandle for a point-to-point call',
  },
  // ff545384 adds NDIS_STATUS_FAILURE where there is no permanent VC.
  { id: 'MK-06', on: returned, when: 'permanentAsked failureStatus' },
  { id: 'MK-06', on: returned, when: 'permanentAsked !failureStatus', need: 'documented', duty: 'make-status', excuse: 'complete-pended',
    message: 'ProtocolCmMakeCall returned a status that is not documented' },
  { id: 'MK-06', on: returned, when: '!permanentAsked', need: 'documented', duty: 'make-status', excuse: 'complete-pended',
    message: 'ProtocolCmMakeCall returned a status that is not documented' },
  // Another error than the one that the page names is no finding.
  { id: 'MK-08', on: ['E NdisCmMakeCallComplete', returned], when: 'inputInvalid cmAsked notSupported' },
  {
    id: 'MK-09', on: returned, when: 'pointToPoint', need: 'cmPartyContextNull', since: 'event',
    message: 'CallMgrPartyContext is set for a call without a party',
  },
  { id: 'MK-10', on: returned, when: 'multipoint success', need: '!cmPartyContextNull', duty: 'party-context',
    excuse: 'party-handle', since: 'event',
    message: 'a multipoint call succeeded without CallMgrPartyContext' },
  { id: 'MK-11', topology: 'cm', on: 'E NdisCoSendNetBufferLists', when: 'byCm createdInBind' },
  {
    id: 'MK-11', topology: 'cm', on: 'E NdisCoSendNetBufferLists', when: 'byCm createdOutside', need: '!createdOutside',
    duty: 'signalling-vc', excuse: 'create activation',
    message: 'a call manager signals on a VC that it has not set up in ProtocolBindAdapterEx',
  },
  { id: 'MK-12', on: returned, when: 'success', need: 'activateOk', duty: 'ready', excuse: activationExcuses, since: cmMake, show: [cmMake],
    message: 'ProtocolCmMakeCall returned success and the VC is not active' },
  { id: 'MK-14', on: returned, when: '!pending' },
  {
    id: 'MK-14', on: ['S SETUP tx', 'E NdisCmActivateVc'], when: 'cmReturned !cmPended !up !cmAskedClose', need: '!cmReturned',
    duty: 'late-setup', excuse: 'ready complete-pended', since: cmMake, show: [returned],
    message: 'set-up goes on after ProtocolCmMakeCall has returned the result',
  },
  { id: 'MK-16', on: 'CALL END', when: 'makeFailed', need: 'deleting', duty: 'leak', since: make, show: [told],
    message: 'the call failed and the client did not delete its VC' },
  { id: 'MK-19', on: told, when: 'success multipoint', need: '!partyNull', duty: 'party-told', excuse: 'complete-party party-handle', since: 'event',
    message: 'a multipoint call succeeded and the client was given no NdisPartyHandle' },
  { id: 'MK-19', on: told, when: 'pointToPoint', need: 'partyNull', duty: 'party-told', excuse: 'complete-party party-handle', since: 'event',
    message: 'the client was given an NdisPartyHandle for a point-to-point call' },
  {
    id: 'MK-20', on: told, need: 'sameBuffer', roles: roleBits.client, since: make, show: [make],
    message: 'CallParameters is not the client\'s own buffer',
  },
  { id: 'MK-22', on: make, need: '!callLeft', duty: 'one-call', root: 'call', excuse: 'close-upcall make-upcall',
    show: ['E NdisClCloseCall'], message: 'a call is made on a VC whose last call is not over' },
  {
    id: 'MK-23', on: cmMake, need: 'contextRight', duty: 'context', each: true,
    message: 'ProtocolCmMakeCall was given another VC\'s context',
  },
  {
    id: 'MK-26', topology: 'mcm', tapi: true, on: 'E NdisCmMakeCallComplete', when: '!sameAsMade success', need: 'changed',
    duty: 'tell-change', since: 'event', show: [make], message: 'the parameters were modified and CALL_PARAMETERS_CHANGED is not set',
  },
];
