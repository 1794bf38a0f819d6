import type { RequirementEntry } from '../requirement.ts';

/** Deactivating a VC. */
export const deactivatingAVc: readonly RequirementEntry[] = [
  {
    id: 'DA-01', actor: 'CM/MCM', observes: 'S', severity: 'should', modal: 'should',
    severityText: 'should ("typically")',
    requirement: 'Deactivation is an essential step of closing, normally after the teardown exchange.',
    check: 'IF(SVC : PRE(E Ndis[M]CmDeactivateVc{vc} <- S:RELEASE or RELEASE COMPLETE seen))',
    source: 'deactivating-a-vc.md; nf-ndis-ndiscmdeactivatevc',
  },
  {
    id: 'DA-02', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must', topology: 'cm',
    severityText: 'must (bench self-check)',
    requirement: 'NdisCmDeactivateVc leads to MiniportCoDeactivateVc.',
    check: 'RESP(E NdisCmDeactivateVc{vc} -> E MiniportCoDeactivateVc{vc})',
    source: 'deactivating-a-vc.md',
  },
  {
    id: 'DA-03', actor: 'CM', observes: 'T', severity: 'must', modal: 'should', topology: 'cm',
    severityText: 'should / must',
    requirement: 'Non-PENDING return: CM runs its own ProtocolCmDeactivateVcComplete; PENDING: NDIS calls it.',
    check: 'as AV-05',
    source: 'nf-ndis-ndiscmdeactivatevc Returns',
  },
  {
    id: 'DA-04', actor: 'miniport', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Before deactivation completes, all sends in progress are completed and indicated receives are back.',
    check:
      'at R MiniportCoDeactivateVc->SUCCESS or E NdisMCoDeactivateVcComplete{vc}: outstanding sends(vc)==0 and outstanding ' +
      'receives(vc)==0; MCM: at R NdisMCmDeactivateVc->SUCCESS',
    source: 'deactivating-a-vc.md; nf-ndis-ndismcodeactivatevccomplete',
  },
  {
    id: 'DA-05', actor: 'miniport', observes: 'TS', severity: 'must', modal: 'must',
    requirement: 'Afterwards no receives are indicated and no sends transmitted on the VC.',
    check: 'NEVER(E NdisMCoIndicateReceiveNetBufferLists{vc} or data frame on vc after DEACTDONE until next activation)',
    source: 'deactivating-a-vc.md; nf-ndis-ndismcodeactivatevccomplete',
  },
  {
    id: 'DA-06', actor: 'miniport', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'A pended deactivation must be completed with NdisMCoDeactivateVcComplete; Status never PENDING.',
    check: 'RESP(R MiniportCoDeactivateVc->PENDING{vc} -> E NdisMCoDeactivateVcComplete{vc, Status != 0x103}) exactly once',
    source: 'nc-ndis-miniport_co_deactivate_vc; nf-ndis-ndismcodeactivatevccomplete',
  },
  {
    id: 'DA-07', actor: 'miniport', observes: 'T', severity: 'should', modal: 'should', topology: 'cm',
    requirement: 'Documented results: SUCCESS, PENDING.',
    check: 'RET(MiniportCoDeactivateVc in {0, 0x103}); other = warn',
    source: 'nc-ndis-miniport_co_deactivate_vc Returns',
  },
  {
    id: 'DA-08', actor: 'miniport', observes: 'T', severity: 'should', modal: 'should',
    requirement: 'The VC is marked inactive.',
    check: 'covered by DA-05',
    source: 'nc-ndis-miniport_co_deactivate_vc Remarks',
  },
  {
    id: 'DA-09', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must', topology: 'cm',
    severityText: 'must (bench self-check)',
    requirement: 'One deactivation ends any number of activations.',
    check: 'CNT(E MiniportCoDeactivateVc{vc} per active period)==1',
    source: 'nc-ndis-miniport_co_deactivate_vc Remarks',
  },
  {
    id: 'DA-10', actor: 'all', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Deactivation voids the parameters; the only further use of the VC is reactivation with new ones (or deletion).',
    check: 'NEVER(any data/QoS/party event{vc} while A==INACTIVE); ARG(next E ..ActivateVc : CallParameters freshly supplied)',
    source: 'deactivating-a-vc.md; nc-ndis-protocol_cm_deactivate_vc_complete',
  },
  {
    id: 'DA-11', actor: 'all', observes: 'T', severity: 'may', modal: 'may',
    requirement: 'The VC is not deleted and its handle stays valid; its creator may reuse it.',
    check: 'guard (see DD-03)',
    source: 'deactivating-a-vc.md; nf-ndis-ndiscmdeactivatevc; nf-ndis-ndismcmdeactivatevc',
  },
  {
    id: 'DA-12', actor: 'CM', observes: 'T', severity: 'should', modal: 'should', topology: 'cm',
    requirement: 'If a close was pended and everything is done, ProtocolCmDeactivateVcComplete calls NdisCmCloseCallComplete.',
    check: 'IF(close pended : RESP(E ProtocolCmDeactivateVcComplete{vc} -> E NdisCmCloseCallComplete{vc}))',
    source: 'nc-ndis-protocol_cm_deactivate_vc_complete Remarks',
  },
  {
    id: 'DA-13', actor: 'MCM', observes: 'T', severity: 'self-check', modal: 'must', topology: 'mcm',
    severityText: 'must (bench self-check)',
    requirement: 'NdisMCmDeactivateVc returns SUCCESS, or NOT_ACCEPTED if already deactivated.',
    check: 'RET(NdisMCmDeactivateVc in {0, 0x00010003}); NOT_ACCEPTED => redundant-call warning',
    source: 'nf-ndis-ndismcmdeactivatevc Returns',
  },
  {
    id: 'DA-14', actor: 'CM', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'Until the miniport completes, the CM cannot report that transfers are disabled.',
    check: 'NEVER(E NdisCmCloseCallComplete{SUCCESS,vc} while A==DEACTIVATING)',
    source: 'nf-ndis-ndismcodeactivatevccomplete Remarks',
  },
  {
    id: 'DA-15', actor: 'CM only / MCM only', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'NdisCmDeactivateVc for stand-alone CMs, NdisMCmDeactivateVc for MCMs.',
    check: 'ARG(role(caller)) (one page names the wrong twin, DD-08)',
    source: 'nf-ndis-ndiscmdeactivatevc; nf-ndis-ndismcmdeactivatevc',
  },
];
