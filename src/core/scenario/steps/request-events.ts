import type { DelayName } from '../call-program.ts';
import type { ActName, RequestName } from './acts.ts';

/**
 * What a request can bring about on its VC. Events by name: a function or handler, which stands for its enter and its return, or a message
 * with its direction. Calls that the two kinds of call manager make by different names go by that of the stand-alone one.
 */
export interface RequestEvents {
  /**
   * Chains of events: on a correct device everything in a place comes after whatever of the places before it comes at all, in every course
   * that the request can take. What stands in one place has no order.
   */
  readonly chains: readonly (readonly (string | readonly string[])[])[];
  /** Events that have no certain order among these. */
  readonly besides?: readonly string[];
  /** Those of the chains that can come more than once. */
  readonly repeated?: readonly string[];
  /** Delays that pass directly before events. */
  readonly delays?: Readonly<Record<string, DelayName>>;
}

/** What an answer changes of that: what comes besides, and what can come again at any later time. */
export interface AnswerEvents {
  readonly besides?: readonly string[];
  readonly again?: readonly string[];
}

const rx = (...messages: readonly string[]): string[] => messages.map((message) => `${message} rx`);
const tx = (...messages: readonly string[]): string[] => messages.map((message) => `${message} tx`);

const activation = [
  'NdisCmActivateVc', 'MiniportCoActivateVc', 'NdisMCoActivateVcComplete', 'ProtocolCmActivateVcComplete',
] as const;
const deactivation = [
  'NdisCmDeactivateVc', 'MiniportCoDeactivateVc', 'NdisMCoDeactivateVcComplete', 'ProtocolCmDeactivateVcComplete',
] as const;
const closing = ['NdisClCloseCall', 'ProtocolCmCloseCall', 'NdisCmCloseCallComplete', 'ProtocolClCloseCallComplete'] as const;
const dropping = ['NdisClDropParty', 'ProtocolCmDropParty', 'NdisCmDropPartyComplete', 'ProtocolClDropPartyComplete'] as const;
const modifying = [
  'NdisClModifyCallQoS', 'ProtocolCmModifyCallQoS', 'NdisCmModifyCallQoSComplete', 'ProtocolClModifyCallQoSComplete',
] as const;
const closeTold = ['NdisCmDispatchIncomingCloseCall', 'ProtocolClIncomingCloseCall'] as const;
const dropTold = ['NdisCmDispatchIncomingDropParty', 'ProtocolClIncomingDropParty'] as const;
const changeTold = ['NdisCmDispatchIncomingCallQoSChange', 'ProtocolClIncomingCallQoSChange'] as const;
const creating = ['NdisCoCreateVc', 'NdisMCmCreateVc', 'MiniportCoCreateVc', 'ProtocolCoCreateVc'] as const;
const deleting = ['NdisCoDeleteVc', 'NdisMCmDeleteVc', 'MiniportCoDeleteVc', 'ProtocolCoDeleteVc'] as const;
const receiving = [
  'NdisMCoIndicateReceiveNetBufferLists', 'ProtocolCoReceiveNetBufferLists', 'NdisReturnNetBufferLists', 'MiniportReturnNetBufferLists',
] as const;
const opening = [
  'ProtocolCoAfRegisterNotify', 'NdisClOpenAddressFamilyEx', 'ProtocolCmOpenAf', 'NdisCmOpenAddressFamilyComplete',
  'ProtocolClOpenAfCompleteEx',
] as const;
const registering = [
  'NdisClRegisterSap', 'ProtocolCmRegisterSap', 'NdisCmRegisterSapComplete', 'ProtocolClRegisterSapComplete',
] as const;
const deregistering = [
  'NdisClDeregisterSap', 'ProtocolCmDeregisterSap', 'NdisCmDeregisterSapComplete', 'ProtocolClDeregisterSapComplete',
] as const;
const progress = ['SETUP ACKNOWLEDGE', 'CALL PROCEEDING', 'ALERTING', 'PROGRESS'] as const;
const releases = [...tx('RELEASE', 'RELEASE COMPLETE'), ...rx('RELEASE', 'RELEASE COMPLETE')];
const answersToModify = ['MODIFY ACKNOWLEDGE', 'MODIFY REJECT'] as const;

