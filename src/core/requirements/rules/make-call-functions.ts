import type { Check } from '../engine/rule.ts';
import { activationExcuses } from './shared.ts';

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
  { id: 'MK-06', on: returned, need: 'documented', message: 'ProtocolCmMakeCall returned a status that is not documented' },
  {
    id: 'MK-09', on: returned, when: 'pointToPoint', need: 'cmPartyContextNull', since: 'event',
    message: 'CallMgrPartyContext is set for a call without a party',
  },
  { id: 'MK-10', on: returned, when: 'multipoint success', need: '!cmPartyContextNull', duty: 'party-context', since: 'event',
    message: 'a multipoint call succeeded without CallMgrPartyContext' },
  { id: 'MK-12', on: returned, when: 'success', need: 'activateOk', duty: 'ready', excuse: activationExcuses, since: cmMake, show: [cmMake],
    message: 'ProtocolCmMakeCall returned success and the VC is not active' },
  { id: 'MK-14', on: returned, when: '!pending' },
  {
    id: 'MK-14', on: ['S SETUP tx', 'E NdisCmActivateVc'], when: 'cmReturned !cmPended !up !cmAskedClose', need: '!cmReturned',
    duty: 'late-setup', excuse: 'ready', since: cmMake, show: [returned],
    message: 'set-up goes on after ProtocolCmMakeCall has returned the result',
  },
  { id: 'MK-16', on: 'CALL END', when: 'makeFailed', need: 'deleting', duty: 'leak', since: make, show: [told],
    message: 'the call failed and the client did not delete its VC' },
  { id: 'MK-19', on: told, when: 'success multipoint', need: '!partyNull', duty: 'party-handle', excuse: 'complete-party', since: 'event',
    message: 'a multipoint call succeeded and the client was given no NdisPartyHandle' },
  { id: 'MK-19', on: told, when: 'pointToPoint', need: 'partyNull', duty: 'party-handle', excuse: 'complete-party', since: 'event',
    message: 'the client was given an NdisPartyHandle for a point-to-point call' },
  { id: 'MK-20', on: told, need: 'sameBuffer', since: 'event', show: [make], message: 'CallParameters is not the client\'s own buffer' },
  { id: 'MK-22', on: make, need: '!callLeft', duty: 'one-call', excuse: 'close-upcall make-upcall', show: ['E NdisClCloseCall'],
    message: 'a call is made on a VC whose last call is not over' },
  {
    id: 'MK-23', on: cmMake, need: 'contextRight', duty: 'context', each: true,
    message: 'ProtocolCmMakeCall was given another VC\'s context',
  },
  {
    id: 'MK-26', topology: 'mcm', tapi: true, on: 'E NdisCmMakeCallComplete', when: '!sameAsMade success', need: 'changed',
    duty: 'tell-change', since: 'event', show: [make], message: 'the parameters were modified and CALL_PARAMETERS_CHANGED is not set',
  },
];
