import type { Check } from '../engine/rule.ts';
import { activationExcuses, earlyDeletion } from './shared.ts';

const activate = 'E NdisCmActivateVc';
const complete = 'E NdisCmMakeCallComplete';
const send = 'E NdisCoSendNetBufferLists';
const indicate = 'E NdisMCoIndicateReceiveNetBufferLists';
const told = 'E ProtocolCmActivateVcComplete';
/** Where it is settled what became of an activation. */
const ends = ['E NdisCmDeactivateVc', 'VC END'];
const bounds = [activate, ...ends];
const late = 'ready activate-upcall forward-activate create';

const sameStatus = {
  duty: 'activate-upcall', excuse: 'AV-10', since: activate, show: ['E NdisMCoActivateVcComplete'],
  message: 'ProtocolCmActivateVcComplete was given another status than the completion',
} as const;

const untold = {
  id: 'AV-27', topology: 'mcm', need: 'activateTold', duty: 'activate-upcall', since: activate, show: [activate],
  message: 'NdisMCmActivateVc pended and ProtocolCmActivateVcComplete was never called',
} as const;

/** Activating a VC: rows AV-01 to AV-27. */
export const activatingAVcRules: readonly Check[] = [
  {
    id: 'AV-01', on: send, when: 'byClient connected', need: 'up', duty: 'activation', excuse: late, show: [activate],
    message: 'data is sent on a VC that is not active',
  },
  {
    id: 'AV-01', on: send, when: 'byClient !connected !modifying', need: 'up', duty: 'client-send', each: true,
    excuse: `${late} complete`, show: [activate], message: 'data is sent on a VC that is not active',
  },
  {
    id: 'AV-01', topology: 'cm', on: send, when: 'byCm', need: 'up', duty: 'activation', excuse: late, show: [activate],
    message: 'data is sent on a VC that is not active',
  },
  {
    id: 'AV-01', on: indicate, when: '!deactivating', need: 'up', duty: 'indicate-inactive', each: true, excuse: `activation ${late}`,
    show: [activate], message: 'a reception is indicated on a VC that is not active',
  },
  {
    id: 'AV-02', topology: 'cm', on: send, when: 'byClient connected !sendStarted', need: 'up', duty: 'activation', excuse: late,
    show: [activate], message: 'the first data moves before the VC was activated',
  },
  {
    id: 'AV-03', topology: 'mcm', on: send, when: 'byClient connected !sendStarted', need: 'up', duty: 'activation', excuse: late,
    show: [activate], message: 'the first data moves before the VC was activated',
  },
  {
    id: 'AV-04', topology: 'cm', on: 'R NdisCmActivateVc', when: 'askedActivate success', need: 'miniportActivate',
    duty: 'forward-activate', since: activate, show: [activate], message: 'NdisCmActivateVc did not reach MiniportCoActivateVc',
  },
  {
    id: 'AV-04', topology: 'cm', on: 'R NdisCmActivateVc', when: 'askedActivate pending', need: 'miniportActivate',
    duty: 'forward-activate', since: activate, show: [activate], message: 'NdisCmActivateVc did not reach MiniportCoActivateVc',
  },
  {
    id: 'AV-04', topology: 'cm', on: 'E MiniportCoActivateVc', when: 'askedActivate', need: 'sameAsActivated', duty: 'forward-activate',
    since: 'event', show: [activate], message: 'MiniportCoActivateVc was given other parameters than NdisCmActivateVc',
  },
  {
    id: 'AV-05', on: told, when: 'askedActivate activateReturned !activatePended', need: '!fromNdis', duty: 'activate-handler',
    since: activate, show: [activate], message: 'the activation did not pend and NDIS called ProtocolCmActivateVcComplete',
  },
  {
    id: 'AV-05', on: told, when: 'askedActivate activateTold activatePended', need: '!activateTold', duty: 'activate-once',
    excuse: 'miniport-activate-once', since: activate, show: [told],
    message: 'ProtocolCmActivateVcComplete was called twice for one activation',
  },
  {
    id: 'AV-05', on: bounds, when: 'askedActivate activateReturned !activatePended', need: 'activateTold', duty: 'activate-handler',
    since: activate, show: [activate], message: 'the activation did not pend and the caller did not run its ProtocolCmActivateVcComplete',
  },
  {
    id: 'AV-08', topology: 'cm', on: 'R MiniportCoActivateVc', need: 'documented',
    message: 'MiniportCoActivateVc returned a status that is not documented',
  },
  {
    id: 'AV-09', topology: 'cm', on: bounds, when: 'miniportActivatePended askedActivate', need: 'miniportActivateDone',
    duty: 'miniport-activate', excuse: earlyDeletion, since: activate, show: [activate, 'R MiniportCoActivateVc'],
    message: 'MiniportCoActivateVc pended and was never completed',
  },
  {
    id: 'AV-09', topology: 'cm', on: 'E NdisMCoActivateVcComplete', when: 'askedActivate miniportActivatePended',
    need: '!miniportActivateDone', duty: 'miniport-activate-once', since: activate, show: [activate, 'E NdisMCoActivateVcComplete'],
    message: 'an activation is completed a second time',
  },
  { id: 'AV-10', topology: 'cm', on: 'E NdisMCoActivateVcComplete', need: '!pending', message: 'the final status is NDIS_STATUS_PENDING' },
  {
    id: 'AV-11', topology: 'cm', on: bounds, when: 'askedActivate miniportActivatePended miniportActivateDone', need: 'activateTold',
    duty: 'activate-upcall', since: activate, show: ['E NdisMCoActivateVcComplete'],
    message: 'NdisMCoActivateVcComplete did not reach ProtocolCmActivateVcComplete',
  },
  { id: 'AV-11', topology: 'cm', on: told, when: 'askedActivate miniportActivateOk !activateTold', need: 'success', ...sameStatus },
  { id: 'AV-11', topology: 'cm', on: told, when: 'askedActivate miniportActivateError !activateTold', need: '!success', ...sameStatus },
  {
    id: 'AV-12', topology: 'cm', on: [complete, 'E NdisCmDispatchCallConnected'], when: 'success', need: '!activating !reactivating',
    duty: 'ready', excuse: activationExcuses, since: activate, show: [activate],
    message: 'transfers are reported possible while the activation is pending',
  },
  { id: 'AV-13', on: told, when: '!success' },
  {
    id: 'AV-13', on: complete, when: 'success activateFailed !up', need: '!activateFailed', duty: 'ready',
    excuse: activationExcuses, since: activate,
    show: [activate, told], message: 'success is reported after the activation failed',
  },
  {
    id: 'AV-14', on: send, when: '!dataStarted up', need: 'activateReady', duty: 'activate-handler', excuse: late, since: activate,
    show: [activate, told], message: 'data moves before ProtocolCmActivateVcComplete has returned',
  },
  {
    id: 'AV-21', on: complete, when: 'success', need: 'activateTried', duty: 'ready', excuse: activationExcuses,
    since: 'E ProtocolCmMakeCall', show: ['E ProtocolCmMakeCall'], message: 'the call is completed before its VC is activated',
  },
  {
    id: 'AV-26', hook: 'source', on: activate, need: 'rightTwin', duty: 'twin', each: true,
    message: 'the activation function of the other kind of call manager',
  },
  { ...untold, on: ends, when: 'askedActivate activatePended' },
  // Who reports success while an activation is open may begin the next before NDIS comes to the first.
  { ...untold, on: activate, when: 'askedActivate activatePended !completedOk' },
  { id: 'AV-27', topology: 'mcm', on: 'E MiniportCoActivateVc', need: '!byMiniport', duty: 'mcm-miniport', since: 'event',
    message: 'NDIS called MiniportCoActivateVc of an MCM' },
];
