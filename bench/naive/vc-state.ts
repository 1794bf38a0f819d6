import type { ProbeEvent } from './event.ts';
import type { Value } from './value.ts';

/** What is known of a VC. */
export interface VcState {
  readonly handle: string;
  creator: string | undefined;
  created: boolean;
  activation: 'inactive' | 'activating' | 'active' | 'deactivating';
  activationPended: boolean;
  deactivationPended: boolean;
  call: 'none' | 'calling' | 'connected' | 'closing' | 'closed';
  makePended: boolean;
  makeCompletions: number;
  closePended: boolean;
  closeCompletions: number;
  activationsInCall: number;
  setupSent: boolean;
  connectSeen: boolean;
  releaseSeen: boolean;
  party: Value | undefined;
  clientParameters: Value | undefined;
  activatedParameters: Value | undefined;
  vcContexts: Record<string, Value>;
  sendsOutstanding: Set<string>;
  receivesOutstanding: Set<string>;
}

export function newVc(handle: string): VcState {
  return {
    handle, creator: undefined, created: false, activation: 'inactive', activationPended: false, deactivationPended: false, call: 'none',
    makePended: false, makeCompletions: 0, closePended: false, closeCompletions: 0, activationsInCall: 0,
    setupSent: false, connectSeen: false, releaseSeen: false, party: undefined, clientParameters: undefined,
      activatedParameters: undefined, vcContexts: {},
    sendsOutstanding: new Set(), receivesOutstanding: new Set(),
  };
}

/** Takes the event into the state: after the rules have seen it. */
export function updateVc(vc: VcState, event: ProbeEvent, around: readonly ProbeEvent[]): void {
  if (event.kind === 'signal') updateSignalling(vc, event);
  else if (event.kind === 'enter') updateEntered(vc, event);
  else if (event.kind === 'return') updateReturned(vc, event, around);
}

function updateSignalling(vc: VcState, { name, direction }: ProbeEvent): void {
  if (name === 'SETUP' && direction === 'tx') vc.setupSent = true;
  if (name === 'CONNECT' && direction === 'rx') vc.connectSeen = true;
  if (name.startsWith('RELEASE')) vc.releaseSeen = true;
}

function updateEntered(vc: VcState, { name, args, nbl }: ProbeEvent): void {
  const succeeded = args['Status'] === 'NDIS_STATUS_SUCCESS';
  switch (name) {
    case 'NdisClMakeCall':
      Object.assign(vc, {
        call: 'calling', makePended: false, makeCompletions: 0, closePended: false, closeCompletions: 0, activationsInCall: 0,
        setupSent: false, connectSeen: false, releaseSeen: false, clientParameters: args['CallParameters'],
      });
      break;
    case 'ProtocolCmMakeCall':
      vc.party = args['NdisPartyHandle'];
      break;
    case 'NdisCmActivateVc':
    case 'NdisMCmActivateVc':
      vc.activation = 'activating';
      vc.activatedParameters = args['CallParameters'];
      vc.activationsInCall++;
      break;
    case 'ProtocolCmActivateVcComplete':
      vc.activation = succeeded ? 'active' : 'inactive';
      vc.activationPended = false;
      break;
    case 'NdisCmDeactivateVc':
    case 'NdisMCmDeactivateVc':
      vc.activation = 'deactivating';
      break;
    case 'ProtocolCmDeactivateVcComplete':
      vc.activation = 'inactive';
      vc.deactivationPended = false;
      break;
    case 'NdisCmMakeCallComplete':
    case 'NdisMCmMakeCallComplete':
      vc.makeCompletions++;
      break;
    case 'ProtocolClMakeCallComplete':
      vc.call = succeeded ? 'connected' : 'closed';
      break;
    case 'NdisClCloseCall':
      vc.call = 'closing';
      break;
    case 'NdisCmCloseCallComplete':
    case 'NdisMCmCloseCallComplete':
      vc.closeCompletions++;
      break;
    case 'ProtocolClCloseCallComplete':
      vc.call = 'closed';
      break;
    case 'NdisCoSendNetBufferLists':
      if (nbl !== undefined) vc.sendsOutstanding.add(nbl);
      break;
    case 'ProtocolCoSendNetBufferListsComplete':
      if (nbl !== undefined) vc.sendsOutstanding.delete(nbl);
      break;
    case 'NdisMCoIndicateReceiveNetBufferLists':
      if (nbl !== undefined) vc.receivesOutstanding.add(nbl);
      break;
    default:
  }
}

function updateReturned(vc: VcState, { name, by, status, out }: ProbeEvent, around: readonly ProbeEvent[]): void {
  const isPending = status === 'NDIS_STATUS_PENDING';
  switch (name) {
    case 'NdisCoCreateVc':
      vc.created = status === 'NDIS_STATUS_SUCCESS';
      vc.creator = by;
      vc.vcContexts['creator'] = around.at(-1)?.args['ProtocolVcContext'] ?? null;
      break;
    case 'ProtocolCoCreateVc':
      vc.vcContexts['callManager'] = out['ProtocolVcContext'] ?? null;
      break;
    case 'MiniportCoCreateVc':
      vc.vcContexts['miniport'] = out['MiniportVcContext'] ?? null;
      break;
    case 'ProtocolCmMakeCall':
      if (isPending) vc.makePended = true;
      break;
    case 'NdisCmActivateVc':
    case 'NdisMCmActivateVc':
      if (isPending && vc.activation === 'activating') vc.activationPended = true;
      break;
    case 'NdisCmDeactivateVc':
      if (isPending && vc.activation === 'deactivating') vc.deactivationPended = true;
      break;
    case 'ProtocolCmCloseCall':
      if (isPending) vc.closePended = true;
      break;
    default:
  }
}
