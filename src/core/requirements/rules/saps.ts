import type { Check } from '../engine/rule.ts';

const register = 'E ProtocolCmRegisterSap';
const registerReturned = 'R ProtocolCmRegisterSap';
const registered = 'E NdisCmRegisterSapComplete';
const deregister = 'E NdisClDeregisterSap';
const deregisterReturned = 'R ProtocolCmDeregisterSap';
const deregistered = 'E NdisCmDeregisterSapComplete';

const inUse = {
  scope: 'sap', need: 'invalidData', duty: 'sap-in-use', show: [register],
  message: 'a SAP that is in use was not refused with NDIS_STATUS_INVALID_DATA',
} as const;

/** SAPs: rows AF-16 to AF-21, and those of address families that are about SAPs. */
export const sapRules: readonly Check[] = [
  {
    id: 'AF-08', scope: 'af', on: 'E NdisClRegisterSap', when: '!openReported', need: 'open', duty: 'open-af',
    message: 'a SAP is registered with an address family that is not open',
  },
  {
    id: 'AF-09', scope: 'af', on: 'E NdisClCloseAddressFamily', when: 'hasSaps', need: '!hasSaps', duty: 'sap-leak',
    message: 'an address family is closed while a SAP of it is registered',
  },
  { id: 'AF-16', on: registerReturned, when: 'inUse !pending', ...inUse },
  { id: 'AF-16', on: registered, when: 'inUse', ...inUse },
  {
    id: 'AF-17', scope: 'sap', on: 'SAP END', when: 'registerPended', need: 'registerCompleted', duty: 'register-complete',
    show: [registerReturned], message: 'ProtocolCmRegisterSap pended and was never completed',
  },
  { id: 'AF-17', scope: 'sap', on: registered, need: '!pending', message: 'the final status is NDIS_STATUS_PENDING' },
  { id: 'AF-19', scope: 'sap', on: deregister, when: '!deregisterAsked' },
  {
    id: 'AF-19', scope: 'sap', on: deregister, when: 'deregisterAsked', need: '!deregisterAsked', duty: 'sap-handle', each: true,
    show: [deregister], message: 'the client uses the handle of a SAP that it has deregistered',
  },
  { id: 'AF-20', on: 'SAP CLOSED', when: 'offered' },
  {
    id: 'AF-20', on: 'E NdisCmDispatchIncomingCloseCall', when: 'sapGone success', need: 'releaseSeen', duty: 'sap-closes-call',
    show: ['SAP CLOSED'], message: 'a call is closed because the SAP that it came in on was deregistered',
  },
  {
    id: 'AF-21', scope: 'sap', on: 'SAP END', when: 'deregisterPended', need: 'deregisterCompleted', duty: 'deregister-complete',
    show: [deregisterReturned], message: 'ProtocolCmDeregisterSap pended and was never completed',
  },
  { id: 'AF-21', scope: 'sap', on: deregistered, need: 'success', duty: 'deregister-status', message: 'a deregistration ends with an error' },
];
