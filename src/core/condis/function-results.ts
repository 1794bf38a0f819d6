import { functionName } from './functions.ts';

/** Functions that return nothing: completions, indications, and what hands net buffer lists over. */
const nothing = new RegExp('Complete(Ex)?$|NetBufferLists$|^Ndis(Cm|MCm)Dispatch(CallConnected|IncomingCallQoSChange|IncomingCloseCall|' +
  'IncomingDropParty)$|^ProtocolCl(CallConnected|IncomingCallQoSChange|IncomingCloseCall|IncomingDropParty)$|StatusEx$|' +
  '^ProtocolCoAfRegisterNotify$|^MiniportHaltEx$');

/** Functions that are never pended: their callers have the result when they return. */
const atOnce = /^(NdisCoCreateVc|NdisCoDeleteVc|NdisMCmCreateVc|NdisMCmDeleteVc|ProtocolCo(Create|Delete)Vc|MiniportCo(Create|Delete)Vc)$/;

/** Functions that only a device with a stand-alone call manager has (catalogue, a.2 and MCM-1), beside those of an NdisMCm twin. */
const ofStandAlone = /^(MiniportCo(Create|Delete|Activate|Deactivate)Vc|NdisMCo(Activate|Deactivate)VcComplete)$/;

/** Whether a function returns an NDIS_STATUS. */
export function returnsStatus(fn: number): boolean {
  const name = functionName(fn);
  return name !== undefined && !nothing.test(name);
}

/** Whether a function can return NDIS_STATUS_PENDING. */
export function canPend(fn: number): boolean {
  return returnsStatus(fn) && !atOnce.test(functionName(fn) ?? '');
}

/** Whether only the miniport under a stand-alone call manager has the function. */
export function isOfStandAloneMiniport(fn: number): boolean {
  return ofStandAlone.test(functionName(fn) ?? '');
}
