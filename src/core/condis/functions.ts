/**
 * The documented CoNDIS functions and handlers, spelled as on Microsoft's pages, with the number that stands for each in an
 * event record. Numbers are part of the probe protocol: they are never reused or changed, new names get new numbers.
 */
export const functionIds = {
  // 0x100: calls of a client
  NdisClAddParty: 0x0101,
  NdisClCloseAddressFamily: 0x0102,
  NdisClCloseCall: 0x0103,
  NdisClDeregisterSap: 0x0104,
  NdisClDropParty: 0x0105,
  NdisClIncomingCallComplete: 0x0106,
  NdisClMakeCall: 0x0107,
  NdisClModifyCallQoS: 0x0108,
  NdisClNotifyCloseAddressFamilyComplete: 0x0109,
  NdisClOpenAddressFamilyEx: 0x010a,
  NdisClRegisterSap: 0x010b,
  // 0x200: calls shared by clients and call managers
  NdisCoAssignInstanceName: 0x0201,
  NdisCoCreateVc: 0x0202,
  NdisCoDeleteVc: 0x0203,
  NdisCoOidRequest: 0x0204,
  NdisCoOidRequestComplete: 0x0205,
  NdisCoSendNetBufferLists: 0x0206,
  // 0x300: calls of a stand-alone call manager
  NdisCmActivateVc: 0x0301,
  NdisCmAddPartyComplete: 0x0302,
  NdisCmCloseAddressFamilyComplete: 0x0303,
  NdisCmCloseCallComplete: 0x0304,
  NdisCmDeactivateVc: 0x0305,
  NdisCmDeregisterSapComplete: 0x0306,
  NdisCmDispatchCallConnected: 0x0307,
  NdisCmDispatchIncomingCall: 0x0308,
  NdisCmDispatchIncomingCallQoSChange: 0x0309,
  NdisCmDispatchIncomingCloseCall: 0x030a,
  NdisCmDispatchIncomingDropParty: 0x030b,
  NdisCmDropPartyComplete: 0x030c,
  NdisCmMakeCallComplete: 0x030d,
  NdisCmModifyCallQoSComplete: 0x030e,
  NdisCmNotifyCloseAddressFamily: 0x030f,
  NdisCmOpenAddressFamilyComplete: 0x0310,
  NdisCmRegisterAddressFamilyEx: 0x0311,
  NdisCmRegisterSapComplete: 0x0312,
  // 0x400: calls of a miniport call manager; the twin of NdisCmX is NdisCmX + 0x100
  NdisMCmActivateVc: 0x0401,
  NdisMCmAddPartyComplete: 0x0402,
  NdisMCmCloseAddressFamilyComplete: 0x0403,
  NdisMCmCloseCallComplete: 0x0404,
  NdisMCmDeactivateVc: 0x0405,
  NdisMCmDeregisterSapComplete: 0x0406,
  NdisMCmDispatchCallConnected: 0x0407,
  NdisMCmDispatchIncomingCall: 0x0408,
  NdisMCmDispatchIncomingCallQoSChange: 0x0409,
  NdisMCmDispatchIncomingCloseCall: 0x040a,
  NdisMCmDispatchIncomingDropParty: 0x040b,
  NdisMCmDropPartyComplete: 0x040c,
  NdisMCmMakeCallComplete: 0x040d,
  NdisMCmModifyCallQoSComplete: 0x040e,
  NdisMCmNotifyCloseAddressFamily: 0x040f,
  NdisMCmOpenAddressFamilyComplete: 0x0410,
  NdisMCmRegisterAddressFamilyEx: 0x0411,
  NdisMCmRegisterSapComplete: 0x0412,
  NdisMCmCreateVc: 0x0413,
  NdisMCmDeleteVc: 0x0414,
  NdisMCmOidRequest: 0x0415,
  NdisMCmOidRequestComplete: 0x0416,
  // 0x500: calls of a connection-oriented miniport
  NdisMCoActivateVcComplete: 0x0501,
  NdisMCoDeactivateVcComplete: 0x0502,
  NdisMCoIndicateReceiveNetBufferLists: 0x0503,
  NdisMCoIndicateStatusEx: 0x0504,
  NdisMCoOidRequestComplete: 0x0505,
  NdisMCoSendNetBufferListsComplete: 0x0506,
  // 0x600: handlers of a client
  ProtocolClAddPartyComplete: 0x0601,
  ProtocolClCallConnected: 0x0602,
  ProtocolClCloseAfComplete: 0x0603,
  ProtocolClCloseCallComplete: 0x0604,
  ProtocolClDeregisterSapComplete: 0x0605,
  ProtocolClDropPartyComplete: 0x0606,
  ProtocolClIncomingCall: 0x0607,
  ProtocolClIncomingCallQoSChange: 0x0608,
  ProtocolClIncomingCloseCall: 0x0609,
  ProtocolClIncomingDropParty: 0x060a,
  ProtocolClMakeCallComplete: 0x060b,
  ProtocolClModifyCallQoSComplete: 0x060c,
  ProtocolClNotifyCloseAf: 0x060d,
  ProtocolClOpenAfCompleteEx: 0x060e,
  ProtocolClRegisterSapComplete: 0x060f,
  // 0x700: handlers of a call manager
  ProtocolCmActivateVcComplete: 0x0701,
  ProtocolCmAddParty: 0x0702,
  ProtocolCmCloseAf: 0x0703,
  ProtocolCmCloseCall: 0x0704,
  ProtocolCmDeactivateVcComplete: 0x0705,
  ProtocolCmDeregisterSap: 0x0706,
  ProtocolCmDropParty: 0x0707,
  ProtocolCmIncomingCallComplete: 0x0708,
  ProtocolCmMakeCall: 0x0709,
  ProtocolCmModifyCallQoS: 0x070a,
  ProtocolCmNotifyCloseAfComplete: 0x070b,
  ProtocolCmOpenAf: 0x070c,
  ProtocolCmRegisterSap: 0x070d,
  // 0x800: handlers shared by clients and call managers
  ProtocolCoAfRegisterNotify: 0x0801,
  ProtocolCoCreateVc: 0x0802,
  ProtocolCoDeleteVc: 0x0803,
  ProtocolCoOidRequestComplete: 0x0804,
  ProtocolCoReceiveNetBufferLists: 0x0805,
  ProtocolCoSendNetBufferListsComplete: 0x0806,
  ProtocolCoStatusEx: 0x0807,
  // 0x900: handlers of a connection-oriented miniport
  MiniportCoActivateVc: 0x0901,
  MiniportCoCreateVc: 0x0902,
  MiniportCoDeactivateVc: 0x0903,
  MiniportCoDeleteVc: 0x0904,
  MiniportCoSendNetBufferLists: 0x0905,
  // 0xa00: what surrounds them: adapter binding, and the connectionless functions that CoNDIS shares
  MiniportHaltEx: 0x0a01,
  MiniportInitializeEx: 0x0a02,
  MiniportReturnNetBufferLists: 0x0a03,
  NdisOpenAdapterEx: 0x0a04,
  NdisReturnNetBufferLists: 0x0a05,
  ProtocolBindAdapterEx: 0x0a06,
  ProtocolUnbindAdapterEx: 0x0a07,
} as const;

