import { functionName } from '../../condis/functions.ts';

/** What of an event can be expected or kept by name, beside its status: whole numbers alone. */
export const numberArguments = [
  'Status', 'CloseStatus', 'Size', 'SendFlags', 'SendCompleteFlags', 'CoReceiveFlags', 'ReceiveFlags', 'ReturnFlags',
] as const;
export type NumberArgument = (typeof numberArguments)[number];

/** Fields of CALL_PARAMETERS that can be kept: `Flags`, and the connection identifier of ATM_MEDIA_PARAMETERS. */
export const callParameterFields = ['Flags', 'Vpi', 'Vci'] as const;

/** Elements of a signalling message that can be kept: of the connection identifier, and the cause. */
export const messageFields = ['Vpci', 'Vci', 'Cause'] as const;

/** Which functions take a number by that name, or have a CALL_PARAMETERS structure. */
const takers: Readonly<Record<NumberArgument | 'CallParameters', RegExp>> = {
  Status: /Complete(Ex)?$/,
  CloseStatus: /IncomingCloseCall$/,
  Size: /(CloseCall|DropParty)$/,
  SendFlags: /CoSendNetBufferLists$/,
  SendCompleteFlags: /CoSendNetBufferListsComplete$/,
  CoReceiveFlags: /^NdisMCoIndicateReceiveNetBufferLists$/,
  ReceiveFlags: /^ProtocolCoReceiveNetBufferLists$/,
  ReturnFlags: /ReturnNetBufferLists$/,
  CallParameters: /(MakeCall|ActivateVc|IncomingCall|ModifyCallQoS|IncomingCallQoSChange|CallConnected|AddParty)(Complete)?$/,
};

/** The arguments of a function by which its enter can be told or whose value can be kept. */
export function argumentsOf(fn: number): NumberArgument[] {
  const name = functionName(fn) ?? '';
  return numberArguments.filter((argument) => takers[argument].test(name));
}

/** Whether a function is called with CALL_PARAMETERS. */
export function takesCallParameters(fn: number): boolean {
  return takers.CallParameters.test(functionName(fn) ?? '');
}
