import type { Check } from '../engine/rule.ts';
import { roleBits } from '../engine/symbols.ts';
import { earlyDeletion, noPartyHandle, unsettledAdd } from './shared.ts';

const add = 'E NdisClAddParty';
const cmAdd = 'E ProtocolCmAddParty';
const cmAddReturned = 'R ProtocolCmAddParty';
const added = 'E NdisCmAddPartyComplete';
const addTold = 'E ProtocolClAddPartyComplete';
const drop = 'E NdisClDropParty';
const cmDrop = 'E ProtocolCmDropParty';
const cmDropReturned = 'R ProtocolCmDropParty';
const dropped = 'E NdisCmDropPartyComplete';
const dropTold = 'E ProtocolClDropPartyComplete';
const leaves = 'E NdisCmDispatchIncomingDropParty';
const leafTold = 'E ProtocolClIncomingDropParty';
const close = 'E NdisClCloseCall';

/** Whose events are counted to tell how many parties there are. */
const counted = roleBits.client | roleBits.cm;

/** A party handle that is no longer the client's to use: one act, whichever rows speak of it. */
const dropHandle = { duty: 'drop-handle', each: true, excuse: unsettledAdd } as const;
const closeHandle = { duty: 'close-party', excuse: `${noPartyHandle} ${unsettledAdd}` } as const;

const addContext = { need: '!cmPartyContextNull', duty: 'add-context', each: true, message: 'a party was added without CallMgrPartyContext' } as const;
const addMemory = {
  when: 'success !cmPartyContextNull', need: 'cmPartyContextResident', duty: 'cm-party-memory', since: 'event',
  message: 'CallMgrPartyContext is not resident memory of the call manager',
} as const;
const kept = {
  need: 'cmContextFreed', duty: 'party-leak', each: true, message: 'the call manager keeps its context of a party that is gone',
} as const;

