import { functionIds, functionIdLimit } from '../condis/functions.ts';
import { messageTypes } from '../signalling/message-types.ts';
import { directionIds } from '../trace/event-record.ts';

/** What an event means to the meter; 0: nothing. Twins of a stand-alone call manager and an MCM mean the same where times do. */
export const symbols = {
  none: 0,
  // enters
  createHandler: 1,
  makeCall: 2,
  managerMakeCall: 3,
  activate: 4,
  activateByMcm: 5,
  miniportActivate: 6,
  miniportActivateComplete: 7,
  activateComplete: 8,
  makeCallComplete: 9,
  clientMakeCallComplete: 10,
  send: 11,
  sendComplete: 12,
  receive: 13,
  closeCall: 14,
  managerCloseCall: 15,
  deactivate: 16,
  deactivateComplete: 17,
  closeCallComplete: 18,
  clientCloseCallComplete: 19,
  deleteVc: 20,
  deleteHandler: 21,
  dispatchIncomingCall: 22,
  incomingCallComplete: 23,
  dispatchConnected: 24,
  clientConnected: 25,
  modifyQos: 26,
  modifyQosComplete: 27,
  addParty: 28,
  managerAddParty: 29,
  addPartyComplete: 30,
  dropParty: 31,
  dropPartyComplete: 32,
  dispatchIncomingClose: 33,
  // returns
  createReturned: 40,
  mcmCreateReturned: 41,
  makeCallReturned: 42,
  managerMakeCallReturned: 43,
  activateReturned: 44,
  miniportActivateReturned: 45,
  deactivateReturned: 46,
  incomingCallReturned: 47,
  deleteReturned: 48,
  mcmDeleteReturned: 49,
  deleteHandlerReturned: 50,
} as const;

/** One more than the largest symbol. */
export const symbolLimit = 1 + Math.max(...Object.values(symbols));

export const enterSymbols = new Uint8Array(functionIdLimit);
export const returnSymbols = new Uint8Array(functionIdLimit);

function on(table: Uint8Array, symbol: number, ...functions: readonly (keyof typeof functionIds)[]): void {
  for (const name of functions) table[functionIds[name]] = symbol;
}

