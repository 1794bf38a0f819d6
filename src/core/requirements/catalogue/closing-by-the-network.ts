import type { RequirementEntry } from '../requirement.ts';

/** Closing a call, started by the network. */
export const closingByTheNetwork: readonly RequirementEntry[] = [
  {
    id: 'IX-01', actor: 'CM/MCM', observes: 'S', severity: 'must', modal: 'must',
    requirement: 'When the remote side closes, the CM must indicate it with DispatchIncomingCloseCall, CloseStatus SUCCESS.',
    check: 'RESP(S:RELEASE rx for connected vc -> E Ndis[M]CmDispatchIncomingCloseCall{vc, CloseStatus==0})',
    source: 'incoming-request-to-close-a-call.md; nf-ndis-ndiscmdispatchincomingclosecall',
  },
  {
    id: 'IX-02', actor: 'CM/MCM', observes: 'T', severity: 'may', modal: 'may',
    requirement: 'It may also be used for an unacceptable incoming-call answer or abnormal network conditions.',
    check: 'guard: CloseStatus != SUCCESS legal then',
    source: 'incoming-request-to-close-a-call.md',
  },
  {
    id: 'IX-03', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Size is 0 when Buffer is NULL.',
    check: 'ARG(E Ndis[M]CmDispatchIncomingCloseCall : Buffer==NULL => Size==0)',
    source: 'nf-ndis-ndiscmdispatchincomingclosecall param Size',
  },
  {
    id: 'IX-04', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must',
    severityText: 'must (bench self-check)',
    requirement: 'It leads to ProtocolClIncomingCloseCall.',
    check: 'RESP(E Ndis[M]CmDispatchIncomingCloseCall{vc} -> E ProtocolClIncomingCloseCall{vc})',
    source: 'incoming-request-to-close-a-call.md',
  },
  {
    id: 'IX-05', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'From then on it can neither send nor receive on the VC.',
    check: 'NEVER(E NdisCoSendNetBufferLists{vc} caller=client after E ProtocolClIncomingCloseCall{vc})',
    source: 'nc-ndis-protocol_cl_incoming_close_call param ProtocolVcContext',
  },
  {
    id: 'IX-06', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Own multipoint VC: drop parties until one is left.',
    check: 'PRE(E NdisClCloseCall{vc} <- parties(vc)==1)',
    source: 'incoming-request-to-close-a-call.md; nc-ndis-protocol_cl_incoming_close_call',
  },
  {
    id: 'IX-07', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'It must then call NdisClCloseCall (with the last party handle on its own multipoint VC).',
    check: 'RESP(E ProtocolClIncomingCloseCall{vc} -> E NdisClCloseCall{vc})',
    source: 'incoming-request-to-close-a-call.md; nc-ndis-protocol_cl_incoming_close_call',
  },
  {
    id: 'IX-08', actor: 'client', observes: 'T', severity: 'should', modal: 'should',
    requirement: 'CM-created VC: return after NdisClCloseCall; nothing more on that VC.',
    check: 'IF(creator=CM : NEVER(E NdisCo*/NdisCl*{vc} caller=client after that NdisClCloseCall))',
    source: 'incoming-request-to-close-a-call.md',
  },
  {
    id: 'IX-09', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'The CM must deactivate the VC.',
    check: 'RESP(E Ndis[M]CmDispatchIncomingCloseCall{vc} -> E Ndis[M]CmDeactivateVc{vc})',
    source: 'incoming-request-to-close-a-call.md',
  },
  {
    id: 'IX-10', actor: 'client', observes: 'T', severity: 'may', modal: 'may',
    requirement: 'Own VC, CloseStatus SUCCESS: may delete or reuse.',
    check: 'guard',
    source: 'incoming-request-to-close-a-call.md',
  },
  {
    id: 'IX-11', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Own VC, CloseStatus not SUCCESS: must delete with NdisCoDeleteVc.',
    check:
      'IF(creator=client and CloseStatus != 0 : RESP(E ProtocolClIncomingCloseCall{vc} -> E NdisCoDeleteVc{vc}); NEVER(E ' +
      'NdisClMakeCall{vc} afterwards))',
    source: 'incoming-request-to-close-a-call.md',
  },
  {
    id: 'IX-12', actor: 'CM/MCM', observes: 'T', severity: 'may', modal: 'may',
    requirement: 'CM-created VC: CM may delete it (NdisCoDeleteVc / NdisMCmDeleteVc); the creator is responsible for deletion.',
    check: 'guard; leak check at trace end attributes an undeleted VC to creator(vc)',
    source: 'incoming-request-to-close-a-call.md; nf-ndis-ndiscmdispatchincomingclosecall',
  },
];