/** A documented function or handler name. */
export type FunctionName = keyof typeof functionIds;
export type FunctionId = (typeof functionIds)[FunctionName];

/** One more than the largest function number: the size of a table that is indexed by it. */
export const functionIdLimit = 0x0b00;

/** Stands in an event record for a function that has no number; its name is then in the record's tail. */
export const unnumberedFunction = 0xffff;

const namesById = new Map<number, FunctionName>(
  Object.entries(functionIds).map(([name, id]) => [id, name as FunctionName]),
);

/** The documented name for a function number, or `undefined` for a number that has none. */
export function functionName(id: number): FunctionName | undefined {
  return namesById.get(id);
}

/** The number of a function, or `undefined` for a name that the catalogue does not know. */
export function functionId(name: string): FunctionId | undefined {
  return Object.hasOwn(functionIds, name) ? functionIds[name as FunctionName] : undefined;
}

/** NdisMCm names that ndis.sys exports; the others are macros that call the export of the same NdisCm name (catalogue, DD-21). */
const mcmExports: ReadonlySet<number> = new Set([
  functionIds.NdisMCmActivateVc, functionIds.NdisMCmDeactivateVc, functionIds.NdisMCmRegisterAddressFamilyEx, functionIds.NdisMCmCreateVc,
  functionIds.NdisMCmDeleteVc, functionIds.NdisMCmOidRequest,
]);

/** The ndis.sys export that a call by its documented name reaches: what a tracer sees that hooks a driver's imports. */
export function exportOf(id: number): number {
  return id >> 8 === 4 && !mcmExports.has(id) && namesById.has(id - 0x100) ? id - 0x100 : id;
}

/**
 * The NdisMCm name behind an NdisCm name. Sixteen NdisMCm names are macros without an export of their own, so a tracer that
 * hooks the exports of ndis.sys sees an MCM's completions under NdisCm names (catalogue, DD-21). Other ids come back as they are.
 */
export function mcmTwin(id: number): number {
  return id >> 8 === 3 && namesById.has(id + 0x100) ? id + 0x100 : id;
}
