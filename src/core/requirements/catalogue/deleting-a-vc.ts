import type { RequirementEntry } from '../requirement.ts';

/** Deleting a VC. */
export const deletingAVc: readonly RequirementEntry[] = [
  {
    id: 'DV-01', actor: 'creator', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Only the driver that started the creation may delete the VC.',
    check: 'ARG(E NdisCoDeleteVc / NdisMCmDeleteVc : caller == creator(vc))',
    source: 'deleting-a-vc.md; nf-ndis-ndiscodeletevc; nf-ndis-ndismcmdeletevc',
  },
  {
    id: 'DV-02', actor: 'creator', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'No outstanding call on the VC.',
    check: 'at E ..DeleteVc{vc}: C(vc) in {IDLE, CLOSED, CALL_FAILED, REJECTED}',
    source: 'deleting-a-vc.md; nf-ndis-ndiscodeletevc',
  },
  {
    id: 'DV-03', actor: 'creator', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'The VC is already deactivated (or never activated).',
    check: 'at E ..DeleteVc{vc}: A(vc)==INACTIVE',
    source: 'deleting-a-vc.md; nf-ndis-ndiscodeletevc; nf-ndis-ndismcmdeletevc',
  },
  {
    id: 'DV-04', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Its close request has completed successfully before deletion.',
    check: 'PRE(E NdisCoDeleteVc{vc} caller=client <- CLDONE(vc,SUCCESS) since last CONNECTED) ; failed attempts exempt (MK-16)',
    source: 'deleting-a-vc.md; nf-ndis-ndiscodeletevc',
  },
  {
    id: 'DV-05', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Its deactivation request has completed successfully before deletion.',
    check: 'PRE(E ..DeleteVc{vc} caller=CM <- DEACTDONE(vc,SUCCESS))',
    source: 'deleting-a-vc.md; nf-ndis-ndiscodeletevc; nf-ndis-ndismcmdeletevc',
  },
  {
    id: 'DV-06', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must',
    severityText: 'must (bench self-check)',
    requirement: 'NdisCoDeleteVc calls MiniportCoDeleteVc and the other side\'s ProtocolCoDeleteVc.',
    check: 'NEST({ProtocolCoDeleteVc{other}, MiniportCoDeleteVc} in NdisCoDeleteVc) (CM topology)',
    source: 'deleting-a-vc.md; nf-ndis-ndiscodeletevc',
  },
  {
    id: 'DV-07', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must', topology: 'mcm',
    severityText: 'must (bench self-check)',
    requirement: 'NdisMCmDeleteVc calls the client\'s ProtocolCoDeleteVc.',
    check: 'NEST(ProtocolCoDeleteVc{client} in NdisMCmDeleteVc)',
    source: 'deleting-a-vc.md; nf-ndis-ndismcmdeletevc',
  },
  {
    id: 'DV-08', actor: 'client/CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'ProtocolCoDeleteVc cannot return PENDING; NOT_ACCEPTED means operations are still outstanding.',
    check: 'RET(ProtocolCoDeleteVc != PENDING); IF(NOT_ACCEPTED : warn, open operation listed)',
    source: 'nc-ndis-protocol_co_delete_vc; deleting-a-vc.md',
  },
  {
    id: 'DV-09', actor: 'miniport', observes: 'TM', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'MiniportCoDeleteVc cannot return PENDING (system-wide failure) and frees everything including its context.',
    check: 'RET(MiniportCoDeleteVc == SUCCESS); allocation balance for vc == 0',
    source: 'nc-ndis-miniport_co_delete_vc; deleting-a-vc.md',
  },
  {
    id: 'DV-10', actor: 'all', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'When the delete call returns (success) the handle is invalid.',
    check: 'NEVER(any event{vc} after R NdisCoDeleteVc->SUCCESS / R NdisMCmDeleteVc->SUCCESS)',
    source: 'deleting-a-vc.md; nf-ndis-ndiscodeletevc; nf-ndis-ndismcmdeletevc',
  },
  {
    id: 'DV-11', actor: 'client/CM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'The passive side\'s handle is invalid when its ProtocolCoDeleteVc returns SUCCESS.',
    check: 'NEVER(event{vc} by that driver after R ProtocolCoDeleteVc->SUCCESS)',
    source: 'nc-ndis-protocol_co_delete_vc Remarks',
  },
  {
    id: 'DV-12', actor: 'any', observes: 'T', severity: 'info', modal: 'info',
    requirement: 'NdisCoDeleteVc returns SUCCESS, NOT_ACCEPTED (still active) or CLOSING (deactivation pending).',
    check: 'RET set; NOT_ACCEPTED 0x00010003 / CLOSING 0xC0010002 => caller broke DV-03',
    source: 'nf-ndis-ndiscodeletevc Returns',
  },
  {
    id: 'DV-13', actor: 'MCM', observes: 'T', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: 'An MCM uses NdisMCmDeleteVc (SUCCESS or NOT_ACCEPTED) and supplies no MiniportCoDeleteVc.',
    check: 'NEVER(E NdisCoDeleteVc caller=MCM); NEVER(E MiniportCoDeleteVc for topo=MCM)',
    source: 'nf-ndis-ndismcmdeletevc; differences-in-virtual-connections.md',
  },
  {
    id: 'DV-14', actor: 'creator', observes: 'T', severity: 'should', modal: 'must',
    severityText: 'must ("responsible")',
    requirement: 'After tearing a call down the creator is responsible for deleting a VC it will not reuse.',
    check: 'leak check at trace end: L(vc)==EXISTS => warn to creator',
    source: 'nf-ndis-ndiscmdispatchincomingclosecall; deactivating-a-vc.md',
  },
];
