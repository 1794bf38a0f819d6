import type { Topology } from '../../condis/roles.ts';
import type { Check } from '../engine/rule.ts';
import { roleBits } from '../engine/symbols.ts';
import { activationExcuses, completionExcuses, unreturned } from './shared.ts';

const make = 'E NdisClMakeCall';
const cmMake = 'E ProtocolCmMakeCall';
const returned = 'R ProtocolCmMakeCall';
const complete = 'E NdisCmMakeCallComplete';
const activate = 'E NdisCmActivateVc';

/** A duty that the pages of NdisCmMakeCallComplete and NdisMCmMakeCallComplete both state, under an id of each. */
function both(cm: string, mcm: string, check: Omit<Check, 'id' | 'topology'>): Check[] {
  const ids: readonly (readonly [string, Topology])[] = [[cm, 'cm'], [mcm, 'mcm']];
  return ids.map(([id, topology]) => ({ id, topology, ...check }));
}

const uncompleted = {
  need: 'completed', duty: 'complete', excuse: completionExcuses, since: cmMake, show: [cmMake, returned],
  message: 'ProtocolCmMakeCall returned NDIS_STATUS_PENDING and the call was never completed',
} as const;
const lateReturn = {
  show: [cmMake, complete], message: 'ProtocolCmMakeCall completed the call and did not return NDIS_STATUS_PENDING',
} as const;
const unexpected = { duty: 'complete-pended', excuse: 'forward-make ready' } as const;

