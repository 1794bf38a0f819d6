import type { Check } from '../engine/rule.ts';
import { roleBits } from '../engine/symbols.ts';
import { closeExcuses, deactivationExcuses, unreturned } from './shared.ts';

const remove = 'E NdisCoDeleteVc';
const removed = 'R NdisCoDeleteVc';
/** Which handlers NDIS runs depends on who deletes: a deletion by the wrong driver says nothing of them. */
const handlers = { duty: 'delete-handlers', excuse: 'delete-owner', since: remove, show: [remove] } as const;
const activeExcuses =
  'deactivate close-before-delete delete-pending close-complete activation ready activate-upcall miniport-activate ' +
  `${deactivationExcuses} ${closeExcuses}`;
const leak = { need: 'deleting', severity: 'should', duty: 'leak', excuse: '*', show: ['R NdisCoCreateVc', 'E ProtocolClCloseCallComplete'],
  message: 'the VC was never deleted' } as const;
const open = { duty: 'close-before-delete', excuse: closeExcuses, show: ['E ProtocolClMakeCallComplete', 'E NdisClCloseCall'] } as const;

/** Deleting a VC: rows DV-01 to DV-14. */
export const deletingAVcRules: readonly Check[] = [
  {
    id: 'DV-01', on: remove, when: 'ofClient', need: 'byClient', duty: 'delete-owner',
    message: 'a VC is deleted by a driver that did not create it',
  },
  {
    id: 'DV-01', on: remove, when: 'ofCm', need: 'byCm', duty: 'delete-owner',
    message: 'a VC is deleted by a driver that did not create it',
  },
  { id: 'DV-02', on: remove, when: 'calling', need: '!calling', duty: 'delete-pending', excuse: 'make-upcall', show: ['E NdisClMakeCall'],
    message: 'a VC is deleted while its call is being made' },
  {
    id: 'DV-02', on: remove, when: '!calling', need: '!connected !modifying !remote !closing', ...open,
    message: 'a VC is deleted while its call is open',
  },
  {
    id: 'DV-02', on: remove, when: 'offered', need: '!offering !accepted', duty: 'delete-offered',
    excuse: 'offer-upcall answer-upcall answer answer-status report-outcome connected-upcall', show: ['E NdisCmDispatchIncomingCall'],
    message: 'a VC is deleted while the call that came in on it is open',
  },
  {
    id: 'DV-03', on: remove, need: '!up !activating !deactivating', duty: 'delete-active',
    excuse: activeExcuses,
    show: ['E NdisCmActivateVc', 'E NdisCmDeactivateVc'], message: 'a VC is deleted that is not inactive',
  },
  {
    id: 'DV-04', on: remove, when: 'byClient connectedOnce', need: 'closedOk', ...open,
    message: 'a VC is deleted before its close has completed with success',
  },
  {
    id: 'DV-05', on: remove, when: 'byCm ofCm everActive', need: '!up !activating !deactivating', duty: 'delete-active',
    excuse: `deactivate ${deactivationExcuses}`, show: ['E NdisCmActivateVc', 'E NdisCmDeactivateVc'],
    message: 'a VC is deleted before its deactivation has completed with success',
  },
  {
    id: 'DV-06', topology: 'cm', on: removed, when: 'success ofClient', need: 'cmUntold miniportUntold', ...handlers,
    roles: roleBits.cm | roleBits.miniport, message: 'NdisCoDeleteVc did not run the delete handlers of call manager and miniport',
  },
  { id: 'DV-06', topology: 'mcm', on: removed, when: 'success ofClient', need: 'cmUntold', ...handlers, roles: roleBits.cm,
    message: 'NdisCoDeleteVc did not run the MCM\'s ProtocolCoDeleteVc' },
  {
    id: 'DV-06', topology: 'cm', on: removed, when: 'success ofCm signalling', need: 'miniportUntold', ...handlers,
    roles: roleBits.miniport, message: 'NdisCoDeleteVc did not run MiniportCoDeleteVc',
  },
  {
    id: 'DV-06', topology: 'cm', on: removed, when: 'success incoming', need: 'clientUntold miniportUntold', ...handlers,
    roles: roleBits.client | roleBits.miniport, message: 'NdisCoDeleteVc did not run the delete handlers of client and miniport',
  },
  {
    id: 'DV-07', topology: 'mcm', on: removed, when: 'success ofCm !signalling', need: 'clientUntold', ...handlers, roles: roleBits.client,
    message: 'NdisMCmDeleteVc did not run the client\'s ProtocolCoDeleteVc',
  },
  { id: 'DV-08', on: 'R ProtocolCoDeleteVc', need: '!pending', message: 'ProtocolCoDeleteVc returned NDIS_STATUS_PENDING' },
  {
    id: 'DV-08', on: 'R ProtocolCoDeleteVc', need: '!notAccepted', severity: 'should',
    message: 'ProtocolCoDeleteVc found operations outstanding',
  },
  { id: 'DV-09', topology: 'cm', on: 'R MiniportCoDeleteVc', need: 'success', message: 'MiniportCoDeleteVc did not return success' },
  { id: 'DV-10', on: removed, when: 'success' },
  {
    id: 'DV-10', on: 'ANY CALL', when: 'deleted !deletedEarly', need: '!deleted', duty: 'use-after-delete', each: true, show: [removed],
    message: 'a VC is used after it was deleted',
  },
  { id: 'DV-11', on: 'R ProtocolCoDeleteVc', when: 'success' },
  {
    id: 'DV-11', on: 'ANY CALL', when: 'byCm cmGone !deletedEarly', need: '!cmGone', duty: 'use-after-delete', each: true,
    show: ['R ProtocolCoDeleteVc'], message: 'a call manager uses a VC after its ProtocolCoDeleteVc returned',
  },
  {
    id: 'DV-11', on: 'ANY CALL', when: 'byClient clientGone !deletedEarly', need: '!clientGone', duty: 'use-after-delete', each: true,
    show: ['R ProtocolCoDeleteVc'], message: 'a client uses a VC after its ProtocolCoDeleteVc returned',
  },
  {
    id: 'DV-13', topology: 'mcm', on: remove, when: 'byCm', need: 'rightTwin', duty: 'twin', each: true,
    message: 'an MCM called NdisCoDeleteVc',
  },
  {
    id: 'DV-13', topology: 'mcm', on: 'E MiniportCoDeleteVc', need: '!byMiniport', duty: 'mcm-miniport', since: 'event',
    message: 'an MCM has a MiniportCoDeleteVc',
  },
  { id: 'DV-14', on: 'VC END', when: 'ofClient !createFailed', roles: roleBits.client, ...leak },
  { id: 'DV-14', on: 'VC END', when: 'ofCm !heldUp !createFailed', roles: roleBits.cm, ...leak },
  { id: 'DV-14', on: 'VC END', when: 'atEnd deleting', need: '!deleting', severity: 'should', open: unreturned },
  { id: 'DV-14', on: 'CALL END', when: 'gapInCall', need: '!gapInCall', severity: 'should', open: 'a gap lies in the call' },
];