/** Parties of multipoint calls: rows MP-01 to MP-28. */
export const partyRules: readonly Check[] = [
  {
    id: 'MP-01', on: add, need: '!pointToPoint connectedOnce', duty: 'add-party', each: true, excuse: 'complete make-upcall create MC-09',
    show: ['E NdisClMakeCall', 'E ProtocolClMakeCallComplete'],
    message: 'a party is added to a call that was not connected with a ProtocolPartyContext',
  },
  {
    id: 'MP-02', on: add, need: 'partyContextResident', duty: 'party-memory', each: true, since: 'event',
    message: 'ProtocolPartyContext is not resident memory of the client',
  },
  {
    id: 'MP-03', on: 'R NdisClAddParty', when: 'success', need: 'partiesMatch', duty: 'forward-add', roles: counted, show: [add],
    message: 'NdisClAddParty did not reach ProtocolCmAddParty',
  },
  {
    id: 'MP-03', on: 'R NdisClAddParty', when: 'pending', need: 'partiesMatch', duty: 'forward-add', roles: counted, show: [add],
    message: 'NdisClAddParty did not reach ProtocolCmAddParty',
  },
  {
    id: 'MP-03', on: cmAdd, need: 'contextRight', duty: 'context', each: true,
    message: 'ProtocolCmAddParty was given another VC\'s context',
  },
  { id: 'MP-03', on: cmAdd, need: '!partyNull', duty: 'add-handle', each: true, message: 'ProtocolCmAddParty was given no NdisPartyHandle' },
  {
    id: 'MP-03', scope: 'party', on: cmAdd, need: '!asked', duty: 'add-handle', each: true, show: [cmAdd],
    message: 'ProtocolCmAddParty was given the handle of a party that is there already',
  },
  {
    id: 'MP-03', scope: 'party', on: 'PARTY END', when: 'addPended addCompleted !clientToldAdd', need: '!addPended', duty: 'add-upcall',
    each: true, excuse: 'add-status', show: [cmAdd, added],
    message: 'the addition of a party was completed and ProtocolClAddPartyComplete was never called',
  },
  { id: 'MP-04', scope: 'party', on: cmAddReturned, when: 'success', ...addContext },
  { id: 'MP-04', scope: 'party', on: added, when: 'success', ...addContext },
  { id: 'MP-04', on: [cmAddReturned, added], ...addMemory },
  {
    id: 'MP-05', scope: 'party', on: [cmAddReturned, added], when: 'success addAsked !joined', need: 'partyMessageSent', duty: 'add-message',
    each: true, show: [cmAdd], message: 'a party was added and no ADD PARTY was sent',
  },
  {
    id: 'MP-07', scope: 'party', on: cmAddReturned, need: 'documented',
    message: 'ProtocolCmAddParty returned a status that is not documented',
  },
  {
    id: 'MP-08', scope: 'party', on: 'PARTY END', when: 'addPended', need: 'addCompleted', duty: 'add-complete', each: true,
    excuse: earlyDeletion, show: [cmAddReturned], message: 'ProtocolCmAddParty pended and was never completed',
  },
  { id: 'MP-08', scope: 'party', on: added, need: '!pending', duty: 'add-status', each: true, message: 'the final status is NDIS_STATUS_PENDING' },
  {
    id: 'MP-08', scope: 'party', on: added, when: 'addCompleted', need: '!addCompleted', duty: 'add-once', each: true, show: [added],
    message: 'the addition of a party is completed a second time',
  },
  {
    id: 'MP-08', scope: 'party', on: added, when: 'addReturned !addCompleted', need: 'addPended', duty: 'add-pended', each: true,
    show: [cmAddReturned], message: 'the addition of a party is completed that ProtocolCmAddParty has settled',
  },
  { id: 'MP-09', scope: 'party', on: added, when: 'success', ...addContext },
  { id: 'MP-10', on: addTold, when: '!success' },
  {
    id: 'MP-10', scope: 'party', on: drop, when: 'addAsked dead', need: '!dead', ...dropHandle, show: [added, cmAddReturned],
    message: 'the client uses the handle of a party that could not be added',
  },
  {
    id: 'MP-10', scope: 'party', on: close, when: 'addAsked dead', need: '!dead', ...closeHandle, show: [added, cmAddReturned],
    message: 'the client uses the handle of a party that could not be added',
  },
  { id: 'MP-11', on: drop, need: 'partyLive', ...dropHandle, message: 'the client drops a party that is not there' },
  {
    id: 'MP-11', on: close, when: 'multipoint !partyNull', need: 'partyLive', ...closeHandle,
    message: 'the client closes the call with a party that is not there',
  },
  {
    id: 'MP-13', scope: 'party', on: 'PARTY END', when: 'clientAddReturned', need: 'clientToldAdd', duty: 'add-handler', each: true,
    show: ['R NdisClAddParty'], message: 'NdisClAddParty did not pend and the client did not run its ProtocolClAddPartyComplete',
  },
  {
    id: 'MP-13', scope: 'party', on: addTold, when: 'clientAddReturned', need: '!fromNdis', duty: 'add-handler', each: true,
    excuse: 'add-pended', show: ['R NdisClAddParty'], message: 'NdisClAddParty did not pend and NDIS called ProtocolClAddPartyComplete',
  },
  {
    id: 'MP-13', scope: 'party', on: 'PARTY END', when: 'clientDropReturned !clientDropPended', need: 'clientToldDrop', duty: 'drop-handler',
    each: true, show: ['R NdisClDropParty'],
    message: 'NdisClDropParty did not pend and the client did not run its ProtocolClDropPartyComplete',
  },
  {
    id: 'MP-13', scope: 'party', on: dropTold, when: 'clientDropReturned !clientDropPended', need: '!fromNdis', duty: 'drop-handler',
    each: true, excuse: 'drop-pended', show: ['R NdisClDropParty'],
    message: 'NdisClDropParty did not pend and NDIS called ProtocolClDropPartyComplete',
  },
  {
    id: 'MP-14', scope: 'party', on: 'PARTY END', when: 'joined !atEnd', need: 'gone', duty: 'party-left', each: true, excuse: '*',
    show: [cmAdd, close], message: 'the VC is deleted or called anew, and a party of its call was neither dropped nor closed with it',
  },
  { id: 'MP-16', scope: 'party', on: dropTold, when: 'success' },
  {
    id: 'MP-16', scope: 'party', on: drop, when: 'clientDropped', need: '!clientDropped', ...dropHandle, show: [drop],
    message: 'the client drops a party a second time',
  },
  {
    id: 'MP-16', scope: 'party', on: close, when: 'clientDropped', need: '!clientDropped', ...closeHandle, show: [drop],
    message: 'the client closes the call with a party that it has dropped',
  },
  { id: 'MP-17', on: drop, when: 'bufferNull', need: 'sizeZero', each: true, message: 'Buffer is NULL and Size is not 0' },
  {
    id: 'MP-18', scope: 'party', on: 'R NdisClDropParty', when: 'success', need: 'dropAsked', duty: 'forward-drop', each: true,
    show: [drop], message: 'NdisClDropParty did not reach ProtocolCmDropParty',
  },
  {
    id: 'MP-18', scope: 'party', on: 'R NdisClDropParty', when: 'pending', need: 'dropAsked', duty: 'forward-drop', each: true,
    show: [drop], message: 'NdisClDropParty did not reach ProtocolCmDropParty',
  },
  {
    id: 'MP-18', scope: 'party', on: 'PARTY END', when: 'clientDropPended dropPended dropCompleted !clientToldDrop',
    need: '!clientDropPended',
    duty: 'drop-upcall', each: true, excuse: 'drop-status drop-handle forward-drop', show: [drop, dropped],
    message: 'the drop of a party was completed and ProtocolClDropPartyComplete was never called',
  },
  {
    id: 'MP-19', scope: 'party', on: [cmDropReturned, dropped], when: 'success dropAsked !gone', need: 'partyMessageSent',
    duty: 'drop-message', each: true, show: [cmDrop], message: 'a party was dropped and the network was not told',
  },
  { id: 'MP-19', scope: 'party', on: dropTold, when: 'success cmContextSeen fromNdis', severity: 'should', show: [cmDrop], ...kept },
  { id: 'MP-19', scope: 'party', on: 'R NdisClDropParty', when: 'success cmContextSeen', severity: 'should', show: [cmDrop], ...kept },
  {
    id: 'MP-20', scope: 'party', on: 'PARTY END', when: 'dropPended', need: 'dropCompleted', duty: 'drop-complete', each: true,
    excuse: earlyDeletion, show: [cmDropReturned], message: 'ProtocolCmDropParty pended and was never completed',
  },
  { id: 'MP-20', scope: 'party', on: dropped, need: '!pending', duty: 'drop-status', each: true, message: 'the final status is NDIS_STATUS_PENDING' },
  {
    id: 'MP-20', scope: 'party', on: dropped, when: 'dropCompleted', need: '!dropCompleted', duty: 'drop-once', each: true, show: [dropped],
    message: 'the drop of a party is completed a second time',
  },
  {
    id: 'MP-20', scope: 'party', on: dropped, when: 'dropReturned !dropCompleted', need: 'dropPended', duty: 'drop-pended', each: true,
    show: [cmDropReturned], message: 'the drop of a party is completed that ProtocolCmDropParty has settled',
  },
  {
    id: 'MP-22', scope: 'party', on: dropped, when: 'goneForCm', need: '!goneForCm', duty: 'drop-once', each: true, show: [dropped],
    message: 'the call manager uses the handle of a party that was dropped',
  },
  {
    id: 'MP-22', scope: 'party', on: [added, leaves, 'E NdisCmCloseCallComplete', 'E NdisCmMakeCallComplete'], when: 'goneForCm',
    need: '!goneForCm', duty: 'dropped-party', each: true, show: [dropped],
    message: 'the call manager uses the handle of a party that was dropped',
  },
  { id: 'MP-22', scope: 'party', on: 'R NdisCmDropPartyComplete', when: 'gone' },
  {
    id: 'MP-23', scope: 'party', on: 'PARTY END', when: 'dropFailed', need: 'closedWith', duty: 'close-last', each: true, excuse: '*',
    show: [dropTold], message: 'a party could not be dropped, and the client did not close the call with it',
  },
  { id: 'MP-24', on: 'S DROP PARTY rx', when: 'manyParties' },
  {
    id: 'MP-24', on: 'CALL END', when: 'dropHeard', need: '!dropHeard', duty: 'report-drop', since: 'S DROP PARTY rx', show: ['S DROP PARTY rx'],
    message: 'the network dropped a party and the client was not told',
  },
  {
    id: 'MP-25', on: leaves, need: 'manyParties', duty: 'report-last', each: true, excuse: 'forward-make', show: ['S DROP PARTY rx'],
    message: 'the last party of a call is reported as dropped, and not the call as closed',
  },
  {
    id: 'MP-26', scope: 'party', on: 'PARTY END', when: 'leafTold', need: 'leafAnswered', duty: 'follow-drop', each: true,
    excuse: 'close-parties', show: [leafTold], message: 'the network dropped a party and the client did not drop it',
  },
  {
    id: 'MP-27', on: close, when: 'multipoint', need: 'partiesMatch', duty: 'close-parties', roles: counted,
    excuse: `drop-handle add-upcall ${unsettledAdd}`,
    message: 'the client has not dropped as many parties as it has added',
  },
  { id: 'MP-28', on: 'E NdisCoSendNetBufferLists', when: 'byClient multipoint' },
  {
    id: 'MP-28', on: 'E NdisCoSendNetBufferLists', when: 'byClient vcIsParty', need: '!vcIsParty', duty: 'create',
    message: 'the client sends on the handle of a party',
  },
];
