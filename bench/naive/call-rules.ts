import type { Rule } from './rule.ts';

const pending = 'NDIS_STATUS_PENDING';
const success = 'NDIS_STATUS_SUCCESS';

const isMakeCompletion = (name: string): boolean => name === 'NdisCmMakeCallComplete' || name === 'NdisMCmMakeCallComplete';
const isCloseCompletion = (name: string): boolean => name === 'NdisCmCloseCallComplete' || name === 'NdisMCmCloseCallComplete';
const isActivation = (name: string): boolean => name === 'NdisCmActivateVc' || name === 'NdisMCmActivateVc';

/** Making, completing and closing a call. */
export const callRules: readonly Rule[] = [
  { id: 'MC-01', check: ({ event: { kind, name, args } }) =>
    kind === 'enter' && name === 'NdisClMakeCall' && args['CallParameters'] === null ? 'no call parameters' : undefined },
  { id: 'MC-03', check: ({ event: { kind, name }, vc }) =>
    kind === 'enter' && name === 'NdisClMakeCall' && vc?.creator === undefined ? 'the VC was never created' : undefined },
  { id: 'MC-04', check: ({ event: { kind, name }, vc }) =>
    kind === 'enter' && name === 'NdisClMakeCall' && vc?.created !== true ? 'the VC was not created successfully' : undefined },
  { id: 'MC-11', check: ({ event: { kind, name }, around }) =>
    kind === 'enter' && name === 'ProtocolCmMakeCall' && !around.some((call) => call.name === 'NdisClMakeCall')
      ? 'nobody asked for the call' : undefined },
  { id: 'MC-16', check: ({ event: { kind, name, by } }) =>
    kind === 'enter' && name === 'NdisCoSendNetBufferLists' && by === 'mcm' ? 'an MCM sends through NDIS' : undefined },
  { id: 'MC-20', check: ({ event: { kind, name, args }, vc }) => kind === 'enter' && name === 'ProtocolCmMakeCall' &&
    args['NdisPartyHandle'] !== null && vc?.party === null ? 'a party handle on a point-to-point VC' : undefined },
  { id: 'MC-24', check: ({ event: { kind, name }, vc }) =>
    kind === 'enter' && isActivation(name) && vc?.call === 'calling' && !vc.connectSeen ? 'activated before CONNECT' : undefined },
  { id: 'MC-25', check: ({ event: { kind, name }, vc }) =>
    kind === 'enter' && isActivation(name) && vc === undefined ? 'an unknown VC is activated' : undefined },
  { id: 'MC-26', check: ({ event: { kind, name, args }, vc }) =>
    kind === 'enter' && name === 'NdisCmMakeCallComplete' && args['Status'] === success && vc?.activation !== 'active'
      ? 'completed and the VC is not ready' : undefined },
  { id: 'MC-27', check: ({ event: { kind, name, args }, vc }) =>
    kind === 'enter' && name === 'NdisMCmMakeCallComplete' && args['Status'] === success && vc?.activation !== 'active'
      ? 'completed and the VC is not ready' : undefined },
  { id: 'MC-30', check: ({ event: { kind, name, args } }) =>
    kind === 'enter' && isMakeCompletion(name) && args['Status'] === success && args['CallParameters'] === null
      ? 'completed without call parameters' : undefined },
  { id: 'MC-32', check: ({ event: { kind, name, from }, around }) => kind === 'enter' && name === 'ProtocolClMakeCallComplete' &&
    from === 'ndis' && !around.some((call) => isMakeCompletion(call.name)) ? 'the client is told and nothing was completed' : undefined },
  { id: 'MC-33', check: ({ event: { kind, name, args }, vc }) => kind === 'enter' && name === 'ProtocolClMakeCallComplete' &&
    args['ProtocolVcContext'] !== vc?.vcContexts['creator'] ? 'another client is told' : undefined },
  { id: 'CC-01', check: ({ event: { kind, name }, vc }) =>
    kind === 'enter' && isMakeCompletion(name) && vc?.call === 'none' ? 'completed and not asked for' : undefined },
  { id: 'CC-02', check: ({ event: { kind, name }, vc, topology }) =>
    topology === 'cm' && kind === 'enter' && isMakeCompletion(name) && (vc?.makeCompletions ?? 0) > 0
      ? 'completed a second time' : undefined },
  { id: 'MM-02', check: ({ event: { kind, name }, vc, topology }) =>
    topology === 'mcm' && kind === 'enter' && isMakeCompletion(name) && (vc?.makeCompletions ?? 0) > 0
      ? 'completed a second time' : undefined },
  { id: 'CC-03', check: ({ event: { kind, name, args } }) =>
    kind === 'enter' && name === 'NdisCmMakeCallComplete' && args['Status'] === pending ? 'the final status is PENDING' : undefined },
  { id: 'MM-01', check: ({ event: { kind, name, args } }) =>
    kind === 'enter' && name === 'NdisMCmMakeCallComplete' && args['Status'] === pending ? 'the final status is PENDING' : undefined },
  { id: 'CC-07', check: ({ event: { kind, name, args }, vc, topology }) => topology === 'cm' && kind === 'enter' &&
    isMakeCompletion(name) &&
    args['NdisPartyHandle'] !== vc?.party ? 'another party handle than was given' : undefined },
  { id: 'CC-09', check: ({ event: { kind, name, args }, topology }) => topology === 'cm' && kind === 'enter' && isMakeCompletion(name) &&
    args['NdisPartyHandle'] === null && args['CallMgrPartyContext'] !== null ? 'a party context without a party' : undefined },
  { id: 'MM-04', check: ({ event: { kind, name, args }, vc, topology }) => topology === 'mcm' && kind === 'enter' &&
    isMakeCompletion(name) &&
    (args['NdisPartyHandle'] !== vc?.party || (args['NdisPartyHandle'] === null && args['CallMgrPartyContext'] !== null))
      ? 'another party than was given' : undefined },
  { id: 'CC-15', check: ({ event: { kind, name, args }, vc, topology }) => topology === 'cm' && kind === 'enter' &&
    isMakeCompletion(name) &&
    args['Status'] === success && vc?.activation !== 'active' ? 'success while the VC is not active' : undefined },
  { id: 'CC-16', check: ({ event: { kind, name, args }, vc, topology }) => topology === 'cm' && kind === 'enter' &&
    isMakeCompletion(name) &&
    args['Status'] === success && vc?.connectSeen !== true ? 'success before CONNECT' : undefined },
  { id: 'CC-17', check: ({ event: { kind, name, args }, vc, topology }) => topology === 'cm' && kind === 'enter' &&
    isMakeCompletion(name) &&
    args['Status'] === success && (vc?.activationsInCall === 0 || vc?.activation !== 'active')
      ? 'success without an activation' : undefined },
  { id: 'MM-03', check: ({ event: { kind, name, args }, vc, topology }) => topology === 'mcm' && kind === 'enter' &&
    isMakeCompletion(name) &&
    args['Status'] === success && (vc?.activationsInCall === 0 || vc?.activation !== 'active')
      ? 'success without an activation' : undefined },
  { id: 'CC-19', check: ({ event: { kind, name, by }, vc, topology }) => topology === 'cm' && kind === 'enter' &&
    name === 'NdisCoSendNetBufferLists' && by === 'client' && vc?.call === 'calling'
      ? 'the client sends before it is connected' : undefined },
  { id: 'MM-08', check: ({ event: { kind, name, by }, vc, topology }) => topology === 'mcm' && kind === 'enter' &&
    name === 'NdisCoSendNetBufferLists' && by === 'client' && vc?.call === 'calling'
      ? 'the client sends before it is connected' : undefined },
  { id: 'CC-32', check: ({ event: { kind, name, by } }) =>
    kind === 'enter' && name === 'NdisCmMakeCallComplete' && by !== 'cm' ? 'called by another than a call manager' : undefined },
  { id: 'MM-11', check: ({ event: { kind, name, by } }) =>
    kind === 'enter' && name === 'NdisMCmMakeCallComplete' && by !== 'mcm' ? 'called by another than an MCM' : undefined },
  { id: 'CC-34', check: ({ event: { kind, name, irql } }) =>
    kind === 'enter' && name === 'NdisCmMakeCallComplete' && (irql ?? 0) > 2 ? 'called above DISPATCH_LEVEL' : undefined },
  { id: 'CL-03', check: ({ event: { kind, name }, vc }) =>
    kind === 'enter' && name === 'NdisClCloseCall' && (vc?.sendsOutstanding.size ?? 0) > 0 ? 'closed with sends outstanding' : undefined },
  { id: 'CL-04', check: ({ event: { kind, name, args }, vc }) =>
    kind === 'enter' && name === 'NdisClCloseCall' && args['NdisPartyHandle'] !== vc?.party
      ? 'another party than the call\'s' : undefined },
  { id: 'CL-05', check: ({ event: { kind, name, args } }) =>
    kind === 'enter' && name === 'NdisClCloseCall' && args['Buffer'] === null && args['Size'] !== 0
      ? 'a size without a buffer' : undefined },
  { id: 'CL-06', check: ({ event: { kind, name }, around }) =>
    kind === 'enter' && name === 'ProtocolCmCloseCall' && !around.some((call) => call.name === 'NdisClCloseCall')
      ? 'nobody asked for the close' : undefined },
  { id: 'CL-07', check: ({ event: { kind, name, from }, around }) => kind === 'enter' && name === 'ProtocolClCloseCallComplete' &&
    from === 'ndis' && !around.some((call) => isCloseCompletion(call.name)) ? 'the client is told and nothing was completed' : undefined },
  { id: 'CL-08', check: ({ event: { kind, name, args }, vc }) => kind === 'enter' && isCloseCompletion(name) &&
    args['Status'] === success && vc?.connectSeen === true && !vc.releaseSeen ? 'closed and the network was not told' : undefined },
  { id: 'CL-12', check: ({ event: { kind, name, args } }) => kind === 'enter' && isCloseCompletion(name) &&
    (args['Status'] === pending || args['NdisPartyHandle'] !== null) ? 'the final status is PENDING, or there is a party' : undefined },
  { id: 'CL-14', check: ({ event: { kind, name }, vc }) =>
    kind === 'enter' && name === 'NdisCmCloseCallComplete' && vc?.activation !== 'inactive' ? 'closed and not deactivated' : undefined },
  { id: 'CL-17', check: ({ event: { kind, name, by }, vc }) => kind === 'enter' && name === 'NdisCoSendNetBufferLists' && by === 'client' &&
    vc?.call === 'closed' ? 'a send after the close' : undefined },
];
