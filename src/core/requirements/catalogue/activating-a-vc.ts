import type { RequirementEntry } from '../requirement.ts';

/** Activating a VC. */
export const activatingAVc: readonly RequirementEntry[] = [
  {
    id: 'AV-01', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'A created VC must be activated before data is sent or received on it.',
    check:
      'NEVER(E NdisCoSendNetBufferLists{vc} or E NdisMCoIndicateReceiveNetBufferLists{vc} while A(vc) in {INACTIVE, ACTIVATING, ' +
      'DEACTIVATING})',
    source: 'activating-a-vc.md; virtual-connections.md',
  },
  {
    id: 'AV-02', actor: 'CM', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    severityText: 'must ("always")',
    requirement: 'A stand-alone CM activates after the connection exists and before any data moves.',
    check: 'PRE(first data{vc} <- ACTDONE(vc,SUCCESS))',
    source: 'nf-ndis-ndiscmactivatevc Remarks',
  },
  {
    id: 'AV-03', actor: 'MCM', observes: 'T', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: 'An MCM must call NdisMCmActivateVc after the connection exists and before any data moves.',
    check: 'as AV-02 with NdisMCmActivateVc',
    source: 'nf-ndis-ndismcmactivatevc Remarks',
  },
  {
    id: 'AV-04', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must', topology: 'cm',
    severityText: 'must (bench self-check)',
    requirement: 'NdisCmActivateVc leads to MiniportCoActivateVc with the same parameters.',
    check: 'RESP(E NdisCmActivateVc{vc,cp} -> E MiniportCoActivateVc{vc,cp} by R NdisCmActivateVc)',
    source: 'activating-a-vc.md; nf-ndis-ndiscmactivatevc',
  },
  {
    id: 'AV-05', actor: 'CM/MCM', observes: 'T', severity: 'should', modal: 'should',
    requirement: 'A non-PENDING return makes the caller run its own ProtocolCmActivateVcComplete; NDIS does so only for PENDING.',
    check: 'IF(R Ndis[M]CmActivateVc != PENDING : no NDIS-originated E ProtocolCmActivateVcComplete) else exactly one',
    source: 'nf-ndis-ndiscmactivatevc Returns; nf-ndis-ndismcmactivatevc Returns',
  },
  {
    id: 'AV-06', actor: 'miniport', observes: 'A', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'MiniportCoActivateVc validates the parameters against what the adapter supports.',
    check: 'negative tests: unsupported parameters => final status != SUCCESS',
    source: 'activating-a-vc.md; nc-ndis-miniport_co_activate_vc Remarks',
  },
  {
    id: 'AV-07', actor: 'miniport', observes: 'T', severity: 'should', modal: 'should', topology: 'cm',
    requirement: 'Unsupported parameters should fail with INVALID_DATA.',
    check: 'status == 0xC0010015 expected on AV-06 tests',
    source: 'nc-ndis-miniport_co_activate_vc Remarks',
  },
  {
    id: 'AV-08', actor: 'miniport', observes: 'T', severity: 'should', modal: 'should', topology: 'cm',
    requirement: 'Documented results: SUCCESS, PENDING, INVALID_DATA, RESOURCES.',
    check: 'RET(MiniportCoActivateVc in {0, 0x103, 0xC0010015, 0xC000009A}); other = warn',
    source: 'nc-ndis-miniport_co_activate_vc Returns',
  },
  {
    id: 'AV-09', actor: 'miniport', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'A pended activation must be completed with NdisMCoActivateVcComplete, also for reactivation.',
    check: 'RESP(R MiniportCoActivateVc->PENDING{vc} -> E NdisMCoActivateVcComplete{vc}) exactly once',
    source: 'nf-ndis-ndismcoactivatevccomplete Remarks; nc-ndis-miniport_co_activate_vc',
  },
  {
    id: 'AV-10', actor: 'miniport', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'Status in NdisMCoActivateVcComplete is never PENDING.',
    check: 'ARG(E NdisMCoActivateVcComplete : Status != 0x103)',
    source: 'nf-ndis-ndismcoactivatevccomplete param Status',
  },
  {
    id: 'AV-11', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must', topology: 'cm',
    severityText: 'must (bench self-check)',
    requirement: 'NdisMCoActivateVcComplete leads to ProtocolCmActivateVcComplete of the requester.',
    check: 'RESP(E NdisMCoActivateVcComplete{vc,s} -> E ProtocolCmActivateVcComplete{vc,s})',
    source: 'activating-a-vc.md; nf-ndis-ndismcoactivatevccomplete',
  },
  {
    id: 'AV-12', actor: 'CM', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'Until the miniport completes, the CM cannot tell NDIS or the client that transfers are possible.',
    check: 'NEVER(E NdisCmMakeCallComplete{SUCCESS,vc} or E NdisCmDispatchCallConnected{vc} while A(vc) in {ACTIVATING, REACTIVATING})',
    source: 'nf-ndis-ndismcoactivatevccomplete Remarks',
  },
  {
    id: 'AV-13', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'ProtocolCmActivateVcComplete checks Status; on failure the CM must not communicate over the VC.',
    check: 'NEVER(any data or MakeCallComplete{SUCCESS} on vc after E ProtocolCmActivateVcComplete{error} until a later ACTDONE SUCCESS)',
    source: 'activating-a-vc.md; nc-ndis-protocol_cm_activate_vc_complete',
  },
  {
    id: 'AV-14', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Media-specific processing to make the VC ready is finished before that handler returns.',
    check: 'PRE(first data{vc} <- R ProtocolCmActivateVcComplete{SUCCESS,vc})',
    source: 'activating-a-vc.md; nc-ndis-protocol_cm_activate_vc_complete',
  },
  {
    id: 'AV-15', actor: 'CM/MCM', observes: 'T', severity: 'may', modal: 'may',
    requirement: 'The same VC may be activated many times to change parameters.',
    check: 'guard: repeated activation with no deactivation is legal',
    source: 'activating-a-vc.md; nf-ndis-ndiscmactivatevc; nc-ndis-miniport_co_activate_vc',
  },
  {
    id: 'AV-16', actor: 'miniport', observes: 'TA', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'A failed reactivation must leave the VC usable with the old parameters.',
    check: 'IF(reactivation fails : A(vc)==ACTIVE with old parameters; sends on vc still complete)',
    source: 'nc-ndis-miniport_co_activate_vc Remarks; nf-ndis-ndismcoactivatevccomplete',
  },
  {
    id: 'AV-17', actor: 'miniport', observes: 'A', severity: 'must', modal: 'must', topology: 'cm',
    requirement:
      'With ROUND_UP_FLOW (0x100) or ROUND_DOWN_FLOW (0x80) set and values changed, the actual values must be returned in ' +
      'CallParameters.',
    check: 'IF(MediaParameters.Flags & 0x180 and effective rate differs : CallParameters at completion == effective values)',
    source: 'nc-ndis-miniport_co_activate_vc Remarks',
  },
  {
    id: 'AV-18', actor: 'CM/MCM', observes: 'A', severity: 'should', modal: 'should',
    requirement: 'With those flags the CM examines the returned values and, if unsatisfied, activates again or deactivates.',
    check: 'stimulus test; RESP(... -> E NdisCmActivateVc{vc} or E NdisCmDeactivateVc{vc})',
    source: 'nc-ndis-protocol_cm_activate_vc_complete Remarks',
  },
  {
    id: 'AV-19', actor: 'CM', observes: 'T', severity: 'may', modal: 'may', topology: 'cm',
    requirement: 'After a miniport failure the CM may adjust and retry; the retry limit is implementation-defined.',
    check: 'guard; metric: number of consecutive failed activations; warn if unbounded',
    source: 'nf-ndis-ndiscmactivatevc Remarks',
  },
  {
    id: 'AV-20', actor: 'CM', observes: 'M', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'CallParameters passed to NdisCmActivateVc is a CM-allocated resident buffer.',
    check: 'buffer lives in CM memory until ACTDONE(vc)',
    source: 'nf-ndis-ndiscmactivatevc param CallParameters',
  },
  {
    id: 'AV-21', actor: 'CM/MCM', observes: 'TS', severity: 'must', modal: 'must',
    severityText: 'must (order), should (immediacy)',
    requirement: 'Outgoing call: activation usually directly follows the confirming exchange and precedes MakeCallComplete.',
    check: 'PRE(E Ndis[M]CmMakeCallComplete{SUCCESS} <- E Ndis[M]CmActivateVc); metric S:CONNECT rx -> E ActivateVc',
    source: 'activating-a-vc.md; nf-ndis-ndiscmactivatevc; nf-ndis-ndismcmactivatevc',
  },
  {
    id: 'AV-22', actor: 'CM/MCM', observes: 'T', severity: 'should', modal: 'should',
    severityText: 'should ("usually"; figures differ, DD-02)',
    requirement: 'Incoming call: activation usually after VC creation and before DispatchIncomingCall.',
    check: 'PRE(E Ndis[M]CmDispatchIncomingCall{vc} <- E Ndis[M]CmActivateVc{vc})',
    source: 'activating-a-vc.md; nf-ndis-ndiscmactivatevc; nf-ndis-ndismcmactivatevc',
  },
  {
    id: 'AV-23', actor: 'CM', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'A client QoS change, once validated, must be passed down with NdisCmActivateVc.',
    check: 'see QS-05',
    source: 'nf-ndis-ndiscmactivatevc Remarks',
  },
  {
    id: 'AV-24', actor: 'MCM', observes: 'A', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: 'Every change of parameters on an active VC must be notified with NdisMCmActivateVc.',
    check: 'IF(params of vc changed : RESP(change -> E NdisMCmActivateVc{vc}))',
    source: 'nf-ndis-ndismcmactivatevc Remarks',
  },
  {
    id: 'AV-25', actor: 'MCM', observes: 'TA', severity: 'must', modal: 'must', topology: 'mcm',
    severityText: 'must (either)',
    requirement:
      'If it can no longer transfer under the requested values it either fails the request and deactivates, or restores accepted ' +
      'values, tells the client and stays ready.',
    check: 'IF(QoS change fails : E NdisMCmDeactivateVc{vc} or VC still ACTIVE with old values and QOSDONE error)',
    source: 'nf-ndis-ndismcmactivatevc Remarks',
  },
  {
    id: 'AV-26', actor: 'CM only / MCM only', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'NdisCmActivateVc is for stand-alone CMs, NdisMCmActivateVc for MCMs.',
    check: 'ARG(role(caller))',
    source: 'nf-ndis-ndiscmactivatevc; nf-ndis-ndismcmactivatevc',
  },
  {
    id: 'AV-27', actor: 'NDIS/MCM', observes: 'T', severity: 'self-check', modal: 'must', topology: 'mcm',
    severityText: 'must (bench self-check)',
    requirement: 'NdisMCmActivateVc is finished by a call of the MCM\'s own ProtocolCmActivateVcComplete.',
    check:
      'RESP(E NdisMCmActivateVc->PENDING -> E ProtocolCmActivateVcComplete{MCM,vc}); NEVER(E MiniportCoActivateVc by NDIS for ' +
      'topo=MCM)',
    source: 'activating-a-vc.md',
  },
];
