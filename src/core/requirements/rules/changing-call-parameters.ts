import type { Check } from '../engine/rule.ts';

/** Changing call parameters: rows QS-01 to QS-17. */
export const changingCallParametersRules: readonly Check[] = [
  {
    id: 'QS-01', on: 'E NdisClModifyCallQoS', when: 'ofClient !modifying', need: 'connected', excuse: 'complete create forward-make',
    show: ['E NdisClMakeCall', 'E ProtocolClMakeCallComplete', 'E NdisClCloseCall'],
    message: 'the client asks for other parameters on a VC that has no connected call',
  },
  {
    id: 'QS-04', on: 'R ProtocolCmModifyCallQoS', need: 'documented',
    message: 'ProtocolCmModifyCallQoS returned a status that is not documented',
  },
  { id: 'QS-08', on: 'E NdisCmModifyCallQoSComplete', need: '!pending', message: 'the final status is NDIS_STATUS_PENDING' },
];
