import type { Check } from '../engine/rule.ts';
import { deactivationExcuses, earlyDeletion } from './shared.ts';

const deactivate = 'E NdisCmDeactivateVc';
const returned = 'R NdisCmDeactivateVc';
const done = 'E NdisMCoDeactivateVcComplete';
const told = 'E ProtocolCmDeactivateVcComplete';
const closed = 'E NdisCmCloseCallComplete';
const indicate = 'E NdisMCoIndicateReceiveNetBufferLists';
const bounds = ['E NdisCmActivateVc', 'VC END'];
const drained = {
  need: '!sendsOut !receivesOut', duty: 'drain', excuse: 'send-complete forward-send return-list', show: [deactivate], since: deactivate,
  message: 'the VC is deactivated while transfers are outstanding',
} as const;

const afterwards = {
  on: indicate, when: 'everActive !deactivating !activating', need: 'up', duty: 'indicate-inactive', each: true,
  excuse: 'activation ready activate-upcall', show: [deactivate], message: 'a reception is indicated after the VC was deactivated',
} as const;

/** Deactivating a VC: rows DA-01 to DA-15. */
export const deactivatingAVcRules: readonly Check[] = [
  {
    id: 'DA-01', on: deactivate, when: 'cmAskedClose connectSeen !permanent', need: 'releaseSeen', duty: 'release',
    since: 'E ProtocolCmCloseCall', show: ['E ProtocolCmCloseCall'], message: 'the VC is deactivated before the call was released',
  },
  {
    id: 'DA-02', topology: 'cm', on: returned, when: 'askedDeactivate success', need: 'miniportDeactivate', duty: 'forward-deactivate',
    since: deactivate, show: [deactivate], message: 'NdisCmDeactivateVc did not reach MiniportCoDeactivateVc',
  },
  {
    id: 'DA-02', topology: 'cm', on: returned, when: 'askedDeactivate pending', need: 'miniportDeactivate', duty: 'forward-deactivate',
    since: deactivate, show: [deactivate], message: 'NdisCmDeactivateVc did not reach MiniportCoDeactivateVc',
  },
  {
    id: 'DA-03', topology: 'cm', on: bounds, when: 'askedDeactivate deactivateReturned !deactivatePended', need: 'deactivateTold',
    severity: 'should', duty: 'deactivate-handler', since: deactivate, show: [deactivate],
    message: 'the deactivation did not pend and the caller did not run its ProtocolCmDeactivateVcComplete',
  },
  {
    id: 'DA-03', topology: 'cm', on: bounds, when: 'askedDeactivate deactivatePended miniportDeactivateDone', need: 'deactivateTold',
    severity: 'self-check', duty: 'deactivate-upcall', since: deactivate, show: [deactivate, done],
    message: 'the deactivation pended and ProtocolCmDeactivateVcComplete was never called',
  },
  {
    id: 'DA-03', topology: 'cm', on: told, when: 'askedDeactivate deactivateReturned !deactivatePended', need: '!fromNdis',
    severity: 'should', duty: 'deactivate-handler', since: deactivate, show: [deactivate],
    message: 'the deactivation did not pend and NDIS called ProtocolCmDeactivateVcComplete',
  },
  {
    id: 'DA-03', topology: 'cm', on: told, when: 'askedDeactivate deactivatePended', need: 'fromNdis', severity: 'self-check',
    duty: 'deactivate-upcall', since: 'event', show: [deactivate],
    message: 'the deactivation pended and the caller ran its ProtocolCmDeactivateVcComplete by itself',
  },
  {
    id: 'DA-03', topology: 'cm', on: told, when: 'askedDeactivate deactivatePended deactivateTold', need: '!deactivateTold',
    severity: 'self-check', duty: 'deactivate-upcall', excuse: 'miniport-deactivate-once', since: deactivate, show: [told],
    message: 'ProtocolCmDeactivateVcComplete was called twice for one deactivation',
  },
  { id: 'DA-04', topology: 'cm', on: 'R MiniportCoDeactivateVc', when: 'success', ...drained },
  { id: 'DA-04', topology: 'cm', on: done, when: 'success', ...drained },
  { id: 'DA-04', topology: 'mcm', on: returned, when: 'success', ...drained },
  { id: 'DA-05', on: 'DEACTDONE' },
  { id: 'DA-05', ...afterwards },
  { id: 'DA-08', on: 'DEACTDONE' },
  { id: 'DA-08', ...afterwards },
  {
    id: 'DA-06', topology: 'cm', on: bounds, when: 'askedDeactivate miniportDeactivatePended', need: 'miniportDeactivateDone',
    duty: 'miniport-deactivate', excuse: earlyDeletion, since: deactivate, show: [deactivate, 'R MiniportCoDeactivateVc'],
    message: 'MiniportCoDeactivateVc pended and was never completed',
  },
  {
    id: 'DA-06', topology: 'cm', on: done, when: 'askedDeactivate miniportDeactivatePended', need: '!miniportDeactivateDone',
    duty: 'miniport-deactivate-once', since: deactivate, show: [deactivate, done], message: 'a deactivation is completed a second time',
  },
  { id: 'DA-06', topology: 'cm', on: done, need: '!pending', message: 'the final status is NDIS_STATUS_PENDING' },
  {
    id: 'DA-07', topology: 'cm', on: 'R MiniportCoDeactivateVc', need: 'documented',
    message: 'MiniportCoDeactivateVc returned a status that is not documented',
  },
  {
    id: 'DA-09', topology: 'cm', on: 'E MiniportCoDeactivateVc', when: 'askedDeactivate', need: '!miniportDeactivate',
    duty: 'deactivate-twice', since: deactivate, show: [deactivate], message: 'NDIS called MiniportCoDeactivateVc twice',
  },
  { id: 'DA-10', on: 'DEACTDONE' },
  {
    id: 'DA-10', on: 'E NdisCoSendNetBufferLists', when: 'byClient everActive !connected !modifying !activating !deactivating',
    need: 'up', duty: 'client-send', each: true, excuse: 'activation ready activate-upcall', show: [deactivate],
    message: 'data is sent on a VC that was deactivated',
  },
  {
    id: 'DA-12', topology: 'cm', on: 'CALL END', when: 'cmClosePended deactivateOkSinceClose', need: 'closeCompleted',
    duty: 'close-complete', excuse: earlyDeletion, since: 'E ProtocolCmCloseCall', show: ['E ProtocolCmCloseCall', deactivate],
    message: 'the VC was deactivated and the close was never completed',
  },
  {
    id: 'DA-13', topology: 'mcm', on: returned, need: 'documented',
    message: 'NdisMCmDeactivateVc returned a status that is not documented',
  },
  {
    id: 'DA-13', topology: 'mcm', on: returned, when: 'notAccepted', need: '!notAccepted', severity: 'should', duty: 'deactivate-again',
    since: 'event', message: 'NdisMCmDeactivateVc was called for a VC that is inactive',
  },
  {
    id: 'DA-14', topology: 'cm', on: closed, when: 'success', need: '!deactivating', duty: 'deactivate', excuse: deactivationExcuses,
    since: deactivate, show: [deactivate], message: 'the close is reported while the deactivation is pending',
  },
  {
    id: 'DA-15', hook: 'source', on: deactivate, need: 'rightTwin', duty: 'twin', each: true,
    message: 'the deactivation function of the other kind of call manager',
  },
];
