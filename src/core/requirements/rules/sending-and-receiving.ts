import type { Check } from '../engine/rule.ts';

const send = 'E NdisCoSendNetBufferLists';

const notBack = {
  id: 'SD-03', scope: 'list', on: 'LIST END', need: 'sendBack', severity: 'self-check', duty: 'send-upcall', each: true,
  show: [send, 'E NdisMCoSendNetBufferListsComplete'],
  message: 'NdisMCoSendNetBufferListsComplete did not reach ProtocolCoSendNetBufferListsComplete',
} as const;

/** Sending and receiving: rows SD-01 to SD-17. */
export const sendingAndReceivingRules: readonly Check[] = [
  { id: 'SD-01', on: 'E NdisClCloseCall' },
  {
    id: 'SD-01', on: send, when: 'byClient clientClosed', need: '!clientClosed', duty: 'client-send', each: true,
    since: 'E NdisClCloseCall', show: ['E NdisClCloseCall'], message: 'the client sends after it has closed the call',
  },
  { id: 'SD-02', on: send, need: 'sourceRight', message: 'SourceHandle is not the VC\'s handle' },
  {
    id: 'SD-03', scope: 'list', on: 'LIST END', when: 'sent !atEnd !sendCompleted', need: 'sendBack', duty: 'list-reuse', each: true,
    excuse: 'send-complete', show: [send], message: 'a list is sent again before it came back',
  },
  { ...notBack, topology: 'cm', when: 'sent sendCompleted' },
  // An MCM, which must not send through NDIS at all, has no handler that a list of its own could come back to.
  { ...notBack, topology: 'mcm', when: 'sent sendCompleted sentByClient' },
  {
    id: 'SD-04', scope: 'list', on: 'LIST END', when: 'sent', need: 'forwarded', duty: 'forward-send', each: true,
    excuse: 'create client-send use-after-delete activation', show: [send],
    message: 'NdisCoSendNetBufferLists did not reach MiniportCoSendNetBufferLists',
  },
  {
    id: 'SD-05', scope: 'list', on: 'LIST END', when: 'sent forwarded', need: 'sendCompleted', duty: 'send-complete', each: true,
    show: [send, 'E MiniportCoSendNetBufferLists'], message: 'a list was never completed by the miniport',
  },
  { id: 'SD-10', on: 'E NdisMCoSendNetBufferListsComplete', need: '!pending', message: 'a list is completed with NDIS_STATUS_PENDING' },
  {
    id: 'SD-14', scope: 'list', on: 'LIST END', when: 'delivered keep !atEnd', need: 'returned', duty: 'return-list', each: true,
    show: ['E ProtocolCoReceiveNetBufferLists'], message: 'a list is indicated again before it was returned',
  },
  { id: 'SD-12', on: 'E NdisMCoIndicateReceiveNetBufferLists', need: 'sourceRight', message: 'SourceHandle is not the VC\'s handle' },
  {
    id: 'SD-13', scope: 'list', on: 'LIST END', when: 'delivered keep', need: 'returned', duty: 'return-list', each: true,
    show: ['E ProtocolCoReceiveNetBufferLists'], message: 'a received list was never returned',
  },
];