on(enterSymbols, symbols.createHandler, 'ProtocolCoCreateVc', 'MiniportCoCreateVc');
on(enterSymbols, symbols.makeCall, 'NdisClMakeCall');
on(enterSymbols, symbols.managerMakeCall, 'ProtocolCmMakeCall');
on(enterSymbols, symbols.activate, 'NdisCmActivateVc');
on(enterSymbols, symbols.activateByMcm, 'NdisMCmActivateVc');
on(enterSymbols, symbols.miniportActivate, 'MiniportCoActivateVc');
on(enterSymbols, symbols.miniportActivateComplete, 'NdisMCoActivateVcComplete');
on(enterSymbols, symbols.activateComplete, 'ProtocolCmActivateVcComplete');
on(enterSymbols, symbols.makeCallComplete, 'NdisCmMakeCallComplete', 'NdisMCmMakeCallComplete');
on(enterSymbols, symbols.clientMakeCallComplete, 'ProtocolClMakeCallComplete');
on(enterSymbols, symbols.send, 'NdisCoSendNetBufferLists');
on(enterSymbols, symbols.sendComplete, 'ProtocolCoSendNetBufferListsComplete');
on(enterSymbols, symbols.receive, 'NdisMCoIndicateReceiveNetBufferLists', 'ProtocolCoReceiveNetBufferLists');
on(enterSymbols, symbols.closeCall, 'NdisClCloseCall');
on(enterSymbols, symbols.managerCloseCall, 'ProtocolCmCloseCall');
on(enterSymbols, symbols.deactivate, 'NdisCmDeactivateVc', 'NdisMCmDeactivateVc');
on(enterSymbols, symbols.deactivateComplete, 'ProtocolCmDeactivateVcComplete');
on(enterSymbols, symbols.closeCallComplete, 'NdisCmCloseCallComplete', 'NdisMCmCloseCallComplete');
on(enterSymbols, symbols.clientCloseCallComplete, 'ProtocolClCloseCallComplete');
on(enterSymbols, symbols.deleteVc, 'NdisCoDeleteVc', 'NdisMCmDeleteVc');
on(enterSymbols, symbols.deleteHandler, 'ProtocolCoDeleteVc');
on(enterSymbols, symbols.dispatchIncomingCall, 'NdisCmDispatchIncomingCall', 'NdisMCmDispatchIncomingCall');
on(enterSymbols, symbols.incomingCallComplete, 'NdisClIncomingCallComplete');
on(enterSymbols, symbols.dispatchConnected, 'NdisCmDispatchCallConnected', 'NdisMCmDispatchCallConnected');
on(enterSymbols, symbols.dispatchIncomingClose, 'NdisCmDispatchIncomingCloseCall', 'NdisMCmDispatchIncomingCloseCall');
on(enterSymbols, symbols.clientConnected, 'ProtocolClCallConnected');
on(enterSymbols, symbols.modifyQos, 'NdisClModifyCallQoS');
on(enterSymbols, symbols.modifyQosComplete, 'ProtocolClModifyCallQoSComplete');
on(enterSymbols, symbols.addParty, 'NdisClAddParty');
on(enterSymbols, symbols.managerAddParty, 'ProtocolCmAddParty');
on(enterSymbols, symbols.addPartyComplete, 'ProtocolClAddPartyComplete');
on(enterSymbols, symbols.dropParty, 'NdisClDropParty');
on(enterSymbols, symbols.dropPartyComplete, 'ProtocolClDropPartyComplete');

on(returnSymbols, symbols.createReturned, 'NdisCoCreateVc');
on(returnSymbols, symbols.mcmCreateReturned, 'NdisMCmCreateVc');
on(returnSymbols, symbols.makeCallReturned, 'NdisClMakeCall');
on(returnSymbols, symbols.managerMakeCallReturned, 'ProtocolCmMakeCall');
on(returnSymbols, symbols.activateReturned, 'NdisCmActivateVc', 'NdisMCmActivateVc');
on(returnSymbols, symbols.miniportActivateReturned, 'MiniportCoActivateVc');
on(returnSymbols, symbols.deactivateReturned, 'NdisCmDeactivateVc', 'NdisMCmDeactivateVc');
on(returnSymbols, symbols.incomingCallReturned, 'ProtocolClIncomingCall');
on(returnSymbols, symbols.deleteReturned, 'NdisCoDeleteVc');
on(returnSymbols, symbols.mcmDeleteReturned, 'NdisMCmDeleteVc');
on(returnSymbols, symbols.deleteHandlerReturned, 'ProtocolCoDeleteVc', 'MiniportCoDeleteVc');

/** Signals that an interval begins or ends with: direction in the upper octet, message type in the lower. */
export const signals = {
  setupSent: (directionIds.tx << 8) | messageTypes.SETUP,
  setupReceived: (directionIds.rx << 8) | messageTypes.SETUP,
  proceedingReceived: (directionIds.rx << 8) | messageTypes['CALL PROCEEDING'],
  alertingReceived: (directionIds.rx << 8) | messageTypes.ALERTING,
  connectReceived: (directionIds.rx << 8) | messageTypes.CONNECT,
  connectAcknowledged: (directionIds.tx << 8) | messageTypes['CONNECT ACKNOWLEDGE'],
  releaseSent: (directionIds.tx << 8) | messageTypes.RELEASE,
  releaseReceived: (directionIds.rx << 8) | messageTypes.RELEASE,
  releaseCompleteReceived: (directionIds.rx << 8) | messageTypes['RELEASE COMPLETE'],
} as const;
