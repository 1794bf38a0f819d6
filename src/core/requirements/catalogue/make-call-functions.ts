import type { RequirementEntry } from '../requirement.ts';

/** Making a call, as the pages of NdisClMakeCall, ProtocolCmMakeCall and ProtocolClMakeCallComplete have it. */
export const makeCallFunctions: readonly RequirementEntry[] = [
  {
    id: 'MK-01', actor: 'client', observes: 'T', severity: 'should', modal: 'should',
    requirement: 'If NdisClMakeCall returns anything but PENDING the client runs its own ProtocolClMakeCallComplete; NDIS will not.',
    check: 'IF(R NdisClMakeCall != PENDING : NEVER(NDIS-originated E ProtocolClMakeCallComplete{vc}); client-originated one expected)',
    source: 'nf-ndis-ndisclmakecall Returns',
  },
  {
    id: 'MK-02', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must',
    requirement: 'If it returns PENDING NDIS calls ProtocolClMakeCallComplete later.',
    check: 'RESP(R NdisClMakeCall->PENDING{vc} -> E ProtocolClMakeCallComplete{vc}) exactly once',
    source: 'nf-ndis-ndisclmakecall Returns',
  },
  {
    id: 'MK-03', actor: 'client', observes: 'M', severity: 'must', modal: 'must',
    requirement: 'The CallParameters buffer stays valid for the whole set-up; it may not be freed while pending.',
    check:
      'NEVER(free(CallParameters) after R NdisClMakeCall->PENDING until E ProtocolClMakeCallComplete{vc}); checksum changes by anyone ' +
      'but CM = warn',
    source: 'nf-ndis-ndisclmakecall Remarks',
  },
  {
    id: 'MK-04', actor: 'client', observes: 'T', severity: 'should', modal: 'should',
    severityText: 'should (value invalid on failure)',
    requirement: 'The returned party handle is used only if the final status is SUCCESS.',
    check: 'NEVER(E NdisCl*{party} after CLMKDONE(vc, error))',
    source: 'nf-ndis-ndisclmakecall Remarks',
  },
  {
    id: 'MK-05', actor: 'client', observes: 'A', severity: 'must', modal: 'must',
    requirement: 'ProtocolPartyContext is NULL for a point-to-point call; NDIS then sets the party-handle variable to NULL.',
    check: 'IF(p2p : ProtocolPartyContext==NULL; *NdisPartyHandle==NULL after CLMKDONE)',
    source: 'nf-ndis-ndisclmakecall params',
  },
  {
    id: 'MK-06', actor: 'CM/MCM', observes: 'T', severity: 'should', modal: 'should',
    requirement: 'Documented results of ProtocolCmMakeCall: SUCCESS, PENDING, RESOURCES, NOT_SUPPORTED.',
    check: 'RET(ProtocolCmMakeCall in {0, 0x103, 0xC000009A, 0xC00000BB}); other = warn',
    source: 'nc-ndis-protocol_cm_make_call Returns',
  },
  {
    id: 'MK-07', actor: 'CM/MCM', observes: 'M', severity: 'should', modal: 'should',
    requirement: 'Cannot allocate per-call or per-party state: return RESOURCES.',
    check: 'fault injection: R ProtocolCmMakeCall->RESOURCES (or completion with RESOURCES if pended)',
    source: 'nc-ndis-protocol_cm_make_call Returns, Remarks',
  },
  {
    id: 'MK-08', actor: 'CM/MCM', observes: 'A', severity: 'should', modal: 'should',
    requirement: 'Invalid or unavailable features in the parameters: NOT_SUPPORTED.',
    check: 'negative tests of MC-13: status == 0xC00000BB expected; other error = info',
    source: 'nc-ndis-protocol_cm_make_call Returns',
  },
  {
    id: 'MK-09', actor: 'CM/MCM', observes: 'A', severity: 'must', modal: 'must',
    requirement: 'NULL NdisPartyHandle requires *CallMgrPartyContext = NULL.',
    check: 'ARG(R ProtocolCmMakeCall{NdisPartyHandle==NULL} : *CallMgrPartyContext==NULL)',
    source: 'nc-ndis-protocol_cm_make_call param CallMgrPartyContext',
  },
  {
    id: 'MK-10', actor: 'CM/MCM', observes: 'A', severity: 'should', modal: 'should',
    requirement: 'Multipoint and synchronous success: *CallMgrPartyContext set before return.',
    check: 'IF(R ProtocolCmMakeCall->SUCCESS, party : *CallMgrPartyContext != NULL)',
    source: 'nc-ndis-protocol_cm_make_call Remarks',
  },
  {
    id: 'MK-11', actor: 'CM', observes: 'T', severity: 'should', modal: 'should', topology: 'cm',
    requirement: 'Signalling to the switch uses the VC set up in ProtocolBindAdapterEx.',
    check: 'ARG(E NdisCoSendNetBufferLists caller=CM in a call episode : vc == sigvc created in nest of ProtocolBindAdapterEx)',
    source: 'nc-ndis-protocol_cm_make_call Remarks',
  },
  {
    id: 'MK-12', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Synchronous SUCCESS means resources allocated and the VC activated with the miniport.',
    check: 'PRE(R ProtocolCmMakeCall->SUCCESS{vc} <- ACTDONE(vc,SUCCESS) since E ProtocolCmMakeCall{vc})',
    source: 'nc-ndis-protocol_cm_make_call Returns, Remarks',
  },
  {
    id: 'MK-13', actor: 'CM/MCM', observes: 'T', severity: 'should', modal: 'should', guard: true,
    requirement: 'With everything done, ProtocolCmMakeCall returns as quickly as possible.',
    check: 'metric only: ACTDONE -> R ProtocolCmMakeCall',
    source: 'nc-ndis-protocol_cm_make_call Remarks',
  },
  {
    id: 'MK-14', actor: 'CM/MCM', observes: 'TS', severity: 'should', modal: 'should',
    requirement: 'After a synchronous return the CM expects to do nothing more to set the call up.',
    check: 'NEVER(set-up signalling or initial activation for vc after R ProtocolCmMakeCall != PENDING)',
    source: 'nc-ndis-protocol_cm_make_call Remarks',
  },
  {
    id: 'MK-15', actor: 'client', observes: 'M', severity: 'should', modal: 'should',
    requirement: 'Failed attempt: release or recycle party context and CallParameters in the completion handler.',
    check: 'IF(Status != SUCCESS : party ctx and CallParameters freed or pooled after E ProtocolClMakeCallComplete)',
    source: 'nc-ndis-protocol_cl_make_call_complete Remarks',
  },
  {
    id: 'MK-16', actor: 'client', observes: 'T', severity: 'should', modal: 'should',
    requirement: 'Failed attempt: delete the client-created VC with NdisCoDeleteVc.',
    check: 'IF(Status != SUCCESS : RESP(E ProtocolClMakeCallComplete{vc} -> E NdisCoDeleteVc{vc}))',
    source: 'nc-ndis-protocol_cl_make_call_complete Remarks',
  },
  {
    id: 'MK-17', actor: 'client', observes: 'M', severity: 'should', modal: 'should',
    severityText: 'should not',
    requirement:
      'When it closes the call for unacceptable parameters it does not free on return from NdisClCloseCall but in ' +
      'ProtocolClCloseCallComplete.',
    check: 'NEVER(free(VC/party ctx) between R NdisClCloseCall->PENDING and E ProtocolClCloseCallComplete{vc})',
    source: 'nc-ndis-protocol_cl_make_call_complete Remarks',
  },
  {
    id: 'MK-18', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'A valid party handle is saved and used for the later drop or close of that party.',
    check: 'ARG(E NdisClDropParty / NdisClCloseCall : party == handle delivered at make/add)',
    source: 'nc-ndis-protocol_cl_make_call_complete param NdisPartyHandle',
  },
  {
    id: 'MK-19', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must',
    severityText: 'must (bench self-check)',
    requirement: 'NdisPartyHandle at ProtocolClMakeCallComplete is non-NULL only for SUCCESS and multipoint.',
    check: 'ARG(E ProtocolClMakeCallComplete : NdisPartyHandle != NULL == (Status==SUCCESS and multipoint))',
    source: 'nc-ndis-protocol_cl_make_call_complete param NdisPartyHandle',
  },
  {
    id: 'MK-20', actor: 'NDIS', observes: 'T', severity: 'should', modal: 'must',
    severityText: 'must per page; identity not guaranteed if the CM passes another buffer, so warn',
    requirement: 'CallParameters at ProtocolClMakeCallComplete is the client\'s own buffer.',
    check: 'ARG(E ProtocolClMakeCallComplete : CallParameters == CallParameters of E NdisClMakeCall)',
    source: 'nc-ndis-protocol_cl_make_call_complete param CallParameters',
  },
  {
    id: 'MK-21', actor: 'CM/client', observes: 'A', severity: 'must', modal: 'must',
    requirement: 'A multipoint MakeCall fixes the traffic parameters for the whole VC unless the medium supports per-party values.',
    check: 'ARG for MP-06',
    source: 'nf-ndis-ndisclmakecall Remarks',
  },
  {
    id: 'MK-22', actor: 'all', observes: 'T', severity: 'must', modal: 'must',
    severityText: 'must (definition)',
    requirement: 'A VC hosts one call at a time.',
    check: 'NEVER(E NdisClMakeCall{vc} or E Ndis[M]CmDispatchIncomingCall{vc} while C(vc) not in {IDLE, CLOSED})',
    source: 'virtual-connections.md',
  },
  {
    id: 'MK-23', actor: 'CM/MCM', observes: 'T', severity: 'self-check', modal: 'must',
    severityText: 'must (bench self-check)',
    requirement: 'CallMgrVcContext at ProtocolCmMakeCall is the CM\'s context from ProtocolCoCreateVc.',
    check: 'same as MC-12',
    source: 'nc-ndis-protocol_cm_make_call param CallMgrVcContext',
  },
  {
    id: 'MK-24', actor: 'client', observes: 'D', severity: 'must', modal: 'must',
    requirement:
      'A client that makes outgoing calls supplies a working ProtocolClMakeCallComplete; others may register one that only returns.',
    check: 'configuration check; IF(client makes calls : handler present)',
    source: 'nc-ndis-protocol_cl_make_call_complete Description',
  },
  {
    id: 'MK-25', actor: 'MCM (TAPI)', observes: 'D', severity: 'should', modal: 'should', topology: 'mcm',
    requirement: 'TAPI calls: the MCM looks only at CO_AF_TAPI_MAKE_CALL_PARAMETERS inside the parameters.',
    check: 'not observable',
    source: 'making-outgoing-calls.md',
  },
  {
    id: 'MK-26', actor: 'MCM (TAPI)', observes: 'A', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: 'If it modified the telephony parameters it must set CALL_PARAMETERS_CHANGED.',
    check: 'deep-diff non-empty => Flags & 0x2 at E NdisMCmMakeCallComplete',
    source: 'making-outgoing-calls.md',
  },
  {
    id: 'MK-27', actor: 'MCM (TAPI)', observes: 'A', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: 'It must fill CallMgrParameters with the QoS, e.g. Transmit/Receive PeakBandwidth in bytes per second.',
    check: 'ARG(E NdisMCmMakeCallComplete{SUCCESS} : CallMgrParameters != NULL and PeakBandwidth > 0 both ways)',
    source: 'making-outgoing-calls.md',
  },
];
