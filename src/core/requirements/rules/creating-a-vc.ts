import type { Check } from '../engine/rule.ts';
import { roleBits } from '../engine/symbols.ts';
import { openUpcall } from './shared.ts';

const create = 'E NdisCoCreateVc';
const created = 'R NdisCoCreateVc';
const send = 'E NdisCoSendNetBufferLists';
const handlers = { severity: 'self-check', duty: 'create-handlers', show: ['E ProtocolCoCreateVc', 'E MiniportCoCreateVc'] } as const;
const untold = {
  duty: 'handle-given', severity: 'must', excuse: 'create-handlers',
  message: 'a driver names a VC by a handle that its create handler was not given',
} as const;

/** Creating a VC: rows CV-01 to CV-25. */
export const creatingAVcRules: readonly Check[] = [
  { id: 'CV-01', on: create, need: 'variableNull', message: 'the variable for the handle is not NULL' },
  {
    id: 'CV-02', topology: 'cm', on: created, when: 'success ofClient', need: 'cmTold miniportTold !cmToldTwice !miniportToldTwice',
    ...handlers, roles: roleBits.cm | roleBits.miniport,
    message: 'NdisCoCreateVc did not run the create handlers of call manager and miniport once each',
  },
  {
    id: 'CV-03', topology: 'cm', on: created, when: 'success ofCm signalling', need: 'miniportTold !miniportToldTwice', ...handlers,
    roles: roleBits.miniport, message: 'NdisCoCreateVc did not run MiniportCoCreateVc once',
  },
  { id: 'CV-03', topology: 'cm', on: created, when: 'success incoming', need: 'clientTold miniportTold !miniportToldTwice', ...handlers,
    roles: roleBits.client | roleBits.miniport,
    message: 'NdisCoCreateVc did not run the create handlers of client and miniport once each' },
  { id: 'CV-04', topology: 'mcm', on: created, when: 'success ofClient', need: 'cmTold !cmToldTwice', ...handlers, roles: roleBits.cm,
    message: 'NdisCoCreateVc did not run the MCM\'s ProtocolCoCreateVc once' },
  { id: 'CV-04', topology: 'mcm', on: 'E MiniportCoCreateVc', need: '!byMiniport', duty: 'mcm-miniport', since: 'event',
    message: 'an MCM has a MiniportCoCreateVc' },
  { id: 'CV-05', on: 'R ProtocolCoCreateVc', need: '!pending', message: 'ProtocolCoCreateVc returned NDIS_STATUS_PENDING' },
  { id: 'CV-06', topology: 'cm', on: 'R MiniportCoCreateVc', need: '!pending', message: 'MiniportCoCreateVc returned NDIS_STATUS_PENDING' },
  { id: 'CV-06', topology: 'cm', on: 'R MiniportCoCreateVc', when: '!pending', need: 'documented', severity: 'should',
    message: 'MiniportCoCreateVc returned a status that is not documented' },
  {
    id: 'CV-07', on: created, when: 'success', need: '!handleDiffers', severity: 'self-check', duty: 'create-handlers',
    show: ['E ProtocolCoCreateVc'], message: 'the handle returned is not the one that the handlers were given',
  },
  {
    id: 'CV-08', on: 'R ProtocolCoCreateVc', when: 'success', need: '!contextOutNull',
    message: 'ProtocolCoCreateVc succeeded and returned no context',
  },
  { id: 'CV-09', topology: 'cm', on: 'R MiniportCoCreateVc', when: 'success', need: '!contextOutNull',
    message: 'MiniportCoCreateVc succeeded and returned no context' },
  {
    id: 'CV-11', topology: 'cm', on: created, need: '!miniportStatusHidden', duty: 'create-status', since: 'event',
    show: ['R MiniportCoCreateVc'], message: 'NdisCoCreateVc did not return the status with which MiniportCoCreateVc failed',
  },
  { id: 'CV-11', on: created, need: '!pending', message: 'NdisCoCreateVc returned NDIS_STATUS_PENDING' },
  {
    id: 'CV-12', scope: 'af', on: create, when: 'byClient !openReported', need: 'open', duty: 'open-af',
    message: 'NdisAfHandle is not an address family that the client has open',
  },
  {
    id: 'CV-12', scope: 'af', on: create, when: 'byClient openReported openAsked', need: 'open', severity: 'self-check', duty: 'open-upcall',
    message: openUpcall,
  },
  {
    id: 'CV-12', scope: 'af', on: create, when: 'byClient openReported !openAsked', need: 'open', duty: 'open-af',
    message: 'NdisAfHandle is an address family that the client has not asked to open',
  },
  { id: 'CV-13', topology: 'cm', on: create, when: 'byCm afNull' },
  {
    id: 'CV-13', topology: 'cm', scope: 'af', on: create, when: 'byCm', need: 'opening',
    message: 'NdisAfHandle is not one that ProtocolCmOpenAf was given',
  },
  { id: 'CV-14', on: created, when: 'success' },
  {
    id: 'CV-14', on: 'ANY CALL', when: '!deleted !vcNull', need: 'issued', duty: 'create', root: 'object', stray: true,
    message: 'the VC handle was never issued',
  },
  { id: 'CV-14', on: 'ANY CALL', when: 'vcNull', need: '!vcNull', duty: 'create', root: 'object', stray: true,
    message: 'NULL was passed in place of a VC handle' },
  {
    id: 'CV-25', on: 'E NdisCoAssignInstanceName', when: '!attached !afterGap', need: 'createdOk', duty: 'create', excuse: 'create-handlers',
    message: 'a VC is named that was not created',
  },
  { id: 'CV-25', topology: 'mcm', on: 'E NdisCoAssignInstanceName', need: '!byCm', duty: 'mcm-name', message: 'an MCM names a VC' },
  { id: 'CV-15', on: ['E NdisCmActivateVc', 'E NdisCmMakeCallComplete'], when: 'ofClient createdOk', need: 'cmTold', ...untold },
  { id: 'CV-15', topology: 'cm', on: 'E NdisMCoActivateVcComplete', when: 'createdOk', need: 'miniportTold', ...untold },
  { id: 'CV-16', topology: 'cm', on: 'R ProtocolCoCreateVc', when: 'byCm' },
  {
    id: 'CV-16', topology: 'cm', on: ['E NdisCmActivateVc', 'S SETUP tx'], when: 'inCreateHandler', need: '!inCreateHandler',
    duty: 'early-setup', message: 'a call is being established in the call manager\'s ProtocolCoCreateVc',
  },
  { id: 'CV-17', on: created, when: '!success !pending' },
  {
    id: 'CV-17', on: 'ANY CALL', when: 'createFailed', need: '!createFailed', duty: 'create', root: 'object',
    message: 'a VC is used whose creation failed',
  },
  { id: 'CV-21', topology: 'mcm', on: create, when: 'byCm', need: '!afNull', message: 'an MCM creates a signalling VC through NDIS' },
  {
    id: 'CV-22', topology: 'cm', on: send, when: 'byCm', need: 'createdOk', duty: 'create',
    message: 'the signalling VC was not created through NDIS',
  },
  { id: 'CV-22', topology: 'cm', on: send, when: 'byCm', need: 'everActive', duty: 'activation', excuse: 'activate-upcall forward-activate',
    message: 'the signalling VC was not activated through NDIS' },
  {
    id: 'CV-23',
    on: ['E ProtocolClMakeCallComplete', 'E ProtocolClCloseCallComplete', 'E ProtocolCoReceiveNetBufferLists',
    'E ProtocolCoSendNetBufferListsComplete', 'E ProtocolClIncomingCall', 'E ProtocolClCallConnected', 'E ProtocolClIncomingCloseCall'],
    need: 'contextRight', duty: 'context', each: true, message: 'a handler was given another context than the VC\'s',
  },
];
