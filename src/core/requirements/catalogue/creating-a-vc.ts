import type { RequirementEntry } from '../requirement.ts';

/** Creating a VC: NdisCoCreateVc, NdisMCmCreateVc and the handlers they reach. */
export const creatingAVc: readonly RequirementEntry[] = [
  {
    id: 'CV-01', actor: 'client/CM', observes: 'A', severity: 'must', modal: 'must',
    requirement: 'The variable that receives the handle is NULL when NdisCoCreateVc is called.',
    check: 'ARG(E NdisCoCreateVc : *NdisVcHandle == NULL)',
    source: 'nf-ndis-ndiscocreatevc param NdisVcHandle',
  },
  {
    id: 'CV-02', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must', topology: 'cm',
    severityText: 'must (bench self-check)',
    requirement:
      'Client-created VC, CM topology: ProtocolCoCreateVc of the CM and MiniportCoCreateVc of the miniport both run inside the call.',
    check: 'NEST({E..R ProtocolCoCreateVc{CM,vc}, E..R MiniportCoCreateVc{vc}} in NdisCoCreateVc), once each; mutual order not documented',
    source: 'creating-a-vc.md Client-Initiated; nf-ndis-ndiscocreatevc Remarks',
  },
  {
    id: 'CV-03', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must', topology: 'cm',
    severityText: 'must (bench self-check)',
    requirement: 'CM-created VC: the client\'s ProtocolCoCreateVc and MiniportCoCreateVc both run inside the call.',
    check: 'NEST as CV-02 with client handler',
    source: 'creating-a-vc.md Call Manager-Initiated; nf-ndis-ndiscocreatevc Remarks',
  },
  {
    id: 'CV-04', actor: 'NDIS/MCM', observes: 'T', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: 'MCM topology: only the MCM\'s ProtocolCoCreateVc is called; an MCM supplies no MiniportCoCreateVc.',
    check: 'IF(topo=MCM : NEST(ProtocolCoCreateVc{MCM} in NdisCoCreateVc); NEVER(E MiniportCoCreateVc))',
    source: 'creating-a-vc.md Client-Initiated; differences-in-virtual-connections.md',
  },
  {
    id: 'CV-05', actor: 'client/CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'ProtocolCoCreateVc is synchronous and cannot return PENDING.',
    check: 'RET(ProtocolCoCreateVc != PENDING)',
    source: 'nc-ndis-protocol_co_create_vc Remarks',
  },
  {
    id: 'CV-06', actor: 'miniport', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    severityText: 'must (never PENDING); others: warn',
    requirement: 'MiniportCoCreateVc is synchronous; PENDING causes a system-wide failure. Documented results: SUCCESS, RESOURCES.',
    check: 'RET(MiniportCoCreateVc in {SUCCESS, RESOURCES})',
    source: 'nc-ndis-miniport_co_create_vc Returns, Remarks',
  },
  {
    id: 'CV-07', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must',
    severityText: 'must (bench self-check)',
    requirement: 'The same NdisVcHandle goes to both handlers and back to the caller.',
    check: 'ARG(handlers\' NdisVcHandle == *NdisVcHandle at R NdisCoCreateVc->SUCCESS)',
    source: 'creating-a-vc.md; nf-ndis-ndiscocreatevc Remarks',
  },
  {
    id: 'CV-08', actor: 'client/CM/MCM', observes: 'A', severity: 'should', modal: 'should',
    requirement: 'On success the handler returns its own context through ProtocolVcContext.',
    check: 'IF(R ProtocolCoCreateVc->SUCCESS : *ProtocolVcContext set, unique per VC)',
    source: 'nc-ndis-protocol_co_create_vc Remarks',
  },
  {
    id: 'CV-09', actor: 'miniport', observes: 'A', severity: 'should', modal: 'should', topology: 'cm',
    requirement: 'On success the miniport returns its context through MiniportVcContext.',
    check: 'IF(R MiniportCoCreateVc->SUCCESS : *MiniportVcContext set)',
    source: 'nc-ndis-miniport_co_create_vc Remarks',
  },
  {
    id: 'CV-10', actor: 'client/CM/MCM', observes: 'M', severity: 'should', modal: 'should',
    requirement: 'If resources cannot be allocated, release what was allocated and return RESOURCES.',
    check: 'fault injection: allocation failure in ProtocolCoCreateVc => R ->RESOURCES and allocation balance 0',
    source: 'nc-ndis-protocol_co_create_vc Remarks',
  },
  {
    id: 'CV-11', actor: 'any', observes: 'T', severity: 'self-check', modal: 'must',
    severityText: 'must (bench self-check)',
    requirement: 'NdisCoCreateVc returns SUCCESS, RESOURCES, FAILURE (bad NdisAfHandle) or the miniport\'s own failure code.',
    check: 'RET(NdisCoCreateVc != PENDING); IF(MiniportCoCreateVc failed with s : return == s)',
    source: 'nf-ndis-ndiscocreatevc Returns',
  },
  {
    id: 'CV-12', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'A client passes the AF handle from NdisClOpenAddressFamilyEx.',
    check: 'ARG(E NdisCoCreateVc caller=client : NdisAfHandle in open AFs of caller)',
    source: 'nf-ndis-ndiscocreatevc param NdisAfHandle',
  },
  {
    id: 'CV-13', actor: 'CM', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'A CM passes NULL for a VC of its own (to the switch) and the client\'s saved AF handle for an incoming call.',
    check: 'ARG(E NdisCoCreateVc caller=CM : NdisAfHandle==NULL (signalling) or == handle from ProtocolCmOpenAf of SAP owner)',
    source: 'nf-ndis-ndiscocreatevc param NdisAfHandle',
  },
  {
    id: 'CV-14', actor: 'all drivers', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'The VC handle is opaque: stored, passed on unmodified, never interpreted.',
    check: 'ARG(any event : vc in set of handles issued and not deleted)',
    source: 'nf-ndis-ndiscocreatevc Remarks; nc-ndis-protocol_co_create_vc',
  },
  {
    id: 'CV-15', actor: 'client/CM/miniport', observes: 'TD', severity: 'must', modal: 'must',
    requirement: 'Each handler stores the handle for later calls.',
    check: 'surrogate: later calls about this VC carry it',
    source: 'creating-a-vc.md; nc-ndis-protocol_co_create_vc; nc-ndis-miniport_co_create_vc',
  },
  {
    id: 'CV-16', actor: 'CM', observes: 'TS', severity: 'should', modal: 'should', topology: 'cm',
    severityText: 'should (page names the wrong handler, DD-06)',
    requirement: 'ProtocolCoCreateVc of a CM takes no action that really establishes a call (the VC may still be destroyed).',
    check: 'NEVER(S:SETUP tx or E NdisCmActivateVc{vc} in nest of ProtocolCoCreateVc{CM})',
    source: 'nc-ndis-protocol_co_create_vc Remarks',
  },
  {
    id: 'CV-17', actor: 'client/CM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'After a failed creation the VC does not exist for anyone.',
    check: 'NEVER(any event with vc after R NdisCoCreateVc->error)',
    source: 'nc-ndis-protocol_co_create_vc; nf-ndis-ndiscocreatevc',
  },
  {
    id: 'CV-18', actor: 'CM', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'For an incoming call the CM creates the VC before anything is indicated.',
    check: 'PRE(E NdisCmDispatchIncomingCall{vc} <- R NdisCoCreateVc->SUCCESS{vc} caller=CM)',
    source: 'nf-ndis-ndiscocreatevc Remarks; creating-a-vc.md',
  },
  {
    id: 'CV-19', actor: 'MCM', observes: 'TA', severity: 'must', modal: 'must', topology: 'mcm',
    requirement:
      'For an incoming call the MCM uses NdisMCmCreateVc, with the handle variable NULL and the AF handle from ProtocolCmOpenAf.',
    check:
      'ARG(E NdisMCmCreateVc : *NdisVcHandle==NULL and NdisAfHandle open); PRE(E NdisMCmDispatchIncomingCall{vc} <- R ' +
      'NdisMCmCreateVc->SUCCESS{vc})',
    source: 'nf-ndis-ndismcmcreatevc',
  },
  {
    id: 'CV-20', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must', topology: 'mcm',
    severityText: 'must (bench self-check)',
    requirement: 'NdisMCmCreateVc runs the client\'s ProtocolCoCreateVc before it returns and propagates the client\'s failure code.',
    check: 'NEST(ProtocolCoCreateVc{client} in NdisMCmCreateVc); IF(client failed with s : return == s)',
    source: 'nf-ndis-ndismcmcreatevc Returns, Remarks',
  },
  {
    id: 'CV-21', actor: 'MCM', observes: 'T', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: 'Signalling VCs of an MCM are never created, activated, deactivated or deleted through NDIS.',
    check: 'NEVER(E Ndis*Vc caller=MCM for a VC with no client)',
    source: 'creating-a-vc.md; activating-a-vc.md; deactivating-a-vc.md; differences-in-virtual-connections.md',
  },
  {
    id: 'CV-22', actor: 'CM', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'Signalling VCs of a stand-alone CM are created, activated, deactivated and deleted through NDIS.',
    check: 'PRE(E NdisCoSendNetBufferLists{sigvc} caller=CM <- R NdisCoCreateVc->SUCCESS{sigvc} and ACTDONE(sigvc,SUCCESS))',
    source: 'differences-in-virtual-connections.md',
  },
  {
    id: 'CV-23', actor: 'all', observes: 'T', severity: 'self-check', modal: 'must',
    requirement: 'The creator\'s per-VC context is resident and is returned in later calls about the VC.',
    check: 'ARG(E ProtocolCl*/ProtocolCo*{vc} : ProtocolVcContext == context given at creation)',
    source: 'nf-ndis-ndiscocreatevc param ProtocolVcContext',
  },
  {
    id: 'CV-24', actor: 'CM/client', observes: 'T', severity: 'should', modal: 'should', guard: true,
    requirement: 'ProtocolCoCreateVc returns as quickly as possible.',
    check: 'metric only: duration of ProtocolCoCreateVc (no documented bound)',
    source: 'nc-ndis-protocol_co_create_vc Remarks',
  },
  {
    id: 'CV-25', actor: 'CM/client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Naming a VC (NdisCoAssignInstanceName) follows NdisCoCreateVc; an MCM cannot use it.',
    check: 'PRE(E NdisCoAssignInstanceName{vc} <- R NdisCoCreateVc->SUCCESS{vc}); NEVER(caller=MCM)',
    source: 'support-for-named-vcs.md',
  },
];