/** Completion of a call: rows CC-01 to CC-36 and MM-01 to MM-11. */
export const completionRules: readonly Check[] = [
  ...both('CC-01', 'MM-02', {
    on: complete, when: 'cmReturned cmAsked', need: 'cmPended', ...unexpected, since: cmMake, show: [cmMake, returned],
    message: 'a call is completed whose ProtocolCmMakeCall did not return NDIS_STATUS_PENDING',
  }),
  ...both('CC-01', 'MM-02', {
    on: complete, when: '!cmAsked', need: 'cmAsked', ...unexpected, message: 'a call is completed that was not asked for',
  }),
  ...both('CC-01', 'MM-02', {
    on: returned, when: 'completed', need: 'pending', ...unexpected, since: cmMake, show: [cmMake, complete],
    message: 'ProtocolCmMakeCall completed the call and did not return NDIS_STATUS_PENDING',
  }),
  {
    id: 'CC-02', topology: 'cm', on: complete, when: 'cmReturned cmAsked', need: 'cmPended', ...unexpected, since: cmMake,
    show: [cmMake, returned], message: 'a call is completed whose ProtocolCmMakeCall did not return NDIS_STATUS_PENDING',
  },
  {
    id: 'CC-02', topology: 'cm', on: returned, when: 'completed', need: 'pending', ...unexpected, since: cmMake,
    show: [cmMake, complete], message: 'ProtocolCmMakeCall completed the call and did not return NDIS_STATUS_PENDING',
  },
  ...both('CC-01', 'MM-02', {
    on: 'CALL END', when: 'completed cmAsked !cmReturned !deleting', need: 'cmReturned', open: unreturned, since: cmMake,
  }),
  ...both('CC-01', 'MM-02', { on: 'LATE RETURN', when: 'returnDue', need: 'pending', ...unexpected, roles: roleBits.cm, since: cmMake, ...lateReturn }),
  ...both('CC-01', 'MM-02', { on: 'RETURN LOST', need: '!returnDue', open: unreturned, roles: roleBits.cm, since: cmMake }),
  { id: 'CC-02', topology: 'cm', on: 'LATE RETURN', when: 'returnDue', need: 'pending', ...unexpected, roles: roleBits.cm, since: cmMake, ...lateReturn },
  ...both('CC-02', 'MM-02', { on: 'CALL END', when: 'cmPended', ...uncompleted }),
  ...both('CC-02', 'MM-02', {
    on: complete, when: 'completed cmAsked', need: '!completed', duty: 'complete-once', each: true, excuse: 'complete-status',
    since: cmMake, show: [complete],
    message: 'a call is completed a second time',
  }),
  ...both('CC-03', 'MM-01', { on: complete, need: '!pending', duty: 'complete-status',
    message: 'the final status is NDIS_STATUS_PENDING' }),
  {
    id: 'CC-05', topology: 'cm', on: complete, when: '!issued', need: 'issued', duty: 'create',
    message: 'the VC is not one that a client created and the call manager was told of',
  },
  {
    id: 'CC-05', topology: 'cm', on: complete, when: 'issued', need: 'cmTold ofClient', duty: 'complete-handle', roles: roleBits.cm,
    excuse: 'create-handlers forward-make create', message: 'the VC is not one that a client created and the call manager was told of',
  },
  {
    id: 'CC-06', topology: 'cm', on: complete, need: 'cmAsked', ...unexpected,
    message: 'the VC is not the one of an open ProtocolCmMakeCall',
  },
  ...both('CC-07', 'MM-04', {
    on: complete, need: 'partyRight', duty: 'complete-party', excuse: 'party-handle', show: [cmMake], roles: roleBits.cm, since: cmMake,
    message: 'NdisPartyHandle is not the one that ProtocolCmMakeCall received',
  }),
  ...both('CC-08', 'MM-04', {
    on: complete, when: 'pointToPoint', need: 'partyNull', duty: 'complete-party', excuse: 'party-handle', since: cmMake, show: [cmMake],
    message: 'NdisPartyHandle is not NULL on a point-to-point VC',
  }),
  ...both('CC-09', 'MM-04', {
    on: complete, when: 'partyNull', need: 'cmPartyContextNull', duty: 'complete-context',
    message: 'NdisPartyHandle is NULL and CallMgrPartyContext is not',
  }),
  {
    id: 'CC-11', scope: 'party', on: ['E ProtocolCmDropParty', 'E ProtocolCmCloseCall'], need: 'cmPartyContextRight',
    duty: 'cm-party-context', each: true, message: 'another CallMgrPartyContext than the call manager gave for the party',
  },
  { id: 'MM-05', topology: 'mcm', on: complete, when: '!success !pending !cmPartyContextNull' },
  {
    id: 'MM-05', topology: 'mcm',
    on: ['E ProtocolCmCloseCall', 'E ProtocolCmDropParty', 'E ProtocolCmAddParty', 'E ProtocolCmModifyCallQoS'],
    when: 'completedError !cmPartyContextNull', need: '!deadContext', duty: 'dead-context', each: true, since: 'event', show: [complete],
    message: 'the CallMgrPartyContext of a call that failed is handed back',
  },
  { id: 'CC-13', topology: 'cm', on: complete, when: 'success', need: '!parametersNull', duty: 'complete-parameters',
    message: 'a successful call is completed without CallParameters' },
  {
    id: 'CC-13', topology: 'cm', on: complete, when: 'success !parametersNull', need: 'sameAsActivated', duty: 'tell-parameters',
    since: 'event', show: [activate], message: 'CallParameters are not those that the VC was activated with',
  },
  ...both('CC-29', 'MM-09', {
    on: complete, when: 'success !parametersNull', need: 'sameAsActivated', duty: 'tell-parameters', since: 'event', show: [activate],
    message: 'parameters that were modified are not in the CallParameters of the completion',
  }),
  {
    id: 'CC-15', topology: 'cm', on: complete, when: 'success', need: 'active', severity: 'must', duty: 'ready',
    excuse: activationExcuses, since: cmMake, show: [activate], message: 'success is reported while the VC is not active',
  },
  {
    id: 'CC-16', topology: 'cm', on: complete, when: 'success !permanent', need: 'connectSeen', duty: 'negotiation',
    excuse: 'forward-make', since: cmMake, show: [cmMake], message: 'success is reported before CONNECT was received',
  },
  ...both('CC-17', 'MM-03', {
    on: complete, when: 'success', need: 'activateOk', severity: 'must', duty: 'ready', excuse: activationExcuses, since: cmMake,
    show: [activate],
    message: 'success is reported and the activation of the VC has not succeeded',
  }),
  { id: 'CC-18', topology: 'cm', on: 'CALL END', when: 'cmPended', ...uncompleted },
  ...both('CC-19', 'MM-08', { on: 'CLMKDONE', when: 'calling' }),
  ...both('CC-19', 'MM-08', {
    on: 'E NdisCoSendNetBufferLists', when: 'byClient calling', need: '!calling', duty: 'client-send', each: true, excuse: 'complete',
    since: make, show: [make],
    message: 'the client sends before its call is connected',
  }),
  { id: 'CC-20', on: 'E ProtocolClMakeCallComplete', when: 'makePended' },
  {
    id: 'CC-20', on: 'E NdisCoDeleteVc', when: 'byClient calling makePended', need: '!calling', duty: 'delete-pending',
    excuse: 'make-upcall', since: make, show: [make, 'R NdisClMakeCall'],
    message: 'the client deletes the VC while its call is being made',
  },
  { id: 'CC-21', topology: 'cm', on: complete, when: 'cmPended' },
  {
    id: 'CC-21', topology: 'cm', on: ['E ProtocolCoDeleteVc', 'E MiniportCoDeleteVc'], when: 'cmPended !completed', need: 'completed',
    duty: 'delete-upcall', excuse: 'delete-pending complete', since: cmMake, show: [returned],
    message: 'NDIS deletes the VC while its call is being made',
  },
  { id: 'CC-22', topology: 'cm', on: 'CALL END', when: 'cmPended refused', ...uncompleted },
  {
    id: 'CC-22', topology: 'cm', on: 'CALL END', when: 'cmPended refused completed', need: 'completedError', duty: 'negotiation',
    excuse: 'complete-status', since: cmMake, show: [cmMake, complete],
    message: 'a call that the network refused or did not answer is completed with success',
  },
  ...both('CC-23', 'MM-10', { on: 'CALL END', when: 'cmPended completed' }),
  ...both('CC-23', 'MM-10', { on: 'CALL END', when: 'cmPended !completed !cmUntold', ...uncompleted }),
  ...both('CC-24', 'MM-06', { scope: 'party', on: 'R NdisCmMakeCallComplete', when: 'dead' }),
  ...both('CC-24', 'MM-06', {
    scope: 'party', on: [complete, 'E NdisCmAddPartyComplete', 'E NdisCmDropPartyComplete', 'E NdisCmCloseCallComplete',
    'E NdisCmDispatchIncomingDropParty'],
    when: 'deadForCm', need: '!deadForCm', severity: 'must', duty: 'dead-party', each: true, show: [complete],
    message: 'a party handle is used after its call failed',
  }),
  {
    id: 'CC-26', on: 'R NdisCoDeleteVc', when: 'success completedError', need: 'cmUntold', roles: roleBits.cm, excuse: 'delete-handlers',
    since: 'E NdisCoDeleteVc', show: [complete, 'E NdisCoDeleteVc'],
    message: 'the VC of a failed call was deleted and ProtocolCoDeleteVc was not called',
  },
  {
    id: 'CC-30', on: 'CALL END', when: 'clientToldOk unacceptable', need: 'clientClosed', duty: 'close-unacceptable',
    since: 'E ProtocolClMakeCallComplete', show: ['E ProtocolClMakeCallComplete'],
    message: 'the client kept a call whose parameters are declared unacceptable',
  },
  {
    id: 'CC-31', on: 'VC END', when: 'unacceptable !callLeft', need: 'cmUntold', roles: roleBits.client | roleBits.cm,
    excuse: 'delete-handlers close-unacceptable', show: ['E NdisClCloseCall'],
    message: 'the call was torn down and ProtocolCoDeleteVc was not called',
  },
  {
    id: 'CC-32', topology: 'cm', hook: 'source', on: complete, need: 'rightTwin', duty: 'twin', each: true,
    message: 'a call manager completes with an MCM\'s function',
  },
  {
    id: 'CC-32', topology: 'mcm', hook: 'source', on: complete, when: '!rightTwin', need: 'rightTwin', duty: 'twin', each: true,
    message: 'an MCM completes with a stand-alone call manager\'s function',
  },
  {
    id: 'CC-33', topology: 'mcm', hook: 'source', on: complete, need: 'rightTwin', duty: 'twin', each: true,
    message: 'an MCM completes with NdisCmMakeCallComplete',
  },
  { id: 'CC-34', topology: 'cm', on: complete, need: 'dispatchOrLower', duty: 'irql', each: true, message: 'called above DISPATCH_LEVEL' },
  { id: 'CC-35', topology: 'cm', on: complete, need: 'dispatchOrLower', duty: 'irql', each: true, message: 'called above DISPATCH_LEVEL' },
  {
    id: 'MM-11', topology: 'cm', hook: 'source', on: complete, when: '!rightTwin', need: 'rightTwin', duty: 'twin', each: true,
    message: 'a stand-alone call manager completes with NdisMCmMakeCallComplete',
  },
  {
    id: 'MM-11', topology: 'mcm', hook: 'source', on: complete, when: 'rightTwin', need: 'byCm', duty: 'twin', each: true,
    message: 'called by a driver that is no MCM',
  },
];
