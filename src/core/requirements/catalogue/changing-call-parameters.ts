import type { RequirementEntry } from '../requirement.ts';

/** Changing the parameters of a call that stands. */
export const changingCallParameters: readonly RequirementEntry[] = [
  {
    id: 'QS-01', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    severityText: 'must (definition)',
    requirement: 'NdisClModifyCallQoS is for an active VC; when it is allowed is set by the signalling protocol.',
    check: 'PRE(E NdisClModifyCallQoS{vc} <- C(vc) in {CONNECTED} or offered incoming call (IC-07))',
    source: 'client-initiated-request-to-change-call-parameters.md',
  },
  {
    id: 'QS-02', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must',
    severityText: 'must (bench self-check)',
    requirement: 'It is forwarded to ProtocolCmModifyCallQoS.',
    check: 'RESP(E NdisClModifyCallQoS{vc} -> E ProtocolCmModifyCallQoS{vc})',
    source: 'client-initiated-request-to-change-call-parameters.md',
  },
  {
    id: 'QS-03', actor: 'client', observes: 'T', severity: 'must', modal: 'should',
    severityText: 'should / must',
    requirement: 'Non-PENDING return: client runs its own ProtocolClModifyCallQoSComplete; PENDING: NDIS calls it.',
    check: 'as MK-01/MK-02 for QoS',
    source: 'nf-ndis-ndisclmodifycallqos Returns',
  },
  {
    id: 'QS-04', actor: 'CM/MCM', observes: 'T', severity: 'should', modal: 'should',
    requirement: 'Documented results: SUCCESS, PENDING, RESOURCES, INVALID_DATA, FAILURE; NOT_SUPPORTED if the medium has no QoS.',
    check: 'RET(ProtocolCmModifyCallQoS in that set); other = warn',
    source: 'nc-ndis-protocol_cm_modify_qos_call Returns, Description',
  },
  {
    id: 'QS-05', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'After the network agreed, the VC must be activated again with the new parameters.',
    check: 'PRE(QOSDONE(vc,SUCCESS) <- E Ndis[M]CmActivateVc{vc} since E ProtocolCmModifyCallQoS{vc} and ACTDONE(vc,SUCCESS))',
    source: 'client-initiated-request-to-change-call-parameters.md; nc-ndis-protocol_cm_modify_qos_call',
  },
  {
    id: 'QS-06', actor: 'CM/MCM', observes: 'TA', severity: 'must', modal: 'must',
    requirement: 'If network or miniport refuses, restore the previous state and report FAILURE.',
    check: 'IF(refused : QOSDONE(vc,0xC0000001) and parameters of vc == before)',
    source: 'client-initiated-request-to-change-call-parameters.md; nc-ndis-protocol_cm_modify_qos_call',
  },
  {
    id: 'QS-07', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'A pended request must be completed with Ndis[M]CmModifyCallQoSComplete.',
    check: 'RESP(R ProtocolCmModifyCallQoS->PENDING{vc} -> E Ndis[M]CmModifyCallQoSComplete{vc}) exactly once',
    source: 'nc-ndis-protocol_cm_modify_qos_call Returns',
  },
  {
    id: 'QS-08', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Status there is never PENDING.',
    check: 'ARG(E Ndis[M]CmModifyCallQoSComplete : Status != 0x103)',
    source: 'nf-ndis-ndiscmmodifycallqoscomplete param Status',
  },
  {
    id: 'QS-09', actor: 'CM/MCM', observes: 'A', severity: 'should', modal: 'should',
    requirement: 'Modified values should be marked with CALL_PARAMETERS_CHANGED.',
    check: 'deep-diff non-empty => Flags & 0x2',
    source: 'client-initiated-request-to-change-call-parameters.md',
  },
  {
    id: 'QS-10', actor: 'client', observes: 'D', severity: 'must', modal: 'must',
    requirement: 'If that flag is set the client must examine the returned values.',
    check: 'stimulus test as MC-36',
    source: 'client-initiated-request-to-change-call-parameters.md',
  },
  {
    id: 'QS-11', actor: 'client', observes: 'T', severity: 'may', modal: 'may',
    requirement: 'Acceptance is silent; otherwise renegotiate or NdisClCloseCall.',
    check: 'guard',
    source: 'client-initiated-request-to-change-call-parameters.md; nc-ndis-protocol_cl_modify_call_qos_complete',
  },
  {
    id: 'QS-12', actor: 'client', observes: 'T', severity: 'should', modal: 'should',
    requirement: 'The number of renegotiations has a reasonable limit.',
    check: 'CNT(E NdisClModifyCallQoS{vc} per call) <= bench limit (no documented number)',
    source: 'client-initiated-request-to-change-call-parameters.md; nc-ndis-protocol_cl_modify_call_qos_complete',
  },
  {
    id: 'QS-13', actor: 'creator of VC', observes: 'T', severity: 'must', modal: 'must',
    severityText: 'must (descriptive)',
    requirement: 'If no agreement is reached the VC\'s creator starts the teardown.',
    check: 'IF(no agreement : RESP(... -> teardown started by creator(vc)))',
    source: 'nf-ndis-ndisclmodifycallqos Remarks',
  },
  {
    id: 'QS-14', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    severityText: 'must (descriptive)',
    requirement:
      'Incoming change request: first activate with the proposed values, and dispatch to the client only if the miniport accepts.',
    check: 'PRE(E Ndis[M]CmDispatchIncomingCallQoSChange{vc} <- ACTDONE(vc,SUCCESS) for the new values)',
    source: 'incoming-request-to-change-call-parameters.md; nf-ndis-ndiscmdispatchincomingcallqoschange',
  },
  {
    id: 'QS-15', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must',
    severityText: 'must (bench self-check)',
    requirement: 'It leads to ProtocolClIncomingCallQoSChange.',
    check: 'RESP(E Ndis[M]CmDispatchIncomingCallQoSChange{vc} -> E ProtocolClIncomingCallQoSChange{vc})',
    source: 'incoming-request-to-change-call-parameters.md',
  },
  {
    id: 'QS-16', actor: 'client', observes: 'T', severity: 'may', modal: 'may',
    severityText: 'may / must (one of)',
    requirement: 'Accept by returning; refuse with NdisClModifyCallQoS (if allowed) or NdisClCloseCall.',
    check: 'guard; stimulus test for refusal',
    source: 'incoming-request-to-change-call-parameters.md; nc-ndis-protocol_cl_incoming_call_qos_change',
  },
  {
    id: 'QS-17', actor: 'CM/MCM', observes: 'S', severity: 'must', modal: 'must',
    severityText: 'must (descriptive)',
    requirement: 'After that handler returns the CM tells the remote party the outcome.',
    check: 'RESP(R ProtocolClIncomingCallQoSChange -> S:MODIFY ACK/REJECT or protocol equivalent)',
    source: 'incoming-request-to-change-call-parameters.md',
  },
];
