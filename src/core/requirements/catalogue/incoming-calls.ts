import type { RequirementEntry } from '../requirement.ts';

/** Incoming calls. */
export const incomingCalls: readonly RequirementEntry[] = [
  {
    id: 'IC-01', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Before dispatching, the target SAP is identified and was registered by a client.',
    check: 'ARG(E Ndis[M]CmDispatchIncomingCall : NdisSapHandle in registered or registration-pending SAPs)',
    source: 'indicating-an-incoming-call.md; nf-ndis-ndiscmdispatchincomingcall',
  },
  {
    id: 'IC-02', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    severityText: 'must (text); figures draw activation later (DD-02) so bench: warn on activation, fail on creation',
    requirement: 'Before dispatching, the VC exists and is activated.',
    check: 'PRE(E Ndis[M]CmDispatchIncomingCall{vc} <- R Ndis..CreateVc->SUCCESS{vc} and ACTDONE(vc,SUCCESS))',
    source: 'indicating-an-incoming-call.md; nf-ndis-ndiscmdispatchincomingcall',
  },
  {
    id: 'IC-03', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must',
    severityText: 'must (bench self-check)',
    requirement: 'It leads to ProtocolClIncomingCall.',
    check: 'RESP(E Ndis[M]CmDispatchIncomingCall{vc} -> E ProtocolClIncomingCall{vc})',
    source: 'indicating-an-incoming-call.md',
  },
  {
    id: 'IC-04', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'should',
    severityText: 'should / must',
    requirement: 'Non-PENDING return: the CM runs its own ProtocolCmIncomingCallComplete; PENDING: NDIS calls it.',
    check: 'as MK-01/MK-02 for incoming',
    source: 'nf-ndis-ndiscmdispatchincomingcall Returns',
  },
  {
    id: 'IC-05', actor: 'client', observes: 'A', severity: 'should', modal: 'should',
    requirement: 'ProtocolClIncomingCall validates SAP, VC and call parameters.',
    check: 'negative tests => status != SUCCESS',
    source: 'indicating-an-incoming-call.md',
  },
  {
    id: 'IC-06', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'A pended offer must be answered with NdisClIncomingCallComplete.',
    check: 'RESP(R ProtocolClIncomingCall->PENDING{vc} -> E NdisClIncomingCallComplete{vc}) exactly once',
    source: 'nf-ndis-ndisclincomingcallcomplete Remarks',
  },
  {
    id: 'IC-07', actor: 'client', observes: 'T', severity: 'may', modal: 'may',
    requirement: 'Before answering it may negotiate with NdisClModifyCallQoS.',
    check: 'guard for QS-01',
    source: 'nf-ndis-ndisclincomingcallcomplete Remarks',
  },
  {
    id: 'IC-08', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Status there: SUCCESS accepts, any other code but PENDING rejects.',
    check: 'ARG(E NdisClIncomingCallComplete : Status != 0x103)',
    source: 'nf-ndis-ndisclincomingcallcomplete param Status',
  },
  {
    id: 'IC-09', actor: 'client', observes: 'A', severity: 'must', modal: 'must',
    requirement: 'If it changed the offered parameters it must set CALL_PARAMETERS_CHANGED.',
    check: 'deep-diff(params at E ProtocolClIncomingCall, at E NdisClIncomingCallComplete) non-empty => Flags & 0x2',
    source: 'nf-ndis-ndisclincomingcallcomplete Remarks',
  },
  {
    id: 'IC-10', actor: 'client', observes: 'M', severity: 'must', modal: 'must',
    requirement: 'After rejecting, its CallParameters pointer is invalid at once.',
    check: 'NEVER(access to CallParameters after E NdisClIncomingCallComplete{error})',
    source: 'nf-ndis-ndisclincomingcallcomplete Remarks',
  },
  {
    id: 'IC-11', actor: 'CM/MCM', observes: 'S', severity: 'should', modal: 'should',
    requirement: 'Acceptance or rejection is signalled to the caller.',
    check: 'RESP(INDONE(vc,SUCCESS) -> S:CONNECT tx); RESP(INDONE(vc,error) -> S:RELEASE or RELEASE COMPLETE tx)',
    source: 'indicating-an-incoming-call.md; nc-ndis-protocol_cm_incoming_call_complete',
  },
  {
    id: 'IC-12', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'After acceptance the CM calls Ndis[M]CmDispatchCallConnected, which reaches ProtocolClCallConnected.',
    check:
      'RESP(INDONE(vc,SUCCESS) -> E Ndis[M]CmDispatchCallConnected{vc} or E Ndis[M]CmDispatchIncomingCloseCall{vc}); PRE(E ' +
      'DispatchCallConnected <- INDONE SUCCESS)',
    source: 'indicating-an-incoming-call.md; nf-ndis-ndiscmdispatchcallconnected',
  },
  {
    id: 'IC-13', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'After a rejection the CM deactivates an activated VC and may delete it.',
    check: 'IF(INDONE(vc,error) and A(vc)==ACTIVE : RESP(-> E Ndis[M]CmDeactivateVc{vc}))',
    source: 'indicating-an-incoming-call.md; nf-ndis-ndiscmdispatchincomingcall',
  },
  {
    id: 'IC-14', actor: 'CM/MCM', observes: 'TS', severity: 'must', modal: 'must',
    requirement: 'Accepted by the client but no end-to-end connection: no CallConnected; DispatchIncomingCloseCall instead.',
    check:
      'NEVER(E DispatchCallConnected{vc} after remote release in that episode); RESP(S:RELEASE rx -> E ' +
      'Ndis[M]CmDispatchIncomingCloseCall{vc})',
    source: 'indicating-an-incoming-call.md',
  },
  {
    id: 'IC-15', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    severityText: 'must (descriptive)',
    requirement: 'Data on an incoming VC starts only after ProtocolClCallConnected.',
    check: 'NEVER(E NdisCoSendNetBufferLists{vc} caller=client before E ProtocolClCallConnected{vc})',
    source: 'nc-ndis-protocol_cl_call_connected',
  },
  {
    id: 'IC-16', actor: 'client', observes: 'T', severity: 'should', modal: 'should',
    requirement: 'ProtocolClCallConnected leaves the client ready for transfers before it returns.',
    check: 'metric; stimulus: data right after R ProtocolClCallConnected is handled',
    source: 'nc-ndis-protocol_cl_call_connected Remarks',
  },
  {
    id: 'IC-17', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    severityText: 'must (descriptive)',
    requirement: 'Unacceptable client changes: the CM tears the offer down through DispatchIncomingCloseCall (and later deletes its VC).',
    check: 'IF(changes unsupported : RESP(E ProtocolCmIncomingCallComplete -> E Ndis[M]CmDispatchIncomingCloseCall{vc}))',
    source: 'nf-ndis-ndiscmdispatchincomingclosecall; nc-ndis-protocol_cl_incoming_call; incoming-request-to-close-a-call.md',
  },
  {
    id: 'IC-18', actor: 'client', observes: 'T', severity: 'may', modal: 'may',
    severityText: 'may ("can simply")',
    requirement: 'A client that takes no incoming calls returns NOT_SUPPORTED from ProtocolClIncomingCall.',
    check: 'IF(client declares no incoming : R ProtocolClIncomingCall->0xC00000BB)',
    source: 'nc-ndis-protocol_cl_incoming_call Description',
  },
];
