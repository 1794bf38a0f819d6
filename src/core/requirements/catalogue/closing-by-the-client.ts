import type { RequirementEntry } from '../requirement.ts';

/** Closing a call, started by the client. */
export const closingByTheClient: readonly RequirementEntry[] = [
  {
    id: 'CL-01', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'A client that closes a multipoint call first drops all but the last party.',
    check: 'PRE(E NdisClCloseCall{vc} <- party count(vc) <= 1)',
    source: 'client-initiated-request-to-close-a-call.md; nf-ndis-ndisclclosecall',
  },
  {
    id: 'CL-02', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'A close request with more than one party left is failed by the CM.',
    check: 'IF(parties(vc) > 1 at E ProtocolCmCloseCall : CLDONE(vc) != SUCCESS)',
    source: 'nf-ndis-ndisclclosecall Remarks',
  },
  {
    id: 'CL-03', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'All outstanding sends are back in ProtocolCoSendNetBufferListsComplete before NdisClCloseCall.',
    check: 'at E NdisClCloseCall{vc}: outstanding nbl(vc) == 0',
    source: 'nf-ndis-ndisclclosecall Remarks',
  },
  {
    id: 'CL-04', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'NdisPartyHandle is the last party for multipoint (any still-valid handle), NULL otherwise.',
    check: 'ARG(E NdisClCloseCall : party == the only live party of vc, or NULL if p2p)',
    source: 'nf-ndis-ndisclclosecall param NdisPartyHandle, Remarks',
  },
  {
    id: 'CL-05', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Size is 0 when Buffer is NULL.',
    check: 'ARG(E NdisClCloseCall : Buffer==NULL => Size==0)',
    source: 'nf-ndis-ndisclclosecall param Size',
  },
  {
    id: 'CL-06', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must',
    severityText: 'must (bench self-check)',
    requirement: 'NdisClCloseCall leads to ProtocolCmCloseCall.',
    check: 'RESP(E NdisClCloseCall{vc} -> E ProtocolCmCloseCall{vc})',
    source: 'client-initiated-request-to-close-a-call.md',
  },
  {
    id: 'CL-07', actor: 'client', observes: 'T', severity: 'must', modal: 'should',
    severityText: 'should / must',
    requirement: 'Non-PENDING return: client runs its own ProtocolClCloseCallComplete; PENDING: NDIS calls it.',
    check: 'as MK-01/MK-02 for close',
    source: 'nf-ndis-ndisclclosecall Returns',
  },
  {
    id: 'CL-08', actor: 'CM/MCM', observes: 'S', severity: 'must', modal: 'must',
    requirement: 'ProtocolCmCloseCall communicates with the network to end the connection.',
    check: 'IF(SVC : RESP(E ProtocolCmCloseCall{vc} -> S:RELEASE tx)) unless the remote already released',
    source: 'client-initiated-request-to-close-a-call.md',
  },
  {
    id: 'CL-09', actor: 'CM/MCM', observes: 'SA', severity: 'must', modal: 'must',
    severityText: 'must / should',
    requirement: 'Close data is sent before the call is terminated; if the medium cannot, return INVALID_DATA.',
    check: 'IF(CloseData != NULL : data in S:RELEASE or R ->0xC0010015)',
    source: 'client-initiated-request-to-close-a-call.md; nc-ndis-protocol_cm_close_call',
  },
  {
    id: 'CL-10', actor: 'CM/MCM', observes: 'M', severity: 'must', modal: 'must',
    requirement: 'A party context passed in means a multipoint call: terminate it as such and free the party memory.',
    check: 'IF(CallMgrPartyContext != NULL : freed by CLDONE(vc))',
    source: 'client-initiated-request-to-close-a-call.md; nc-ndis-protocol_cm_close_call',
  },
  {
    id: 'CL-11', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'A pended close must be completed with Ndis[M]CmCloseCallComplete, success or not.',
    check: 'RESP(R ProtocolCmCloseCall->PENDING{vc} -> E Ndis[M]CmCloseCallComplete{vc}) exactly once',
    source: 'nf-ndis-ndiscmclosecallcomplete; nf-ndis-ndismcmclosecallcomplete; nc-ndis-protocol_cm_close_call',
  },
  {
    id: 'CL-12', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Status there is never PENDING; party NULL for point-to-point.',
    check: 'ARG(E Ndis[M]CmCloseCallComplete : Status != 0x103; p2p => NdisPartyHandle==NULL)',
    source: 'nf-ndis-ndiscmclosecallcomplete params',
  },
  {
    id: 'CL-13', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'The VC used for the call must be deactivated as part of closing.',
    check: 'RESP(E ProtocolCmCloseCall{vc}, A(vc)==ACTIVE -> E Ndis[M]CmDeactivateVc{vc})',
    source: 'client-initiated-request-to-close-a-call.md; nc-ndis-protocol_cm_close_call; nf-ndis-ndiscmdeactivatevc',
  },
  {
    id: 'CL-14', actor: 'CM', observes: 'T', severity: 'should', modal: 'should', topology: 'cm',
    severityText: 'should (see DD-01)',
    requirement: 'CM topology: deactivation precedes NdisCmCloseCallComplete.',
    check: 'PRE(E NdisCmCloseCallComplete{SUCCESS,vc} <- DEACTDONE(vc,SUCCESS))',
    source: 'nc-ndis-protocol_cm_close_call; nc-ndis-protocol_cm_deactivate_vc_complete; figure cm-20',
  },
  {
    id: 'CL-15', actor: 'MCM', observes: 'T', severity: 'may', modal: 'may', topology: 'mcm',
    severityText: 'may (see DD-01)',
    requirement: 'MCM topology: order of deactivation and NdisMCmCloseCallComplete is drawn the other way round.',
    check: 'guard: either order, but both within the episode',
    source: 'figure fig1-20; client-initiated-request-to-close-a-call.md',
  },
  {
    id: 'CL-16', actor: 'NDIS', observes: 'T', severity: 'should', modal: 'should',
    requirement: 'ProtocolClCloseCallComplete(SUCCESS) means the call is closed and the VC deactivated.',
    check: 'at E ProtocolClCloseCallComplete{SUCCESS,vc}: A(vc) == INACTIVE (CM topology); MCM: warn only',
    source: 'nc-ndis-protocol_cl_close_call_complete param Status',
  },
  {
    id: 'CL-17', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    severityText: 'must ("should consider")',
    requirement: 'After completing with SUCCESS the VC (and party) is unusable for transfers.',
    check: 'NEVER(data{vc} after E Ndis[M]CmCloseCallComplete{SUCCESS})',
    source: 'nf-ndis-ndiscmclosecallcomplete Remarks',
  },
  {
    id: 'CL-18', actor: 'CM/MCM', observes: 'T', severity: 'should', modal: 'should',
    requirement: 'A CM that created the VC deletes it after the close (unless it reuses it).',
    check:
      'IF(creator=CM : RESP(E ..CloseCallComplete{SUCCESS,vc} -> E NdisCoDeleteVc / NdisMCmDeleteVc{vc} or new ' +
      'DispatchIncomingCall{vc}))',
    source: 'nf-ndis-ndiscmclosecallcomplete; nf-ndis-ndismcmclosecallcomplete; nf-ndis-ndiscmdeactivatevc',
  },
  {
    id: 'CL-19', actor: 'client', observes: 'T', severity: 'may', modal: 'may',
    severityText: 'may (one of; see DD-03)',
    requirement: 'After a successful close of its own VC the client deletes it or reuses it with NdisClMakeCall.',
    check: 'RESP(CLDONE(vc,SUCCESS), creator=client -> E NdisCoDeleteVc{vc} or E NdisClMakeCall{vc})',
    source: 'nc-ndis-protocol_cl_close_call_complete Remarks',
  },
  {
    id: 'CL-20', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'CM-created VC: the handle is invalid for the client once ProtocolClCloseCallComplete is called.',
    check:
      'NEVER(E NdisCl*/NdisCo*{vc} caller=client after E ProtocolClCloseCallComplete{vc} until the next E ProtocolClIncomingCall{vc}, ' +
      'creator=CM); handlers are not calls',
    source: 'nc-ndis-protocol_cl_close_call_complete Remarks',
  },
  {
    id: 'CL-21', actor: 'client', observes: 'M', severity: 'must', modal: 'must',
    requirement:
      'Per-VC resources are kept until NdisCoDeleteVc (own VC) or ProtocolCoDeleteVc (CM\'s VC); per-party resources may go earlier.',
    check: 'NEVER(free(VC ctx) before R NdisCoDeleteVc->SUCCESS / E ProtocolCoDeleteVc)',
    source: 'nf-ndis-ndisclclosecall Remarks',
  },
  {
    id: 'CL-22', actor: 'CM/MCM', observes: 'T', severity: 'info', modal: 'info',
    requirement: 'Documented results of ProtocolCmCloseCall: SUCCESS, PENDING, INVALID_DATA or another failure.',
    check: 'RET: any (no check beyond CL-09, CL-11)',
    source: 'nc-ndis-protocol_cm_close_call Returns',
  },
];
