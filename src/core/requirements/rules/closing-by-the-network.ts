import type { Check } from '../engine/rule.ts';
import { roleBits } from '../engine/symbols.ts';
import { earlyDeletion, unsettledDrop } from './shared.ts';

const release = 'S RELEASE rx';
const indicate = 'E NdisCmDispatchIncomingCloseCall';
const told = 'E ProtocolClIncomingCloseCall';
const send = 'E NdisCoSendNetBufferLists';
const close = 'E NdisClCloseCall';
const answer = 'E NdisClIncomingCallComplete';
/** Calls of the client, sends and answers to offers apart, on a VC that it has. */
const furtherCalls = ['E NdisClMakeCall', close, 'E NdisClModifyCallQoS', 'E NdisClAddParty', 'E NdisCoDeleteVc'];
const clientCalls = [...furtherCalls, answer];
/** Whether a VC is the call manager's shows at its creation, so that is where the window opens. */
const afterwards = { duty: 'use-after-close', each: true, show: [close] } as const;

/** Closing a call from the network's side: rows IX-01 to IX-12, and those of closing a call on a VC of the call manager. */
export const closingByTheNetworkRules: readonly Check[] = [
  {
    id: 'IX-01', on: 'CALL END', when: 'remoteReleased connectedOnce', need: 'closeDispatched', duty: 'indicate-close', since: release,
    excuse: earlyDeletion, show: [release], message: 'the network released the call and the client was not told',
  },
  {
    id: 'IX-01', on: indicate, when: 'remoteReleased', need: 'success', duty: 'close-status', since: 'event', show: [release],
    message: 'CloseStatus is not success though the network released the call',
  },
  { id: 'IX-03', on: indicate, when: 'bufferNull', need: 'sizeZero', message: 'Buffer is NULL and Size is not 0' },
  {
    id: 'IX-04', on: 'R NdisCmDispatchIncomingCloseCall', need: 'closeTold', duty: 'close-indication', roles: roleBits.client, since: indicate,
    show: [indicate], message: 'NdisCmDispatchIncomingCloseCall did not reach ProtocolClIncomingCloseCall',
  },
  { id: 'IX-05', on: told },
  {
    id: 'IX-05', on: send, when: 'byClient closeTold', need: '!closeTold', duty: 'client-send', each: true, since: told, show: [told],
    message: 'the client sends on a call that the other side has closed',
  },
  {
    id: 'IX-06', on: close, when: 'closeTold multipoint ofClient', need: '!manyParties', duty: 'close-parties', excuse: unsettledDrop,
    since: told, show: [told], message: 'a call that the network has closed is closed with more than one party',
  },
  {
    id: 'IX-07', on: 'CALL END', when: 'closeTold', need: 'clientClosed', duty: 'follow-close', excuse: earlyDeletion, since: told,
    show: [indicate, told], message: 'the other side closed the call and the client did not call NdisClCloseCall',
  },
  { id: 'IX-08', on: close, when: 'incoming closeTold !clientClosed' },
  {
    id: 'IX-08', on: furtherCalls, when: 'byClient incoming closeTold clientClosed', need: '!clientClosed', ...afterwards,
    message: 'the client uses a VC of the call manager after it has followed the closing of its call',
  },
  {
    // An offer that it has pended it owes an answer (IC-06), also where the caller has given up meanwhile.
    id: 'IX-08', on: answer, when: 'incoming closeTold clientClosed incomingAnswered', need: '!clientClosed', ...afterwards,
    message: 'the client answers an offer again after it has followed the closing of its call',
  },
  {
    id: 'IX-09', on: 'CALL END', when: 'upAtIndication', need: 'deactivatedSinceIndication', duty: 'deactivate',
    excuse: `follow-close close-indication close-complete forward-close ${earlyDeletion}`, since: indicate, show: [indicate],
    message: 'the call was closed by the other side and its VC was not deactivated',
  },
  {
    id: 'IX-11', on: 'VC END', when: 'ofClient errorClosed', need: 'deleting', duty: 'delete-failed', excuse: 'follow-close close-complete',
    roles: roleBits.client, show: [told], message: 'a call was closed with an error and its VC was not deleted',
  },
  {
    id: 'IX-11', on: 'E NdisClMakeCall', when: 'errorClosed', need: '!errorClosed', duty: 'reuse-failed', show: [told],
    message: 'a call is made on a VC whose last call was closed with an error',
  },
  { id: 'CL-09', on: 'CALL END', when: 'closeDataGiven closeDataRefused' },
  {
    id: 'CL-09', on: 'CALL END', when: 'closeDataGiven !closeDataRefused releaseSent', need: '!closeDataLost', duty: 'close-data',
    since: 'E ProtocolCmCloseCall', show: ['E ProtocolCmCloseCall', 'S RELEASE tx'],
    message: 'the client gave close data, and RELEASE went out without them',
  },
  {
    id: 'CL-08', on: 'CALL END', when: 'cmAskedClose connectSent !permanent !releaseReceived', need: 'releaseSent', duty: 'release',
    excuse: `close-complete ${earlyDeletion}`, since: 'E ProtocolCmCloseCall', show: ['E ProtocolCmCloseCall'],
    message: 'the call was closed and RELEASE was not sent',
  },
  {
    id: 'DA-01', on: 'E NdisCmDeactivateVc', when: 'cmAskedClose connectSent !permanent', need: 'releaseSeen', duty: 'release',
    since: 'E ProtocolCmCloseCall', show: ['E ProtocolCmCloseCall'], message: 'the VC is deactivated before the call was released',
  },
  {
    id: 'CL-18', on: 'VC END', when: 'incoming closedForCm', need: 'deleting', duty: 'leak', excuse: '*', roles: roleBits.cm,
    show: ['E NdisCmCloseCallComplete'], message: 'the call manager has not deleted its VC after the call was closed',
  },
  { id: 'CL-20', on: 'E ProtocolClCloseCallComplete', when: 'incoming success' },
  {
    id: 'CL-20', on: clientCalls, when: 'byClient clientReleased', need: '!clientReleased', duty: 'use-after-close', each: true,
    show: ['E ProtocolClCloseCallComplete'], message: 'the client uses a VC of the call manager after its call was closed',
  },
  {
    id: 'CL-20', on: send, when: 'byClient clientReleased', need: '!clientReleased', duty: 'client-send', each: true,
    show: ['E ProtocolClCloseCallComplete'], message: 'the client sends on a VC of the call manager after its call was closed',
  },
];
