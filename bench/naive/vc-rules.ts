import type { Rule } from './rule.ts';

const pending = 'NDIS_STATUS_PENDING';
const success = 'NDIS_STATUS_SUCCESS';

/** Creating, activating, deactivating and deleting a VC. */
export const vcRules: readonly Rule[] = [
  { id: 'CV-01', check: ({ event: { kind, name, args } }) =>
    kind === 'enter' && name === 'NdisCoCreateVc' && args['NdisVcHandle'] !== null ? 'the handle variable is not NULL' : undefined },
  { id: 'CV-04', check: ({ event: { name }, topology }) =>
    topology === 'mcm' && name === 'MiniportCoCreateVc' ? 'an MCM has a MiniportCoCreateVc' : undefined },
  { id: 'CV-05', check: ({ event: { kind, name, status } }) =>
    kind === 'return' && name === 'ProtocolCoCreateVc' && status === pending ? 'ProtocolCoCreateVc pends' : undefined },
  { id: 'CV-06', check: ({ event: { kind, name, status } }) =>
    kind === 'return' && name === 'MiniportCoCreateVc' && status === pending ? 'MiniportCoCreateVc pends' : undefined },
  { id: 'CV-07', check: ({ event: { kind, name, status, vc } }) =>
    kind === 'return' && name === 'NdisCoCreateVc' && status === success && vc === undefined ? 'no handle comes back' : undefined },
  { id: 'CV-08', check: ({ event: { kind, name, status, out } }) =>
    kind === 'return' && name === 'ProtocolCoCreateVc' && status === success && out['ProtocolVcContext'] === undefined
      ? 'the handler returns no context' : undefined },
  { id: 'CV-09', check: ({ event: { kind, name, status, out } }) =>
    kind === 'return' && name === 'MiniportCoCreateVc' && status === success && out['MiniportVcContext'] === undefined
      ? 'the miniport returns no context' : undefined },
  { id: 'CV-12', check: ({ event: { kind, name, by, args } }) =>
    kind === 'enter' && name === 'NdisCoCreateVc' && by === 'client' && args['NdisAfHandle'] === null
      ? 'a client creates a VC without an address family' : undefined },
  { id: 'AV-01', check: ({ event: { kind, name, by }, vc }) =>
    kind === 'enter' && name === 'NdisCoSendNetBufferLists' && by === 'client' && vc?.activation !== 'active'
      ? 'data is sent on a VC that is not active' : undefined },
  { id: 'AV-04', check: ({ event: { kind, name }, around }) =>
    kind === 'enter' && name === 'MiniportCoActivateVc' && !around.some((call) => call.name === 'NdisCmActivateVc')
      ? 'the miniport activates unasked' : undefined },
  { id: 'AV-08', check: ({ event: { kind, name, status } }) => kind === 'return' && name === 'MiniportCoActivateVc' &&
    ![success, pending, 'NDIS_STATUS_INVALID_DATA', 'NDIS_STATUS_RESOURCES'].includes(status ?? '')
      ? 'an undocumented status' : undefined },
  { id: 'AV-10', check: ({ event: { kind, name, args } }) =>
    kind === 'enter' && name === 'NdisMCoActivateVcComplete' && args['Status'] === pending ? 'the final status is PENDING' : undefined },
  { id: 'AV-11', check: ({ event: { kind, name, from }, around }) => kind === 'enter' && name === 'ProtocolCmActivateVcComplete' &&
    from === 'ndis' && around.length > 0 && around.at(-1)?.name !== 'NdisMCoActivateVcComplete'
      ? 'the handler runs outside the completion' : undefined },
  { id: 'AV-26', check: ({ event: { kind, name }, topology }) =>
    kind === 'enter' && name === (topology === 'cm' ? 'NdisMCmActivateVc' : 'NdisCmActivateVc')
      ? 'the other topology\'s function' : undefined },
  { id: 'DA-02', check: ({ event: { kind, name }, around }) =>
    kind === 'enter' && name === 'MiniportCoDeactivateVc' && !around.some((call) => call.name === 'NdisCmDeactivateVc')
      ? 'the miniport deactivates unasked' : undefined },
  { id: 'DA-04', check: ({ event: { kind, name }, vc }) =>
    kind === 'enter' && name === 'ProtocolCmDeactivateVcComplete' && vc !== undefined &&
      vc.sendsOutstanding.size + vc.receivesOutstanding.size > 0
      ? 'deactivated with transfers outstanding' : undefined },
  { id: 'DA-05', check: ({ event: { kind, name }, vc }) =>
    kind === 'enter' && (name === 'MiniportCoSendNetBufferLists' || name === 'NdisMCoIndicateReceiveNetBufferLists') &&
      vc?.activation === 'inactive'
      ? 'a transfer on an inactive VC' : undefined },
  { id: 'DA-06', check: ({ event: { kind, name, args } }) =>
    kind === 'enter' && name === 'NdisMCoDeactivateVcComplete' && args['Status'] === pending ? 'the final status is PENDING' : undefined },
  { id: 'DA-15', check: ({ event: { kind, name }, topology }) =>
    kind === 'enter' && name === (topology === 'cm' ? 'NdisMCmDeactivateVc' : 'NdisCmDeactivateVc')
      ? 'the other topology\'s function' : undefined },
  { id: 'DV-01', check: ({ event: { kind, name, by }, vc }) =>
    kind === 'enter' && name === 'NdisCoDeleteVc' && vc !== undefined && vc.creator !== by
      ? 'deleted by another than its creator' : undefined },
  { id: 'DV-02', check: ({ event: { kind, name }, vc }) =>
    kind === 'enter' && name === 'NdisCoDeleteVc' && (vc?.call === 'calling' || vc?.call === 'connected')
      ? 'deleted with a call on it' : undefined },
  { id: 'DV-03', check: ({ event: { kind, name }, vc }) =>
    kind === 'enter' && name === 'NdisCoDeleteVc' && vc?.activation !== 'inactive' ? 'deleted and not deactivated' : undefined },
  { id: 'DV-04', check: ({ event: { kind, name }, vc }) =>
    kind === 'enter' && name === 'NdisCoDeleteVc' && vc?.call === 'closing' ? 'deleted before the close was completed' : undefined },
  { id: 'DV-05', check: ({ event: { kind, name }, vc }) =>
    kind === 'enter' && name === 'NdisCoDeleteVc' && vc?.activation === 'deactivating' ? 'deleted while being deactivated' : undefined },
  { id: 'DV-06', check: ({ event: { kind, name }, around }) =>
    kind === 'enter' && (name === 'ProtocolCoDeleteVc' || name === 'MiniportCoDeleteVc') && !around.some((call) =>
      call.name === 'NdisCoDeleteVc')
      ? 'a delete handler runs unasked' : undefined },
  { id: 'DV-08', check: ({ event: { kind, name, status } }) =>
    kind === 'return' && name === 'ProtocolCoDeleteVc' && status === pending ? 'ProtocolCoDeleteVc pends' : undefined },
  { id: 'DV-09', check: ({ event: { kind, name, status } }) =>
    kind === 'return' && name === 'MiniportCoDeleteVc' && status === pending ? 'MiniportCoDeleteVc pends' : undefined },
];
