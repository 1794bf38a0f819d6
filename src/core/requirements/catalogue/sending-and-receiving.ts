import type { RequirementEntry } from '../requirement.ts';

/** Sending and receiving on a VC. */
export const sendingAndReceiving: readonly RequirementEntry[] = [
  {
    id: 'SD-01', actor: 'protocol', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'No NdisCoSendNetBufferLists on a VC after NdisClCloseCall for it.',
    check: 'NEVER(E NdisCoSendNetBufferLists{vc} caller=client after E NdisClCloseCall{vc} until next NdisClMakeCall)',
    source: 'sending-and-receiving-data2.md; nf-ndis-ndisclclosecall Remarks',
  },
  {
    id: 'SD-02', actor: 'protocol', observes: 'A', severity: 'must', modal: 'must',
    requirement: 'Each NET_BUFFER_LIST has SourceHandle equal to the NdisVcHandle argument.',
    check: 'ARG(E NdisCoSendNetBufferLists : all nbl.SourceHandle == vc)',
    source: 'sending-net-buffer-structures-from-condis-drivers.md; nf-ndis-ndiscosendnetbufferlists',
  },
  {
    id: 'SD-03', actor: 'protocol', observes: 'TM', severity: 'must', modal: 'must',
    requirement: 'From the call until ProtocolCoSendNetBufferListsComplete the lists belong to the lower side: no access, no reuse.',
    check: 'NEVER(nbl resent or freed between E NdisCoSendNetBufferLists and E ProtocolCoSendNetBufferListsComplete{nbl})',
    source: 'nf-ndis-ndiscosendnetbufferlists Remarks',
  },
  {
    id: 'SD-04', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must',
    severityText: 'must (bench self-check)',
    requirement: 'NdisCoSendNetBufferLists is forwarded to MiniportCoSendNetBufferLists.',
    check: 'RESP(E NdisCoSendNetBufferLists{nbl} -> E MiniportCoSendNetBufferLists{nbl})',
    source: 'sending-net-buffer-structures-from-condis-drivers.md',
  },
  {
    id: 'SD-05', actor: 'miniport', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'All sends are asynchronous: each list is completed through NdisMCoSendNetBufferListsComplete.',
    check: 'RESP(E MiniportCoSendNetBufferLists{nbl} -> E NdisMCoSendNetBufferListsComplete{nbl}) exactly once per nbl',
    source: 'sending-net-buffer-structures-from-condis-drivers.md; nc-ndis-miniport_co_send_net_buffer_lists',
  },
  {
    id: 'SD-06', actor: 'miniport', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Every send is accepted; what cannot go out now is queued.',
    check: 'guard/negative: no completion with an error solely due to backlog (judged with NIC queue depth)',
    source: 'nc-ndis-miniport_co_send_net_buffer_lists Remarks',
  },
  {
    id: 'SD-07', actor: 'miniport', observes: 'S', severity: 'should', modal: 'should',
    requirement: 'Transmission follows the order within a list and across calls.',
    check: 'order of frames on VC == order of nbl entry',
    source: 'nc-ndis-miniport_co_send_net_buffer_lists Remarks',
  },
  {
    id: 'SD-08', actor: 'any', observes: 'T', severity: 'may', modal: 'may',
    requirement: 'Completion order is free, lists may be merged or split.',
    check: 'guard',
    source: 'nf-ndis-ndismcosendnetbufferlistscomplete; sending-net-buffer-structures-from-condis-drivers.md',
  },
  {
    id: 'SD-09', actor: 'miniport', observes: 'A', severity: 'must', modal: 'must',
    requirement: 'The NET_BUFFER chain of a list is not modified.',
    check: 'checksum of nb chain equal at send and completion',
    source: 'nf-ndis-ndismcosendnetbufferlistscomplete Remarks',
  },
  {
    id: 'SD-10', actor: 'miniport', observes: 'A', severity: 'must', modal: 'must',
    requirement: 'A status is set in each completed list.',
    check: 'ARG(E NdisMCoSendNetBufferListsComplete : nbl.Status set, != PENDING)',
    source: 'nf-ndis-ndismcosendnetbufferlistscomplete Remarks (value list missing from the page source)',
  },
  {
    id: 'SD-11', actor: 'any', observes: 'T', severity: 'info', modal: 'info',
    requirement: 'Send completion does not prove the data left on the wire.',
    check: 'guard for latency metrics',
    source: 'nf-ndis-ndismcosendnetbufferlistscomplete Remarks',
  },
  {
    id: 'SD-12', actor: 'miniport', observes: 'A', severity: 'must', modal: 'must',
    requirement: 'Receive indications carry SourceHandle equal to the VC handle.',
    check: 'ARG(E NdisMCoIndicateReceiveNetBufferLists : nbl.SourceHandle == vc)',
    source: 'receiving-net-buffer-structures-in-condis-drivers.md; nf-ndis-ndismcoindicatereceivenetbufferlists',
  },
  {
    id: 'SD-13', actor: 'protocol', observes: 'T', severity: 'must', modal: 'must',
    requirement:
      'Without the RESOURCES receive flag the protocol must return the lists with NdisReturnNetBufferLists; with it, it may not keep ' +
      'them.',
    check: 'IF(flag clear : RESP(E ProtocolCoReceiveNetBufferLists{nbl} -> E NdisReturnNetBufferLists{nbl})) else NEVER(return or hold)',
    source: 'receiving-net-buffer-structures-in-condis-drivers.md; nc-ndis-protocol_co_receive_net_buffer_lists',
  },
  {
    id: 'SD-14', actor: 'miniport', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'With the flag clear it does not reclaim lists before MiniportReturnNetBufferLists; with it set it reclaims at once.',
    check: 'NEVER(nbl reindicated before return)',
    source: 'nf-ndis-ndismcoindicatereceivenetbufferlists Remarks',
  },
  {
    id: 'SD-15', actor: 'protocol', observes: 'S', severity: 'must', modal: 'must',
    requirement: 'Lists are arranged in the order they are to be sent.',
    check: 'input to SD-07',
    source: 'nf-ndis-ndiscosendnetbufferlists Remarks',
  },
  {
    id: 'SD-16', actor: 'MCM', observes: 'TD', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: 'An MCM must supply MiniportCoSendNetBufferLists and MiniportCoOidRequest.',
    check: 'configuration check; RESP(client send -> E MiniportCoSendNetBufferLists{MCM})',
    source: 'differences-in-virtual-connections.md',
  },
  {
    id: 'SD-17', actor: 'protocol', observes: 'T', severity: 'may', modal: 'may',
    requirement: 'A list may be cancelled with the connectionless cancel mechanism.',
    check: 'guard',
    source: 'sending-net-buffer-structures-from-condis-drivers.md',
  },
];
