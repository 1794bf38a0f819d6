import type { Check } from '../engine/rule.ts';

const cmMake = 'E ProtocolCmMakeCall';
const complete = 'E NdisCmMakeCallComplete';
const returned = 'R ProtocolCmMakeCall';

/** Which permanent VCs there are no trace shows: an error before any activation that is none of the others that the pages name. */
const missing = {
  id: 'PV-02', need: 'failureStatus', duty: 'make-status', since: cmMake, show: [cmMake],
  message: 'a call for which no permanent VC was found did not end with NDIS_STATUS_FAILURE',
} as const;
const unfound = 'permanentAsked !mediaGiven !activateTried !documented !success !pending';

/** Permanent VCs: rows PV-01 to PV-05. */
export const permanentVcRules: readonly Check[] = [
  {
    id: 'PV-01', on: 'CALL END', when: 'permanentAsked cmAsked', need: '!setupSent', duty: 'permanent-signalled', since: cmMake,
    show: [cmMake, 'S SETUP tx'], message: 'SETUP was sent for a call on a permanent VC',
  },
  { ...missing, on: complete, when: unfound },
  { ...missing, on: returned, when: unfound },
  {
    id: 'PV-03', on: 'E NdisCmActivateVc', when: 'cmAsked permanentAsked mediaGiven', need: 'connectionRight',
    duty: 'permanent-connection', since: cmMake, show: [cmMake],
    message: 'the connection activated is not that of the permanent VC which the client has named',
  },
  {
    id: 'PV-04', on: complete, when: 'success permanentAsked', need: 'permanentFlag', duty: 'permanent-flag', since: cmMake, show: [cmMake],
    message: 'a call on a permanent VC is completed without PERMANENT_VC',
  },
  { id: 'PV-05', on: 'CALL END', when: 'permanentAsked completedOk' },
  {
    id: 'PV-05', on: 'S MODIFY REQUEST tx', when: 'permanentAsked', need: '!permanentAsked', duty: 'permanent-negotiated', each: true,
    since: cmMake, show: [cmMake], message: 'the parameters of a permanent VC are negotiated over the network',
  },
];
