import type { Transition } from './rule.ts';

/** How many requests for other parameters may fail in a row before QS-12 takes the next for one too many: no page gives a number. */
const renegotiationLimit = 8;

/** Requests that failed in a row are counted in these, the lowest bit first: as many as {@link renegotiationLimit} has. */
const countBits = ['modifyCount1', 'modifyCount2', 'modifyCount4'] as const;

/** The bits of a count that are set, and those that are not, with what stands before their names. */
function bitsOf(count: number, isSet: boolean, before = ''): string {
  return countBits.filter((_, bit) => ((count >> bit) & 1) === Number(isSet)).map((name) => before + name).join(' ');
}

/** Counts on by one. The highest count comes first, so that none is counted on twice. */
function countOn(symbol: string): Transition[] {
  const counts = Array.from({ length: renegotiationLimit - 1 }, (_, n) => renegotiationLimit - 2 - n);
  return counts.map((count) => ({
    on: symbol, when: `${bitsOf(count, true)} ${bitsOf(count, false, '!')}`.trim(),
    set: bitsOf(count + 1, true), clear: bitsOf(count + 1, false),
  }));
}

/** Facts about changes of a call's parameters, which end with the call. */
export const changeFacts =
  'cmModifyAsked cmModifyPended modifyActivated modifyReturned modifyPended cmModifyTold modifyCompleted clientToldModify ' +
  'networkRefused activationRefused activatingChanged changedInForce noAgreement modifiedOften offerActivated offerOpen ' +
  `offerTold offerHeard offerReturned offerAnswered reactivationFailed ${countBits.join(' ')}`;

const told = 'E ProtocolClModifyCallQoSComplete';
const request = 'E NdisClModifyCallQoS';
const offer = 'E NdisCmDispatchIncomingCallQoSChange';

/** Between the client and NDIS. */
const client: readonly Transition[] = [
  { on: request, clear: 'modifyReturned modifyPended cmModifyTold modifyCompleted clientToldModify' },
  { on: request, when: countBits.join(' '), set: 'modifiedOften' },
  ...countOn(request),
  { on: 'R NdisClModifyCallQoS', set: 'modifyReturned' },
  { on: 'R NdisClModifyCallQoS', when: 'pending', set: 'modifyPended' },
  { on: told, set: 'clientToldModify' },
  { on: told, when: 'success', clear: `noAgreement modifiedOften ${countBits.join(' ')}` },
  { on: told, when: '?success', clear: `noAgreement modifiedOften ${countBits.join(' ')}` },
  { on: told, when: '!success !pending', set: 'noAgreement' },
];

/** What the call manager does about the client's request. */
const callManager: readonly Transition[] = [
  {
    on: 'E ProtocolCmModifyCallQoS', set: 'cmModifyAsked cmModifyTold',
    clear: 'cmModifyPended modifyActivated networkRefused activationRefused activatingChanged changedInForce offerActivated',
  },
  { on: 'R ProtocolCmModifyCallQoS', when: 'pending cmModifyAsked', set: 'cmModifyPended' },
  { on: 'R ProtocolCmModifyCallQoS', when: '!pending', clear: 'cmModifyAsked' },
  { on: 'S MODIFY REJECT rx', when: 'cmModifyAsked', set: 'networkRefused' },
  // Parameters that were not seen are taken for those before: nobody is blamed for what they might have been.
  { on: 'E NdisCmActivateVc', clear: 'activatingChanged' },
  { on: 'E NdisCmActivateVc', when: 'cmModifyAsked !sameAsBefore', set: 'activatingChanged' },
  { on: 'E NdisCmActivateVc', when: 'cmModifyAsked ?sameAsBefore', clear: 'activatingChanged' },
  { on: 'ACTDONE', when: 'success cmModifyAsked', set: 'modifyActivated' },
  { on: 'ACTDONE', when: '?success cmModifyAsked', set: 'modifyActivated' },
  { on: 'ACTDONE', when: 'success activatingChanged', set: 'changedInForce', clear: 'activationRefused' },
  { on: 'ACTDONE', when: 'success !activatingChanged', clear: 'changedInForce' },
  { on: 'ACTDONE', when: '!success cmModifyAsked activatingChanged', set: 'activationRefused' },
  { on: 'ACTDONE', when: '!success up', set: 'reactivationFailed' },
  { on: 'ACTDONE', when: 'success', clear: 'reactivationFailed' },
  { on: 'E NdisCmDeactivateVc', clear: 'reactivationFailed' },
  { on: 'E NdisCmModifyCallQoSComplete', set: 'modifyCompleted', clear: 'cmModifyAsked cmModifyPended' },
];

/** A change that the network asks for. */
const network: readonly Transition[] = [
  { on: 'ACTDONE', when: 'success !cmModifyAsked', set: 'offerActivated' },
  { on: 'ACTDONE', when: '?success !cmModifyAsked', set: 'offerActivated' },
  { on: 'ACTDONE', when: '!success', clear: 'offerActivated' },
  // What was activated for the call itself was not activated for a change.
  { on: ['MKDONE', 'E NdisCmDispatchIncomingCall', 'E NdisCmDispatchCallConnected'], clear: 'offerActivated' },
  { on: offer, set: 'offerOpen', clear: 'offerActivated offerTold offerReturned' },
  { on: 'E ProtocolClIncomingCallQoSChange', set: 'offerTold' },
  { on: 'R NdisCmDispatchIncomingCallQoSChange', set: 'offerReturned', clear: 'offerOpen' },
  { on: 'S MODIFY REQUEST rx', set: 'offerHeard', clear: 'offerReturned offerAnswered' },
  { on: ['S MODIFY ACKNOWLEDGE tx', 'S MODIFY REJECT tx'], set: 'offerAnswered' },
  // A client that closes the call in its handler refuses the change: RELEASE says so. A call that the network releases has no change.
  { on: ['E NdisClCloseCall', 'E ProtocolCmCloseCall'], when: 'offerOpen', set: 'offerAnswered' },
  { on: 'S RELEASE rx', set: 'offerAnswered' },
];

/** Changes of a call's parameters from both sides (CM-6, MCM-6). */
export const modifying: readonly Transition[] = [...client, ...callManager, ...network];
