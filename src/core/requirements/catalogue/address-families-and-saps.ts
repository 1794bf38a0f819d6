import type { RequirementEntry } from '../requirement.ts';

/** Address families and service access points. */
export const addressFamiliesAndSaps: readonly RequirementEntry[] = [
  {
    id: 'AF-01', actor: 'CM', observes: 'T', severity: 'must', modal: 'must', topology: 'cm',
    requirement: 'A CM registers an AF for each binding, from ProtocolBindAdapterEx after NdisOpenAdapterEx.',
    check: 'NEST(E NdisCmRegisterAddressFamilyEx in ProtocolBindAdapterEx); PRE(<- R NdisOpenAdapterEx success)',
    source: 'registering-and-opening-an-address-family.md; differences-in-initialization.md',
  },
  {
    id: 'AF-02', actor: 'MCM', observes: 'T', severity: 'must', modal: 'must', topology: 'mcm',
    requirement: 'An MCM registers with NdisMCmRegisterAddressFamilyEx from MiniportInitializeEx, once per NIC.',
    check: 'NEST(E NdisMCmRegisterAddressFamilyEx in MiniportInitializeEx), count 1',
    source: 'registering-and-opening-an-address-family.md; differences-in-initialization.md',
  },
  {
    id: 'AF-03', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Only one CM per AF type per miniport.',
    check: 'at most one R ..RegisterAddressFamilyEx->SUCCESS per (adapter, AF)',
    source: 'registering-and-opening-an-address-family.md; nf-ndis-ndiscmregisteraddressfamilyex',
  },
  {
    id: 'AF-04', actor: 'NDIS', observes: 'T', severity: 'self-check', modal: 'must',
    severityText: 'must (bench self-check)',
    requirement: 'Registration makes NDIS call ProtocolCoAfRegisterNotify of each client on the binding.',
    check: 'RESP(R ..RegisterAddressFamilyEx->SUCCESS -> E ProtocolCoAfRegisterNotify per client)',
    source: 'registering-and-opening-an-address-family.md',
  },
  {
    id: 'AF-05', actor: 'client', observes: 'T', severity: 'should', modal: 'should',
    requirement: 'NdisClOpenAddressFamilyEx is called from ProtocolCoAfRegisterNotify after checking the AF.',
    check: 'NEST(E NdisClOpenAddressFamilyEx in ProtocolCoAfRegisterNotify); outside = warn',
    source: 'nf-ndis-ndisclopenaddressfamilyex; registering-and-opening-an-address-family.md',
  },
  {
    id: 'AF-06', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'A pended ProtocolCmOpenAf must be completed with Ndis[M]CmOpenAddressFamilyComplete, Status never PENDING.',
    check: 'RESP(R ProtocolCmOpenAf->PENDING{af} -> E ..OpenAddressFamilyComplete{af, Status != 0x103})',
    source: 'nc-ndis-protocol_cm_open_af; nf-ndis-ndiscmopenaddressfamilycomplete',
  },
  {
    id: 'AF-07', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'While an open is pending no other connection-oriented operation on that binding.',
    check: 'NEVER(E NdisCl*/NdisCo*{binding} after R NdisClOpenAddressFamilyEx->PENDING until E ProtocolClOpenAfCompleteEx)',
    source: 'nf-ndis-ndiscmopenaddressfamilycomplete Remarks',
  },
  {
    id: 'AF-08', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'VC creation, SAP registration and calls need an open AF.',
    check: 'PRE(E NdisCoCreateVc / NdisClRegisterSap <- AF open SUCCESS)',
    source: 'nf-ndis-ndisclopenaddressfamilyex Remarks',
  },
  {
    id: 'AF-09', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Before NdisClCloseAddressFamily no VC and no SAP is outstanding on the AF.',
    check: 'at E NdisClCloseAddressFamily{af}: VCs(af)==0 and SAPs(af)==0',
    source: 'nc-ndis-protocol_cl_close_af_complete (FAILURE otherwise)',
  },
  {
    id: 'AF-10', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'The AF handle is invalid as soon as NdisClCloseAddressFamily is called; no second call.',
    check:
      'NEVER(E NdisCl*/NdisCo*{af} caller=client after E NdisClCloseAddressFamily{af}, except ' +
      'NdisClNotifyCloseAddressFamilyComplete); handlers are not calls',
    source: 'nf-ndis-ndisclcloseaddressfamily; nc-ndis-protocol_cl_close_af_complete',
  },
  {
    id: 'AF-11', actor: 'client', observes: 'T', severity: 'should', modal: 'should',
    severityText: 'should not',
    requirement: 'It does not block the thread waiting for the close to complete (deadlock).',
    check:
      'IF(R NdisClCloseAddressFamily->PENDING : thread not in wait until E ProtocolClCloseAfComplete, esp. inside ' +
      'ProtocolClNotifyCloseAf)',
    source: 'nf-ndis-ndisclcloseaddressfamily Returns',
  },
  {
    id: 'AF-12', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    severityText: 'must; PENDING: should',
    requirement:
      'With open calls or requests, ProtocolCmCloseAf returns NOT_ACCEPTED or (preferred) PENDING and completes after the last call ' +
      'and SAP are gone.',
    check: 'IF(VCs(af)+SAPs(af)>0 : R in {0x00010003, 0x103}); PENDING => RESP(-> E ..CloseAddressFamilyComplete{af})',
    source: 'nc-ndis-protocol_cm_close_af',
  },
  {
    id: 'AF-13', actor: 'client', observes: 'T', severity: 'should', modal: 'should',
    requirement: 'ProtocolClNotifyCloseAf: drop parties, close calls, deregister SAPs, close the AF, in this order.',
    check: 'order check inside the episode',
    source: 'closing-an-address-family-in-a-condis-client.md; nc-ndis-protocol_cl_notify_close_af',
  },
  {
    id: 'AF-14', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'If that handler pended, NdisClNotifyCloseAddressFamilyComplete must follow.',
    check: 'RESP(R ProtocolClNotifyCloseAf->PENDING{af} -> E NdisClNotifyCloseAddressFamilyComplete{af})',
    source: 'nf-ndis-ndisclnotifycloseaddressfamilycomplete; nc-ndis-protocol_cl_notify_close_af',
  },
  {
    id: 'AF-15', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'A CM that unbinds (MCM: halts) must first notify clients with Ndis[M]CmNotifyCloseAddressFamily.',
    check:
      'PRE(R ProtocolUnbindAdapterEx / R MiniportHaltEx <- E Ndis[M]CmNotifyCloseAddressFamily per AF open at its enter); a call from ' +
      'inside the handler counts',
    source: 'closing-a-condis-call-manager-or-mcm.md; nc-ndis-protocol_cm_notify_close_af_complete',
  },
  {
    id: 'AF-16', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'A SAP already in use or unrecognised is refused; in-use gives INVALID_DATA.',
    check: 'IF(SAP in use : R ProtocolCmRegisterSap->0xC0010015)',
    source: 'nc-ndis-protocol_cm_reg_sap Remarks; registering-a-sap.md',
  },
  {
    id: 'AF-17', actor: 'CM/MCM', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'A pended ProtocolCmRegisterSap must be completed with Ndis[M]CmRegisterSapComplete, Status never PENDING.',
    check: 'RESP(R ProtocolCmRegisterSap->PENDING{sap} -> E ..RegisterSapComplete{sap, Status != 0x103})',
    source: 'nc-ndis-protocol_cm_reg_sap; nf-ndis-ndiscmregistersapcomplete',
  },
  {
    id: 'AF-18', actor: 'any', observes: 'T', severity: 'may', modal: 'may',
    requirement: 'Incoming calls may arrive on a SAP whose registration is still pending.',
    check: 'guard for IC-01',
    source: 'registering-a-sap.md; nc-ndis-protocol_cl_register_sap_complete',
  },
  {
    id: 'AF-19', actor: 'client', observes: 'T', severity: 'must', modal: 'must',
    severityText: 'must ("should consider")',
    requirement: 'The SAP handle is invalid as soon as NdisClDeregisterSap is called.',
    check: 'NEVER(E NdisCl*{sap} caller=client after E NdisClDeregisterSap{sap}); handlers are not calls',
    source: 'nf-ndis-ndisclderegistersap Remarks',
  },
  {
    id: 'AF-20', actor: 'any', observes: 'T', severity: 'must', modal: 'must',
    requirement: 'Deregistering a SAP does not affect calls already received on it.',
    check: 'guard: NEVER(CM close of vc caused by deregistration alone)',
    source: 'deregistering-a-sap.md',
  },
  {
    id: 'AF-21', actor: 'CM/MCM', observes: 'TM', severity: 'must', modal: 'must',
    requirement: 'A pended deregistration is completed (Status SUCCESS) and per-SAP memory freed.',
    check: 'RESP(R ProtocolCmDeregisterSap->PENDING{sap} -> E ..DeregisterSapComplete{sap, Status==0})',
    source: 'nc-ndis-protocol_cm_deregister_sap; nf-ndis-ndiscmderegistersapcomplete',
  },
];
