import { messageTypes } from '../../signalling/message-types.ts';
import type { Check } from '../engine/rule.ts';
import { completionExcuses, deactivationExcuses, earlyDeletion, unsettledAdd } from './shared.ts';

const messages = Object.keys(messageTypes).flatMap((name) => [`S ${name} tx`, `S ${name} rx`]);

const complete = 'E NdisCmMakeCallComplete';
const returned = 'R ProtocolCmMakeCall';
const closeComplete = 'E NdisCmCloseCallComplete';

/** T303 has expired. */
const unanswered = {
  when: 'setupSent !answerSeen !networkReleased !releaseSeen', need: 'setupTwice', duty: 'setup-repeat', since: 'S SETUP tx',
  show: ['S SETUP tx'], message: 'nothing answered SETUP and it was not sent again',
} as const;

/** T310 has expired. */
const silent = {
  when: 'proceedingSeen !alertingSeen !connectSeen !networkReleased', need: 'releaseSent', severity: 'should', duty: 'release-silent',
  since: 'S CALL PROCEEDING rx', show: ['S CALL PROCEEDING rx'],
  message: 'nothing followed CALL PROCEEDING and the call is given up without RELEASE',
} as const;

/** Signalling: rows SG-01 to SG-14. */
export const signallingRules: readonly Check[] = [
  {
    id: 'SG-02', on: messages, need: 'referenceRight', duty: 'call-reference', each: true,
    message: 'the call reference is not the one of the call',
  },
  {
    id: 'SG-04', on: 'CALL END', when: 'connectSeen', need: 'connectAcked', duty: 'connect-ack', since: 'S CONNECT rx',
    show: ['S CONNECT rx'], message: 'CONNECT was not acknowledged',
  },
  {
    id: 'SG-01', on: 'S SETUP tx', need: 'mandatoryThere', duty: 'setup-elements', message: 'SETUP lacks an element that it must carry',
  },
  {
    id: 'SG-09', on: 'S ADD PARTY tx', need: 'connectSeen', duty: 'add-early', each: true, show: ['S SETUP tx'],
    message: 'ADD PARTY is sent before the call is connected',
  },
  {
    id: 'SG-09', on: 'S ADD PARTY tx', need: 'mandatoryThere', duty: 'add-elements', each: true,
    message: 'ADD PARTY lacks its endpoint reference or the called party number',
  },
  {
    id: 'SG-14', on: 'S DROP PARTY tx', need: 'manyParties', duty: 'release-last', each: true, excuse: `forward-make ${unsettledAdd}`,
    message: 'DROP PARTY is sent for the last party of a call, and not RELEASE',
  },
  {
    id: 'SG-03', on: ['S CALL PROCEEDING rx', 'S ALERTING rx', 'S CONNECT rx'], when: 'setupSent !setupConnection !answerSeen',
    need: 'connectionThere', since: 'S SETUP tx', show: ['S SETUP tx'],
    message: 'the first answer to SETUP names no connection, and SETUP did not either',
  },
  { id: 'SG-05', on: complete, ...unanswered, when: `!success !pending t303Over ${unanswered.when}` },
  { id: 'SG-05', on: returned, ...unanswered, when: `!success !pending t303Over ${unanswered.when}` },
  { id: 'SG-06', on: complete, ...silent, when: `!success !pending t310Over ${silent.when}` },
  { id: 'SG-06', on: returned, ...silent, when: `!success !pending t310Over ${silent.when}` },
  {
    id: 'SG-06', on: 'CALL END', when: `cmPended ${silent.when} !cmAskedClose`, need: 'completed', duty: 'complete',
    excuse: completionExcuses, since: 'E ProtocolCmMakeCall', show: ['S CALL PROCEEDING rx'],
    message: 'nothing followed CALL PROCEEDING and the call was not cleared',
  },
  {
    id: 'SG-08', on: 'CALL END', when: 'connectSent !connectAcked !remoteReleased closeDispatched', need: 'unacknowledgedCleared',
    duty: 'clear-unacknowledged', excuse: '*', since: 'S CONNECT tx', show: ['S CONNECT tx'],
    message: 'CONNECT was not acknowledged, and the client is told of the end of a call that was not released',
  },
  {
    id: 'SG-08', on: 'S RELEASE tx', when: 'connectSent !connectAcked !remoteReleased !cmAskedClose !releaseSent t313Over', need: 'timerCause',
    duty: 'cause-unacknowledged', since: 'S CONNECT tx', show: ['S CONNECT tx'],
    message: 'CONNECT was not acknowledged, and the call is released with another cause than that of a timer',
  },
  {
    id: 'SG-07', on: 'CALL END', when: 'releaseHeard', need: 'releaseHeardAnswered', duty: 'release-answer', excuse: '*',
    since: 'S RELEASE rx', show: ['S RELEASE rx'], message: 'RELEASE was not answered with RELEASE COMPLETE',
  },
  {
    id: 'SG-07', on: closeComplete, when: 'releaseSent !releaseAnswered', need: 'releaseTwice', severity: 'should',
    duty: 'release-repeat', since: 'S RELEASE tx', show: ['S RELEASE tx'],
    message: 'nothing answered RELEASE and it was not sent again',
  },
  {
    id: 'SG-07', on: 'CALL END', when: 'cmClosePended releaseTwice !releaseAnswered', need: 'closeCompleted', duty: 'close-complete',
    excuse: `${deactivationExcuses} ${earlyDeletion}`, since: 'E ProtocolCmCloseCall', show: ['S RELEASE tx'],
    message: 'nothing answered RELEASE and the call was not cleared',
  },
  {
    id: 'SG-10', scope: 'party', on: 'PARTY END', when: 'addPended addSent !addAnswered', need: 'addCompleted', duty: 'add-complete',
    each: true, excuse: earlyDeletion, show: ['S ADD PARTY tx'], message: 'nothing answered ADD PARTY and the party was not cleared',
  },
  {
    id: 'SG-10', scope: 'party', on: 'PARTY END', when: 'dropPended dropSent !dropAnswered', need: 'dropCompleted', duty: 'drop-complete',
    each: true, excuse: earlyDeletion, show: ['S DROP PARTY tx'], message: 'nothing answered DROP PARTY and the party was not cleared',
  },
  {
    id: 'SG-11', topology: 'cm', on: 'E NdisCmActivateVc', when: 'signalling createdInBind', need: 'connectionRight', since: 'event',
    message: 'the VC to the switch is not on VPI 0, VCI 5',
  },
  { id: 'SG-12', on: 'S RELEASE tx', need: 'causeThere', message: 'RELEASE carries no cause' },
  { id: 'SG-13', on: 'E NdisCmActivateVc', when: 'cmAsked !permanentAsked', need: 'connectionRight', since: 'event', show: ['S CONNECT rx'],
    message: 'the connection activated is not the one that was signalled' },
];
