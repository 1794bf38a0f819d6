import type { Check } from '../engine/rule.ts';
import { deactivationExcuses, earlyDeletion, noPartyHandle, unsettledAdd, unsettledDrop } from './shared.ts';

const close = 'E NdisClCloseCall';
const cmClose = 'E ProtocolCmCloseCall';
const closed = 'E NdisCmCloseCallComplete';
const told = 'E ProtocolClCloseCallComplete';

const sameStatus = {
  severity: 'self-check', duty: 'close-upcall', excuse: 'CL-12', since: closed, show: [closed],
  message: 'ProtocolClCloseCallComplete was given another status than the completion',
} as const;

/** Closing a call from the client's side: rows CL-01 to CL-22. */
export const closingACallRules: readonly Check[] = [
  {
    id: 'CL-01', on: close, need: '!manyParties', duty: 'close-parties', excuse: unsettledDrop,
    message: 'a call with more than one party is closed',
  },
  {
    id: 'CL-02', on: 'CLDONE', when: 'closing manyParties', need: '!success', excuse: unsettledDrop,
    message: 'a close with more than one party left succeeded',
  },
  {
    id: 'CL-03', on: close, need: '!sendsOut', excuse: 'send-complete forward-send',
    message: 'the call is closed while sends are outstanding',
  },
  {
    id: 'CL-03', scope: 'list', on: 'E ProtocolCoSendNetBufferListsComplete', when: 'sentByClient', need: '!closedUnder',
    show: ['E NdisCoSendNetBufferLists', 'E NdisMCoSendNetBufferListsComplete'], message: 'the call was closed before a send was back',
  },
  {
    id: 'CL-04', on: close, when: 'pointToPoint', need: 'partyNull', duty: 'close-party', excuse: noPartyHandle,
    message: 'NdisPartyHandle is not NULL for a point-to-point call',
  },
  {
    id: 'CL-04', on: close, when: 'multipoint', need: '!partyNull', duty: 'close-party', excuse: noPartyHandle,
    message: 'NdisPartyHandle is NULL for a multipoint call',
  },
  {
    id: 'CL-04', on: close, when: 'multipoint !partyNull', need: 'partyLive', duty: 'close-party', excuse: `${noPartyHandle} ${unsettledAdd}`,
    message: 'NdisPartyHandle is not a live party of the call',
  },
  { id: 'CL-05', on: close, when: 'bufferNull', need: 'sizeZero', message: 'Buffer is NULL and Size is not 0' },
  {
    id: 'CL-06', on: 'R NdisClCloseCall', when: 'clientClosed success', need: 'cmAskedClose', duty: 'forward-close', since: close,
    show: [close], message: 'NdisClCloseCall did not reach ProtocolCmCloseCall',
  },
  {
    id: 'CL-06', on: 'R NdisClCloseCall', when: 'clientClosed pending', need: 'cmAskedClose', duty: 'forward-close', since: close,
    show: [close], message: 'NdisClCloseCall did not reach ProtocolCmCloseCall',
  },
  {
    id: 'CL-07', on: 'CALL END', when: 'clientClosed closeReturned !closePended', need: 'clientToldClose', severity: 'should',
    duty: 'close-handler', since: close, show: ['R NdisClCloseCall'],
    message: 'NdisClCloseCall did not pend and the client did not run its ProtocolClCloseCallComplete',
  },
  {
    id: 'CL-07', on: 'CALL END', when: 'closePended closeCompleted', need: 'clientToldClose', severity: 'self-check',
    duty: 'close-upcall', since: close, show: ['R NdisClCloseCall', closed],
    message: 'NdisClCloseCall pended and ProtocolClCloseCallComplete was never called',
  },
  { id: 'CL-07', on: told, when: 'closeCompletedOk !clientToldClose', need: 'success', ...sameStatus },
  { id: 'CL-07', on: told, when: 'closeCompleted !closeCompletedOk !clientToldClose', need: '!success', ...sameStatus },
  {
    id: 'CL-07', on: told, when: 'clientClosed closeReturned !closePended', need: '!fromNdis', severity: 'should', duty: 'close-handler',
    since: close, show: ['R NdisClCloseCall'], message: 'NdisClCloseCall did not pend and NDIS called ProtocolClCloseCallComplete',
  },
  {
    id: 'CL-07', on: told, when: 'closePended', need: 'fromNdis', severity: 'self-check', duty: 'close-upcall', since: 'event',
    show: ['R NdisClCloseCall'], message: 'NdisClCloseCall pended and the client ran its ProtocolClCloseCallComplete by itself',
  },
  {
    id: 'CL-07', on: told, when: 'closePended clientToldClose', need: '!clientToldClose', severity: 'self-check', duty: 'close-upcall',
    excuse: 'close-once', since: close, show: [told], message: 'ProtocolClCloseCallComplete was called twice for one close',
  },
  {
    id: 'CL-08', on: 'CALL END', when: 'cmAskedClose connectSeen !permanent !releaseReceived', need: 'releaseSent', duty: 'release',
    excuse: `close-complete ${earlyDeletion}`, since: cmClose, show: [cmClose], message: 'the call was closed and RELEASE was not sent',
  },
  {
    id: 'CL-11', on: 'CALL END', when: 'cmClosePended', need: 'closeCompleted', duty: 'close-complete',
    excuse: `${deactivationExcuses} ${earlyDeletion}`, since: cmClose, show: [cmClose, 'R ProtocolCmCloseCall'],
    message: 'ProtocolCmCloseCall pended and the close was never completed',
  },
  {
    id: 'CL-11', on: closed, when: 'closeCompleted cmAskedClose', need: '!closeCompleted', duty: 'close-once', each: true, since: cmClose,
    show: [closed], message: 'a close is completed a second time',
  },
  { id: 'CL-12', on: closed, need: '!pending', message: 'the final status is NDIS_STATUS_PENDING' },
  { id: 'CL-12', on: closed, when: 'pointToPoint', need: 'partyNull', message: 'NdisPartyHandle is not NULL for a point-to-point call' },
  {
    id: 'CL-13', on: 'CALL END', when: 'upAtClose', need: 'deactivatedSinceClose', duty: 'deactivate',
    excuse: `close-complete ${earlyDeletion}`, since: cmClose, show: [cmClose, closed],
    message: 'the call was closed and its VC was not deactivated',
  },
  {
    id: 'CL-14', topology: 'cm', on: closed, when: 'success upAtClose', need: 'deactivateOkSinceClose', duty: 'deactivate',
    excuse: deactivationExcuses, since: cmClose, show: [cmClose], message: 'the close is completed before the VC is deactivated',
  },
  {
    id: 'CL-16', topology: 'cm', on: told, when: 'success', need: '!up !activating !deactivating', duty: 'deactivate',
    excuse: deactivationExcuses, since: cmClose, show: [cmClose, closed],
    message: 'the client is told that the call is closed while the VC is not inactive',
  },
  { id: 'CL-17', on: closed, when: 'success' },
  {
    id: 'CL-17', on: 'E NdisCoSendNetBufferLists', when: 'byClient closeCompletedOk', need: '!closeCompletedOk', duty: 'client-send',
    each: true, since: closed, show: [closed], message: 'data is sent on a VC whose call is closed',
  },
];
