import { isDeepStrictEqual } from 'node:util';
import type { Value } from './value.ts';
import type { Rule } from './rule.ts';

const pending = 'NDIS_STATUS_PENDING';
const success = 'NDIS_STATUS_SUCCESS';

const isActivation = (name: string): boolean => name === 'NdisCmActivateVc' || name === 'NdisMCmActivateVc';
const isMakeCompletion = (name: string): boolean => name === 'NdisCmMakeCallComplete' || name === 'NdisMCmMakeCallComplete';

/** Call parameters without what may differ: the changed flag and where they lie. */
function contents(parameters: Value | undefined): unknown {
  if (typeof parameters !== 'object' || parameters === null) return parameters;
  return { ...parameters, Flags: Number((parameters as Record<string, unknown>)['Flags'] ?? 0) & ~2, address: undefined };
}

/** What passes between NDIS and the drivers: contexts, nesting, parameters, results. */
export const handlerRules: readonly Rule[] = [
  { id: 'MC-02', check: ({ event: { kind, name, args }, vc }) => kind === 'enter' && isActivation(name) && vc?.call === 'calling' &&
    ((args['CallParameters'] as Record<string, unknown> | null)?.['MediaParameters'] ?? null) === null
      ? 'activated without media parameters' : undefined },
  { id: 'MC-07', check: ({ event: { kind, name, by }, vc }) => kind === 'enter' && name === 'NdisCoSendNetBufferLists' && by === 'client' &&
    vc?.call !== 'connected' && vc?.call !== 'calling' ? 'the client sends on another VC than its call\'s' : undefined },
  { id: 'MC-12', check: ({ event: { kind, name, args }, vc }) => kind === 'enter' && name === 'ProtocolCmMakeCall' &&
    args['CallMgrVcContext'] !== vc?.vcContexts['callManager'] ? 'not the context that the call manager gave' : undefined },
  { id: 'MC-15', check: ({ event: { kind, name, direction, nbl }, topology }) => topology === 'cm' && kind === 'signal' &&
    name === 'SETUP' &&
    direction === 'tx' && nbl === undefined ? 'SETUP was not sent with NdisCoSendNetBufferLists' : undefined },
  { id: 'MC-17', check: ({ event: { kind, name, direction, nbl }, topology }) => topology === 'mcm' && kind === 'signal' &&
    name === 'SETUP' &&
    direction === 'tx' && nbl !== undefined ? 'an MCM sends SETUP through NDIS' : undefined },
  { id: 'MC-22', check: ({ event: { kind, name, args }, vc }) => kind === 'enter' && isMakeCompletion(name) && args['Status'] === success &&
    vc?.activationsInCall === 0 ? 'completed and never activated' : undefined },
  { id: 'MC-28', check: ({ event: { kind, name, args }, vc }) => kind === 'enter' && isMakeCompletion(name) && args['Status'] === success &&
    vc?.connectSeen !== true ? 'completed before the network agreed' : undefined },
  { id: 'MC-31', check: ({ event: { kind, name, args }, vc }) => kind === 'enter' && isMakeCompletion(name) && args['Status'] === success &&
    (Number((args['CallParameters'] as Record<string, unknown> | null)?.['Flags'] ?? 0) & 2) === 0 &&
    !isDeepStrictEqual(contents(args['CallParameters']), contents(vc?.clientParameters))
      ? 'parameters changed without the flag' : undefined },
  { id: 'MC-34', check: ({ event: { kind, name, direction }, vc }) => kind === 'signal' && name === 'SETUP' && direction === 'tx' &&
    vc?.call === 'connected' ? 'SETUP after the client was told' : undefined },
  { id: 'CC-05', check: ({ event: { kind, name }, vc, topology }) => topology === 'cm' && kind === 'enter' && isMakeCompletion(name) &&
    vc?.creator !== 'client' ? 'the VC is not one that a client created' : undefined },
  { id: 'CC-20', check: ({ event: { kind, name, by }, vc }) => kind === 'enter' && name === 'NdisCoDeleteVc' && by === 'client' &&
    vc?.call === 'calling' ? 'the client deletes the VC of a pending call' : undefined },
  { id: 'CC-21', check: ({ event: { kind, name }, vc }) => kind === 'enter' && (name === 'ProtocolCoDeleteVc' ||
    name === 'MiniportCoDeleteVc') &&
    vc?.makePended === true && vc.makeCompletions === 0 ? 'NDIS deletes the VC of a pending call' : undefined },
  { id: 'CC-29', check: ({ event: { kind, name, args }, vc }) => kind === 'enter' && isMakeCompletion(name) && args['Status'] === success &&
    args['CallParameters'] !== null && !isDeepStrictEqual(contents(args['CallParameters']), contents(vc?.activatedParameters))
      ? 'not the parameters that the VC was activated with' : undefined },
  { id: 'CV-02', check: ({ event: { kind, name }, around, topology }) => topology === 'cm' && kind === 'enter' &&
    (name === 'ProtocolCoCreateVc' || name === 'MiniportCoCreateVc') && !around.some((call) => call.name === 'NdisCoCreateVc')
      ? 'a create handler runs unasked' : undefined },
  { id: 'CV-11', check: ({ event: { kind, name, status } }) =>
    kind === 'return' && name === 'NdisCoCreateVc' && status === pending ? 'NdisCoCreateVc pends' : undefined },
  { id: 'CV-13', check: ({ event: { kind, name, by, args } }) => kind === 'enter' && name === 'NdisCoCreateVc' && by === 'cm' &&
    args['NdisAfHandle'] !== null ? 'a signalling VC with an address family' : undefined },
  { id: 'CV-16', check: ({ event: { kind, name }, around }) => kind === 'enter' && isActivation(name) &&
    around.some((call) => call.name === 'ProtocolCoCreateVc') ? 'activated inside ProtocolCoCreateVc' : undefined },
  { id: 'CV-22', check: ({ event: { kind, name, by }, vc }) => kind === 'enter' && name === 'NdisCoSendNetBufferLists' && by === 'cm' &&
    (vc?.created !== true || vc.activation !== 'active') ? 'a message on a signalling VC that is not active' : undefined },
  { id: 'CV-23', check: ({ event: { kind, name, by, args }, vc }) => kind === 'enter' && name === 'ProtocolClCloseCallComplete' &&
    by === 'client' && args['ProtocolVcContext'] !== vc?.vcContexts['creator'] ? 'not the creator\'s context' : undefined },
  { id: 'MK-06', check: ({ event: { kind, name, status } }) => kind === 'return' && name === 'ProtocolCmMakeCall' &&
    ![success, pending, 'NDIS_STATUS_RESOURCES', 'NDIS_STATUS_NOT_SUPPORTED'].includes(status ?? '')
      ? 'an undocumented status' : undefined },
  { id: 'MK-09', check: ({ event: { kind, name, out }, vc }) => kind === 'return' && name === 'ProtocolCmMakeCall' && vc?.party === null &&
    out['CallMgrPartyContext'] !== null ? 'a party context without a party' : undefined },
  { id: 'MK-19', check: ({ event: { kind, name, args }, vc }) => kind === 'enter' && name === 'ProtocolClMakeCallComplete' &&
    args['NdisPartyHandle'] !== null && vc?.party === null ? 'a party on a point-to-point VC' : undefined },
  { id: 'MK-22', check: ({ event: { kind, name }, vc }) => kind === 'enter' && name === 'NdisClMakeCall' &&
    vc?.call !== 'none' && vc?.call !== 'closed' ? 'a second call on the VC' : undefined },
  { id: 'AV-02', check: ({ event: { kind, name }, vc }) => kind === 'enter' && name === 'ProtocolCoReceiveNetBufferLists' &&
    vc?.activation === 'activating' ? 'data before the activation is done' : undefined },
  { id: 'AV-12', check: ({ event: { kind, name, args }, vc }) => kind === 'enter' && isMakeCompletion(name) && args['Status'] === success &&
    vc?.activation === 'activating' ? 'success during the activation' : undefined },
  { id: 'AV-21', check: ({ event: { kind, name }, vc }) => kind === 'enter' && isActivation(name) && vc?.call === 'connected'
    ? 'activated after the completion' : undefined },
  { id: 'AV-27', check: ({ event: { kind, name }, topology }) => topology === 'mcm' && kind === 'enter' && name === 'MiniportCoActivateVc'
    ? 'NDIS activates the VC of an MCM' : undefined },
  { id: 'CL-16', check: ({ event: { kind, name, args }, vc, topology }) => topology === 'cm' && kind === 'enter' &&
    name === 'ProtocolClCloseCallComplete' && args['Status'] === success && vc?.activation !== 'inactive'
      ? 'closed and still active' : undefined },
  { id: 'DA-01', check: ({ event: { kind, name }, vc }) => kind === 'enter' && (name === 'NdisCmDeactivateVc' ||
    name === 'NdisMCmDeactivateVc') &&
    vc?.call === 'closing' && !vc.releaseSeen ? 'deactivated before the release' : undefined },
  { id: 'DA-09', check: ({ event: { kind, name }, vc }) => kind === 'enter' && name === 'MiniportCoDeactivateVc' &&
    vc?.activation !== 'deactivating' ? 'deactivated twice' : undefined },
  { id: 'DA-13', check: ({ event: { kind, name, status } }) => kind === 'return' && name === 'NdisMCmDeactivateVc' &&
    status !== success && status !== 'NDIS_STATUS_NOT_ACCEPTED' ? 'an undocumented status' : undefined },
  { id: 'DA-14', check: ({ event: { kind, name, args }, vc }) => kind === 'enter' && name === 'NdisCmCloseCallComplete' &&
    args['Status'] === success && vc?.activation === 'deactivating' ? 'closed during the deactivation' : undefined },
  { id: 'SG-04', check: ({ event: { kind, name, direction }, vc }) => kind === 'signal' && name === 'CONNECT ACKNOWLEDGE' &&
    direction === 'tx' &&
    vc?.connectSeen !== true ? 'CONNECT ACKNOWLEDGE without CONNECT' : undefined },
  { id: 'SG-12', check: ({ event: { kind, name, direction, args } }) => kind === 'signal' && name === 'RELEASE' && direction === 'tx' &&
    !(args['octets'] as string).startsWith('08', 18) ? 'RELEASE without a cause' : undefined },
];
