import type { RequirementEntry } from '../requirement.ts';

/** Calls on permanent VCs. */
export const permanentVcs: readonly RequirementEntry[] = [
  {
    id: 'PV-01', actor: 'CM/MCM', observes: 'SA', severity: 'must', modal: 'must',
    requirement: 'PERMANENT_VC (0x1) set in NdisClMakeCall: the CM must use a PVC, not signal one.',
    check: 'IF(Flags & 0x1 : NEVER(S:SETUP tx for vc))',
    source: 'previous-versions page ff545384 (CO_CALL_PARAMETERS)',
  },
  {
    id: 'PV-02', actor: 'CM/MCM', observes: 'A', severity: 'must', modal: 'must',
    requirement: 'No media parameters given: search the configured PVC list by destination SAP; none suitable: fail with FAILURE.',
    check: 'IF(Flags & 0x1 and MediaParameters==NULL and no match : MKDONE(vc,0xC0000001))',
    source: 'ff545384',
  },
  {
    id: 'PV-03', actor: 'CM/MCM', observes: 'A', severity: 'must', modal: 'must',
    requirement: 'Media parameters given: use exactly that PVC.',
    check: 'IF(Flags & 0x1 and MediaParameters != NULL : VPI/VCI at E Ndis[M]CmActivateVc == given)',
    source: 'ff545384',
  },
  {
    id: 'PV-04', actor: 'CM/MCM', observes: 'A', severity: 'must', modal: 'must',
    requirement: 'A call placed on a PVC completes with PERMANENT_VC set.',
    check: 'IF(PVC used : Flags & 0x1 at E Ndis[M]CmMakeCallComplete{SUCCESS})',
    source: 'ff545384',
  },
  {
    id: 'PV-05', actor: 'any', observes: 'S', severity: 'must', modal: 'must',
    severityText: 'must (definition)',
    requirement: 'QoS of a PVC is set by the operator and is not negotiable over the network.',
    check: 'IF(PVC : NEVER(S:MODIFY REQUEST tx for vc))',
    source: 'virtual-connections.md',
  },
];
