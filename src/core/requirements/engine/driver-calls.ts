import { symbolCount, symbolName } from './symbols.ts';

/** Symbols that are enters of a driver's call, not of a handler. */
export const driverCalls = Uint8Array.from({ length: symbolCount }, (_, symbol) => (symbolName(symbol).startsWith('E Ndis') ? 1 : 0));

const namesVc = new RegExp('^E Ndis(Cl(MakeCall|CloseCall|ModifyCallQoS|AddParty|IncomingCallComplete)|Cm(Activate|Deactivate)Vc|' +
  'Cm(MakeCall|CloseCall|ModifyCallQoS)Complete|CmDispatch\\w+|CoDeleteVc|CoSendNetBufferLists|MCo(Activate|Deactivate)VcComplete|' +
  'MCo(SendNetBufferListsComplete|IndicateReceiveNetBufferLists))$');

/** Those of them that must name a VC: NULL is no VC. */
export const vcCalls = Uint8Array.from({ length: symbolCount }, (_, symbol) => (namesVc.test(symbolName(symbol)) ? 1 : 0));
