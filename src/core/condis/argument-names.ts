/**
 * Documented parameter names, with the number that stands for each in an event record. Numbers are part of the probe protocol:
 * never reused or changed. A name without a number travels as text.
 */
export const argumentIds = {
  Status: 1,
  CloseStatus: 2,
  CallParameters: 3,
  NdisVcHandle: 4,
  NdisPartyHandle: 5,
  NdisAfHandle: 6,
  NdisSapHandle: 7,
  ProtocolVcContext: 8,
  ProtocolPartyContext: 9,
  ProtocolAfContext: 10,
  ProtocolSapContext: 11,
  CallMgrVcContext: 12,
  CallMgrPartyContext: 13,
  CallMgrAfContext: 14,
  CallMgrSapContext: 15,
  MiniportVcContext: 16,
  MiniportAdapterContext: 17,
  MiniportAdapterHandle: 18,
  NdisBindingHandle: 19,
  Buffer: 20,
  Size: 21,
  CloseData: 22,
  SourceHandle: 23,
  SendFlags: 24,
  SendCompleteFlags: 25,
  CoReceiveFlags: 26,
  ReceiveFlags: 27,
  ReturnFlags: 28,
  AddressFamily: 29,
  Sap: 30,
} as const;

export type ArgumentName = keyof typeof argumentIds;

/** Stands for a name without a number; the name itself follows in the record. */
export const unnumberedArgument = 0xffff;

const namesById = new Map<number, ArgumentName>(
  Object.entries(argumentIds).map(([name, id]) => [id, name as ArgumentName]),
);

/** The documented name for an argument number, or `undefined`. */
export function argumentName(id: number): ArgumentName | undefined {
  return namesById.get(id);
}

/** The number of a parameter name, or `undefined` where it has none. */
export function argumentId(name: string): number | undefined {
  return Object.hasOwn(argumentIds, name) ? argumentIds[name as ArgumentName] : undefined;
}

/** What the value of a parameter is, told by its name. */
export const argumentKinds = { value: 0, status: 1, handle: 2, callParameters: 3 } as const;

/** Whether a parameter of this name holds an NDIS_STATUS, so that a name and a number in it mean the same. */
export function isStatusArgument(name: string): boolean {
  return name === 'Status' || name === 'CloseStatus';
}

/** The kind of a parameter's value. Handles and contexts are written alike, so that they can be compared. */
export function argumentKind(name: string): number {
  if (isStatusArgument(name)) return argumentKinds.status;
  if (name === 'CallParameters') return argumentKinds.callParameters;
  return name.endsWith('Handle') || name.endsWith('Context') ? argumentKinds.handle : argumentKinds.value;
}