const events: Readonly<Record<RequestName, RequestEvents | 'anything'>> = {
  'client: create VC': { chains: [['NdisCoCreateVc', ['MiniportCoCreateVc', 'ProtocolCoCreateVc']]], besides: ['NdisMCmCreateVc'] },
  'client: make call': {
    chains: [
      [
        'NdisClMakeCall', 'ProtocolCmMakeCall', 'SETUP tx', rx(...progress), 'CONNECT rx', ...activation,
        'NdisCmMakeCallComplete', 'ProtocolClMakeCallComplete',
      ],
      ['SETUP tx', rx('RELEASE', 'RELEASE COMPLETE')], ['CONNECT rx', 'CONNECT ACKNOWLEDGE tx'], ['NdisCmActivateVc', deactivation],
    ],
    besides: tx('RELEASE', 'RELEASE COMPLETE'),
    repeated: ['SETUP tx', ...rx(...progress), 'RELEASE COMPLETE rx'],
    delays: {
      'SETUP tx': 'callManagerSetup', 'CALL PROCEEDING rx': 'networkProceeding', 'CONNECT rx': 'networkConnect',
      NdisCmActivateVc: 'callManagerActivation', NdisMCoActivateVcComplete: 'miniportActivation',
      NdisCmMakeCallComplete: 'callManagerCompletion',
    },
  },
  'client: send': {
    chains: [[
      'NdisCoSendNetBufferLists', 'MiniportCoSendNetBufferLists', 'NdisMCoSendNetBufferListsComplete',
      'ProtocolCoSendNetBufferListsComplete',
    ]],
    // The other end may answer.
    besides: receiving,
    delays: { NdisMCoSendNetBufferListsComplete: 'transmission' },
  },
  'client: add party': {
    chains: [[
      'NdisClAddParty', 'ProtocolCmAddParty', 'ADD PARTY tx', 'PARTY ALERTING rx', rx('ADD PARTY ACKNOWLEDGE', 'ADD PARTY REJECT'),
      'NdisCmAddPartyComplete', 'ProtocolClAddPartyComplete',
    ]],
    repeated: ['PARTY ALERTING rx'],
    delays: {
      'ADD PARTY tx': 'callManagerSetup', 'ADD PARTY ACKNOWLEDGE rx': 'networkConnect', 'ADD PARTY REJECT rx': 'networkConnect',
    },
  },
  'client: drop party': {
    chains: [dropping, ['ProtocolCmDropParty', 'DROP PARTY tx', 'DROP PARTY ACKNOWLEDGE rx']],
    delays: { 'DROP PARTY ACKNOWLEDGE rx': 'networkRelease' },
  },
  'client: modify QoS': {
    chains: [
      [...modifying.slice(0, 2), 'MODIFY REQUEST tx', rx(...answersToModify), ...modifying.slice(2)],
      ['MODIFY REQUEST tx', rx('CONNECTION AVAILABLE')], ['MODIFY ACKNOWLEDGE rx', 'CONNECTION AVAILABLE tx'],
      ['ProtocolCmModifyCallQoS', activation],
    ],
    repeated: activation,
  },
  'client: close call': {
    chains: [closing, ['ProtocolCmCloseCall', 'RELEASE tx', 'RELEASE COMPLETE rx'], deactivation],
    besides: [...dropping, ...deleting, ...rx('RELEASE', 'DROP PARTY ACKNOWLEDGE'), ...tx('RELEASE COMPLETE', 'DROP PARTY')],
    repeated: ['RELEASE tx'],
    delays: { 'RELEASE COMPLETE rx': 'networkRelease' },
  },
  'client: delete VC': { chains: [['NdisCoDeleteVc', ['MiniportCoDeleteVc', 'ProtocolCoDeleteVc']]], besides: ['NdisMCmDeleteVc'] },
  'client: open address family': { chains: [opening] },
  'client: close address family': {
    chains: [['NdisClCloseAddressFamily', 'ProtocolCmCloseAf', 'NdisCmCloseAddressFamilyComplete', 'ProtocolClCloseAfComplete']],
  },
  'client: register SAP': { chains: [registering], repeated: registering },
  'client: deregister SAP': { chains: [deregistering], repeated: deregistering },
  'network: call': {
    chains: [
      [
        'SETUP rx', creating, 'NdisCmDispatchIncomingCall', 'ProtocolClIncomingCall', 'NdisClIncomingCallComplete',
        'ProtocolCmIncomingCallComplete', 'CONNECT tx', 'CONNECT ACKNOWLEDGE rx',
      ],
      ['ProtocolClIncomingCall', 'NdisCmDispatchCallConnected', 'ProtocolClCallConnected'],
    ],
    besides: [...activation, ...deactivation, ...deleting, ...closing, ...closeTold, ...tx(...progress), ...releases],
  },
  'network: release': {
    chains: [
      ['RELEASE rx', ...closeTold, 'NdisClCloseCall', 'ProtocolCmCloseCall'],
      closing, ['RELEASE rx', 'RELEASE COMPLETE tx'], deactivation,
    ],
    besides: [...dropping, ...dropTold, ...deleting, 'RELEASE tx', 'RELEASE COMPLETE rx'],
  },
  'network: drop party': {
    chains: [
      ['DROP PARTY rx', ...dropTold, ...dropping], ['DROP PARTY rx', 'DROP PARTY ACKNOWLEDGE tx'],
    ],
  },
  'network: modify': {
    chains: [
      ['MODIFY REQUEST rx', ...changeTold, modifying],
      modifying, ['MODIFY REQUEST rx', tx(...answersToModify)],
    ],
    besides: [...activation, 'CONNECTION AVAILABLE rx', 'CONNECTION AVAILABLE tx'],
  },
  'network: send': { chains: [receiving] },
  'callManager: unbind': 'anything',
  'miniport: halt': 'anything',
};

/** What comes once more where changed parameters are taken back. */
const changedAgain = [
  ...activation, ...modifying, ...changeTold, ...tx('MODIFY REQUEST', 'CONNECTION AVAILABLE', ...answersToModify),
  ...rx('MODIFY REQUEST', 'CONNECTION AVAILABLE', ...answersToModify),
] as const;

const byAnswer: Readonly<Partial<Record<ActName, AnswerEvents>>> = {
  'miniport: refuse activation': { again: changedAgain },
  'client: renegotiate': {
    besides: [
      ...modifying, ...closing, ...tx('MODIFY REQUEST', 'CONNECTION AVAILABLE'), ...rx(...answersToModify, 'CONNECTION AVAILABLE'),
    ],
    again: changedAgain,
  },
  'client: refuse rates': { besides: [...closing, ...deactivation, ...releases] },
};

/** What a request can bring about; 'anything' where nothing can be excluded. */
export function eventsOf(request: RequestName): RequestEvents | 'anything' {
  return events[request];
}

/** What an answer changes of it. */
export function eventsOfAnswer(answer: ActName): AnswerEvents {
  return byAnswer[answer] ?? {};
}
