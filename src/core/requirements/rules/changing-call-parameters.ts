import type { Check } from '../engine/rule.ts';
import { activationExcuses } from './shared.ts';

const asked = 'E ProtocolCmModifyCallQoS';
const returned = 'R ProtocolCmModifyCallQoS';
const complete = 'E NdisCmModifyCallQoSComplete';
const activate = 'E NdisCmActivateVc';

const activatedAgain = {
  id: 'QS-05', when: 'success cmModifyAsked', need: 'modifyActivated', excuse: activationExcuses, since: asked, show: [asked, activate],
  message: 'the change is reported as successful and the VC was not activated with the new parameters',
} as const;

/** Changing call parameters: rows QS-01 to QS-17. */
export const changingCallParametersRules: readonly Check[] = [
  {
    id: 'QS-01', on: 'E NdisClModifyCallQoS', when: 'ofClient !modifying', need: 'connected', excuse: 'complete create forward-make',
    show: ['E NdisClMakeCall', 'E ProtocolClMakeCallComplete', 'E NdisClCloseCall'],
    message: 'the client asks for other parameters on a VC that has no connected call',
  },
  {
    id: 'QS-04', on: returned, need: 'documented',
    message: 'ProtocolCmModifyCallQoS returned a status that is not documented',
  },
  { on: returned, ...activatedAgain },
  { on: complete, ...activatedAgain },
  {
    id: 'QS-07', on: complete, when: 'cmAsked', need: 'cmModifyAsked', since: asked, show: [asked, returned, complete],
    message: 'a change is completed that is not open',
  },
  {
    id: 'QS-07', on: 'CALL END', when: 'cmModifyPended !cmAskedClose', need: '!cmModifyPended', since: asked,
    excuse: `miniport-activate ${activationExcuses}`, show: [asked, returned],
    message: 'ProtocolCmModifyCallQoS returned NDIS_STATUS_PENDING and the change was never completed',
  },
  { id: 'QS-08', on: complete, need: '!pending', message: 'the final status is NDIS_STATUS_PENDING' },
];
