import type { Check } from '../engine/rule.ts';
import { unheard } from './shared.ts';

const make = 'E NdisClMakeCall';
const activate = 'E NdisCmActivateVc';
const complete = 'E NdisCmMakeCallComplete';
/** Memory that a client, or a call manager, gives back too early: one act, whichever rows speak of it. */
const early = { on: 'FREE', duty: 'free-early', each: true } as const;
const cmEarly = { on: 'FREE', duty: 'cm-free-early', each: true } as const;

/** Memory: the rows of other families that speak of allocations. What was never seen allocated leaves an occurrence undecided. */
export const memoryRules: readonly Check[] = [
  {
    id: 'MC-05', on: make, need: 'parametersResident', duty: 'make-memory', since: 'event',
    message: 'CallParameters is not memory that the client has initialised',
  },
  {
    id: 'MC-10', on: make, when: '!partyContextNull', need: 'partyContextResident', duty: 'party-memory', since: 'event',
    message: 'ProtocolPartyContext is not resident memory of the client',
  },
  {
    id: 'MC-10', ...early, when: 'freesPartyContext', need: 'partyOver', excuse: unheard, since: make, show: [make],
    message: 'the client frees ProtocolPartyContext while the party is there',
  },
  {
    id: 'CC-10', topology: 'cm', on: complete, when: 'success !cmPartyContextNull', need: 'cmPartyContextResident',
    duty: 'cm-party-memory', since: 'event',
    message: 'CallMgrPartyContext is not resident memory of the call manager',
  },
  {
    id: 'CC-10', topology: 'cm', ...cmEarly, when: 'freesCmPartyContext', need: 'cmPartyOver', excuse: 'forward-close forward-drop',
    since: complete, show: [complete],
    message: 'the call manager frees CallMgrPartyContext while the party is there',
  },
  {
    id: 'CC-20', ...early, when: 'byClient freesClientMemory makePended', need: '!calling', excuse: 'make-upcall', since: make,
    show: [make, 'R NdisClMakeCall'], message: 'the client frees what its call needs while the call is being made',
  },
  {
    id: 'CC-25', topology: 'cm', ...cmEarly, when: 'freesCmPartyContext completedError', need: 'completeReturned', since: complete,
    show: [complete], message: 'CallMgrPartyContext is freed before NdisCmMakeCallComplete has returned',
  },
  {
    id: 'MM-07', topology: 'mcm', ...cmEarly, when: 'freesCmPartyContext completedError', need: 'completeReturned', since: complete,
    show: [complete], message: 'CallMgrPartyContext is freed before NdisMCmMakeCallComplete has returned',
  },
  {
    id: 'CC-27', topology: 'cm', ...cmEarly, when: 'freesHandlerContext ofClient createdOk byCm', need: 'cmUntold',
    excuse: 'delete-handlers', show: ['E NdisCoDeleteVc'],
    message: 'the call manager frees CallMgrVcContext before its ProtocolCoDeleteVc is called',
  },
  {
    id: 'MK-03', ...early, when: 'freesParameters makePended', need: '!calling', excuse: 'make-upcall', since: make,
    show: [make, 'R NdisClMakeCall'], message: 'CallParameters is freed while the call is being made',
  },
  {
    id: 'MK-15', ...early, when: 'byClient freesParameters makeFailed', need: 'clientTold2', since: make,
    show: [make], message: 'CallParameters of a failed call is freed before its completion handler ran',
  },
  {
    id: 'MK-15', ...early, when: 'byClient freesPartyContext makeFailed', need: 'clientTold2', since: make,
    show: [make], message: 'ProtocolPartyContext of a failed call is freed before its completion handler ran',
  },
  {
    id: 'MP-21', scope: 'party', ...early, when: 'freesPartyContext clientDropped', need: 'clientToldDrop', excuse: 'drop-upcall',
    show: ['E NdisClDropParty'], message: 'the client frees ProtocolPartyContext of a party that is being dropped',
  },
  {
    id: 'CL-10', scope: 'party', on: 'E ProtocolClCloseCallComplete', when: 'success closedWith cmContextSeen fromNdis',
    need: 'cmContextFreed', duty: 'party-leak', show: ['E NdisClCloseCall'],
    message: 'the call manager keeps its context of the last party of a call that is closed',
  },
  {
    id: 'CL-10', scope: 'party', on: 'R NdisClCloseCall', when: 'success closedWith cmContextSeen', need: 'cmContextFreed', duty: 'party-leak',
    show: ['E NdisClCloseCall'], message: 'the call manager keeps its context of the last party of a call that is closed',
  },
  {
    id: 'MK-17', ...early, when: 'byClient freesClientMemory !freesParameters closePended unacceptable', need: '!closing',
    excuse: 'close-upcall', since: 'E NdisClCloseCall', show: ['E NdisClCloseCall'],
    message: 'the client frees a context of a call that is being closed',
  },
  {
    id: 'AV-20', topology: 'cm', on: activate, need: 'parametersResident', duty: 'activate-memory', since: 'event',
    message: 'CallParameters is not resident memory of the call manager',
  },
  {
    id: 'AV-20', topology: 'cm', on: 'FREE', when: 'freesActivation', need: '!activating !reactivating', duty: 'activate-memory',
    excuse: 'activate-upcall', since: activate, show: [activate], message: 'CallParameters is freed while the activation is pending',
  },
  {
    id: 'CL-21', ...early, when: 'byClient freesCreatorContext ofClient createdOk', need: 'deleted', excuse: 'leak', show: ['E NdisCoDeleteVc'],
    message: 'the client frees its context of a VC before the VC is deleted',
  },
  {
    id: 'CL-21', ...early, when: 'byClient freesHandlerContext ofCm createdOk', need: 'clientUntold',
    excuse: 'delete-handlers', show: ['E NdisCoDeleteVc'],
    message: 'the client frees its context of a VC before its ProtocolCoDeleteVc is called',
  },
];
